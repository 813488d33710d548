"""Opening the records on the command line: by themselves, or with a passphrase from a file, a pipe or the terminal.

Never as an argument: other users of the computer can see those.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from kitchentable.domain.errors import BadInput, KeychainRefused, KeychainUnavailable, NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.services import opening
from kitchentable.services.household import Household
from kitchentable.services.opening import Door
from kitchentable.system.clock import Clock
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths

_MOST_BYTES = 16_384
"""Far more than the longest passphrase takes."""


def add_arguments(parser: argparse.ArgumentParser, *, what: str = "its first line is the passphrase") -> None:
    """Add the way to give a passphrase in a file."""
    parser.add_argument("--passphrase-file", metavar="FILE", help=f"{what}; - for a pipe")


def open_records(
    args: argparse.Namespace, *, paths: Paths, keychain: Keychain, guidance: Guidance, clock: Clock
) -> Household:
    """Open the records; NotFound where there are none, and what ``opening.open_household`` raises."""
    door = opening.look(paths)
    if door is Door.NEW:
        raise NotFound(f"There are no records in {paths.data} yet.")
    passphrase = given(args)
    if passphrase is None and door is Door.NEEDS_PASSPHRASE:
        passphrase = _asked()
    try:
        return _open(paths, keychain, guidance, clock, passphrase)
    except (KeychainRefused, KeychainUnavailable):
        if passphrase is not None or not opening.takes_passphrase(paths):
            raise
    return _open(paths, keychain, guidance, clock, _asked())


def given(args: argparse.Namespace) -> str | None:
    """Return the passphrase in the file that was named, or None where none was; NotFound or BadInput."""
    file = args.passphrase_file
    if file is None:
        return None
    return _from_pipe() if file == "-" else _from_file(Path(file))


def _open(paths: Paths, keychain: Keychain, guidance: Guidance, clock: Clock, passphrase: str | None) -> Household:
    return opening.open_household(paths=paths, keychain=keychain, guidance=guidance, clock=clock, passphrase=passphrase)


def _asked() -> str:
    """Ask without showing what is typed, or read one line where there is no terminal."""
    return getpass.getpass("Passphrase: ") if sys.stdin.isatty() else _from_pipe()


def _from_file(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return _line(opened.read(_MOST_BYTES), str(file))
    except OSError as error:
        raise NotFound(f"The file {file} can’t be read. Please check where it is.") from error


def _from_pipe() -> str:
    return _line(sys.stdin.buffer.readline(_MOST_BYTES), "What was piped in")


def _line(data: bytes, whose: str) -> str:
    try:
        line = data.decode("utf-8-sig").partition("\n")[0].removesuffix("\r")
    except UnicodeDecodeError as error:
        raise BadInput(f"{whose} is not text in UTF-8. Please save it as UTF-8.") from error
    if not line:
        raise BadInput(f"{whose} is empty. Please put the passphrase there.")
    return line
