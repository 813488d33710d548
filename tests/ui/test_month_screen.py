"""The month page: what is worth doing, why, and a calm end."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.family import ChoiceState
from kitchentable.services import family, reminders, settings, talks
from kitchentable.services.household import Household
from kitchentable.store import devices
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Place
from kitchentable.ui.month.page import MonthScreen
from kitchentable.ui.month.reminders import Waker
from kitchentable.ui.session import Session
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.scheduler import FakeScheduler
from tests.store.hostile import HOSTILE
from tests.ui.probes.person import Person


def add(household: Household, name: str, born: BirthMonth, *guides: str) -> int:
    child_id = family.add_child(household, name=name, born=born, guides=guides).new_id
    assert child_id is not None
    return child_id


def talk_with(household: Household, child_id: int, topic_id: str, agreed: str) -> None:
    talks.we_talked(
        household,
        child_id=child_id,
        topic_id=topic_id,
        band=AgeBand.FROM_10,
        how_it_went=None,
        agreed=(agreed,),
        note="",
        again_on=None,
        talked_on=household.clock.today(),
    )


@pytest.fixture
def scheduler() -> FakeScheduler:
    """Return a willing scheduler."""
    return FakeScheduler()


def command() -> tuple[str, ...]:
    return ("kitchentable", "remind", "--check")


@pytest.fixture
def person(qtbot: QtBot, session: Session, ask: Ask, scheduler: FakeScheduler) -> Person:
    """Return a person before the month page, which is not shown yet."""
    screen = MonthScreen(session, ask, "uk".__str__, Waker(scheduler.itself, command))
    qtbot.addWidget(screen)
    screen.resize(950, 760)
    return Person(qtbot, screen)


def test_without_children_it_says_how_to_begin(qtbot: QtBot, person: Person, session: Session) -> None:
    person.window.show()
    person.waits_to_see("Who are we helping?")
    with qtbot.waitSignal(session.destination_changed) as went:
        person.clicks("Add a child")
    assert went.args is not None
    assert went.args[0].place is Place.FAMILY


def test_it_names_one_talk_with_its_reason_and_opens_it(
    qtbot: QtBot, person: Person, session: Session, household: Household
) -> None:
    ava = add(household, "Ava", BirthMonth(2015, 3))
    person.window.show()
    person.waits_to_see("A good first talk.")
    with qtbot.waitSignal(session.destination_changed) as went:
        person.clicks("Open the talk")
    assert went.args is not None
    assert (went.args[0].topic_id, went.args[0].child_id) == ("live-streaming", ava)


def test_next_month_quotes_what_was_agreed_and_names_another_topic(
    person: Person, household: Household, clock: FakeClock
) -> None:
    ava = add(household, "Ava", BirthMonth(2015, 3))
    talk_with(household, ava, "live-streaming", "Only with the door open.")
    clock.stand_at(datetime(2026, 12, 6, 18, tzinfo=LONDON))
    person.window.show()
    person.waits_to_see("Last time, on 21 November 2026, you agreed")
    assert person.sees("“Only with the door open.”")
    assert person.sees("“Let’s move to another app”")
    assert person.sees("15 days ago")


def test_each_child_has_a_month_of_their_own(person: Person, household: Household) -> None:
    ava = add(household, "Ava", BirthMonth(2015, 3))
    add(household, "Tom", BirthMonth(2013, 4))
    talk_with(household, ava, "live-streaming", "Only with the door open.")
    person.window.show()
    person.waits_to_see("Talked this month")
    person.clicks("For: Tom, 13")
    assert person.sees("A good first talk.")
    assert not person.sees("Talked this month")


def test_settings_wait_in_order_with_their_reasons(person: Person, household: Household, clock: FakeClock) -> None:
    ava = add(household, "Ava", BirthMonth(2015, 3), "xbox")
    account = devices.accounts(household.store, child_id=ava)[0]
    first, second = household.guidance.guide("xbox").settings[:2]
    settings.choose(household, account_id=account.id, setting_id=first.id, state=ChoiceState.LATER)
    clock.stand_at(datetime(2026, 12, 6, 18, tzinfo=LONDON))
    person.window.show()
    person.waits_to_see("You put this off on 21 November.")
    assert person.sees(f"Xbox · {first.title}")
    assert person.sees(f"Xbox · {second.title}"), "one that was never looked at"
    assert person.sees("0 of 3 looked at"), "putting off is not looking at"


def test_reminders_that_are_off_are_offered_and_those_that_are_on_are_not(
    qtbot: QtBot, person: Person, session: Session, household: Household, scheduler: FakeScheduler
) -> None:
    add(household, "Ava", BirthMonth(2015, 3))
    person.window.show()
    person.waits_to_see("Reminders are off")
    with qtbot.waitSignal(session.changed):
        session.write(lambda home: reminders.turn_on(home, scheduler=scheduler, command=command()))
    person.waits_until_gone("Reminders are off")
    qtbot.waitUntil(lambda: not session.busy)
    assert not person.sees("nothing on this computer wakes them")


def on_but_never_woken(household: Household) -> None:
    """Leave reminders as a restore, or another computer, finds them: on, with no entry in the system."""
    reminders.turn_on(household, scheduler=FakeScheduler(), command=command())


def test_reminders_that_nothing_wakes_are_said_and_set_up_by_one_press(
    person: Person, household: Household, scheduler: FakeScheduler
) -> None:
    add(household, "Ava", BirthMonth(2015, 3))
    on_but_never_woken(household)
    person.window.show()
    person.waits_to_see("Reminders are on, but nothing on this computer wakes them")
    assert scheduler.command is None, "nothing is set up unasked"
    assert person.nameless() == []
    person.clicks("Set reminders up here")
    person.waits_until_gone("nothing on this computer wakes them")
    assert scheduler.command == command()


def test_a_system_that_will_not_wake_us_is_told_there_and_can_be_tried_again(
    person: Person, household: Household, scheduler: FakeScheduler
) -> None:
    add(household, "Ava", BirthMonth(2015, 3))
    on_but_never_woken(household)
    scheduler.refusing = True
    person.window.show()
    person.waits_to_see("nothing on this computer wakes them")
    person.clicks("Set reminders up here")
    person.waits_to_see("The system would not take the reminder.")
    scheduler.refusing = False
    person.clicks("Set reminders up here")
    person.waits_until_gone("nothing on this computer wakes them")
    assert scheduler.command == command()


def test_turning_them_off_is_an_answer_too(
    qtbot: QtBot, person: Person, session: Session, household: Household, scheduler: FakeScheduler
) -> None:
    add(household, "Ava", BirthMonth(2015, 3))
    on_but_never_woken(household)
    person.window.show()
    person.waits_to_see("nothing on this computer wakes them")
    with qtbot.waitSignal(session.changed):
        session.write(lambda home: reminders.turn_off(home, scheduler=scheduler))
    person.waits_to_see("Reminders are off")
    assert not person.sees("nothing on this computer wakes them")


def test_a_check_in_that_is_due_is_said_even_when_no_notice_came(
    person: Person, household: Household, clock: FakeClock
) -> None:
    add(household, "Ava", BirthMonth(2015, 3))
    reminders.turn_on(household, scheduler=FakeScheduler(), command=("kitchentable",))
    clock.stand_at(datetime(2026, 12, 9, 10, tzinfo=LONDON))
    person.window.show()
    person.waits_to_see("due since 6 December 2026")


@pytest.mark.parametrize("name", [one for one in HOSTILE if len(one) <= 60])
def test_odd_names_are_shown_as_they_are_kept(person: Person, household: Household, name: str) -> None:
    add(household, name, BirthMonth(2015, 3))
    person.window.show()
    person.waits_to_see("A good first talk.")
    kept = family.family_view(household).children[0].child.name
    assert person.sees(f"{kept}, 11")
