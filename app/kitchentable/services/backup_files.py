"""One backup file: written and proved before it counts, read and proved before it is used.

Proved means: taken out of the file again, opened with the key, and read through to the last page.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from kitchentable.domain.backups import Contents
from kitchentable.domain.errors import BackupUnusable, NotFound, StoreDamaged, StoreLocked
from kitchentable.domain.version import VERSION
from kitchentable.services.household import Household
from kitchentable.services.replacing import PROVING
from kitchentable.store import container, copying, keys
from kitchentable.store.container import Container, Head
from kitchentable.system.files import cannot_write, draft_path, drafted
from kitchentable.system.paths import Paths

_DAMAGED = "The backup “{name}” does not hold sound records, and we have left it as it is. Please choose another one."
_NOT_PROVED = "The new backup could not be proved whole, so it was not kept. Older backups are as they were."
_NEW_KEYS = "Your records got new keys while they were being backed up. Please try again."
_NO_KEYS = "The file keys.json beside your records can’t be read, so no backup was made. Older ones are as they were."


@dataclass(frozen=True, slots=True)
class Source:
    """What a backup is made from. It holds the key, and lives as long as the work does."""

    paths: Paths
    key: bytes = field(repr=False)
    ring: keys.KeyRing
    keys_file: bytes = field(repr=False)
    now: datetime


@dataclass(frozen=True, slots=True)
class Proved:
    """A backup that was opened and read through."""

    head: Head
    ring: keys.KeyRing
    contents: Contents
    sum: bytes


def source_of(home: Household) -> Source:
    """Return what a backup of open records is made from; StoreDamaged or StoreLocked."""
    return source(home.paths, home.store.key, home.clock.now())


def source(paths: Paths, key: bytes, now: datetime) -> Source:
    """Return what a backup is made from. StoreDamaged where keys.json is not sound: such a backup would never open."""
    data, ring = _keys_here(paths)
    if not ring.fits(key):
        raise StoreDamaged(_NO_KEYS)
    return Source(paths, key, ring, data, now)


def has_these_keys(made_from: Source) -> bool:
    """Tell whether the records still have the keys that a backup is made from; StoreDamaged, StoreNewer."""
    return ring_here(made_from.paths).store == made_from.ring.store


def ring_here(paths: Paths) -> keys.KeyRing:
    """Return the key ring of the records in a folder; StoreDamaged or StoreNewer where there is none to be read."""
    return _keys_here(paths)[1]


def write(made_from: Source, to: Path) -> Proved:
    """Write a backup and prove it; only then does it take the name ``to``, in place of what was there.

    Raises CannotWrite, StoreLocked, StoreDamaged, BackupUnusable. Nothing is left of one that failed.
    """
    with drafted(to) as draft:
        with _with_these_keys(made_from), _copied(made_from, to) as (copy, schema):
            head = Head(
                format=container.FORMAT,
                made_at=made_from.now,
                program=VERSION,
                store=made_from.ring.store,
                schema=schema,
                keys=len(made_from.keys_file),
                database=copy.stat().st_size,
            )
            with copy.open("rb") as database:
                container.write(draft.file, head, made_from.keys_file, database, made_from.key)
        draft.settle()
        try:
            return prove(draft.path, made_from.key, work=to.parent)
        except (BackupUnusable, StoreDamaged) as error:
            raise BackupUnusable(_NOT_PROVED) from error


def read(file: Path) -> Container:
    """Read a backup and prove its sum; needs no key. Raises NotFound, BackupUnusable, StoreNewer."""
    with _opened(file) as opened:
        return container.read(opened, file.name)


def head_of(file: Path) -> Head:
    """Return what a backup says of itself, unproved. Raises NotFound, BackupUnusable, StoreNewer."""
    with _opened(file) as opened:
        return container.read_head(opened, file.name)


def ring_of(found: Container) -> keys.KeyRing:
    """Return the key ring in a backup; BackupUnusable where it is none of ours."""
    try:
        return keys.decode(found.keys)
    except StoreDamaged as error:
        raise BackupUnusable(_DAMAGED.format(name=found.name)) from error


def prove(file: Path, key: bytes, *, work: Path) -> Proved:
    """Open a backup with its key and read all of it. ``work`` is a folder for the database meanwhile.

    Raises NotFound, BackupUnusable, StoreNewer, CannotWrite; nothing is left in ``work``.
    """
    place = draft_path(work / PROVING)
    with _gone_afterwards(place):
        return take_out(file, key, to=place)


def take_out(file: Path, key: bytes, *, to: Path) -> Proved:
    """Put the database of a backup at ``to``, a name not taken, safe on the disk; prove it there.

    Raises what ``prove`` does; ``to`` may then be there in part.
    """
    with _opened(file) as opened:
        found = container.read(opened, file.name)
        ring = ring_of(found)
        if not (ring.fits(key) and found.is_sealed_with(key) and ring.store == found.head.store):
            raise BackupUnusable(_DAMAGED.format(name=file.name))
        _write_out(opened, found, to)
    try:
        contents = copying.examine(to, key)
    except StoreDamaged as error:
        raise BackupUnusable(_DAMAGED.format(name=file.name)) from error
    if contents.schema != found.head.schema:
        raise BackupUnusable(_DAMAGED.format(name=file.name))
    return Proved(found.head, ring, contents, found.sum)


def _keys_here(paths: Paths) -> tuple[bytes, keys.KeyRing]:
    try:
        data = paths.keys.read_bytes()
    except OSError as error:
        raise StoreDamaged(_NO_KEYS) from error
    return data, keys.decode(data)


def _write_out(opened: BinaryIO, found: Container, to: Path) -> None:
    """Write the database to a new file, readable by this user only, and bring it to the disk."""
    try:
        with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            container.extract(opened, found, out)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise cannot_write(to, error) from error


@contextlib.contextmanager
def _with_these_keys(made_from: Source) -> Iterator[None]:
    """Tell records that got new keys meanwhile from damaged ones: the old key opens neither."""
    try:
        yield
    except StoreDamaged as error:
        if not has_these_keys(made_from):
            raise StoreLocked(_NEW_KEYS) from error
        raise


@contextlib.contextmanager
def _copied(made_from: Source, to: Path) -> Iterator[tuple[Path, int]]:
    """Copy the database beside ``to`` while the block runs; hand on its place and its schema."""
    place = draft_path(to)
    with _gone_afterwards(place):
        yield place, copying.copy(made_from.paths.database, made_from.key, place)


@contextlib.contextmanager
def _gone_afterwards(place: Path) -> Iterator[None]:
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # whatever stands in the way was told by what failed before
            place.unlink(missing_ok=True)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        if not file.is_file():
            raise NotFound(f"There is no backup {file}. Please check its name and place.")
        opened = file.open("rb")
    except OSError as error:
        raise NotFound(f"The backup {file} can’t be read. Please check its permissions.") from error
    with opened:
        yield opened
