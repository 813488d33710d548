"""A passphrase or recovery code on the command line: from a file, from a terminal without showing it, or from a pipe.

Never as an argument: other users of the computer can see those.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.services.backup_keys import Secret, SecretKind

_MOST_BYTES = 16_384
"""Far more than the longest passphrase takes."""

_FILES = (
    ("passphrase_file", SecretKind.PASSPHRASE),
    ("recovery_code_file", SecretKind.RECOVERY_CODE),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the two ways to give a secret in a file."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--passphrase-file", metavar="FILE", help="its first line is the passphrase; - for a pipe")
    one.add_argument("--recovery-code-file", metavar="FILE", help="its first line is the recovery code; - for a pipe")


def given(args: argparse.Namespace) -> Secret | None:
    """Return the secret in the file that was named, or None where none was; NotFound or BadInput."""
    for name, kind in _FILES:
        file = getattr(args, name)
        if file is not None:
            return Secret(_from_pipe() if file == "-" else _from_file(Path(file)), kind)
    return None


def asked(words: str) -> Secret:
    """Ask for a secret without showing it, or read one line where there is no terminal; ``words`` says what it is."""
    if sys.stdin.isatty():
        return Secret(getpass.getpass(f"{words.capitalize()}: "))
    return Secret(_from_pipe())


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
        raise BadInput(f"{whose} is empty. Please put the passphrase or recovery code there.")
    return line
