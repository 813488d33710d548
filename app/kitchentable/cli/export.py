"""``kitchentable export DIR``: everything the family has here, to read, to print and to bring back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.cli import secrets, unlock
from kitchentable.cli.arguments import place
from kitchentable.domain.errors import BadInput, CannotWrite
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.export_file import export_schema
from kitchentable.services.leaving import export_everything, is_free
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack, resources

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


def add_arguments(subparsers: Commands) -> None:
    """Add ``export DIR`` to the program's commands."""
    parser = subparsers.add_parser("export", help="write everything of the family’s into a folder, to read and print")
    parser.add_argument("folder", nargs="?", type=place, metavar="DIR", help="a new or an empty folder")
    parser.add_argument("--incidents", action="store_true", help="print the notes of what happened too")
    parser.add_argument("--large", action="store_true", help="large print: 18 point text")
    parser.add_argument("--schema", action="store_true", help="write the JSON Schema of an export, and nothing else")
    secrets.add_arguments(parser)


def run(args: argparse.Namespace, clock: Clock | None = None, keychain: Keychain | None = None) -> int:
    """Write the export and return 0; raise Trouble, with nothing left of it, where that can't be done."""
    refuse_internet()
    if args.schema:
        sys.stdout.write(export_schema().decode())
        return 0
    folder = _wanted(args.folder)
    home = unlock.open_beside(
        args,
        paths=Paths.of(args.data_dir),
        keychain=keychain or SystemKeychain(),
        guidance=load_pack(guidance_pack()),
        clock=clock or SystemClock(),
    )
    try:
        taken = export_everything(
            home, typesetter=Typesetter(resources()), to=folder, incidents=args.incidents, large=args.large
        )
    finally:
        home.close()
    sys.stdout.write(f"Saved {', '.join(taken.files)} in {taken.folder}\n{taken.words}\n")
    return 0


def _wanted(folder: Path | None) -> Path:
    """Return the folder, looked at before a passphrase is asked for."""
    if folder is None:
        raise BadInput("Please say where to: kitchentable export DIR")
    try:
        free = is_free(folder)
    except OSError as error:
        raise CannotWrite(f"{folder} can’t be looked into. Please name another folder.") from error
    if not free:
        raise BadInput(f"There is something in {folder} already: please name a new or an empty folder.")
    return folder.absolute()
