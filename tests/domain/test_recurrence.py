"""The monthly slot: once a month, on the day and at the time that was picked, whatever the clocks do."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kitchentable.domain.errors import BadInput
from kitchentable.domain.recurrence import LAST, ByDay, ByWeekday, MonthlySlot, month_start, next_month

LONDON = ZoneInfo("Europe/London")
ZONES = st.sampled_from(
    [
        ZoneInfo(name)
        for name in (
            "Europe/London",
            "America/New_York",
            "America/St_Johns",
            "America/Santiago",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Africa/Casablanca",
            "Pacific/Kiritimati",
            "Atlantic/Azores",
            "UTC",
        )
    ]
)
DAYS = st.one_of(
    st.builds(ByWeekday, st.sampled_from([1, 2, 3, 4, LAST]), st.integers(0, 6)),
    st.builds(ByDay, st.sampled_from([*range(1, 29), LAST])),
)
SLOTS = st.builds(MonthlySlot, DAYS, st.builds(time, st.integers(0, 23), st.integers(0, 59)))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are plain


@given(SLOTS, MOMENTS, ZONES)
def test_one_slot_a_month_strictly_after_and_in_order(slot: MonthlySlot, moment: datetime, zone: ZoneInfo) -> None:
    found = list(islice(slot.after(moment, zone), 15))
    assert all(one.timestamp() > moment.timestamp() for one in found)
    months = [one.year * 12 + one.month for one in found]
    assert months == list(range(months[0], months[0] + 15))
    local = moment.astimezone(zone)
    assert months[0] - (local.year * 12 + local.month) in (0, 1)


@given(SLOTS, MOMENTS, ZONES)
@example(MonthlySlot(ByDay(7), time(0)), datetime(2031, 8, 8, tzinfo=UTC), ZoneInfo("America/Santiago"))
def test_none_is_left_out_before_the_first(slot: MonthlySlot, moment: datetime, zone: ZoneInfo) -> None:
    first = next(slot.after(moment, zone)).astimezone(UTC)  # a second before is told by no clock on a wall
    assert next(slot.after(first, zone)).astimezone(UTC) > first
    assert next(slot.after(first - timedelta(seconds=1), zone)).astimezone(UTC) == first


@given(SLOTS, MOMENTS, ZONES)
def test_always_on_the_right_day_at_the_right_time(slot: MonthlySlot, moment: datetime, zone: ZoneInfo) -> None:
    for one in islice(slot.after(moment, zone), 12):
        day = one.date()
        if isinstance(slot.day, ByDay):
            assert day.day == (calendar.monthrange(day.year, day.month)[1] if slot.day.day == LAST else slot.day.day)
        else:
            assert day.weekday() == slot.day.weekday
            week = timedelta(days=7)
            if slot.day.nth == LAST:
                assert (day + week).month != day.month
            else:
                assert (day - week * (slot.day.nth - 1)).month == day.month
                assert (day - week * slot.day.nth).month != day.month
        skipped = datetime.combine(day, slot.at, tzinfo=zone).astimezone(UTC).astimezone(zone).time() != slot.at
        assert (one.time() == slot.at) is not skipped


def test_a_time_the_clocks_skip_is_moved_on_by_the_hour() -> None:
    """On 29 March 2026 London goes from 01:00 straight to 02:00."""
    slot = MonthlySlot(ByWeekday(LAST, 6), time(1, 30))
    assert slot.in_month(2026, 3, LONDON).isoformat() == "2026-03-29T02:30:00+01:00"


def test_a_time_the_clocks_show_twice_is_the_first_and_comes_once() -> None:
    """On 25 October 2026 London shows 01:30 twice."""
    slot = MonthlySlot(ByWeekday(LAST, 6), time(1, 30))
    first = slot.in_month(2026, 10, LONDON)
    assert first.isoformat() == "2026-10-25T01:30:00+01:00"
    second_quarter_past = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # 01:15 on the wall, for the second time
    assert next(slot.after(second_quarter_past, LONDON)).month == 11


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (ByWeekday(1, 6), date(2026, 11, 1)),
        (ByWeekday(4, 0), date(2026, 11, 23)),
        (ByWeekday(LAST, 0), date(2026, 11, 30)),
        (ByDay(28), date(2026, 11, 28)),
        (ByDay(LAST), date(2026, 11, 30)),
    ],
)
def test_days_of_november(day: ByWeekday | ByDay, expected: date) -> None:
    assert day.day_in(2026, 11) == expected


def test_the_default_is_the_first_sunday_at_six() -> None:
    assert MonthlySlot().words == "first Sunday, 18:00"
    assert MonthlySlot(ByDay(LAST), time(7, 5)).words == "last day, 07:05"
    assert ByDay(5).words == "day 5"


@pytest.mark.parametrize(("nth", "weekday"), [(0, 0), (5, 0), (-2, 0), (1, 7), (1, -1)])
def test_a_weekday_not_every_month_has_is_refused(nth: int, weekday: int) -> None:
    with pytest.raises(BadInput):
        ByWeekday(nth, weekday)


@pytest.mark.parametrize("day", [0, 29, 31, -2])
def test_a_day_not_every_month_has_is_refused(day: int) -> None:
    with pytest.raises(BadInput):
        ByDay(day)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_months_follow_each_other(day: date) -> None:
    following = next_month(day)
    assert following.day == 1
    assert (following - timedelta(days=1)).month == day.month
    assert month_start(day) <= day < following
    assert (following.year * 12 + following.month) - (day.year * 12 + day.month) == 1
