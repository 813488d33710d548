"""Which automatic backups stay: over years of days, with clocks that are right and clocks that are not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.backups import (
    DAYS_KEPT,
    MONTHS_KEPT,
    Contents,
    Numbered,
    after,
    is_due,
    numbered,
    to_remove,
)

START = date(2026, 1, 1)
gaps = st.lists(st.integers(1, 45), min_size=1, max_size=400)
"""Days between changes: years of a family that opens the app daily, monthly, or now and then."""

any_day = st.dates(date(1970, 1, 1), date(2200, 12, 31))


def live(days: list[date]) -> tuple[list[Numbered], set[Numbered]]:
    """Make a backup on each day that has none yet, thinning as the app does; return all ever made and those kept."""
    ever: list[Numbered] = []
    kept: set[Numbered] = set()
    for day in days:
        if is_due(kept, day):
            fresh = after(kept, day)
            ever.append(fresh)
            kept.add(fresh)
            kept -= to_remove(kept)
    return ever, kept


def newest_of_months(made: list[Numbered]) -> list[Numbered]:
    """Say it another way: go through time and note the last of each month, then take the latest twelve."""
    last: dict[tuple[int, int], Numbered] = {}
    for one in made:
        last.pop(one.month, None)
        last[one.month] = one
    return list(last.values())[-MONTHS_KEPT:]


@given(gaps)
def test_with_a_clock_that_is_right_seven_days_and_twelve_months_stay(gaps: list[int]) -> None:
    days = [START + timedelta(days=sum(gaps[: place + 1])) for place in range(len(gaps))]
    ever, kept = live(days)
    assert [one.day for one in ever] == days
    assert kept == {*ever[-DAYS_KEPT:], *newest_of_months(ever)}


@given(st.lists(any_day, min_size=1, max_size=200))
def test_with_any_clock_the_newest_made_stay_whatever_day_they_say(days: list[date]) -> None:
    ever, kept = live(days)
    assert set(ever[-DAYS_KEPT:]) <= kept
    assert set(newest_of_months(ever)) <= kept
    assert len(kept) <= DAYS_KEPT + MONTHS_KEPT
    assert len({one.name for one in ever}) == len(ever), "a name was taken twice"


@given(gaps, any_day, st.integers(1, 3))
def test_a_clock_that_jumps_and_comes_back_takes_no_more_than_its_own_backups_would(
    gaps: list[int], wrong: date, times: int
) -> None:
    days = [START + timedelta(days=sum(gaps[: place + 1])) for place in range(len(gaps))]
    before, _ = live(days)
    astray = [wrong + timedelta(days=number) for number in range(times)]
    ever, kept = live([*days, *astray])
    made_astray = len(ever) - len(before)
    assert set(before[-(DAYS_KEPT - made_astray) :]) <= kept
    after_it, kept_after = live([*days, *astray, days[-1] + timedelta(days=1)])
    assert after_it[-1] in kept_after
    assert after_it[-1].day == days[-1] + timedelta(days=1) or astray[-1] == days[-1] + timedelta(days=1)


@given(st.sets(st.builds(Numbered, st.integers(1, 10_000), any_day), max_size=60))
def test_thinning_twice_is_the_same_as_once(made: set[Numbered]) -> None:
    kept = made - to_remove(made)
    assert to_remove(kept) == frozenset()
    assert (max(made) in kept) if made else not kept


@given(st.integers(1, 10**12), any_day)
def test_a_name_says_its_number_and_day(number: int, day: date) -> None:
    backup = Numbered(number, day)
    assert numbered(backup.name) == backup


@pytest.mark.parametrize(
    "name",
    [
        "family-2026-02-30-0001.ktbackup",
        "family-2026-11-21-1.ktbackup",
        "family-2026-11-21-00001.ktbackup",
        "family-2026-11-21-0001.ktbackup.tmp",
        ".family-2026-11-21-0001.ktbackup.0a1b.tmp",
        "family-٢٠٢٦-11-21-0001.ktbackup",
        "before-2026-11-21.ktbackup",
        "",
    ],
)
def test_other_names_are_none_of_ours(name: str) -> None:
    assert numbered(name) is None


def test_one_a_day() -> None:
    made = {Numbered(3, date(2026, 11, 20))}
    assert is_due(set(), date(2026, 11, 20))
    assert not is_due(made, date(2026, 11, 20))
    assert is_due(made, date(2026, 11, 21))
    assert is_due(made, date(2026, 11, 19)), "the clock went back: the change of that day is kept too"
    assert after(made, date(2026, 11, 19)).name == "family-2026-11-19-0004.ktbackup"


def test_what_a_backup_holds_is_said_in_words() -> None:
    assert Contents(1, 1, 1, 0, None).words == "1 child, 1 talk, 0 choices."
    assert Contents(1, 2, 14, 1, date(2026, 9, 3)).words == (
        "2 children, 14 talks, 1 choice. The newest entry is of 3 September 2026."
    )
    assert (
        Contents(2, 1, 1, 2, None, notes=2, agreements=1).words == "1 child, 1 talk, 2 choices, 1 agreement, 2 notes."
    )
