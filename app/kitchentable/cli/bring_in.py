"""``kitchentable import DIR-or-FILE``: an export back into a data folder with no records, or with empty ones."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kitchentable.cli import secrets, unlock
from kitchentable.cli.arguments import place
from kitchentable.domain.errors import StoreLocked
from kitchentable.domain.export import Export
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.services import arriving, opening
from kitchentable.services.erasing import sweep
from kitchentable.services.opening import Door
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from kitchentable.system.single_instance import SingleInstance

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

_OPEN = "Kitchen Table is open on these records. Please close its window first, and try again."
_DONE = "Everything in the export is in your records now. To be reminded again, turn reminders on in Preferences.\n"


def add_arguments(subparsers: Commands) -> None:
    """Add ``import`` to the program's commands."""
    parser = subparsers.add_parser("import", help="bring an export back, into records that are new or empty")
    parser.add_argument("place", type=place, metavar="DIR-or-FILE", help="the folder of an export, or its JSON file")
    secrets.add_arguments(parser)


def run(args: argparse.Namespace, clock: Clock | None = None, keychain: Keychain | None = None) -> int:
    """Bring the export in and return 0; raise Trouble, with nothing changed, where that can't be done."""
    refuse_internet()
    export = arriving.read_export(args.place)
    paths, guidance = Paths.of(args.data_dir), load_pack(guidance_pack())
    with SingleInstance(paths) as instance:
        if not instance.claim():
            raise StoreLocked(_OPEN)
        if opening.look(paths) is Door.NEW:
            _anew(args, export, paths, keychain or SystemKeychain(), guidance, clock or SystemClock())
        else:
            _into(args, export, paths, keychain or SystemKeychain(), guidance, clock or SystemClock())
    sys.stdout.write(_DONE)
    return 0


def _anew(
    args: argparse.Namespace, export: Export, paths: Paths, keychain: Keychain, guidance: Guidance, clock: Clock
) -> None:
    try:
        arriving.bring_in_anew(
            export,
            paths=paths,
            keychain=keychain,
            guidance=guidance,
            clock=clock,
            passphrase=unlock.passphrase_for_new(args),
        )
    except BaseException:  # Ctrl+C too: a folder that was made for this does not stay
        sweep(paths)
        raise


def _into(
    args: argparse.Namespace, export: Export, paths: Paths, keychain: Keychain, guidance: Guidance, clock: Clock
) -> None:
    home = unlock.open_records(args, paths=paths, keychain=keychain, guidance=guidance, clock=clock)
    try:
        arriving.bring_in(home, export=export)
    finally:
        home.close()
