"""From every released schema to today's: nothing lost, a copy kept, the same schema as fresh, power cuts borne."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

import apsw
import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.check_ins import FAMILY
from kitchentable.domain.errors import StoreDamaged
from kitchentable.domain.recurrence import ByDay, ByWeekday, MonthlySlot
from kitchentable.store import check_ins, children, devices, preferences, reminders
from kitchentable.store.connection import Store
from kitchentable.store.migrations.steps import STEPS
from tests.store.cut_short import statements

RELEASED = sorted((Path(__file__).parent / "released").glob("schema-*.db"))
OLDER = RELEASED[:-1]
NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
NEWEST = len(STEPS)


class Made(NamedTuple):
    """One thing of the schema, and how it is made."""

    name: str
    sql: str


def key_of(released: Path) -> bytes:
    return bytes.fromhex(released.with_suffix(".key").read_text(encoding="ascii"))


def copied(released: Path, folder: Path) -> Path:
    return Path(shutil.copyfile(released, folder / "family.db"))


def schema(store: Store) -> list[Made]:
    return store.rows(Made, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return what every version could write: the tables and columns of schema 1."""
    columns = {
        "child": "id, name, born, added_at",
        "account": "id, child_id, guide_id, device_id, hidden",
        "choice": "id, account_id, guide_id, setting_id, state, chosen_by, chosen_at, note, review_on",
        "talk": "id, child_id, topic_id, band, started_at, talked_on, how_it_went, note, again_on, guidance_version",
        "tick": "talk_id, line_id",
        "agreed": "talk_id, place, sentence",
        "preference": "name, value",
    }
    return {
        table: store.rows(tuple, f"SELECT {names} FROM {table} ORDER BY 1, 2")  # noqa: S608 - our own words
        for table, names in columns.items()
    }


@pytest.mark.parametrize("released", RELEASED, ids=[one.stem for one in RELEASED])
def test_the_schema_is_the_same_as_a_fresh_one(released: Path, tmp_path: Path, key: bytes) -> None:
    fresh = Store.create(tmp_path / "fresh.db", key)
    store = Store.open(copied(released, tmp_path), key_of(released))
    assert schema(store) == schema(fresh)
    assert len(schema(fresh)) > 20
    fresh.close()
    store.close()


@pytest.mark.parametrize("released", OLDER, ids=[one.stem for one in OLDER])
def test_everything_moves_along_and_a_copy_is_kept_first(released: Path, tmp_path: Path) -> None:
    database, number = copied(released, tmp_path), int(released.stem.partition("-")[2])
    old = Store.open(copied(released, tmp_path), key_of(released), steps=STEPS[:number])
    before = content(old)
    old.close()
    store = Store.open(database, key_of(released))
    assert content(store) == before
    assert store.rows(tuple, "PRAGMA foreign_key_check") == []
    assert store.rows(tuple, "PRAGMA integrity_check") == [("ok",)]
    store.close()
    copy = database.with_name(f"family.db.before-{NEWEST}")
    assert copy.read_bytes() == released.read_bytes()


@pytest.fixture
def schema_1(database: Path, key: bytes) -> Path:
    """Return a closed database of schema 1 with its rows at their most awkward."""
    store = Store.create(database, key, steps=STEPS[:1])
    with store.transaction():
        for name in ("One", "Two", "Gone"):
            child_id = children.add(store, name=name, born=BirthMonth(2015, 3), added_at=NOW)
            for guide_id in ("xbox", "roblox"):
                store.insert("INSERT INTO account (child_id, guide_id) VALUES (?, ?)", (child_id, guide_id))
        children.remove(store, child_id=child_id)
        preferences.put(store, "other", "kept")
        kept = '{"kind":"day","nth":1,"weekday":6,"day":-1,"at":"18:30:00","on":true,"since":"2026-11-21T18:30:00Z"}'
        preferences.put(store, "reminder", kept)
    store.close()
    return database


def test_no_id_is_used_again_after_moving(schema_1: Path, key: bytes) -> None:
    store = Store.open(schema_1, key)
    with store.transaction():
        assert children.add(store, name="Next", born=BirthMonth(2015, 3), added_at=NOW) == 4
        devices.show_account(store, child_id=4, guide_id="xbox")
    assert devices.accounts(store, child_id=4)[0].id == 7
    store.close()


def test_the_reminder_gets_a_table_of_its_own(schema_1: Path, key: bytes) -> None:
    store = Store.open(schema_1, key)
    assert reminders.get(store) == reminders.KeptReminder("day", 1, 6, -1, time(18, 30), on=True, since=NOW)
    assert preferences.get(store, "reminder") is None
    assert preferences.get(store, "other") == "kept"
    store.close()


