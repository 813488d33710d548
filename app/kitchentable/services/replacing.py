"""Putting other records in the place of those that are there, so that at any moment one whole set opens.

The new files are made whole under names of their own: ``family.db.restored``, ``keys.json.restored``. Then
``restoring.json`` says that they count. From there on a crash does no harm: the next start goes on where it stopped.
The old files are renamed, never written to: the database with its journal, so that the two stay a pair.

Putting records aside and bringing them back (``set_aside``) goes by the same order, one step of it after the other.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from kitchentable.domain.errors import CannotWrite
from kitchentable.services import set_aside
from kitchentable.system.files import cannot_write, sync_folder, write_atomically
from kitchentable.system.paths import Paths

REPLACED = "replaced"
DAMAGED = "damaged"

PROVING = "family.db.proving"
"""What the name of a database begins with, after a dot, while a backup is looked through."""

_TAILS = ("-journal", "-wal", "-shm")
"""What may stand beside a database and belong to it alone: SQLite would play it into another of the same name."""

_LEFTOVERS = (f".{PROVING}.*", "*.restored", "*.restored-journal", ".*.restored.*.tmp", ".restoring.json.*.tmp")
_WENT_AWAY = (
    "The restored files went away before they could be put in place, so nothing was replaced. Please try again."
)
_LABEL = re.compile(rf"(?:{REPLACED}|{DAMAGED})-\d{{4}}-\d\d-\d\d")


class _Order(msgspec.Struct, frozen=True):
    """What ``restoring.json`` holds: how the old files are to be called. That the file is there is what counts.

    ``aside`` names the folder that takes all records here, before ``back`` names the one whose records come here.
    """

    label: str = REPLACED
    aside: str = ""
    back: str = ""


def draft_of(place: Path) -> Path:
    """Return where the new file for ``place`` is made."""
    return place.with_name(place.name + ".restored")


def is_pending(paths: Paths) -> bool:
    """Tell whether records are being replaced, or were when the program ended."""
    return paths.restoring.exists()


def clear(paths: Paths) -> None:
    """Remove new files that a crash left before they counted; raises CannotWrite."""
    for leftover in _leftovers(paths):
        try:
            leftover.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(leftover, error) from error


def replace(paths: Paths, *, made: tuple[Path, ...], why: str, day: date) -> tuple[Path, ...]:
    """Put the new files in place; return where the old ones are kept. ``why`` is REPLACED or DAMAGED.

    ``made`` are the places new files were made for: a database without its keys, or keys without their database, would
    open nothing. Raises CannotWrite: then either nothing was replaced, or ``finish`` does the rest.
    """
    if not all(draft_of(place).is_file() for place in made):
        raise CannotWrite(_WENT_AWAY)
    sync_folder(paths.data)
    _write(paths, _Order(f"{why}-{day.isoformat()}"))
    return _carry_out(paths)


def put_aside(paths: Paths, *, day: date) -> Path:
    """Move all records here into a new folder of that day, and return it; raises CannotWrite as ``replace`` does."""
    aside = set_aside.free_name(paths, day)
    _write(paths, _Order(aside=aside))
    _carry_out(paths)
    return paths.data / aside


def bring_back(paths: Paths, back: str, *, day: date) -> Path | None:
    """Move the records in a folder to their place; those here go aside first. Return where they are, None for none.

    Raises CannotWrite as ``replace`` does.
    """
    aside = set_aside.free_name(paths, day) if set_aside.is_anything_here(paths) else ""
    _write(paths, _Order(aside=aside, back=back))
    _carry_out(paths)
    return paths.data / aside if aside else None


def finish(paths: Paths) -> None:
    """Finish what a crash stopped, and tidy up what it left. Only for the one program that holds the folder.

    Raises CannotWrite where records can't be put in their place.
    """
    if is_pending(paths):
        _carry_out(paths)
    with contextlib.suppress(CannotWrite):  # on a disk that can only be read, records still open
        clear(paths)


def _write(paths: Paths, order: _Order) -> None:
    write_atomically(paths.restoring, msgspec.json.encode(order) + b"\n")


def _carry_out(paths: Paths) -> tuple[Path, ...]:
    order = _order(paths)
    kept: list[Path] = []
    try:
        if order.aside:
            set_aside.put(paths, order.aside)
        if order.aside and order.back:
            _write(paths, _Order(back=order.back))  # from here on, what lies here has come back already
        if order.back:
            set_aside.bring(paths, order.back)
        for place in _places(paths):
            kept += _put_in_place(place, order.label)
        sync_folder(paths.data)
        paths.restoring.unlink(missing_ok=True)
        sync_folder(paths.data)
    except OSError as error:
        raise cannot_write(paths.database, error) from error
    return tuple(kept)


def _put_in_place(place: Path, label: str) -> Iterator[Path]:
    """Keep the old file aside and give the new one its name; one step is never done twice."""
    fresh = draft_of(place)
    if not fresh.exists():
        return
    aside = _free(place, label)
    _rename_tails(place, aside)
    if place.exists():
        place.rename(aside)
        yield aside
    fresh.rename(place)


def keep_strays_aside(database: Path) -> None:
    """Where a database is gone but its journal is not, keep that aside before another database gets the name.

    Raises OSError.
    """
    names = (f"{database.name}.gone{tail}" for tail in ("", *(f".{number}" for number in range(2, 10_000))))
    asides = map(database.with_name, names)
    _rename_tails(database, next(one for one in asides if not any(_beside(one, tail).exists() for tail in _TAILS)))


def _rename_tails(place: Path, aside: Path) -> None:
    for tail in _TAILS:
        beside = _beside(place, tail)
        if beside.exists():
            beside.rename(_beside(aside, tail))


def _beside(place: Path, tail: str) -> Path:
    return place.with_name(place.name + tail)


def _free(place: Path, label: str) -> Path:
    """Return the first name that no kept file has; after a crash half way it is the same one again."""
    names = (f"{place.name}.{label}{tail}" for tail in ("", *(f".{number}" for number in range(2, 10_000))))
    return next(one for one in map(place.with_name, names) if not one.exists())


def _order(paths: Paths) -> _Order:
    """Return what is to be done; where the order can't be read, the old files get a name without a day."""
    try:
        order = msgspec.json.decode(paths.restoring.read_bytes(), type=_Order)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _Order()
    except OSError as error:
        raise CannotWrite(f"The file {paths.restoring} can’t be read. Please check its permissions.") from error
    if not all(set_aside.is_name(one) for one in (order.aside, order.back) if one):
        return _Order()
    return order if _LABEL.fullmatch(order.label) else msgspec.structs.replace(order, label=REPLACED)


def _places(paths: Paths) -> tuple[Path, Path]:
    return paths.database, paths.keys


def _leftovers(paths: Paths) -> list[Path]:
    return [one for pattern in _LEFTOVERS for one in paths.data.glob(pattern)]
