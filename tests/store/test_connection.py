"""Making, opening and writing the encrypted database; what is there is never written over."""

from __future__ import annotations

import stat
import threading
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import apsw
import pytest

from kitchentable.domain.errors import CannotWrite, StoreDamaged, StoreNewer
from kitchentable.store import preferences
from kitchentable.store.connection import Store, connect
from kitchentable.store.migrations.steps import STEPS

WORDS = "Marmalade-on-Tuesdays"


class Answer(NamedTuple):
    """A row of one value."""

    value: int | str


def put(store: Store, name: str, value: str) -> None:
    with store.transaction():
        preferences.put(store, name, value)


def half(store: Store) -> None:
    with store.transaction():
        preferences.put(store, "a", "half")
        preferences.put(store, "b", str(1 // 0))


@pytest.fixture
def filled(database: Path, key: bytes) -> Path:
    """Return a closed database of some forty pages."""
    store = Store.create(database, key)
    put(store, "a", WORDS)
    for number in range(40):
        put(store, f"long-{number}", f"{number} {WORDS} " * 100)
    store.close()
    return database


def test_what_was_written_is_there_after_opening_again(filled: Path, key: bytes) -> None:
    store = Store.open(filled, key)
    assert preferences.get(store, "a") == WORDS
    assert preferences.get(store, "b") is None
    store.close()


def test_the_file_is_the_familys_alone_and_shows_nothing(filled: Path) -> None:
    assert stat.S_IMODE(filled.stat().st_mode) == 0o600
    data = filled.read_bytes()
    assert WORDS.encode() not in data
    assert b"SQLite" not in data
    assert b"CREATE" not in data


def test_the_journal_of_a_write_under_way_shows_nothing_and_goes_away(filled: Path, key: bytes) -> None:
    store = Store.open(filled, key)
    journal = filled.with_name("family.db-journal")
    with store.transaction():
        for number in range(40):
            preferences.put(store, f"long-{number}", "short")
        assert journal.stat().st_size > 0
        assert WORDS.encode() not in journal.read_bytes()
    assert not journal.exists()
    assert [one.name for one in filled.parent.iterdir()] == ["family.db"]
    store.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("trusted_schema", 0),
    ],
)
def test_the_connection_is_set_up_for_safety(store: Store, pragma: str, value: int | str) -> None:
    assert store.rows(Answer, f"PRAGMA {pragma}") == [(value,)]


def test_every_table_is_strict(store: Store) -> None:
    loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND \"strict\" = 0 AND name NOT LIKE 'sqlite_%'"
    assert store.rows(Answer, loose) == []


def test_create_refuses_what_is_there_and_leaves_it(filled: Path, key: bytes) -> None:
    before = filled.read_bytes()
    with pytest.raises(CannotWrite, match="already"):
        Store.create(filled, key)
    assert filled.read_bytes() == before


def test_create_leaves_nothing_when_it_fails(database: Path, key: bytes) -> None:
    with pytest.raises(apsw.SQLError):
        Store.create(database, key, steps=(*STEPS, "NO SUCH STATEMENT"))
    assert list(database.parent.iterdir()) == []


