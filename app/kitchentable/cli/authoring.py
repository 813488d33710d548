"""Commands for authors who do not code: schemas for editors, what changed between packs, the table of numbers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kitchentable.cli.arguments import place
from kitchentable.domain.pack import Pack
from kitchentable.guidance.build import pack_of
from kitchentable.guidance.check import find_faults
from kitchentable.guidance.compare import compare
from kitchentable.guidance.faults import Report, refuse
from kitchentable.guidance.folder import Folder, read_folder
from kitchentable.guidance.helplines import helplines
from kitchentable.guidance.news import tell
from kitchentable.guidance.pack import load_pack
from kitchentable.guidance.reading import NOT_MEASURED, check_reading, open_grader
from kitchentable.guidance.schema import FOLDER, schemas
from kitchentable.guidance.stats import Stats, count
from kitchentable.system.files import cannot_write, write_atomically

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

_MODE = 0o644
"""Schemas hold nothing private: every user of a computer may read them."""


def add_arguments(actions: Commands) -> None:
    """Add ``schema``, ``diff`` and ``helplines`` to the guidance commands."""
    schema = actions.add_parser("schema", help="write the JSON Schema of each kind of file, for editors")
    schema.add_argument(
        "--to", type=place, metavar="DIR", help=f"default: {FOLDER} beside the guidance of this checkout"
    )
    diff = actions.add_parser("diff", help="tell what changed between two packs or folders, and for whom")
    diff.add_argument("old", type=place, metavar="OLD", help="a pack or a folder of guidance")
    diff.add_argument("new", type=place, metavar="NEW", help="the same, later")
    diff.add_argument("--json", action="store_true", help="write JSON")
    lines = actions.add_parser("helplines", help="write the table of every number with the pages that confirm it")
    lines.add_argument("--to", type=place, metavar="FILE.md", help="default: print it")


def write_schemas(to: Path) -> str:
    """Write the schema files into a folder and return a line that says so."""
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(to, error) from error
    files = schemas()
    for name, data in files.items():
        write_atomically(to / name, data, mode=_MODE)
    return f"{len(files)} schemas are in {to}."


def write_helplines(pack: Pack, to: Path | None) -> str:
    """Return the table of numbers, or write it to a file and return a line that says so."""
    table = helplines(pack)
    if to is None:
        return table.rstrip("\n")
    write_atomically(to, table.encode(), mode=_MODE)
    return f"The table of help lines is in {to}."


def what_changed(args: argparse.Namespace, today: date) -> str:
    """Return what changed from one pack or folder to another, as text or JSON."""
    found = compare(_pack(args.old, today), _pack(args.new, today))
    return msgspec.json.format(msgspec.json.encode(found)).decode() if args.json else tell(found)


def checked(root: Path) -> Folder:
    """Return what a folder holds; raise GuidanceFault with every fault, those of hard words among them.

    Where the words can't be measured, a line says so; that is no fault.
    """
    folder, faults = find_faults(root)
    report = Report()
    with open_grader() as grader:
        if grader is not None:
            check_reading(folder, grader, report)
    refuse(sorted({*faults, *report.faults()}))
    if grader is None:
        sys.stderr.write(NOT_MEASURED + "\n")
    return folder


def measured(pack: Pack) -> Stats:
    """Return the counts of a pack with its reading grades, where they can be measured."""
    with open_grader() as grader:
        return count(pack, grader)


def _pack(path: Path, today: date) -> Pack:
    """Return a pack from its file or sources; old sources need not keep today's rules, only be readable."""
    if not path.is_dir():
        return load_pack(path).pack
    report = Report()
    folder = read_folder(path, report)
    refuse(report.faults())
    return pack_of(folder, today)


def table(numbers: Stats) -> str:
    """Return counts as lines of a name and a value."""
    return "\n".join(f"{name:44}{value}" for name, value in _rows(numbers))


def _rows(numbers: msgspec.Struct) -> Iterator[tuple[str, str]]:
    for name in numbers.__struct_fields__:
        yield from _row(name.replace("_", " "), getattr(numbers, name))


def _row(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, msgspec.Struct):
        yield from ((f"{name}: {inner}", told) for inner, told in _rows(value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _row(f"{name}: {key}", inner)
    else:
        yield name, "not known" if value is None else str(value)
