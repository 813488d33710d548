"""Fifty years in every zone: one due a month, one notice for it, always inside the family's hours."""

from __future__ import annotations

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitchentable.domain.recurrence import MonthlySlot
from tests.domain.test_recurrence import DAYS
from tests.zones import WINDOWS, YEARS, fault_in, slots_on, switches, zones

SLOTS = st.builds(lambda day, window: MonthlySlot(day, *window), DAYS, st.sampled_from(WINDOWS))


def test_there_are_as_many_zones_as_the_world_needs() -> None:
    assert len(zones()) > 60
    assert len(list(switches("Europe/London", range(2026, 2028)))) == 4
    assert len(list(switches("Africa/Casablanca", range(2026, 2028)))) >= 4, "two a year, around a month that moves"


@settings(max_examples=60)
@given(SLOTS, st.sampled_from(zones()))
def test_each_month_of_fifty_years_has_one_due_on_its_day_and_inside_the_hours(slot: MonthlySlot, name: str) -> None:
    zone = ZoneInfo(name)
    begins, ends = slot.window
    for year in YEARS:
        for month in range(1, 13):
            due = slot.in_month(year, month, zone)
            assert due.date() == slot.day.day_in(year, month)
            assert begins <= due.time() <= ends


@pytest.mark.parametrize("name", zones())
def test_one_notice_on_the_days_the_clocks_change(name: str) -> None:
    """The next two years' switches of each zone; ``python -m tests.reliability.every_zone`` does all fifty years."""
    zone = ZoneInfo(name)
    faults = []
    for moment in switches(name, range(2026, 2028)):
        local = moment.astimezone(zone).date()
        for day in (local - timedelta(days=1), local):
            faults += [fault for slot in list(slots_on(day))[:4] if (fault := fault_in(slot, day, name))]
    assert faults == []


@settings(max_examples=40)
@given(st.sampled_from(zones()), st.integers(YEARS.start, YEARS.stop - 1), st.data())
def test_one_notice_on_the_days_the_clocks_change_in_any_year(name: str, year: int, data: st.DataObject) -> None:
    changes = list(switches(name, range(year, year + 1)))
    if not changes:
        return
    moment = data.draw(st.sampled_from(changes))
    assert moment.tzinfo is UTC
    day = moment.astimezone(ZoneInfo(name)).date()
    slot = data.draw(st.sampled_from(list(slots_on(day))))
    assert fault_in(slot, day, name) == ""
