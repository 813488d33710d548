"""When to look at a setting again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.guides import Undone
from kitchentable.domain.review import next_band_change, review_date

DAY = date(2026, 11, 21)
FAR = BirthMonth(2020, 12)
"""Five years old: the next band is a year off."""


@pytest.mark.parametrize(
    ("undone_by", "due"),
    [
        (Undone.ANYONE, date(2026, 12, 21)),
        (Undone.PIN, date(2027, 3, 21)),
        (Undone.ACCOUNT, date(2027, 11, 21)),
    ],
)
@pytest.mark.parametrize("state", [ChoiceState.DONE, ChoiceState.OTHERWISE])
def test_the_easier_it_comes_undone_the_sooner(state: ChoiceState, undone_by: Undone, due: date) -> None:
    assert review_date(state, undone_by, DAY, FAR) == due


@pytest.mark.parametrize("undone_by", list(Undone))
def test_later_is_two_weeks_and_not_for_us_is_never(undone_by: Undone) -> None:
    assert review_date(ChoiceState.LATER, undone_by, DAY, FAR) == date(2026, 12, 5)
    assert review_date(ChoiceState.NOT_FOR_US, undone_by, DAY, FAR) is None


def test_a_birthday_into_another_band_comes_first() -> None:
    assert review_date(ChoiceState.DONE, Undone.ACCOUNT, DAY, BirthMonth(2014, 2)) == date(2027, 2, 1)
    assert review_date(ChoiceState.DONE, Undone.ANYONE, DAY, BirthMonth(2014, 2)) == date(2026, 12, 21)
    assert review_date(ChoiceState.DONE, Undone.ACCOUNT, DAY, None) == date(2027, 11, 21)


def test_months_without_a_31st_are_no_trouble() -> None:
    assert review_date(ChoiceState.DONE, Undone.ANYONE, date(2027, 1, 31), FAR) == date(2027, 2, 28)


@given(
    st.builds(BirthMonth, st.integers(2008, 2026), st.integers(1, 12)), st.dates(date(2026, 1, 1), date(2044, 12, 31))
)
def test_the_next_band_change_is_the_first_day_of_another_band(born: BirthMonth, after: date) -> None:
    day = next_band_change(born, after)
    if day is None:
        assert born.age_on(after) >= 16
        return
    assert day > after
    assert born.band_on(day) is not born.band_on(date.fromordinal(day.toordinal() - 1))
    assert born.band_on(after) is born.band_on(date.fromordinal(day.toordinal() - 1))
