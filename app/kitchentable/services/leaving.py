"""Taking everything along: a folder with what is written here as readable JSON, a printable record and a few words."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from kitchentable.domain.errors import CannotWrite
from kitchentable.domain.export import Export
from kitchentable.printing.pages import Paper, Style
from kitchentable.printing.record_sheet import record_sheet
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.export_file import encode_export, make_export
from kitchentable.services.household import Household
from kitchentable.services.preferences import load_preferences
from kitchentable.services.readme import readme
from kitchentable.system.files import cannot_write, write_atomically

DATA_FILE = "kitchentable.json"
PAPER_FILE = "record.pdf"
README_FILE = "README.txt"

NOT_ENCRYPTED = "These files are not encrypted: anyone who can open the folder can read them. Keep it somewhere safe."
_OPEN_TO_OTHERS = " This place can’t keep files from other users of the computer."


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written, and in words what to know about it."""

    folder: Path
    files: tuple[str, ...]
    words: str


def export_everything(
    home: Household, *, typesetter: Typesetter, to: Path, incidents: bool = False, large: bool = False
) -> Taken:
    """Write everything into the folder ``to``, which must be empty or not there yet.

    ``incidents`` puts the notes of what happened on the printable record too; the JSON always has them. Raises
    CannotWrite or PrintFailed; nothing is then left of it.
    """
    export = make_export(home)
    kept = load_preferences(home.paths)
    style = Style(Paper(kept.paper.value), large or kept.large_print)
    paper = typesetter.pdf(
        record_sheet(home.guidance, export, country=kept.country, incidents=incidents), style, on=home.clock.today()
    )
    return _write(to, _files(export, paper))


def is_free(folder: Path) -> bool:
    """Tell whether an export may go into a folder: it is empty, or not there yet."""
    return not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir()))


def _files(export: Export, paper: bytes) -> dict[str, bytes]:
    """Return the files in the order they are written: the words about them first, the data last."""
    return {README_FILE: readme(export).encode(), PAPER_FILE: paper, DATA_FILE: encode_export(export)}


def _write(folder: Path, files: dict[str, bytes]) -> Taken:
    """Write the files into a folder of their own; on any trouble, or Ctrl+C, take all of it away again.

    They go where they are wanted from the start: half an export in a hidden folder would be the family's words in
    plain view where nobody looks.
    """
    try:
        if not is_free(folder):
            raise CannotWrite(f"There is something in {folder} already: please name a new or an empty folder.")
        made = not folder.exists()
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        for name, data in files.items():
            write_atomically(folder / name, data)
    except BaseException:
        _take_back(folder, tuple(files), made=made)
        raise
    return Taken(folder, tuple(files), NOT_ENCRYPTED + ("" if _is_private(folder / DATA_FILE) else _OPEN_TO_OTHERS))


def _take_back(folder: Path, names: tuple[str, ...], *, made: bool) -> None:
    with contextlib.suppress(OSError):  # the first error is the one to tell
        for name in names:
            (folder / name).unlink(missing_ok=True)
        if made:
            folder.rmdir()


def _is_private(file: Path) -> bool:
    """Tell whether a file is closed to others: some sticks and shares know no such thing."""
    return sys.platform == "win32" or not file.stat().st_mode & 0o077
