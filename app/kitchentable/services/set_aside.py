"""Records put aside: a dated folder inside the data folder, where old records wait, encrypted, until they are wanted.

Whole sets of files change places by renaming, never by copying or writing. Which step comes next is kept by
``replacing``: each function here may be called again after a crash half way, and then does what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kitchentable.domain.errors import StoreDamaged, StoreNewer
from kitchentable.store import keys
from kitchentable.system.files import sync_folder
from kitchentable.system.paths import Paths
from kitchentable.system.removing import remove_empty_folder

PREFIX = "set-aside-"
"""What the name of such a folder begins with; the day it was made follows."""

_NAME = re.compile(rf"{PREFIX}(\d{{4}}-\d\d-\d\d)(\.\d+)?")


@dataclass(frozen=True, slots=True)
class SetAside:
    """Records that were put aside: where they are, and since which day."""

    folder: Path
    day: date


def all_set_aside(paths: Paths) -> tuple[SetAside, ...]:
    """Return what was put aside and still has its records, newest first; OSError where the folder can't be read."""
    found = [one for one in map(_described, folders(paths)) if one is not None and _has_records(one.folder)]
    return tuple(sorted(found, key=_newest_last, reverse=True))


def folders(paths: Paths) -> list[Path]:
    """Return every folder of that kind, empty ones too; never a link to another."""
    if not paths.data.is_dir():
        return []
    named = sorted(one for one in paths.data.iterdir() if is_name(one.name))
    return [one for one in named if one.is_dir() and not one.is_symlink()]


def is_name(name: str) -> bool:
    """Tell whether a folder of this name is one of ours."""
    return _NAME.fullmatch(name) is not None


def stores(paths: Paths) -> frozenset[str]:
    """Return the names of the stores that were put aside; a ring that can't be read names none."""
    return frozenset(_store_ids(paths))


def free_name(paths: Paths, day: date) -> str:
    """Return a name for a new folder that nothing has yet."""
    names = (f"{PREFIX}{day.isoformat()}{tail}" for tail in ("", *(f".{number}" for number in range(2, 10_000))))
    return next(one for one in names if not (paths.data / one).exists())


def is_anything_here(paths: Paths) -> bool:
    """Tell whether there are records, or a part of them, to put aside."""
    return any(True for _ in _of_records(paths, paths.data))


def put(paths: Paths, name: str) -> None:
    """Move all that belongs to the records here into the folder ``name``. Raises OSError, CannotWrite."""
    folder = paths.data / name
    folder.mkdir(mode=0o700, exist_ok=True)
    _move(paths, paths.data, folder)


def bring(paths: Paths, name: str) -> None:
    """Move all that waits in the folder ``name`` to its place, which must be free. Raises OSError, CannotWrite."""
    folder = paths.data / name
    if folder.is_dir():
        _move(paths, folder, paths.data)
        remove_empty_folder(folder)


def _move(paths: Paths, here: Path, there: Path) -> None:
    for file in sorted(_of_records(paths, here)):
        file.rename(_free(there / file.name))
    sync_folder(there)
    sync_folder(here)


def _free(place: Path) -> Path:
    """Return the place, or the next like it that no file has: nothing is ever written over."""
    others = (place.with_name(f"{place.name}.{number}") for number in range(2, 10_000))
    return next(one for one in (place, *others) if not one.exists()) if place.exists() else place


def _of_records(paths: Paths, folder: Path) -> Iterator[Path]:
    """Yield the files of the records in a folder: database, keys, due list and what goes with them."""
    named = (paths.database, paths.keys, paths.reminders, paths.reminder_log, paths.renewing)
    shape = re.compile(rf"(?:{'|'.join(re.escape(one.name) for one in named)})(?:[.-].+)?")
    return (one for one in folder.iterdir() if shape.fullmatch(one.name) and (one.is_symlink() or one.is_file()))


def _has_records(folder: Path) -> bool:
    return any(folder.glob("family.db*")) or any(folder.glob("keys.json*"))


def _described(folder: Path) -> SetAside | None:
    named = _NAME.fullmatch(folder.name)
    try:
        return None if named is None else SetAside(folder, date.fromisoformat(named[1]))
    except ValueError:  # a name like ours, with a day there is not
        return None


def _newest_last(one: SetAside) -> tuple[date, int, str]:
    return one.day, len(one.folder.name), one.folder.name


def _store_ids(paths: Paths) -> Iterator[str]:
    for folder in folders(paths):
        for file in folder.glob("keys.json*"):
            try:
                yield keys.decode(file.read_bytes()).store
            except (OSError, StoreDamaged, StoreNewer):
                continue
