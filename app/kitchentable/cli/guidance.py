"""The commands for those who write guidance: check it, build it into a pack, count what is in it."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kitchentable.cli import authoring, publishing
from kitchentable.cli.arguments import place
from kitchentable.domain.errors import BadInput
from kitchentable.domain.pack import Pack
from kitchentable.guidance.build import build, pack_of
from kitchentable.guidance.folder import RELEASED, RELEASED_SETTINGS
from kitchentable.guidance.pack import encode, load_pack
from kitchentable.guidance.released import released_with, settings_with
from kitchentable.guidance.schema import FOLDER
from kitchentable.guidance.stats import Stats, count
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.files import cannot_write, write_atomically
from kitchentable.system.resources import guidance_pack, resources

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

_PACK_MODE = 0o644
"""Guidance holds nothing private: every user of a computer may read it."""


def add_arguments(subparsers: Commands) -> None:
    """Add ``guidance check | build | stats | schema | diff | helplines`` to the program's commands."""
    parser = subparsers.add_parser("guidance", help="check, build and count the guidance")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="tell everything that is wrong in a folder of guidance")
    _add_folder(check)
    make = actions.add_parser("build", help="check a folder of guidance and build it into one pack")
    _add_folder(make)
    make.add_argument(
        "--to", type=place, default=Path("build/guidance.pack"), metavar="FILE", help="default: %(default)s"
    )
    make.add_argument("--pack-version", metavar="TEXT", help="default: the newest change's date and the next edition")
    make.add_argument("--built-on", metavar="DATE", help="default: SOURCE_DATE_EPOCH's day, or today")
    publishing.add_arguments(actions, check, make)
    make.add_argument(
        "--release", action="store_true", help=f"also add this pack to {RELEASED} and {RELEASED_SETTINGS}"
    )
    numbers = actions.add_parser("stats", help="count what the guidance holds")
    _add_folder(numbers)
    numbers.add_argument("--json", action="store_true", help="write JSON")
    authoring.add_arguments(actions)


def run(args: argparse.Namespace, clock: Clock | None = None) -> int:
    """Run one of the commands and return 0; Trouble with one clear line for each thing that is wrong."""
    today = (clock or SystemClock()).today()
    if args.action == "key":
        _say(publishing.make_key(args))
    elif getattr(args, "publisher", None) is not None:
        _say(_for_others(args, today))
    elif getattr(args, "sign", None) is not None:
        raise BadInput("A signed pack is another publisher’s: please add --publisher NAME.")
    elif args.action == "check":
        _say(f"The guidance is sound: {_summary(count(pack_of(authoring.checked(_folder(args)), today)))}.")
    elif args.action == "build":
        pack = build(_folder(args), _built_on(args.built_on, today), args.pack_version)
        _save(args, pack)
        _say(f"{args.to} is built: version {pack.version}, {_summary(count(pack))}.")
    else:
        _say(_told(args, today))
    return 0


def _told(args: argparse.Namespace, today: date) -> str:
    """Do what only reads or helps an editor, and return what it has to say."""
    if args.action == "schema":
        if args.to is None and not (resources() / "guidance").is_dir():
            raise BadInput("Please say where to write the schemas: --to DIR")
        return authoring.write_schemas(args.to or _folder(args) / FOLDER)
    if args.action == "diff":
        return authoring.what_changed(args, today)
    if args.action == "helplines":
        return authoring.write_helplines(_any_pack(args, today), args.to)
    numbers = authoring.measured(_any_pack(args, today))
    return msgspec.json.format(msgspec.json.encode(numbers)).decode() if args.json else authoring.table(numbers)


def _for_others(args: argparse.Namespace, today: date) -> str:
    """Check or build another publisher's guidance, which may point to ours, and say what came of it."""
    if args.folder is None:
        raise BadInput("Please name the folder that holds the publisher’s guidance.")
    if args.action == "check":
        pack = publishing.check(args, load_pack(guidance_pack()).pack, today)
        return f"The guidance of {args.publisher} is sound: {_summary(count(pack))}."
    if args.release:
        raise BadInput("--release is for our own guidance; a publisher keeps its own list of ids.")
    built_on = _built_on(args.built_on, today)
    pack, told = publishing.build(args, load_pack(guidance_pack()).pack, built_on)
    return f"{args.to} is built and signed: version {pack.version}, {_summary(count(pack))}.\n{told}"


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", type=place, metavar="DIR", help="default: the guidance of this checkout")


def _folder_named(args: argparse.Namespace) -> Path | None:
    return getattr(args, "folder", None)


def _folder(args: argparse.Namespace) -> Path:
    """Return the named folder, or the program's own, written as short as it can be from here."""
    named = _folder_named(args)
    if named is not None:
        return named
    own = resources() / "guidance"
    return own.relative_to(Path.cwd()) if own.is_relative_to(Path.cwd()) else own


def _any_pack(args: argparse.Namespace, today: date) -> Pack:
    """Return the pack to count: from the sources where there are some, else the one that is installed."""
    if _folder_named(args) is None and not (resources() / "guidance").is_dir():
        return load_pack(guidance_pack()).pack
    return build(_folder(args), today)


def _built_on(told: str | None, today: date) -> date:
    """Return the day to write into the pack; SOURCE_DATE_EPOCH makes it the same in every build of a release."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if told is not None:
            return date.fromisoformat(told)
        return today if not epoch else datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise BadInput(f"“{told or epoch}” is not a day; write it as 2026-11-21.") from error


def _save(args: argparse.Namespace, pack: Pack) -> None:
    target: Path = args.to
    try:
        if target.is_dir():
            raise BadInput(f"{target} is a folder; please name a file.")
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(target, error) from error
    write_atomically(target, encode(pack), mode=_PACK_MODE)
    if args.release:
        folder = _folder(args)
        write_atomically(folder / RELEASED, released_with(folder, pack.ids), mode=_PACK_MODE)
        write_atomically(folder / RELEASED_SETTINGS, settings_with(folder, pack), mode=_PACK_MODE)


def _summary(numbers: Stats) -> str:
    kinds = ("topics", "talks", "guides", "settings", "situations", "contacts", "milestones", "sources")
    told = ((getattr(numbers, kind), kind) for kind in kinds)
    return ", ".join(f"{number} {kind.removesuffix('s') if number == 1 else kind}" for number, kind in told)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
