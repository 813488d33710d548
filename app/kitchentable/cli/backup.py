"""``kitchentable backup FILE``: the family's records as one encrypted file, proved before it counts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.cli import secrets
from kitchentable.cli.arguments import place
from kitchentable.cli.unlock import claimed
from kitchentable.domain.backups import SUFFIX
from kitchentable.domain.errors import BackupUnusable, BadInput, NotFound, StoreLocked
from kitchentable.services import opening, replacing
from kitchentable.services.backup_files import ring_here, source
from kitchentable.services.backup_keys import asks_for, unlock
from kitchentable.services.backups import ONLY_HERE, make_file, opens_only_here
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.paths import Paths
from kitchentable.system.single_instance import SingleInstance

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


def add_arguments(subparsers: Commands) -> None:
    """Add ``backup FILE`` to the program's commands."""
    parser = subparsers.add_parser("backup", help="save the family's records as one encrypted file")
    parser.add_argument("file", type=place, metavar=f"FILE{SUFFIX}", help="where to save it; never over another file")
    secrets.add_arguments(parser)


def run(args: argparse.Namespace, clock: Clock | None = None, keychain: Keychain | None = None) -> int:
    """Save the backup and return 0; raise Trouble, with nothing left, where that can't be done.

    The window may be open meanwhile: the copy is made while the records are in use.
    """
    refuse_internet()
    paths, file = Paths.of(args.data_dir), _wanted(args.file)
    if not (paths.database.exists() or paths.keys.exists() or replacing.is_pending(paths)):
        raise NotFound(f"There are no records in {paths.data} yet, so there is nothing to back up.")
    with SingleInstance(paths) as instance:
        if claimed(instance):
            opening.look(paths)  # finishes what a crash may have left half way
        elif replacing.is_pending(paths):
            raise StoreLocked("Your records are being restored just now. Please try again in a moment.")
        key = _key(paths, args, keychain or SystemKeychain())
        contents = make_file(source(paths, key, (clock or SystemClock()).now()), file)
    sys.stdout.write(f"Saved {file}, opened it again and read all of it: {contents.words}\n")
    if opens_only_here(ring_here(paths)):
        sys.stdout.write(f"{ONLY_HERE}\n")
    return 0


def _wanted(file: Path) -> Path:
    if file.suffix != SUFFIX:
        raise BadInput(f"Please give the backup a name that ends in {SUFFIX}.")
    if file.exists() or file.is_symlink():
        raise BadInput(f"{file} is there already. Please choose another name; we write over no backup.")
    return file


def _key(paths: Paths, args: argparse.Namespace, keychain: Keychain) -> bytes:
    ring, secret = ring_here(paths), secrets.given(args)
    unlocked = unlock(paths, ring, keychain, secret) or unlock(paths, ring, keychain, secrets.asked(asks_for(ring)))
    if unlocked is None:
        raise BackupUnusable(ONLY_HERE)
    return unlocked.key
