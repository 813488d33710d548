"""As they grow, as a parent meets it: from a child's card, from the month, from a search, open or locked."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import BirthMonth
from kitchentable.services import family
from kitchentable.services.household import Household
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.growing.page import GrowingScreen
from kitchentable.ui.month.page import MonthScreen
from kitchentable.ui.month.reminders import Waker
from kitchentable.ui.session import Session
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.scheduler import FakeScheduler
from tests.sample_guidance import sample_guidance
from tests.ui.probes.person import Person


def uk() -> str:
    """Return the country of these tests."""
    return "uk"


@pytest.fixture
def ava(household: Household) -> int:
    """Return a child of 12 who plays on Xbox and is 13 in March."""
    change = family.add_child(household, name="Ava", born=BirthMonth(2014, 3), guides=("xbox",))
    assert change.new_id is not None
    return change.new_id


def shown(qtbot: QtBot, session: Session, ask: Ask, destination: Destination) -> Person:
    """Show the page."""
    screen = GrowingScreen(session, ask, sample_guidance(), uk)
    qtbot.addWidget(screen)
    screen.resize(1000, 700)
    screen.arrive(destination)
    screen.show()
    return Person(qtbot, screen)


def test_a_child_s_next_year_is_open_and_says_when(qtbot: QtBot, session: Session, ask: Ask, ava: int) -> None:
    person = shown(qtbot, session, ask, Destination(Place.GROWING, child_id=ava))
    person.waits_to_see("At 13, in March 2027: Xbox")
    assert person.sees("A sample rule ends at 13.")
    assert person.sees("Something ends")


def test_a_quiet_year_says_when_the_next_change_comes(
    qtbot: QtBot, session: Session, ask: Ask, household: Household
) -> None:
    change = family.add_child(household, name="Bo", born=BirthMonth(2017, 3), guides=("xbox",))
    person = shown(qtbot, session, ask, Destination(Place.GROWING, child_id=change.new_id))
    person.waits_to_see("Nothing that we know of changes for Bo in the next year. The next is at 13, in March 2030.")


def test_the_source_unfolds(qtbot: QtBot, session: Session, ask: Ask, ava: int) -> None:
    person = shown(qtbot, session, ask, Destination(Place.GROWING, child_id=ava))
    person.waits_to_see("Where this is from")
    person.clicks("Where this is from: Xbox, at 13")
    person.waits_to_see("Sample maker: A sample page")


def test_every_age_can_be_read_without_a_child(qtbot: QtBot, session: Session, ask: Ask) -> None:
    person = shown(qtbot, session, ask, Destination(Place.GROWING))
    person.waits_to_see("At 13: 1 change")
    person.clicks("At 13: 1 change")
    person.waits_to_see("At 13: Xbox")


def test_a_change_that_was_searched_for_is_open(qtbot: QtBot, session: Session, ask: Ask, ava: int) -> None:
    assert ava
    person = shown(qtbot, session, ask, Destination(Place.GROWING, milestone_id="xbox-13"))
    person.waits_to_see("A sample rule ends at 13.")


def test_it_can_be_read_while_the_records_are_locked(qtbot: QtBot, ask: Ask) -> None:
    session = Session()
    person = shown(qtbot, session, ask, Destination(Place.GROWING))
    person.waits_to_see("At 13: 1 change")
    session.close()


def test_the_month_leads_there_when_an_age_comes_near(
    qtbot: QtBot, session: Session, ask: Ask, ava: int, clock: FakeClock
) -> None:
    clock.stand_at(datetime(2027, 2, 1, 9, tzinfo=LONDON))
    went: list[Destination] = []
    session.destination_changed.connect(went.append)
    screen = MonthScreen(session, ask, uk, Waker(FakeScheduler, tuple))
    qtbot.addWidget(screen)
    screen.show()
    person = Person(qtbot, screen)
    person.waits_to_see("At 13, in March 2027: Xbox")
    person.clicks("See what changes as they grow")
    assert went == [Destination(Place.GROWING, child_id=ava)]
