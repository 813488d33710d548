"""The program: its arguments, its paths, and the one place that builds and joins everything.

Every command imports only what it needs: the reminder check must not load Qt, the keychain or the database.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kitchentable.domain.errors import Trouble
from kitchentable.domain.version import VERSION
from kitchentable.system.core_dumps import keep_memory_off_the_disk

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

BAD_INPUT = 2
"""The exit code after one clear line on standard error (DESIGN §8)."""
INTERRUPTED = 130
"""The exit code after Ctrl+C, as a shell gives it."""
UNHEARD = 141
"""The exit code where whoever read our output has gone, as a shell gives it."""


class Command(Protocol):
    """What each command's module offers."""

    def add_arguments(self, subparsers: Commands, /) -> None:
        """Add the command and its arguments."""

    def run(self, args: argparse.Namespace, /) -> int:
        """Run it and return the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the given arguments and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    _write_any_letter()
    try:
        scheduled = _run_as_scheduled(words)
        code = _run(_parser(words).parse_args(words)) if scheduled is None else scheduled
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a reader that has gone can still be told from a fault
    except Trouble as trouble:
        sys.stderr.write(_told(trouble, as_json="--json" in words))
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _unheard()
    return code


def _told(trouble: Trouble, *, as_json: bool) -> str:
    """Return what standard error gets of a trouble: its sentence, or an object where JSON was asked for (DESIGN §8)."""
    if not as_json:
        return f"{trouble.message}\n"
    import json

    return json.dumps({"error": {"title": trouble.title, "message": trouble.message}}, ensure_ascii=False) + "\n"


def _write_any_letter() -> None:
    """Write what the terminal has no letter for (a curly quote, a strange file name) as its number, not as a fault."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a test's stream, or none in a program without a console
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _unheard() -> int:
    """End quietly where nobody reads us any more, as under ``| head``; what is still to be written goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return UNHEARD


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
    keep_memory_off_the_disk()
    if args.command is None:
        return _open_window(args.data_dir)
    return _COMMANDS[args.command]().run(args)


def _open_window(data_dir: Path | None) -> int:
    from kitchentable.ui.app import run_app

    return run_app(data_dir)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser; only the command that was named brings its arguments, and so its imports, along."""
    from kitchentable.cli.arguments import place

    parser = _new_parser()
    parser.add_argument("--data-dir", type=place, metavar="DIR", help="keep the family's records in this folder")
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands (none opens the app)")
    named = [word for word in words if word in _COMMANDS]  # maybe more than one: a folder can be called “export” too
    for name in dict.fromkeys(named) or _COMMANDS:
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
