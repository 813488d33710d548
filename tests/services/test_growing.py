"""What changes as a child grows: each change once, in the right part, by the right country, on the right month."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.milestones import Milestone, MilestoneKind, MilestoneStatus
from kitchentable.domain.pack import Guidance
from kitchentable.services import family
from kitchentable.services.growing import every_change, growing_view
from kitchentable.services.household import Household
from kitchentable.services.month import month_view
from tests.fakes.clock import LONDON, FakeClock
from tests.sample_guidance import CHARITY_PAGE, MAKER_PAGE, sample_pack


def _milestone(
    an_id: str, age: int, *, guide: str | None = None, law: str | None = None, country: str | None = None
) -> Milestone:
    return Milestone(
        id=an_id,
        age=age,
        kind=MilestoneKind.OPENS,
        status=MilestoneStatus.IN_FORCE,
        text=f"A sample change: {an_id}.",
        sources=(MAKER_PAGE if guide else CHARITY_PAGE,),
        guide=guide,
        law=law,
        country=country,
    )


@pytest.fixture
def guidance() -> Guidance:
    """Return the sample guidance with changes of two services and two countries' law."""
    changes = (
        _milestone("roblox-9", 9, guide="roblox"),
        _milestone("xbox-13", 13, guide="xbox"),
        _milestone("uk-13", 13, law="A sample law", country="uk"),
        _milestone("ie-16", 16, law="Another sample law", country="ie"),
        _milestone("xbox-18", 18, guide="xbox"),
    )
    return Guidance(msgspec.structs.replace(sample_pack(), milestones=changes))


def _child(household: Household, born: str, *guides: str) -> int:
    change = family.add_child(household, name="Ava", born=BirthMonth.parse(born), guides=guides)
    assert change.new_id is not None
    return change.new_id


def test_a_child_s_changes_stand_in_the_part_that_fits_the_day(household: Household) -> None:
    assert household.clock.today() == date(2026, 11, 21)
    _child(household, "2014-03", "xbox")  # 12 now, 13 in March 2027
    [child] = growing_view(household, country="uk").children
    assert [line.milestone.id for line in child.coming] == ["uk-13", "xbox-13"]
    assert [line.milestone.id for line in child.later] == ["xbox-18"]
    assert child.reached == ()
    assert [line.reached_on for line in child.coming] == [date(2027, 3, 1)] * 2


def test_a_service_the_child_does_not_use_stands_apart_and_only_while_it_is_to_come(household: Household) -> None:
    _child(household, "2014-03", "roblox")
    [child] = growing_view(household, country="uk").children
    assert [line.milestone.id for line in child.elsewhere] == ["xbox-13", "xbox-18"]
    assert [line.milestone.id for line in child.reached] == ["roblox-9"]


def test_another_country_s_law_is_not_shown(household: Household) -> None:
    _child(household, "2014-03")
    seen = {line.milestone.id for line in every_change(household.guidance, country="uk")}
    assert "ie-16" not in seen
    assert "uk-13" in seen
    assert "ie-16" in {line.milestone.id for line in every_change(household.guidance, country="ie")}


def test_the_month_names_a_change_from_three_months_before_until_a_month_after(
    household: Household, clock: FakeClock
) -> None:
    _child(household, "2014-03", "xbox")

    def named(day: date) -> list[str]:
        clock.stand_at(datetime(day.year, day.month, day.day, 9, tzinfo=LONDON))
        [month] = month_view(household, country="uk").children
        return [line.milestone.id for line in month.coming_up]

    assert named(date(2026, 11, 30)) == []
    assert named(date(2026, 12, 1)) == ["uk-13", "xbox-13"]
    assert named(date(2027, 4, 1)) == ["uk-13", "xbox-13"]
    assert named(date(2027, 4, 2)) == []


def test_a_change_says_what_changes(guidance: Guidance) -> None:
    said = msgspec.structs.replace(_milestone("said", 12, law="A sample law"), title="Something opens")
    whole = Guidance(msgspec.structs.replace(guidance.pack, milestones=(said,)))
    assert [line.title for line in every_change(whole, country="uk")] == ["Something opens"]


def test_one_from_before_there_were_titles_names_its_service_or_its_law(household: Household) -> None:
    lines = {line.milestone.id: line for line in every_change(household.guidance, country="uk")}
    assert (lines["xbox-13"].title, lines["xbox-13"].guide_id) == ("Xbox", "xbox")
    assert (lines["uk-13"].title, lines["uk-13"].guide_id) == ("A sample law", None)
    assert [source.id for source in lines["uk-13"].sources] == [CHARITY_PAGE]


@given(
    year=st.integers(1900, 9999),
    month=st.integers(1, 12),
    age=st.integers(0, 18),
    day=st.dates(min_value=date(1950, 1, 1)),
)
def test_the_month_an_age_is_reached_is_the_first_day_with_that_age(year: int, month: int, age: int, day: date) -> None:
    born = BirthMonth(year, month)
    reached = born.turns(age)
    assert (day >= reached) == (born.age_on(day) >= age) or reached == date.max
