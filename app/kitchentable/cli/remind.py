"""``kitchentable remind --check``: what the system starts now and then to see whether the check-in is due."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.domain.errors import BadInput, Trouble
from kitchentable.services.reminder_check import DAMAGED, CheckResult, check
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.paths import Paths

if TYPE_CHECKING:
    import argparse

    from kitchentable.system.notify import Notifier

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


def add_arguments(subparsers: Commands) -> None:
    """Add ``remind`` to the program's commands."""
    parser = subparsers.add_parser("remind", help="see whether the monthly check-in is due, and say so once")
    parser.add_argument("--check", action="store_true", help="look, and show one notification when it is due")
    parser.add_argument("--calendar", type=Path, metavar="FILE.ics", help="write the check-ins to a calendar file")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--json", action="store_true", help="say it as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, clock: Clock | None = None) -> int:
    """Run the check, or write the calendar. Return 0, or 1 where the check finds the due list damaged.

    What can't be done is one line on standard error, as JSON where JSON was asked for, and 2.
    """
    try:
        return _run(args, clock or SystemClock())
    except Trouble as trouble:
        if not args.json:
            raise
        told = {"error": {"title": trouble.title, "message": trouble.message}}
        sys.stderr.write(json.dumps(told, ensure_ascii=False) + "\n")
        return 2


def _run(args: argparse.Namespace, clock: Clock) -> int:
    if args.check == (args.calendar is not None):
        raise BadInput("Please say one of these: kitchentable remind --check, kitchentable remind --calendar FILE.ics")
    if args.calendar is not None:
        return _calendar(args, clock)
    return _check(args.data_dir, clock, dry_run=args.dry_run, as_json=args.json)


def run_as_scheduled(words: Sequence[str]) -> int | None:
    """Run the check where ``words`` are just what the system's timer starts; None where they are not.

    ``[--data-dir DIR] remind --check`` needs no argument parser, and loading one is a fifth of the check's time.
    """
    *folder, command, option = words if len(words) >= 2 else ("", "")
    if (command, option) != ("remind", "--check") or (folder and (len(folder) != 2 or folder[0] != "--data-dir")):
        return None
    return _check(Path(folder[1]) if folder else None, SystemClock(), dry_run=False, as_json=False)


def _calendar(args: argparse.Namespace, clock: Clock) -> int:
    from kitchentable.services.calendar_file import export_calendar  # noqa: PLC0415 - the check does without

    if args.dry_run:
        raise BadInput("--dry-run goes with --check only.")
    export_calendar(Paths.of(args.data_dir), clock, args.calendar)
    told = {"outcome": "written", "file": str(args.calendar)}
    sys.stdout.write(json.dumps(told) + "\n" if args.json else f"The check-ins are in {args.calendar}.\n")
    return 0


def _check(data_dir: Path | None, clock: Clock, *, dry_run: bool, as_json: bool) -> int:
    paths = Paths.of(data_dir)
    found = check(paths=paths, clock=clock, notifier=_notifier, open_app=lambda: _open_app(paths), dry_run=dry_run)
    _say(found, as_json=as_json)
    return 1 if found.outcome == DAMAGED else 0


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


def _open_app(paths: Paths) -> None:
    from kitchentable.system.program import program_command, start_detached  # noqa: PLC0415 - only after a click

    start_detached(program_command(paths))