@pytest.mark.parametrize("value", ["", "{", "no JSON at all"], ids=["empty", "cut", "words"])
def test_a_reminder_that_can_not_be_read_stays_where_it_was(schema_1: Path, key: bytes, value: str) -> None:
    old = Store.open(schema_1, key, steps=STEPS[:1])
    with old.transaction():
        preferences.put(old, "reminder", value)
    old.close()
    store = Store.open(schema_1, key)
    assert reminders.get(store) == reminders.KeptReminder()
    assert preferences.get(store, "reminder") == value
    store.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE account SET guide_id = '' WHERE id = 1",
        "UPDATE child SET born = '2015-13'",
        "UPDATE child SET added_at = 'yesterday'",
        """UPDATE preference SET value = '{"kind": "never"}' WHERE name = 'reminder'""",
    ],
)
def test_a_value_no_version_wrote_is_damage_and_the_file_is_left(schema_1: Path, key: bytes, damage: str) -> None:
    old = Store.open(schema_1, key, steps=STEPS[:1])
    with old.transaction():
        old.write(damage)
    old.close()
    before = schema_1.read_bytes()
    with pytest.raises(StoreDamaged, match="left it just as it is"):
        Store.open(schema_1, key)
    assert schema_1.read_bytes() == before


CHECK_INS = (
    '{"until":"20:45:00","own":[{"child_id":1,"kind":"day","day":25,"at":"17:00:00","until":"20:00:00",'
    '"since":"2026-11-21T18:30:00Z"},{"child_id":3,"kind":"day","day":2,"at":"17:00:00","until":"20:00:00",'
    '"since":"2026-11-21T18:30:00Z"},{"child_id":2,"kind":"weekday","nth":-1,"weekday":5,"day":1,"at":"10:30:00",'
    '"until":"12:00:00","since":"2026-11-21T19:30:00.123456+01:00"}],'
    '"skipped":[{"year":2026,"month":12,"whose":2},{"year":2026,"month":10,"whose":0},'
    '{"year":2026,"month":10,"whose":0},{"year":2026,"month":10,"whose":3}],'
    '"pauses":[{"begins":"2026-07-20","until":"2026-09-01"}],'
    '"switches":[{"at":"2026-11-21T18:30:00Z","on":true},{"at":"2026-11-22T18:30:00Z","on":false}],'
    '"mark":"0123456789abcdef0123456789abcdef","calendar":{"path":"/home/us/’é.ics","written":"w","trouble":"t"}}'
)
"""As schema 2 kept it; child 3 is gone."""


@pytest.fixture
def schema_2(schema_1: Path, key: bytes) -> Path:
    """Return the same database at schema 2, with check-ins."""
    store = Store.open(schema_1, key, steps=STEPS[:2])
    with store.transaction():
        preferences.put(store, "check-ins", CHECK_INS)
    store.close()
    for copy in schema_1.parent.glob("*.before-*"):
        copy.unlink()
    return schema_1


def test_check_ins_get_tables_of_their_own(schema_2: Path, key: bytes) -> None:
    before = schema_2.read_bytes()
    store = Store.open(schema_2, key)
    assert check_ins.get(store) == check_ins.KeptCheckIns(
        until=time(20, 45),
        own=(
            check_ins.OwnSlot(1, MonthlySlot(ByDay(25), time(17), time(20)), NOW),
            check_ins.OwnSlot(
                2, MonthlySlot(ByWeekday(-1, 5), time(10, 30), time(12)), NOW.replace(microsecond=123456)
            ),
        ),
        skipped=(check_ins.Skipped(2026, 12, 2), check_ins.Skipped(2026, 10, FAMILY)),
        pauses=(check_ins.Pause(date(2026, 7, 20), date(2026, 9, 1)),),
        switches=(check_ins.Switch(NOW, on=True), check_ins.Switch(NOW.replace(day=22), on=False)),
        mark="0123456789abcdef0123456789abcdef",
        calendar=check_ins.KeptCalendar("/home/us/’é.ics", "w", "t"),
    )
    assert preferences.get(store, "check-ins") is None
    assert preferences.get(store, "other") == "kept"
    assert reminders.get(store).on
    assert schema_2.with_name("family.db.before-3").read_bytes() == before
    store.close()


def test_check_ins_that_were_never_set_are_as_usual(schema_1: Path, key: bytes) -> None:
    store = Store.open(schema_1, key)
    assert check_ins.get(store) == check_ins.KeptCheckIns()
    store.close()


@pytest.mark.parametrize("value", ["", "{", "no JSON at all"], ids=["empty", "cut", "words"])
def test_check_ins_that_can_not_be_read_stay_where_they_were(schema_2: Path, key: bytes, value: str) -> None:
    old = Store.open(schema_2, key, steps=STEPS[:2])
    with old.transaction():
        preferences.put(old, "check-ins", value)
    old.close()
    store = Store.open(schema_2, key)
    assert check_ins.get(store) == check_ins.KeptCheckIns()
    assert preferences.get(store, "check-ins") == value
    store.close()


