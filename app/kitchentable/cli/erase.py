"""``kitchentable erase``: everything of the family's goes, and what can't be reached is said."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kitchentable.domain.errors import BadInput, StoreLocked
from kitchentable.services.erasing import BEYOND_REACH, Erased, erase, is_anything_there, last_look, sweep
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.paths import Paths
from kitchentable.system.program import reminder_command
from kitchentable.system.schedule import Scheduler
from kitchentable.system.single_instance import SingleInstance
from kitchentable.system.waking import choose_scheduler

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

WORD = "erase"
_OPEN = "Kitchen Table is open on these records. Please close its window first, or erase from its Preferences."
_KEPT = "Nothing was erased: to erase everything, the word has to be typed just so (or add --yes)."


def add_arguments(subparsers: Commands) -> None:
    """Add ``erase`` to the program's commands."""
    parser = subparsers.add_parser("erase", help="erase everything of the family’s on this computer, for good")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace, keychain: Keychain | None = None, scheduler: Scheduler | None = None) -> int:
    """Erase and return 0, or 1 where something of ours could not be removed; raise Trouble with nothing changed."""
    refuse_internet()
    paths = Paths.of(args.data_dir)
    if not is_anything_there(paths):
        _tidy(paths)
        sys.stdout.write(f"There is nothing of Kitchen Table’s in {paths.data}.\n")
        return 0
    if not args.yes:
        _ask(paths)
    with SingleInstance(paths) as instance:
        if not instance.claim():
            raise StoreLocked(_OPEN)
        erased = erase(
            paths=paths,
            keychain=keychain or SystemKeychain(),
            scheduler=lambda: scheduler or choose_scheduler(reminder_command(paths)),
        )
        last_look(paths)
    _say(erased, paths)
    return 1 if erased.left else 0


def _tidy(paths: Paths) -> None:
    """Take an empty folder away that an erase was cut short at, in its last moment."""
    if paths.data.is_dir():
        with SingleInstance(paths) as instance:
            if instance.claim():
                sweep(paths)


def _ask(paths: Paths) -> None:
    sys.stdout.write(
        f"This erases everything in Kitchen Table on this computer, for good: children, talks, settings, agreements,\n"
        f"notes, the automatic backups, reminders and preferences, all in {paths.data}.\n"
        f"Type {WORD} to go on: "
    )
    sys.stdout.flush()
    if sys.stdin.readline().strip().casefold() != WORD:
        sys.stdout.write("\n")
        raise BadInput(_KEPT)


def _say(erased: Erased, paths: Paths) -> None:
    done = "Everything is erased." if not erased.left else "Erased, but not all of it:"
    lines = [done, *erased.left]
    if erased.others:
        lines.append(f"In {paths.data} there is something that is not Kitchen Table’s; it was left as it is.")
    lines += ["What Kitchen Table can’t reach:", *(f"- {one}" for one in BEYOND_REACH)]
    sys.stdout.write("\n".join(lines) + "\n")
