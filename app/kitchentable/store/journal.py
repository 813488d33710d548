"""Proving the journal that a crash left, before SQLite rolls back with it.

SQLite stops without a word at the first record of a journal that is not sound. Where the journal was damaged after the
crash, that leaves a change half rolled back in which each page is sound by itself, and no look at the database tells.
But how many records count stands in each header, written after they were safe on the disk: so all of them have to be
there, and each has to carry its seal. Without a journal, which is the usual start, nothing is read.

    header    at each sector's beginning: mark, count of records, nonce, pages of the database before, sector, page size
    record    page number, the page encrypted as in the database, a sum over some bytes of the open page, from the nonce

https://www.sqlite.org/fileformat2.html#the_rollback_journal; the seal of a page is SQLCipher 4's: HMAC-SHA512.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_MARK = bytes.fromhex("d9d505f920a163d7")
_HEADER = struct.Struct(">8s5I")
_NOT_YET = bytes(12)
"""Mark and count of a header whose records were not yet safe: the database was not touched for them."""
_UNCOUNTED = 0xFFFFFFFF
"""The count of a disk that needs none: there only the size of the file tells, and we can't."""

_PAGE, _RESERVED, _SALT, _IV = 4096, 80, 16, 16
_ENDS = _PAGE - _RESERVED
_PLAIN_BEGINNING = b"SQLite format 3\0"
_SUMMED_EVERY = 200
_USUAL_SECTORS = (512, 4096)
_LEAST_SECTOR, _MOST_SECTOR = 32, 65536


@dataclass(frozen=True, slots=True)
class _Header:
    """What one header tells; ``pages`` is how many the database had."""

    count: int
    nonce: int
    pages: int
    sector: int


def is_sound(database: Path, key: bytes) -> bool:
    """Tell whether the journal beside a database is what SQLite takes it for; True where there is none.

    Raises OSError where it can't be read. Safe while another program writes: a count is only there after its records.
    """
    journal = database.with_name(database.name + "-journal")
    try:
        with journal.open("rb") as file:
            return _is_whole(file, database, key)
    except FileNotFoundError:
        return True


def _is_whole(file: BinaryIO, database: Path, key: bytes) -> bool:
    head = file.read(_HEADER.size)
    header = _read_header(head)
    seals = _Seals(database, key)
    if head[: len(_NOT_YET)] == _NOT_YET[: len(head)]:
        return _was_not_yet(file, head, seals)
    pages, at = header.pages if header else 0, 0
    while header is not None:
        if header.count == _UNCOUNTED:
            return True
        file.seek(at + header.sector)
        if not all(seals.holds(file, header) for _ in range(header.count)):
            return False
        end = file.tell()
        if header.count and seals.holds(file, header):  # one of this header's that it does not count
            return False
        at = -(-end // header.sector) * header.sector
        file.seek(at)
        head = file.read(_HEADER.size)
        header = _read_header(head)
    return at > 0 and not _lost_its_mark(head, pages)


def _was_not_yet(file: BinaryIO, head: bytes, seals: _Seals) -> bool:
    """Tell whether a journal that begins with zeros was left so: by SQLite, or by a power cut before it was written.

    Another program may keep the file and put zeros over its header when a change is done. What lost its beginning has
    zeros there too, since a header is followed by some; then its records are not where they were.
    """
    file.seek(0)
    block = file.read(_PAGE)
    if block == bytes(len(block)) or _with_mark(head) is not None:
        return True
    return not any(head) and any(seals.sealed_at(file, sector) for sector in _USUAL_SECTORS)


def _lost_its_mark(head: bytes, pages: int) -> bool:
    """Tell whether what follows the last part is a header of this journal without its mark.

    Anything else is what a crash left before: SQLite writes over a journal whose records were not yet safe, and where
    an old header would follow, it makes its first byte zero.
    """
    header = _with_mark(head)
    return header is not None and header.pages == pages and head[0] != 0


def _with_mark(head: bytes) -> _Header | None:
    return _read_header(_MARK + head[len(_MARK) :])


def _read_header(head: bytes) -> _Header | None:
    if len(head) < _HEADER.size:
        return None
    mark, count, nonce, pages, sector, page = _HEADER.unpack(head)
    fits = _LEAST_SECTOR <= sector <= _MOST_SECTOR and sector & (sector - 1) == 0 and page == _PAGE
    return _Header(count, nonce, pages, sector) if mark == _MARK and fits else None


class _Seals:
    """The keys of one database's pages: SQLCipher makes that of the seals from the data key and the file's salt."""

    def __init__(self, database: Path, key: bytes) -> None:
        with database.open("rb") as file:
            salt = file.read(_SALT)
        self._cipher = algorithms.AES(key)
        self._seal = hashlib.pbkdf2_hmac("sha512", key, bytes(one ^ 0x3A for one in salt), 2, len(key))

    def holds(self, file: BinaryIO, header: _Header) -> bool:
        """Read the next record and tell whether it is just as it was written."""
        number, page, told = (file.read(size) for size in (4, _PAGE, 4))
        place = int.from_bytes(number)
        if len(told) < 4 or not 1 <= place <= header.pages or not self._sealed(place, page):
            return False
        begins = _SALT if place == 1 else 0
        opened = Cipher(self._cipher, modes.CBC(page[_ENDS : _ENDS + _IV])).decryptor().update(page[begins:_ENDS])
        return _sum(_PLAIN_BEGINNING[:begins] + opened, header.nonce) == int.from_bytes(told)

    def sealed_at(self, file: BinaryIO, at: int) -> bool:
        """Tell whether a record of this database begins there, of whatever journal."""
        file.seek(at)
        number, page = file.read(4), file.read(_PAGE)
        return len(page) == _PAGE and self._sealed(int.from_bytes(number), page)

    def _sealed(self, place: int, page: bytes) -> bool:
        begins = _SALT if place == 1 else 0
        sealed = page[begins : _ENDS + _IV] + place.to_bytes(4, "little")
        return hmac.compare_digest(hmac.digest(self._seal, sealed, "sha512"), page[_ENDS + _IV :])


def _sum(page: bytes, nonce: int) -> int:
    """Return SQLite’s own sum: every two hundredth byte from the end; none of them lies in the reserved part."""
    places = range(_PAGE - _SUMMED_EVERY, 0, -_SUMMED_EVERY)
    return (nonce + sum(page[place] for place in places)) & 0xFFFFFFFF
