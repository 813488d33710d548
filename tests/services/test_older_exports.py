"""Exports that older versions wrote come back with everything in them, or are refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from kitchentable.domain.check_ins import FAMILY
from kitchentable.domain.errors import BadInput
from kitchentable.domain.recurrence import ByDay, MonthlySlot
from kitchentable.services.arriving import read_export
from kitchentable.services.export_file import decode_export, encode_export
from kitchentable.store import check_ins, children, preferences, reminders
from kitchentable.store.connection import Store
from kitchentable.store.everything import put_everything, read_everything
from kitchentable.store.trial import empty_records

FORMAT_1 = Path(__file__).with_name("exports") / "format-1.json"
SINCE = datetime(2026, 9, 21, 17, 30, tzinfo=UTC)


@pytest.fixture
def store() -> Iterator[Store]:
    """Return empty records in memory."""
    with closing(empty_records()) as made:
        yield made


def test_the_check_ins_of_format_1_come_back(store: Store) -> None:
    export = read_export(FORMAT_1)
    put_everything(store, export.family)
    assert [one.id for one in children.all_children(store)] == [1, 2]
    assert reminders.get(store).on
    kept = check_ins.get(store)
    assert kept == check_ins.KeptCheckIns(
        until=time(21, 30),
        own=(check_ins.OwnSlot(2, MonthlySlot(ByDay(25), time(17), time(20)), SINCE),),
        skipped=(check_ins.Skipped(2026, 11, FAMILY), check_ins.Skipped(2026, 10, 2)),
        pauses=(check_ins.Pause(date(2026, 11, 21), date(2026, 11, 28)),),
        switches=(check_ins.Switch(SINCE, on=True),),
        mark="834fe771c9884c6789fc5a20e349eb72",
        calendar=check_ins.KeptCalendar("/home/sample/kitchen-table.ics", "0" * 64),
    )
    assert preferences.get(store, "check-ins") is None


def test_it_is_written_again_as_the_newest_format(store: Store) -> None:
    export = read_export(FORMAT_1)
    again = decode_export(encode_export(export), "x")
    assert (again.format, again) == (2, export)
    put_everything(store, again.family)
    assert read_everything(store) == export.family


def test_a_family_that_set_nothing_has_nothing() -> None:
    old = json.loads(FORMAT_1.read_bytes())
    old["family"]["preferences"] = {"another": "kept"}
    family = decode_export(json.dumps(old).encode(), "x").family
    assert (family.check_in, family.own_check_ins, family.skipped_check_ins) == (None, (), ())
    assert (family.pauses, family.switches, family.calendar) == ((), (), None)
    assert family.preferences == {"another": "kept"}


def test_what_was_kept_for_a_child_who_is_gone_stays_out() -> None:
    old = json.loads(FORMAT_1.read_bytes())
    kept = old["family"]["preferences"]["check-ins"]
    old["family"]["preferences"]["check-ins"] = kept.replace('"child_id":2', '"child_id":7').replace(
        '"whose":2', '"whose":7'
    )
    family = decode_export(json.dumps(old).encode(), "x").family
    assert family.own_check_ins == ()
    assert [one.child_id for one in family.skipped_check_ins] == [None]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"kind":"day"', '"kind":"year"'),
        ('"day":25', '"day":0'),
        ('"month":11', '"month":13'),
        ('"mark":"8', '"mark":"words'),
        ('"path":"/home/sample/kitchen-table.ics"', '"path":""'),
        ('{"until"', '["until"'),
    ],
)
def test_check_ins_no_version_wrote_are_refused(was: str, now: str) -> None:
    old = json.loads(FORMAT_1.read_bytes())
    kept = old["family"]["preferences"]["check-ins"]
    assert was in kept
    old["family"]["preferences"]["check-ins"] = kept.replace(was, now)
    with pytest.raises(BadInput):
        decode_export(json.dumps(old).encode(), "x")


def test_a_field_of_a_later_format_is_refused() -> None:
    old = json.loads(FORMAT_1.read_bytes())
    old["family"]["pauses"] = []
    with pytest.raises(BadInput, match="not whole"):
        decode_export(json.dumps(old).encode(), "x")
