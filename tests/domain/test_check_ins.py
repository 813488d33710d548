"""Check-ins: one due a month, none added and none lost, whatever is done late, skipped or paused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.check_ins import FAMILY, Plan, PutOff, coming, put_off_days
from kitchentable.domain.errors import BadInput
from kitchentable.domain.recurrence import ByDay, MonthlySlot, check_window
from tests.domain.test_recurrence import DAYS, SLOTS, ZONES

LONDON = ZoneInfo("Europe/London")
SINCE = datetime(2026, 11, 21, 18, 30, tzinfo=LONDON)
MONTHS = st.frozensets(st.tuples(st.integers(2026, 2028), st.integers(1, 12)), max_size=20)
MOMENTS = st.datetimes(datetime(2026, 11, 22), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are plain


def at(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON)


def stands(
    now: datetime,
    *,
    done: set[tuple[int, int]] | None = None,
    skipped: frozenset[tuple[int, int]] = frozenset(),
    paused_until: date | None = None,
) -> tuple[date | None, date]:
    made = Plan(FAMILY, MonthlySlot(), SINCE, frozenset(done or ()), skipped, paused_until)
    found = coming(made, now, LONDON, months_ahead=3)
    return found.come.date() if found.come else None, found.ahead[0].date()


def test_months_missed_leave_one_due() -> None:
    assert stands(at(2027, 6, 20)) == (date(2027, 6, 6), date(2027, 7, 4))


def test_a_late_talk_counts_for_the_month_it_was_had_in_and_moves_nothing() -> None:
    assert stands(at(2026, 12, 30), done={(2026, 12)}) == (None, date(2027, 1, 3))
    assert stands(at(2027, 1, 2), done={(2027, 1)}) == (None, date(2027, 2, 7)), "it stands in for December too"
    assert stands(at(2027, 1, 2)) == (date(2026, 12, 6), date(2027, 1, 3))


def test_a_month_skipped_asks_for_nothing_and_the_next_is_where_it_was() -> None:
    skipped = frozenset({(2026, 12)})
    assert stands(at(2026, 12, 20), skipped=skipped) == (None, date(2027, 1, 3))
    assert stands(at(2026, 12, 1), skipped=skipped) == (None, date(2027, 1, 3))
    assert stands(at(2027, 1, 5), skipped=skipped) == (date(2027, 1, 3), date(2027, 2, 7))


def test_skipping_what_is_ahead_keeps_what_has_come() -> None:
    assert stands(at(2026, 12, 20), skipped=frozenset({(2027, 1)})) == (date(2026, 12, 6), date(2027, 2, 7))


def test_a_pause_stays_a_pause_and_the_first_slot_after_it_is_due() -> None:
    until = date(2027, 3, 7)
    assert stands(at(2026, 12, 20), paused_until=until) == (None, date(2027, 3, 7))
    assert stands(at(2027, 3, 6), paused_until=until) == (None, date(2027, 3, 7))
    assert stands(at(2027, 3, 8), paused_until=until) == (date(2027, 3, 7), date(2027, 4, 4))


@given(SLOTS, ZONES, MOMENTS, MONTHS, MONTHS)
def test_each_month_that_asks_has_one_due_and_no_other_month_has_any(
    slot: MonthlySlot,
    zone: ZoneInfo,
    now: datetime,
    done: frozenset[tuple[int, int]],
    skipped: frozenset[tuple[int, int]],
) -> None:
    here = now.astimezone(zone)
    done = frozenset(month for month in done if month <= (here.year, here.month))  # nobody has talked tomorrow
    found = coming(Plan(FAMILY, slot, SINCE, done, skipped), here, zone, months_ahead=14)
    months = [(due.year, due.month) for due in found.ahead]
    asks = [month for month in _months_from(months[0], months[-1]) if month not in done | skipped]
    assert months == asks, "never two, never none"
    assert all(due > here for due in found.ahead)
    if found.come is not None:
        month = (found.come.year, found.come.month)
        assert found.come <= here
        assert month not in done | skipped
        assert not [one for one in done if one > month]
    assert months[0] <= _first_that_asks(here, done | skipped)


def _months_from(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    numbers = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
    return [(number // 12, number % 12 + 1) for number in numbers]


def _first_that_asks(here: datetime, without: frozenset[tuple[int, int]]) -> tuple[int, int]:
    """Return the first month after this one that asks: the next due may not be later than that."""
    number = here.year * 12 + here.month
    while (number // 12, number % 12 + 1) in without:
        number += 1
    return (number // 12, number % 12 + 1)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_what_can_be_put_off_to_is_soon_and_each_day_once(today: date) -> None:
    days = put_off_days(today)
    assert len(set(days.values())) == len(days)
    assert all(timedelta(days=1) <= day - today <= timedelta(days=7) for day in days.values())
    assert days.get(PutOff.WEEKEND, today).weekday() in {5, today.weekday()}
    assert (PutOff.WEEKEND in days) is (today.weekday() < 4)
    assert days[PutOff.NEXT_WEEK].weekday() == today.weekday()


@given(st.builds(MonthlySlot, DAYS, st.times(), st.times()))
def test_the_hours_are_never_at_night_and_an_hour_at_least_whatever_was_kept(slot: MonthlySlot) -> None:
    begins, ends = slot.window
    assert begins >= time(8)
    assert ends.hour * 60 + ends.minute - begins.hour * 60 - begins.minute >= 59


@pytest.mark.parametrize(
    ("begins", "ends"),
    [(time(7, 30), time(9)), (time(18), time(18, 30)), (time(20), time(19)), (time(22), time(23, 30))],
)
def test_hours_at_night_or_too_short_are_refused(begins: time, ends: time) -> None:
    with pytest.raises(BadInput):
        check_window(MonthlySlot(ByDay(1), begins, ends))


def test_hours_of_an_hour_and_of_the_whole_day_are_taken() -> None:
    check_window(MonthlySlot(ByDay(1), time(22), time(23)))
    check_window(MonthlySlot(ByDay(1), time(8), time(23)))
