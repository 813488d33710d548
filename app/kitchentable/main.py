"""The program: its arguments, its paths, and the one place that builds and joins everything.

Every command imports only what it needs: the reminder check must not load Qt, the keychain or the database.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kitchentable.domain.errors import Trouble
from kitchentable.domain.version import VERSION

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

BAD_INPUT = 2
"""The exit code after one clear line on standard error (DESIGN §8)."""


class Command(Protocol):
    """What each command's module offers."""

    def add_arguments(self, subparsers: Commands, /) -> None:
        """Add the command and its arguments."""

    def run(self, args: argparse.Namespace, /) -> int:
        """Run it and return the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the given arguments and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        scheduled = _run_as_scheduled(words)
        return _run(_parser(words).parse_args(words)) if scheduled is None else scheduled
    except Trouble as trouble:
        sys.stderr.write(f"{trouble.message}\n")
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130


def _run_as_scheduled(words: Sequence[str]) -> int | None:
    """Run the reminder check the short way where the system's timer starts it; None for everything else."""
    if list(words[-2:]) != ["remind", "--check"] and list(words[-3:]) != ["remind", "--check", "--settle"]:
        return None
    from kitchentable.cli import remind

    return remind.run_as_scheduled(words)


def _run(args: argparse.Namespace) -> int:
    if args.version:
        sys.stdout.write(f"Kitchen Table {VERSION}\n")
        return 0
    if args.command is None:
        return _open_window(args.data_dir)
    return _COMMANDS[args.command]().run(args)


def _open_window(data_dir: Path | None) -> int:
    from kitchentable.ui.app import run_app

    return run_app(data_dir)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser; only the command that was named brings its arguments, and so its imports, along."""
    parser = _new_parser()
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep the family's records in this folder")
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands (none opens the app)")
    named = [word for word in words if word in _COMMANDS]
    for name in named[:1] or _COMMANDS:
        _COMMANDS[name]().add_arguments(commands)
    return parser


def _new_parser() -> argparse.ArgumentParser:
    from kitchentable.cli.arguments import OneLineParser  # a fifth of the reminder check's time, which does without

    return OneLineParser(
        prog="kitchentable",
        description="Kitchen Table: one talk a month, a few settings to check, help when something went wrong.",
    )


def _print() -> Command:
    from kitchentable.cli import prints

    return prints


def _remind() -> Command:
    from kitchentable.cli import remind

    return remind


def _guidance() -> Command:
    from kitchentable.cli import guidance

    return guidance


def _search() -> Command:
    from kitchentable.cli import search

    return search


def _backup() -> Command:
    from kitchentable.cli import backup

    return backup


def _restore() -> Command:
    from kitchentable.cli import restore

    return restore


def _export() -> Command:
    from kitchentable.cli import export

    return export


def _import() -> Command:
    from kitchentable.cli import bring_in

    return bring_in


def _erase() -> Command:
    from kitchentable.cli import erase

    return erase


def _doctor() -> Command:
    from kitchentable.cli import doctor

    return doctor


def _tick() -> Command:
    from kitchentable.cli import tick

    return tick


def _self_test() -> Command:
    from kitchentable.ui import self_test

    return self_test


_COMMANDS: dict[str, Callable[[], Command]] = {
    "print": _print,
    "tick": _tick,
    "remind": _remind,
    "guidance": _guidance,
    "search": _search,
    "backup": _backup,
    "restore": _restore,
    "export": _export,
    "import": _import,
    "erase": _erase,
    "doctor": _doctor,
    "self-test": _self_test,
}
