"""Copying records that are in use, and looking through a copy: whole, or told."""

from __future__ import annotations

import stat
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.backups import Contents
from kitchentable.domain.errors import CannotWrite, StoreDamaged, StoreLocked, StoreNewer
from kitchentable.domain.incidents import Happening
from kitchentable.store import agreements, children, copying, incidents, preferences
from kitchentable.store.connection import Store
from kitchentable.store.migrations.steps import STEPS

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def fill(store: Store, count: int) -> None:
    with store.transaction():
        for number in range(count):
            preferences.put(store, str(number), "x" * 2000)


def test_a_copy_is_the_records_under_the_same_key(store: Store, key: bytes, tmp_path: Path) -> None:
    with store.transaction():
        children.add(store, name="Ava", born=BirthMonth(2015, 3), added_at=NOW)
    target = tmp_path / "copy.db"
    assert copying.copy(store.path, key, target) == len(STEPS)
    assert copying.examine(target, key) == Contents(len(STEPS), 1, 0, 0, date(2026, 11, 21))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert b"Ava" not in target.read_bytes()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.db", "family.db"]
    again = Store.open(target, key)
    assert [one.name for one in children.all_children(again)] == ["Ava"]
    again.close()


def test_notes_and_agreements_are_counted_too(store: Store, key: bytes) -> None:
    with store.transaction():
        ava = children.add(store, name="Ava", born=BirthMonth(2015, 3), added_at=NOW)
        incidents.add(store, Happening(happened_on=NOW.date(), what="A message.", child_id=ava), written_at=LATER)
        agreements.begin(store, child_id=ava, made_on=NOW.date(), review_on=None)
    assert copying.examine(store.path, key) == Contents(len(STEPS), 1, 0, 0, LATER.date(), notes=1, agreements=1)


def test_a_copy_made_while_a_parent_writes_is_one_moment_whole_and_no_write_fails(
    store: Store, key: bytes, tmp_path: Path
) -> None:
    fill(store, 2000)
    stop = threading.Event()
    written: list[int] = []

    def write_on() -> None:
        number = 0
        while not stop.wait(0.01):  # many more ticks than a parent makes, and room between them
            with store.transaction():  # two values that always agree
                preferences.put(store, "left", str(number))
                preferences.put(store, "right", str(number))
            written.append(number)
            number += 1

    writer = threading.Thread(target=write_on)
    writer.start()
    target, before = tmp_path / "copy.db", -1
    try:
        while len(written) <= before or before < 0:  # until something was written while a copy was made
            target.unlink(missing_ok=True)
            before = len(written)
            copying.copy(store.path, key, target)
    finally:
        stop.set()
        writer.join()
    copy = Store.open(target, key)
    assert preferences.get(copy, "left") == preferences.get(copy, "right")
    assert preferences.get(copy, "1999") == "x" * 2000
    copy.close()


def test_where_writing_never_pauses_the_rest_is_copied_in_one_go(
    store: Store, key: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, 500)
    monkeypatch.setattr(copying, "_RESTARTS", 0)
    copying.copy(store.path, key, tmp_path / "copy.db")
    assert copying.examine(tmp_path / "copy.db", key).schema == len(STEPS)


def test_a_transaction_that_does_not_end_is_named_and_not_waited_out_for_ever(
    store: Store, key: bytes, tmp_path: Path
) -> None:
    store.rows(tuple[object, ...], "PRAGMA locking_mode = EXCLUSIVE")
    with store.transaction():
        preferences.put(store, "held", "yes")
    with pytest.raises(StoreLocked, match="Another program"):
        copying.copy(store.path, key, tmp_path / "copy.db")


def test_another_key_opens_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged):
        copying.copy(store.path, bytes(32), tmp_path / "copy.db")
    with pytest.raises(StoreDamaged):
        copying.examine(store.path, bytes(32))


def test_a_copy_never_takes_the_place_of_a_file(store: Store, key: bytes, tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("somebody’s")
    with pytest.raises(CannotWrite):
        copying.copy(store.path, key, tmp_path / "there.db")
    assert (tmp_path / "there.db").read_text() == "somebody’s"


def test_a_damaged_page_anywhere_is_seen(store: Store, key: bytes, tmp_path: Path) -> None:
    fill(store, 100)
    store.close()
    whole = store.path.read_bytes()
    damaged = tmp_path / "damaged.db"
    for page in range(len(whole) // 4096):
        data = bytearray(whole)
        data[page * 4096 + 2000] ^= 1
        damaged.write_bytes(data)
        with pytest.raises(StoreDamaged):
            copying.examine(damaged, key)
        assert damaged.read_bytes() == bytes(data)


def test_a_reference_that_leads_nowhere_is_seen(store: Store, key: bytes) -> None:
    store.rows(tuple[object, ...], "PRAGMA foreign_keys = OFF")
    with store.transaction():
        store.write("INSERT INTO account (child_id, guide_id) VALUES (99, 'xbox')")
    with pytest.raises(StoreDamaged):
        copying.examine(store.path, key)


def test_a_newer_schema_is_refused_and_left(database: Path, key: bytes) -> None:
    Store.create(database, key, steps=(*STEPS, "CREATE TABLE later (id INTEGER) STRICT")).close()
    before = database.read_bytes()
    with pytest.raises(StoreNewer):
        copying.examine(database, key)
    assert database.read_bytes() == before


def test_what_is_not_there_is_not_made(key: bytes, tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged):
        copying.examine(tmp_path / "no.db", key)
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_there_while_the_records_are_open_and_gone_after(store: Store, key: bytes) -> None:
    assert store.key == key
    store.close()
    with pytest.raises(StoreLocked):
        store.key  # noqa: B018 - reading it is what raises
