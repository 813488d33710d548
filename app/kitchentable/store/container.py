"""The ``.ktbackup`` file: one file that holds the key ring and the encrypted database, and shows any damage.

    12 bytes   mark; its line ends show a file that a mail program has “mended”
    4 bytes    length of the head, big end first
    head       JSON: format, when it was made, by which version, the store's id, the schema, the two lengths below
    key ring   the bytes of keys.json
    database   the bytes of the encrypted database
    32 bytes   SHA-256 of all the bytes before it: tells damage without a key
    32 bytes   seal: HMAC-SHA256 of that sum with the data key, so that nobody without it can change the day or a part

Mark, the field ``format`` and the last 64 bytes stay as they are in every format to come. Whatever a file says of its
own lengths is held against its size before anything is read, and the database is never held in memory.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, BinaryIO

import msgspec

from kitchentable.domain.errors import BackupUnusable, StoreNewer

FORMAT = 1
MOST_DATABASE_BYTES = 1 << 30
"""A gigabyte: hundreds of times what a family writes in ten years."""

_MARK = b"KTBACKUP\r\n\x1a\n"
_MOST_HEAD = _MOST_KEYS = 64 * 1024
_LENGTH = 4
_SUM = 32
_TAIL = 2 * _SUM
_PIECE = 1 << 20

_NOT_ONE = "“{name}” is not a backup of Kitchen Table. Please choose a file that ends in .ktbackup."
_DAMAGED = "The backup “{name}” is damaged, and we have left it just as it is. Please choose another one."
_NEWER = "The backup “{name}” was made by a newer Kitchen Table. Please install the newest version."


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a backup says of itself: no word about the family. ``keys`` and ``database`` are lengths in bytes."""

    format: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)]
    made_at: Annotated[datetime, msgspec.Meta(tz=True)]
    program: Annotated[str, msgspec.Meta(max_length=40)]
    store: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    schema: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    keys: Annotated[int, msgspec.Meta(ge=1, le=_MOST_KEYS)]
    database: Annotated[int, msgspec.Meta(ge=1, le=MOST_DATABASE_BYTES)]


class _Format(msgspec.Struct, frozen=True):
    """The one field every format has."""

    format: int


@dataclass(frozen=True, slots=True)
class Container:
    """A backup whose sum was proved. ``begins`` is where the database begins, in bytes from the start."""

    name: str
    head: Head
    keys: bytes
    begins: int
    sum: bytes
    seal: bytes

    def is_sealed_with(self, key: bytes) -> bool:
        """Tell whether it is just as it was made by someone who had this key."""
        return hmac.compare_digest(self.seal, _seal(key, self.sum))


def write(out: BinaryIO, head: Head, keys: bytes, database: BinaryIO, key: bytes) -> None:
    """Write a backup; the lengths in ``head`` are those of ``keys`` and ``database``."""
    told = msgspec.json.encode(head)
    digest = hashlib.sha256()
    for piece in (_MARK, len(told).to_bytes(_LENGTH), told, keys):
        digest.update(piece)
        out.write(piece)
    left = head.database
    while left:
        piece = database.read(min(_PIECE, left))
        if not piece:
            raise BackupUnusable("The copy of your records changed while it was being saved. Please try again.")
        digest.update(piece)
        out.write(piece)
        left -= len(piece)
    out.write(digest.digest() + _seal(key, digest.digest()))


def read(file: BinaryIO, name: str) -> Container:
    """Read a backup from end to end and return what it is; ``name`` stands in the sentence where it is not sound.

    Raises BackupUnusable or StoreNewer.
    """
    size = _size(file)
    _mark(file, name)
    if size < len(_MARK) + _LENGTH + _TAIL:
        raise BackupUnusable(_DAMAGED.format(name=name))
    file.seek(0)
    digest = _digest(file, size - _TAIL)
    told, seal = file.read(_SUM), file.read(_SUM)
    if not hmac.compare_digest(told, digest):
        raise BackupUnusable(_DAMAGED.format(name=name))
    head, begins = _head(file, name, size)
    file.seek(begins)
    keys = file.read(head.keys)
    return Container(name, head, keys, begins + head.keys, told, seal)


def read_head(file: BinaryIO, name: str) -> Head:
    """Read only what a backup says of itself, without proving its sum; raises BackupUnusable or StoreNewer."""
    size = _size(file)
    _mark(file, name)
    return _head(file, name, size)[0]


def extract(file: BinaryIO, container: Container, out: BinaryIO) -> None:
    """Write the database to ``out``; BackupUnusable where the file is no longer the one that was read."""
    file.seek(0)
    digest = hashlib.sha256(file.read(container.begins))
    left = container.head.database
    while left:
        piece = file.read(min(_PIECE, left))
        if not piece:
            break
        digest.update(piece)
        out.write(piece)
        left -= len(piece)
    if not hmac.compare_digest(digest.digest(), container.sum):
        raise BackupUnusable(_DAMAGED.format(name=container.name))


def _mark(file: BinaryIO, name: str) -> None:
    file.seek(0)
    mark = file.read(len(_MARK))
    if mark != _MARK:
        words = _DAMAGED if mark[:8] == _MARK[:8] else _NOT_ONE
        raise BackupUnusable(words.format(name=name))


def _head(file: BinaryIO, name: str, size: int) -> tuple[Head, int]:
    """Return the head and where it ends; the lengths it tells are those of the file."""
    file.seek(len(_MARK))
    length = int.from_bytes(file.read(_LENGTH))
    begins = len(_MARK) + _LENGTH + length
    if length > _MOST_HEAD or begins + _TAIL > size:
        raise BackupUnusable(_DAMAGED.format(name=name))
    told = file.read(length)
    try:
        if msgspec.json.decode(told, type=_Format).format > FORMAT:
            raise StoreNewer(_NEWER.format(name=name))
        head = msgspec.json.decode(told, type=Head)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BackupUnusable(_DAMAGED.format(name=name)) from error
    if begins + head.keys + head.database + _TAIL != size:
        raise BackupUnusable(_DAMAGED.format(name=name))
    return head, begins


def _digest(file: BinaryIO, length: int) -> bytes:
    digest = hashlib.sha256()
    while length:
        piece = file.read(min(_PIECE, length))
        if not piece:
            break
        digest.update(piece)
        length -= len(piece)
    return digest.digest()


def _seal(key: bytes, told: bytes) -> bytes:
    return hmac.digest(key, b"kitchentable backup seal 1 " + told, "sha256")


def _size(file: BinaryIO) -> int:
    return file.seek(0, os.SEEK_END)
