"""Another data key for the database: a whole copy beside it, which then takes its place.

The copy's name carries the id of the store it belongs to. keys.json names one store, so after a crash it is plain which
file its keys open: the copy, if there is one of that name, and else the database itself. Putting keys.json in its place
is thus the one moment that counts; everything before it can be cleared away, everything after it can be finished.
"""

from __future__ import annotations

import os
from pathlib import Path

from kitchentable.store.connection import Store
from kitchentable.store.troubles import troubles

_TAILS = ("-journal", "-wal", "-shm")


def copy_beside(database: Path, store: str) -> Path:
    """Return where the copy for the store of this id is, or would be."""
    return database.with_name(f"{database.name}.rekeyed-{store}")


def write_copy(records: Store, store: str, key: bytes) -> Path:
    """Write a whole copy under another key, safe on the disk and read back; clear away what an earlier try left.

    Raises CannotWrite, StoreLocked or StoreDamaged, and then there is no copy.
    """
    clear_copies(records.path)
    copy = copy_beside(records.path, store)
    try:
        records.copy_under(key, copy)
        with troubles():
            _sync_folder(copy.parent)
        Store.open(copy, key).close()
    except BaseException:
        clear_copies(records.path)
        raise
    return copy


def take_over(records: Store, store: str, key: bytes) -> None:
    """Put the copy in the database's place while the records are open; they stay open, on the copy."""
    with records.moved(key):
        _take_place(copy_beside(records.path, store), records.path)
    _drop_older(records.path)


def finish(database: Path, store: str, key: bytes) -> None:
    """At opening: put a copy in its place if it is the one that the keys open; clear away any other.

    Raises StoreDamaged, StoreNewer or CannotWrite; then both files are as they were.
    """
    copy = copy_beside(database, store)
    if copy.exists():
        Store.open(copy, key).close()  # whole, or we leave everything as it is
        with troubles():
            _take_place(copy, database)
        _drop_older(database)
    clear_copies(database)


def clear_copies(database: Path) -> None:
    """Take away every copy, with its journal."""
    _remove(database, f"{database.name}.rekeyed-*")


def _take_place(copy: Path, database: Path) -> None:
    """Replace the database, without a journal of the old one."""
    for tail in _TAILS:
        database.with_name(database.name + tail).unlink(missing_ok=True)
    copy.replace(database)
    _sync_folder(database.parent)


def _drop_older(database: Path) -> None:
    """Take away the copies kept before a migration: only the old key, which is gone, would open them."""
    _remove(database, f"{database.name}.before-*")


def _remove(database: Path, pattern: str) -> None:
    with troubles():
        for one in database.parent.glob(pattern):
            one.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make new names safe on the disk; systems that can't open a folder (Windows) do it on their own."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
