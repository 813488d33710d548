"""The commands for another publisher: make a key, check a folder under its name, build it into a signed pack."""

from __future__ import annotations

import argparse
import getpass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.cli.arguments import place
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.pack import Pack
from kitchentable.guidance import signing
from kitchentable.guidance.foreign import name_fault, seal
from kitchentable.guidance.publish import build_foreign
from kitchentable.system.files import write_atomically

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

_SUFFIX = ".ktpack"
_PACK_MODE = 0o644
"""A pack is made to be given away."""


def add_arguments(actions: Commands, check: argparse.ArgumentParser, make: argparse.ArgumentParser) -> None:
    """Add ``guidance key`` and what ``check`` and ``build`` need for another publisher's folder."""
    key = actions.add_parser("key", help="make a key pair to sign packs with")
    key.add_argument("--to", type=place, required=True, metavar="FILE", help="the private key; keep it to yourself")
    key.add_argument("--passphrase", action="store_true", help="ask for a passphrase that locks the file")
    for parser in (check, make):
        parser.add_argument("--publisher", metavar="NAME", help="the folder is another publisher’s, of this name")
    make.add_argument("--sign", type=place, metavar="KEYFILE", help="sign the publisher’s pack with this key")


def make_key(args: argparse.Namespace) -> str:
    """Write a new private key, readable by this user only; a key that is there is never written over."""
    target: Path = args.to
    if target.exists():
        raise BadInput(f"{target} is there already, and a lost key can’t be made again; please name another file.")
    passphrase = _new_passphrase() if args.passphrase else None
    pem = signing.new_key(passphrase)
    write_atomically(target, pem, mode=0o600)
    public = signing.public_bytes(signing.open_key(pem, str(target), passphrase))
    return f"{target} is your private key: keep it safe, and keep a copy.\nFingerprint: {signing.fingerprint(public)}"


def check(args: argparse.Namespace, ours: Pack, today: date) -> Pack:
    """Return the pack of the folder; raise GuidanceFault where it breaks a rule."""
    _need_name(args.publisher)
    return build_foreign(args.folder, args.publisher, ours, today)


def build(args: argparse.Namespace, ours: Pack, built_on: date) -> tuple[Pack, str]:
    """Write the signed pack; return it and whose it is, in words."""
    target: Path = args.to
    _need_name(args.publisher)
    if args.sign is None:
        raise BadInput("A publisher’s pack is signed: please add --sign KEYFILE (make a key with “guidance key”).")
    if target.suffix != _SUFFIX:
        raise BadInput(f"Please say where the pack goes: --to FILE{_SUFFIX}")
    pem = _read_key(args.sign)
    passphrase = getpass.getpass(f"Passphrase of {args.sign}: ") if signing.is_locked(pem) else None
    key = signing.open_key(pem, str(args.sign), passphrase)
    pack = build_foreign(args.folder, args.publisher, ours, built_on, args.pack_version)
    write_atomically(target, seal(pack, args.publisher, key), mode=_PACK_MODE)
    print_of_key = signing.fingerprint(signing.public_bytes(key))
    return pack, f"From {args.publisher}. Fingerprint to tell parents: {print_of_key}"


def _need_name(name: str) -> None:
    fault = name_fault(name)
    if fault is not None:
        raise BadInput(f"“{name}” can’t be used: {fault}.")


def _read_key(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(f"The key {path} can’t be read; please check where it is.") from error


def _new_passphrase() -> str:
    first = getpass.getpass("New passphrase: ")
    if not first or getpass.getpass("The same again: ") != first:
        raise BadInput("Those were not the same, or nothing was typed; no key was made.")
    return first
