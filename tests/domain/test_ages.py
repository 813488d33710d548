"""Ages and bands from a birth month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.ages import AgeBand, BirthMonth, band_for, check_birth_month
from kitchentable.domain.errors import BadInput

TODAY = date(2026, 11, 21)
MONTHS = st.builds(BirthMonth, st.integers(1900, 2100), st.integers(1, 12))


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, AgeBand.UNDER_7),
        (6, AgeBand.UNDER_7),
        (7, AgeBand.FROM_7),
        (9, AgeBand.FROM_7),
        (10, AgeBand.FROM_10),
        (12, AgeBand.FROM_10),
        (13, AgeBand.FROM_13),
        (15, AgeBand.FROM_13),
        (16, AgeBand.FROM_16),
        (17, AgeBand.FROM_16),
        (18, AgeBand.FROM_16),
    ],
)
def test_every_band_starts_and_ends_where_it_says(age: int, band: AgeBand) -> None:
    assert band_for(age) is band


def test_bands_are_said_as_people_say_them() -> None:
    assert [band.words for band in AgeBand] == ["under 7", "7 to 9", "10 to 12", "13 to 15", "16 to 17"]


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 2, 28), 10), (date(2026, 3, 1), 11), (date(2026, 3, 31), 11), (date(2027, 2, 28), 11)],
)
def test_the_birthday_counts_from_the_first_of_its_month(day: date, age: int) -> None:
    assert BirthMonth(2015, 3).age_on(day) == age


def test_a_child_not_born_yet_is_in_the_youngest_band() -> None:
    assert BirthMonth(2027, 3).band_on(TODAY) is AgeBand.UNDER_7


@given(MONTHS)
def test_a_birth_month_reads_back_as_it_is_written(born: BirthMonth) -> None:
    assert BirthMonth.parse(str(born)) == born


@pytest.mark.parametrize(
    "text",
    ["", "2015", "2015-", "-03", "2015-00", "2015-13", "15-03", "2015-03-01", "２０１５-03", "x-y", "9" * 5000 + "-1"],
)
def test_what_is_no_month_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadInput, match="Please"):
        BirthMonth.parse(text)


@pytest.mark.parametrize("born", [BirthMonth(2026, 11), BirthMonth(2015, 3), BirthMonth(2008, 12)])
def test_a_child_may_be_from_nought_to_seventeen(born: BirthMonth) -> None:
    check_birth_month(born, TODAY)


@pytest.mark.parametrize(
    ("born", "words"), [(BirthMonth(2026, 12), "not come yet"), (BirthMonth(2008, 11), "up to 17")]
)
def test_anyone_else_is_not_a_child(born: BirthMonth, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        check_birth_month(born, TODAY)
