"""``kitchentable restore FILE``: put a backup in place of the records here, and keep the old ones beside."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kitchentable.cli import secrets
from kitchentable.cli.arguments import place
from kitchentable.domain.errors import BackupUnusable, BadInput, StoreLocked
from kitchentable.services import backup_files, replacing
from kitchentable.services.backup_keys import asks_for, unlock
from kitchentable.services.restoring import Asks, Offer, Replaced, Restored, look_at, restore
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.paths import Paths
from kitchentable.system.single_instance import SingleInstance

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

_OPEN = "Kitchen Table is open on these records. Please close its window, then restore again; nothing was changed."
_CANNOT_OPEN = "Nothing that was given opens this backup. Please check it; nothing was changed."
_REMINDERS = "On another computer than before, turn reminders on in Preferences: what wakes them is not in a backup."
_HERE = {
    Replaced.NOTHING: "There are no records here yet.",
    Replaced.SHUT: "Here now, and replaced: other records, which this backup’s key does not open.",
    Replaced.DAMAGED: "Here now, and replaced: records that are damaged.",
}


def add_arguments(subparsers: Commands) -> None:
    """Add ``restore FILE`` to the program's commands."""
    parser = subparsers.add_parser("restore", help="put a backup in place of the records here; the old ones are kept")
    parser.add_argument("file", type=place, metavar="FILE.ktbackup", help="a backup, from this computer or another")
    parser.add_argument("--yes", action="store_true", help="do not ask before replacing the records")
    secrets.add_arguments(parser)


def run(args: argparse.Namespace, clock: Clock | None = None, keychain: Keychain | None = None) -> int:
    """Restore and return 0, or 1 where the answer was no; raise Trouble, with nothing changed, where it can't be."""
    refuse_internet()
    clock, keychain = clock or SystemClock(), keychain or SystemKeychain()
    paths, file = Paths.of(args.data_dir), args.file
    ring = backup_files.ring_of(backup_files.read(file))
    if not args.yes and not sys.stdin.isatty():
        raise BadInput("There is nobody to ask here. Please add --yes to replace the records without asking.")
    secret = secrets.given(args)
    if unlock(paths, ring, keychain, secret) is None:
        secret = secrets.asked(asks_for(ring))
        unlock(paths, ring, keychain, secret)  # a wrong one is told before anything is made
    with _alone(paths):
        replacing.finish(paths)
        offer = look_at(paths, file, keychain=keychain, secret=secret)
        if isinstance(offer, Asks):
            raise BackupUnusable(_CANNOT_OPEN)
        sys.stdout.write(_told(offer))
        if not args.yes and not _agreed(offer):
            sys.stdout.write("Nothing was changed.\n")
            return 1
        sys.stdout.write(_done(restore(paths, offer, keychain=keychain, today=clock.today())))
    return 0


@contextlib.contextmanager
def _alone(paths: Paths) -> Iterator[None]:
    """Hold the folder while the block runs; leave no folder behind that was not there and holds nothing of ours."""
    was_there = paths.data.exists()
    try:
        with SingleInstance(paths) as instance:
            if not instance.claim():
                raise StoreLocked(_OPEN, title="Kitchen Table is open")
            yield
    finally:
        if not was_there and not paths.keys.exists() and not replacing.is_pending(paths):
            with contextlib.suppress(OSError):  # something else is in it: it stays
                paths.lock.unlink(missing_ok=True)
                paths.data.rmdir()


def _told(offer: Offer) -> str:
    made = offer.made_at
    lines = [f"This backup was made on {made:%A} {made.day} {made:%B %Y} at {made:%H:%M}: {offer.holds.words}"]
    lines.append(_HERE.get(offer.replaced) or f"Here now, and replaced: {offer.here.words if offer.here else ''}")
    return "\n".join(lines) + "\n"


def _agreed(offer: Offer) -> bool:
    question = (
        "Restore it?" if offer.replaced is Replaced.NOTHING else "Replace the records here? The old ones are kept."
    )
    try:
        return input(f"{question} [y/N] ").strip().casefold() in {"y", "yes"}
    except EOFError:
        return False


def _done(done: Restored) -> str:
    lines = ["The backup is restored."]
    if done.kept:
        lines.append("The old files are kept as " + " and ".join(str(one) for one in done.kept) + ".")
    if done.by_keychain:
        lines.append("The records open with this computer’s keychain.")
    else:
        lines.append(f"The records open with your {done.typed}.")
    lines.append(_REMINDERS)
    return "\n".join(lines) + "\n"
