"""``kitchentable remind``: what the system starts now and then to see whether the check-in is due, and its way out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kitchentable.domain.errors import BadInput
from kitchentable.services.reminder_check import DAMAGED, CheckResult, check
from kitchentable.services.settled_check import settled_check
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.paths import Paths

if TYPE_CHECKING:
    import argparse

    from kitchentable.system.notify import Notifier

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


def add_arguments(subparsers: Commands) -> None:
    """Add ``remind`` to the program's commands."""
    from kitchentable.cli.arguments import place  # noqa: PLC0415 - the check as it is scheduled needs no parser

    parser = subparsers.add_parser("remind", help="see whether the monthly check-in is due, and say so once")
    parser.add_argument("--check", action="store_true", help="look, and show one notification when it is due")
    parser.add_argument("--settle", action="store_true", help="with --check: wait some minutes before saying anything")
    parser.add_argument("--remove", action="store_true", help="take the reminder out of what this computer starts")
    parser.add_argument("--calendar", type=place, metavar="FILE.ics", help="write the check-ins to a calendar file")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--json", action="store_true", help="say it as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, clock: Clock | None = None) -> int:
    """Run the check, write the calendar or remove the reminder. Return 0, or 1 where the due list is damaged.

    Raises Trouble, with nothing changed, where that can't be done.
    """
    clock = clock or SystemClock()
    if [args.check, args.remove, args.calendar is not None].count(True) != 1:
        raise BadInput(
            "Please say one of these: kitchentable remind --check, kitchentable remind --remove, "
            "kitchentable remind --calendar FILE.ics"
        )
    if args.check:
        return _check(args.data_dir, clock, dry_run=args.dry_run, settles=args.settle, as_json=args.json)
    if args.dry_run or args.settle:
        raise BadInput("--dry-run and --settle go with --check only.")
    return _calendar(args, clock) if args.calendar is not None else _remove(Paths.of(args.data_dir), as_json=args.json)


def run_as_scheduled(words: Sequence[str]) -> int | None:
    """Run the check where ``words`` are just what the system's timer starts; None where they are not.

    ``[--data-dir DIR] remind --check [--settle]`` needs no argument parser, and loading one is a fifth of the check's
    time.
    """
    settles = list(words[-1:]) == ["--settle"]
    *folder, command, option = words[: len(words) - settles] if len(words) >= 2 + settles else ("", "")
    if (command, option) != ("remind", "--check") or (folder and (len(folder) != 2 or folder[0] != "--data-dir")):
        return None
    if folder and not os.path.isdir(folder[1]):  # noqa: PTH112 - pathlib raises for some that can’t be
        return None  # the parser knows what to say of a folder that is not there
    return _check(Path(folder[1]) if folder else None, SystemClock(), dry_run=False, settles=settles, as_json=False)


def _calendar(args: argparse.Namespace, clock: Clock) -> int:
    from kitchentable.services.calendar_file import export_calendar  # noqa: PLC0415 - the check does without

    export_calendar(Paths.of(args.data_dir), clock, args.calendar)
    told = {"outcome": "written", "file": str(args.calendar)}
    sys.stdout.write(json.dumps(told) + "\n" if args.json else f"The check-ins are in {args.calendar}.\n")
    return 0


def _check(data_dir: Path | None, clock: Clock, *, dry_run: bool, settles: bool, as_json: bool) -> int:
    paths = Paths.of(data_dir)
    opening = _Opening(paths)
    if dry_run:
        found = check(paths=paths, clock=clock, notifier=_notifier, open_app=opening.open, dry_run=True)
    else:
        settle = _settle if settles else _at_once
        found = settled_check(paths=paths, clock=clock, notifier=_notifier, open_app=opening.open, settle=settle)
    _say(found, as_json=as_json)
    return 1 if found.outcome == DAMAGED else 0


def _remove(paths: Paths, *, as_json: bool) -> int:
    """Take every entry of ours out of what starts programs here; the records and the family's choice stay."""
    from kitchentable.system.program import reminder_command  # noqa: PLC0415 - the check does without
    from kitchentable.system.waking import all_schedulers  # noqa: PLC0415 - the same

    for scheduler in all_schedulers(reminder_command(paths)):
        scheduler.disable()
    words = "The reminder is removed. Open Kitchen Table, Preferences, to turn it on again."
    sys.stdout.write((json.dumps({"outcome": "removed", "words": words}) if as_json else words) + "\n")
    return 0


def _say(found: CheckResult, *, as_json: bool) -> None:
    if as_json:
        due = None if found.due is None else found.due.isoformat()
        sys.stdout.write(json.dumps({"outcome": found.outcome, "words": found.words, "due": due}) + "\n")
    elif found.outcome != DAMAGED:
        sys.stdout.write(found.words + "\n")
    if found.outcome == DAMAGED:
        sys.stderr.write(found.words + "\n")


def _notifier() -> Notifier:
    from kitchentable.system.desktop_notices import DesktopNotifier  # noqa: PLC0415 - only when something is due
    from kitchentable.system.network_guard import refuse_internet  # noqa: PLC0415 - the same

    refuse_internet()
    return DesktopNotifier()


def _settle() -> None:
    from kitchentable.system.settling import settle  # noqa: PLC0415 - only when something is due

    settle()


def _at_once() -> None:
    """Wait for nothing: who types the command wants to see what it does."""


class _Opening(NamedTuple):
    """Opens the app on a data folder; one that runs already comes forward (``system/single_instance.py``)."""

    paths: Paths

    def open(self) -> None:
        """Start it, to live on its own; OSError where it can't be started."""
        from kitchentable.system.program import program_command, start_detached  # noqa: PLC0415 - only after a click

        start_detached(program_command(self.paths))