def test_create_in_a_folder_that_is_not_there(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(CannotWrite):
        Store.create(tmp_path / "nowhere" / "family.db", key)


def test_an_error_leaves_nothing_half_written(store: Store) -> None:
    put(store, "a", "before")
    with pytest.raises(ZeroDivisionError):
        half(store)
    assert preferences.get(store, "a") == "before"
    assert not store.in_transaction
    assert Store.open_transactions() == []


def test_writes_need_a_transaction_and_transactions_do_not_nest(store: Store) -> None:
    with pytest.raises(RuntimeError, match="outside"):
        preferences.put(store, "a", "1")
    with store.transaction():
        assert Store.open_transactions() == [str(store.path)]
        with pytest.raises(RuntimeError, match="inside"):
            put(store, "b", "2")
        preferences.put(store, "a", "1")
    assert preferences.get(store, "a") == "1"


def test_threads_take_turns(store: Store) -> None:
    def add(start: int) -> None:
        for number in range(start, start + 20):
            put(store, str(number), "x")

    threads = [threading.Thread(target=add, args=(start,)) for start in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.rows(Answer, "SELECT count(*) FROM preference") == [(60,)]


def test_a_write_of_another_thread_does_not_slip_into_a_transaction(store: Store) -> None:
    outcome: list[str] = []

    def intrude() -> None:
        try:
            preferences.put(store, "intruder", "x")
        except RuntimeError as error:
            outcome.append(str(error))

    thread = threading.Thread(target=intrude)
    with store.transaction():
        thread.start()
        preferences.put(store, "a", "1")
    thread.join()
    assert outcome == ["a write outside a transaction"]
    assert preferences.get(store, "intruder") is None


def test_closing_twice_is_harmless(database: Path, key: bytes) -> None:
    store = Store.create(database, key)
    store.close()
    store.close()
    assert not store.in_transaction


@pytest.mark.parametrize("offset", [0, 17, 4000, 4096, 9000, -5000, -1])
def test_a_changed_byte_anywhere_is_seen_at_opening_and_the_file_is_left(filled: Path, key: bytes, offset: int) -> None:
    data = bytearray(filled.read_bytes())
    data[offset] ^= 0x40
    filled.write_bytes(data)
    with pytest.raises(StoreDamaged, match="left it just as it is"):
        Store.open(filled, key)
    assert filled.read_bytes() == data


@pytest.mark.parametrize("size", [0, 1, 100, 4096, 8192, 12_000])
def test_a_file_cut_short_is_damaged_and_left(filled: Path, key: bytes, size: int) -> None:
    data = filled.read_bytes()[:size]
    filled.write_bytes(data)
    with pytest.raises(StoreDamaged):
        Store.open(filled, key)
    assert filled.read_bytes() == data


def test_a_missing_file_is_not_made_by_opening(database: Path, key: bytes) -> None:
    with pytest.raises(StoreDamaged):
        Store.open(database, key)
    assert not database.exists()


def test_a_key_of_the_wrong_length_is_our_bug(database: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Store.create(database, b"short")
    assert not database.exists()


def test_a_value_no_version_wrote_is_damage_not_a_crash(store: Store) -> None:
    class Day(NamedTuple):
        value: bool

    put(store, "a", "yes")
    with pytest.raises(StoreDamaged):
        store.rows(Day, "SELECT value FROM preference")


def test_a_newer_schema_is_refused_and_left(filled: Path, key: bytes) -> None:
    Store.open(filled, key, steps=(*STEPS, "CREATE TABLE later (id INTEGER) STRICT")).close()
    before = filled.read_bytes()
    with pytest.raises(StoreNewer, match="nothing was changed"):
        Store.open(filled, key)
    assert filled.read_bytes() == before


def test_migrating_keeps_a_copy_first_that_still_opens(filled: Path, key: bytes) -> None:
    before = filled.read_bytes()
    newer = (*STEPS, "CREATE TABLE later (id INTEGER) STRICT")
    store = Store.open(filled, key, steps=newer)
    assert store.schema == len(newer)
    assert preferences.get(store, "a") == WORDS
    store.close()
    copy = filled.with_name(f"family.db.before-{len(STEPS) + 1}")
    assert copy.read_bytes() == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    old = Store.open(copy, key)
    assert preferences.get(old, "a") == WORDS
    old.close()


def test_a_migration_that_fails_changes_nothing_leaves_no_copy_and_writes_over_none(filled: Path, key: bytes) -> None:
    taken = filled.with_name(f"family.db.before-{len(STEPS) + 1}")
    taken.write_bytes(b"an older copy")
    broken = (*STEPS, "CREATE TABLE later (id INTEGER) STRICT; NO SUCH STATEMENT")
    with pytest.raises(apsw.SQLError):
        Store.open(filled, key, steps=broken)
    assert taken.read_bytes() == b"an older copy"
    assert {one.name for one in filled.parent.iterdir()} == {filled.name, taken.name}
    store = Store.open(filled, key)
    assert store.schema == len(STEPS)
    assert preferences.get(store, "a") == WORDS
    store.close()
    Store.open(filled, key, steps=(*STEPS, "CREATE TABLE later (id INTEGER) STRICT")).close()
    assert taken.read_bytes() == b"an older copy"
    assert filled.with_name(f"family.db.before-{len(STEPS) + 1}.2").exists()


def test_opening_at_our_own_schema_keeps_no_copy(filled: Path, key: bytes) -> None:
    Store.open(filled, key).close()
    assert [one.name for one in filled.parent.iterdir()] == ["family.db"]


def test_a_row_whose_reference_leads_nowhere_is_damage_and_left(filled: Path, key: bytes) -> None:
    """Pages of different moments, each sound by itself: what a damaged journal can leave."""
    database = apsw.Connection(str(filled))
    for statement in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{key.hex()}'\"", "foreign_keys = OFF"):
        database.execute(f"PRAGMA {statement}")
    database.execute("INSERT INTO tick VALUES (4711, 'ask-1')")
    database.close()
    before = filled.read_bytes()
    with pytest.raises(StoreDamaged):
        Store.open(filled, key)
    assert filled.read_bytes() == before


def test_the_text_of_the_key_stays_in_no_cache(database: Path, key: bytes) -> None:
    Store.create(database, key).close()
    with closing(connect(database, key)) as connection:
        connection.execute("SELECT 'kept'").fetchall()
        cached = str(connection.cache_stats(include_entries=True))
    assert "SELECT 'kept'" in cached
    assert key.hex() not in cached
