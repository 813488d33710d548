"""A journal that a crash left is proved before use: whole it rolls back, damaged it is told and nothing is touched."""

from __future__ import annotations

import random
import shutil
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kitchentable.domain.errors import StoreDamaged
from kitchentable.store import preferences
from kitchentable.store.connection import Store, connect
from kitchentable.store.journal import is_sound

ROWS = 200
RECORD = 4 + 4096 + 4
SECTOR = 512
Damage = Callable[[bytearray], None]


@pytest.fixture
def crashed(tmp_path: Path, key: bytes) -> Path:
    """Return a database as a crash leaves it in the middle of a change that was too large for the memory it had."""
    database = tmp_path / "before" / "family.db"
    database.parent.mkdir()
    with closing(Store.create(database, key)) as store, store.transaction():
        for number in range(ROWS):
            preferences.put(store, f"{number:03}", "x" * 500)
    left = tmp_path / "family.db"
    with closing(connect(database, key)) as connection:
        connection.execute("PRAGMA cache_size = 5")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE preference SET value = value || 'half'")
        for tail in ("", "-journal"):
            shutil.copyfile(f"{database}{tail}", f"{left}{tail}")
        connection.execute("ROLLBACK")
    return left


def journal_of(database: Path) -> Path:
    return database.with_name(database.name + "-journal")


def test_a_whole_one_rolls_back(crashed: Path, key: bytes) -> None:
    assert is_sound(crashed, key)
    with closing(Store.open(crashed, key)) as store:
        assert {preferences.get(store, f"{number:03}") for number in range(ROWS)} == {"x" * 500}
    assert not journal_of(crashed).exists()


def headers(journal: bytes) -> list[tuple[int, int]]:
    """Return where each header with records is, and how many it counts."""
    found, at = [], 0
    while at < len(journal):
        (count,) = struct.unpack_from(">I", journal, at + 8)
        if not count:
            break
        found.append((at, count))
        at = -(-(at + SECTOR + count * RECORD) // SECTOR) * SECTOR
    return found


def _cut_in_half(journal: bytearray) -> None:
    del journal[len(journal) // 2 :]


def _cut_in_the_first_header(journal: bytearray) -> None:
    del journal[20:]


def _mark_flipped(journal: bytearray) -> None:
    journal[0] ^= 1


def _beginning_lost(journal: bytearray) -> None:
    del journal[:100]


def _a_record_counted_less(journal: bytearray) -> None:
    journal[11] -= 1


def _nonce_flipped(journal: bytearray) -> None:
    journal[13] ^= 1


def _a_later_mark_flipped(journal: bytearray) -> None:
    journal[headers(bytes(journal))[2][0]] ^= 1


def _a_page_number_too_high(journal: bytearray) -> None:
    journal[SECTOR] = 0x7F


def _a_sum_flipped(journal: bytearray) -> None:
    journal[SECTOR + RECORD - 1] ^= 1


def _a_page_flipped(journal: bytearray) -> None:
    journal[SECTOR + 1000] ^= 1


def _two_records_swapped(journal: bytearray) -> None:
    (at, _), (other, _) = headers(bytes(journal))[1:3]
    first, second = (slice(place + SECTOR, place + SECTOR + RECORD) for place in (at, other))
    journal[first], journal[second] = journal[second], journal[first]


DAMAGES = (
    *(_cut_in_half, _cut_in_the_first_header, _mark_flipped, _beginning_lost, _a_record_counted_less, _nonce_flipped),
    *(_a_later_mark_flipped, _a_page_number_too_high, _a_sum_flipped, _a_page_flipped),
    _two_records_swapped,
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_one_is_told_and_both_files_are_left(crashed: Path, key: bytes, damage: Damage) -> None:
    journal = bytearray(journal_of(crashed).read_bytes())
    assert len(headers(bytes(journal))) > 3
    damage(journal)
    journal_of(crashed).write_bytes(journal)
    before = crashed.read_bytes()
    with pytest.raises(StoreDamaged, match="left it just as it is"):
        Store.open(crashed, key)
    assert (crashed.read_bytes(), journal_of(crashed).read_bytes()) == (before, bytes(journal))


def test_any_flipped_bit_that_counts_is_told(crashed: Path, key: bytes) -> None:
    whole, dice = journal_of(crashed).read_bytes(), random.Random(1)  # noqa: S311 - a test's dice
    at, count = headers(whole)[-1]
    counts = [place for place in range(at + SECTOR + count * RECORD) if _is_of_a_record(whole, place)]
    for place in dice.sample(counts, 100):
        journal = bytearray(whole)
        journal[place] ^= 1 << dice.randrange(8)
        journal_of(crashed).write_bytes(journal)
        assert not is_sound(crashed, key), place


def _is_of_a_record(journal: bytes, place: int) -> bool:
    return any(at + SECTOR <= place < at + SECTOR + count * RECORD for at, count in headers(journal))


def test_what_a_crash_before_left_behind_it_is_no_damage(crashed: Path, key: bytes) -> None:
    """SQLite writes over a journal whose records were not yet safe, and leaves what is behind."""
    journal = bytearray(journal_of(crashed).read_bytes())
    at, count = headers(bytes(journal))[-1]
    end = -(-(at + SECTOR + count * RECORD) // SECTOR) * SECTOR
    for behind in (bytes(range(256)) * 20, b"\0" + bytes(journal[1 : SECTOR + RECORD])):
        journal_of(crashed).write_bytes(journal[:end] + behind)
        assert is_sound(crashed, key)


@pytest.mark.parametrize("mode", ["journal_mode = PERSIST", "locking_mode = EXCLUSIVE"])
def test_one_that_another_program_keeps_is_no_damage(tmp_path: Path, key: bytes, mode: str) -> None:
    database = tmp_path / "family.db"
    Store.create(database, key).close()
    with closing(connect(database, key)) as other:
        other.execute(f"PRAGMA {mode}").fetchall()
        for number in range(3):
            other.execute("INSERT INTO preference VALUES (?, 'x')", (str(number),))
        assert journal_of(database).stat().st_size > SECTOR
        assert is_sound(database, key)


NOT_SYNCED = bytes(12) + struct.pack(">4I", 77, 3, SECTOR, 4096) + bytes(SECTOR - 28) + b"record"


@pytest.mark.parametrize("left", [b"", NOT_SYNCED, bytes(512)], ids=["empty", "not synced", "zeros"])
def test_one_that_promises_nothing_is_none(tmp_path: Path, key: bytes, left: bytes) -> None:
    database = tmp_path / "family.db"
    Store.create(database, key).close()
    journal_of(database).write_bytes(left)
    assert is_sound(database, key)
    Store.open(database, key).close()


def test_one_is_proved_while_another_program_writes(tmp_path: Path, key: bytes) -> None:
    database = tmp_path / "family.db"
    with closing(Store.create(database, key)) as store, store.transaction():
        preferences.put(store, "a", "b")
        assert journal_of(database).exists()
        assert is_sound(database, key)
