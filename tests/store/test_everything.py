"""Everything in the records can be read and put back: no table and no column is left out, and nothing half is put."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from kitchentable.domain.errors import BadInput
from kitchentable.domain.export import (
    Everything,
    ExportedCalendar,
    ExportedCheckIn,
    ExportedChild,
    ExportedPause,
    ExportedReminder,
    ExportedSkippedCheckIn,
    ExportedSwitch,
)
from kitchentable.store.connection import Store
from kitchentable.store.everything import (
    SET_TABLES,
    SINGLES,
    TABLES,
    count_everything,
    is_empty,
    put_everything,
    read_everything,
)
from kitchentable.store.inspecting import NEWEST, inspect, looks_encrypted
from kitchentable.store.trial import empty_records
from tests.whole_family import families

KEY = bytes(range(32))
NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
NOBODY = Everything(
    children=(),
    devices=(),
    accounts=(),
    choices=(),
    talks=(),
    agreements=(),
    incidents=(),
    skipped_talks=(),
    reminder=None,
    check_in=None,
    own_check_ins=(),
    skipped_check_ins=(),
    pauses=(),
    switches=(),
    calendar=None,
    preferences={},
)
AVA = ExportedChild(id=3, name="Ava", born="2015-03", added_at=NOW)


@pytest.fixture
def store() -> Iterator[Store]:
    """Return empty records in memory."""
    with closing(empty_records()) as made:
        yield made


def schema_columns(store: Store) -> dict[str, set[str]]:
    tables = store.rows(tuple[str], "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {
        name: {column for (column,) in store.rows(tuple[str], "SELECT name FROM pragma_table_info(?)", (name,))}
        for (name,) in tables
    }


def exported_columns() -> dict[str, set[str]]:
    told = {"preference": {"name", "value"}}
    told |= {table.name: {"id", *table.columns} for table in SINGLES}
    for table in (*TABLES, *SET_TABLES):
        told[table.name] = set(table.columns)
        for part in table.parts:
            told[part.table] = {part.owner, *part.columns, *([part.numbered] if part.numbered else [])}
    return told


def test_every_table_and_every_column_of_the_schema_is_in_it(store: Store) -> None:
    assert exported_columns() == schema_columns(store)


@given(families())
def test_what_is_put_is_what_is_read(family: Everything) -> None:
    with closing(empty_records()) as store:
        put_everything(store, family)
        assert read_everything(store) == family


def test_it_is_the_same_in_an_encrypted_file(tmp_path: Path) -> None:
    file = tmp_path / "family.db"
    family = msgspec.structs.replace(NOBODY, children=(AVA,), preferences={"a": "b"})
    with closing(Store.create(file, KEY)) as store:
        put_everything(store, family)
    with closing(Store.open(file, KEY)) as store:
        assert read_everything(store) == family
        assert count_everything(store)["children"] == 1


def test_records_that_are_not_empty_are_left_alone(store: Store) -> None:
    family = msgspec.structs.replace(NOBODY, children=(AVA,))
    put_everything(store, family)
    with pytest.raises(BadInput, match="only be brought into records that are empty"):
        put_everything(store, family)
    assert read_everything(store) == family


def test_a_reminder_and_preferences_do_not_count_and_make_way(store: Store) -> None:
    reminder = ExportedReminder(kind="day", nth=1, weekday=6, day=15, at="19:30", is_on=True, since=None)
    skipped = ExportedSkippedCheckIn(id=1, month="2026-11", child_id=None)
    before = msgspec.structs.replace(
        NOBODY,
        reminder=reminder,
        check_in=ExportedCheckIn(until="20:30", mark=""),
        skipped_check_ins=(skipped,),
        pauses=(ExportedPause(place=1, begins=NOW.date(), until=NOW.date()),),
        switches=(ExportedSwitch(place=1, at=NOW, is_on=True),),
        calendar=ExportedCalendar(path="/home/us/kitchen-table.ics", written="", trouble=""),
        preferences={"old": "1"},
    )
    put_everything(store, before)
    assert is_empty(store)
    put_everything(store, msgspec.structs.replace(NOBODY, preferences={"new": "2"}))
    assert read_everything(store) == msgspec.structs.replace(NOBODY, preferences={"new": "2"})


@pytest.mark.parametrize("children", [(AVA, AVA), (msgspec.structs.replace(AVA, born="2015-00"),)])
def test_what_breaks_a_rule_is_refused_as_a_whole(store: Store, children: tuple[ExportedChild, ...]) -> None:
    with pytest.raises(BadInput, match="does not fit together"):
        put_everything(store, msgspec.structs.replace(NOBODY, children=children))
    assert read_everything(store) == NOBODY


def test_a_look_changes_nothing_and_tells_damage(tmp_path: Path) -> None:
    file = tmp_path / "family.db"
    Store.create(file, KEY).close()
    before = file.read_bytes()
    assert (inspect(file, KEY).sound, inspect(file, KEY).schema) == (True, NEWEST)
    assert looks_encrypted(file)
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]