@pytest.mark.parametrize(
    "value",
    [
        '{"until":"night"}',
        '{"mark":"not one of ours"}',
        '{"own":[{"child_id":1}]}',
        '{"skipped":[{"year":2026,"month":13,"whose":0}]}',
        '{"skipped":["words"]}',
        '{"pauses":5}',
        '{"switches":[["at"]]}',
        '{"calendar":7}',
    ],
)
def test_check_ins_no_version_wrote_are_damage_and_the_file_is_left(schema_2: Path, key: bytes, value: str) -> None:
    old = Store.open(schema_2, key, steps=STEPS[:2])
    with old.transaction():
        preferences.put(old, "check-ins", value)
    old.close()
    before = schema_2.read_bytes()
    with pytest.raises(StoreDamaged, match="left it just as it is"):
        Store.open(schema_2, key)
    assert schema_2.read_bytes() == before


PLACES = range(0, len(statements(STEPS[-1])) + 1, 4)


@pytest.mark.parametrize("after", PLACES)
def test_a_power_cut_in_the_middle_loses_nothing(schema_1: Path, key: bytes, after: int) -> None:
    old = Store.open(schema_1, key, steps=STEPS[:1])
    before = content(old)
    old.close()
    outside = [sys.executable, "-m", "tests.store.cut_short", str(schema_1), key.hex(), str(after)]
    assert subprocess.run(outside, check=False).returncode == -signal.SIGKILL
    assert schema_1.with_name("family.db-journal").exists() or after == 0  # it was in the middle of writing
    still_old = Store.open(schema_1, key, steps=STEPS[:1])
    assert content(still_old) == before
    still_old.close()
    store = Store.open(schema_1, key)
    del before["preference"]
    found = content(store)
    del found["preference"]
    assert found == before
    assert reminders.get(store).on
    store.close()


RULES = (
    "UPDATE child SET name = ''",
    "UPDATE child SET born = '2015-00'",
    "UPDATE account SET guide_id = ''",
    "UPDATE account SET child_id = 99",
    "UPDATE choice SET state = 'maybe'",
    "UPDATE choice SET review_on = '2026-02-30'",
    "UPDATE choice SET review_on = 'now'",
    "UPDATE choice SET chosen_at = '2026-11-21'",
    "UPDATE choice SET device_id = NULL, account_id = NULL",
    "UPDATE talk SET band = '8-9'",
    "UPDATE talk SET talked_on = '21.11.2026'",
    "UPDATE agreed SET sentence = ''",
    "UPDATE agreement SET replaced_on = NULL",
    "UPDATE promise SET side = 'other'",
    "UPDATE promise SET agreement_id = 99",
    "UPDATE incident SET what = ''",
    "UPDATE incident SET happened_on = 'tomorrow'",
    "UPDATE told SET who = ''",
    "UPDATE follow_up SET done_on = '2026-13-01'",
    "UPDATE skipped_talk SET month = '2026-1'",
    "UPDATE reminder SET day = 29",
    "UPDATE reminder SET at = '25:00'",
    "INSERT INTO reminder SELECT 2, kind, nth, weekday, day, at, is_on, since FROM reminder",
    "UPDATE check_in SET until = '24:00'",
    "UPDATE check_in SET mark = 'Ava’s calendar, and the rest.....'",
    "INSERT INTO check_in SELECT 2, until, mark FROM check_in",
    "UPDATE own_check_in SET child_id = 99",
    "UPDATE own_check_in SET kind = 'year'",
    "UPDATE own_check_in SET nth = 5",
    "UPDATE own_check_in SET weekday = 7",
    "UPDATE own_check_in SET day = 0",
    "UPDATE own_check_in SET at = '9'",
    "UPDATE own_check_in SET since = '2026-11-21'",
    "UPDATE skipped_check_in SET month = '2026-13'",
    "UPDATE skipped_check_in SET child_id = 99",
    "INSERT INTO skipped_check_in (month, child_id) SELECT month, child_id FROM skipped_check_in",
    "UPDATE check_in_pause SET until = 'soon'",
    "UPDATE check_in_pause SET place = 0",
    "UPDATE check_in_switch SET is_on = 2",
    "UPDATE check_in_switch SET at = 'then'",
    "UPDATE calendar_file SET path = ''",
    "UPDATE device SET name = ''",
    "DELETE FROM device",
)


@pytest.mark.parametrize("rule", RULES)
def test_the_schema_itself_refuses_what_can_not_be(tmp_path: Path, rule: str) -> None:
    store = Store.open(copied(RELEASED[-1], tmp_path), key_of(RELEASED[-1]))
    with pytest.raises(apsw.Error) as refused, store.transaction():
        store.write(rule)
    assert isinstance(refused.value, apsw.ConstraintError) or "non-deterministic" in str(refused.value)
    store.close()
