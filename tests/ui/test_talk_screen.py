"""One talk on screen: ticks are saved as they are made, and “We talked” keeps what was agreed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.family import HowItWent
from kitchentable.services import family, talks
from kitchentable.services.household import Household
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.talks.page import TalkScreen
from kitchentable.ui.talks.shelf import TalksScreen
from tests.fakes.clock import FakeClock
from tests.ui.probes.person import Person

TOPIC = "live-streaming"


@pytest.fixture
def ava(household: Household) -> int:
    """Return the id of a sample child of eleven."""
    child_id = family.add_child(household, name="Ava", born=BirthMonth(2015, 3)).new_id
    assert child_id is not None
    return child_id


@pytest.fixture
def screen(qtbot: QtBot, session: Session, ask: Ask) -> TalkScreen:
    """Return an empty talk page on show."""
    screen = TalkScreen(session, ask)
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    screen.show()
    return screen


@pytest.fixture
def person(qtbot: QtBot, screen: TalkScreen) -> Person:
    """Return a person at the talk page."""
    return Person(qtbot, screen)


def opened(screen: TalkScreen, person: Person, household: Household, child_id: int | None) -> None:
    screen.arrive(Destination(Place.TALK, topic_id=TOPIC, band=AgeBand.FROM_10, child_id=child_id))
    person.waits_to_see(household.guidance.topic(TOPIC).title)


def record(household: Household, child_id: int) -> talks.TalkView:
    return talks.talk_view(household, topic_id=TOPIC, band=AgeBand.FROM_10, child_id=child_id)


def settled(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.busy)


def test_a_tick_is_in_the_store_before_anything_else_happens(
    qtbot: QtBot, screen: TalkScreen, person: Person, session: Session, household: Household, ava: int
) -> None:
    opened(screen, person, household, ava)
    line = household.guidance.talk(TOPIC, AgeBand.FROM_10).ask[0]
    with qtbot.waitSignal(session.changed):
        person.clicks(line.text)
    kept = record(household, ava).record
    assert kept is not None
    assert kept.ticked == {line.id}


def test_ticks_come_back_when_the_talk_is_opened_again(
    qtbot: QtBot, screen: TalkScreen, person: Person, session: Session, household: Household, ava: int
) -> None:
    talk = household.guidance.talk(TOPIC, AgeBand.FROM_10)
    for line in (talk.ask[0], talk.listen_for[0]):
        talks.tick(household, child_id=ava, topic_id=TOPIC, band=AgeBand.FROM_10, line_id=line.id, ticked=True)
    opened(screen, person, household, ava)
    settled(qtbot, session)
    assert person.finds(QCheckBox, talk.ask[0].text).isChecked()
    assert person.finds(QCheckBox, talk.listen_for[0].text).isChecked()
    assert not person.finds(QCheckBox, talk.say[0].text).isChecked()


def test_ticks_without_a_child_ask_whose_talk_it_is(
    qtbot: QtBot, screen: TalkScreen, person: Person, ask: Ask, household: Household
) -> None:
    opened(screen, person, household, None)
    line = household.guidance.talk(TOPIC, AgeBand.FROM_10).ask[0]
    person.clicks(line.text)
    window = ask.parent()
    assert isinstance(window, QWidget)
    box = Person(qtbot, window)
    assert box.sees("Whose talk is this?")
    assert not person.finds(QCheckBox, line.text).isChecked()


def test_we_talked_keeps_what_was_agreed_in_todays_words(
    qtbot: QtBot, screen: TalkScreen, person: Person, session: Session, household: Household, ava: int
) -> None:
    opened(screen, person, household, ava)
    promise = household.guidance.talk(TOPIC, AgeBand.FROM_10).agree[0]
    person.clicks("We talked")
    person.waits_to_see("How did it go?")
    person.clicks("Well")
    person.clicks(promise.child)
    person.writes("Something else you agreed", "Phones charge downstairs.")
    person.writes("Note", "She liked showing me. \u202eodd\u202c <b>not bold</b>")
    person.clicks("Next month")
    with qtbot.waitSignal(session.changed):
        person.clicks("Save")
    last = record(household, ava).last
    assert last is not None
    assert last.how_it_went is HowItWent.WELL
    assert last.agreed == (promise.child, "Phones charge downstairs.")
    assert last.note == "She liked showing me. odd <b>not bold</b>"
    assert last.talked_on == date(2026, 11, 21)
    assert last.again_on == date(2026, 12, 21)


def test_a_half_typed_note_survives_leaving_the_page(
    qtbot: QtBot, screen: TalkScreen, person: Person, session: Session, household: Household, ava: int
) -> None:
    opened(screen, person, household, ava)
    person.clicks("We talked")
    person.waits_to_see("A note for yourself")
    person.writes("Note", "half a thou")
    screen.leave()
    settled(qtbot, session)
    kept = record(household, ava).record
    assert kept is not None
    assert kept.note == "half a thou"


def test_a_note_that_is_too_long_is_refused_in_a_sentence_and_stays_on_screen(
    qtbot: QtBot, screen: TalkScreen, person: Person, session: Session, household: Household, ava: int
) -> None:
    opened(screen, person, household, ava)
    person.clicks("We talked")
    person.waits_to_see("A note for yourself")
    person.writes("Note", "n" * 20_001)
    person.clicks("Save")
    person.waits_to_see("That note is too long.")
    settled(qtbot, session)
    assert record(household, ava).last is None
    assert person.can_find("Save")


def test_choosing_another_age_shows_that_ages_words(
    screen: TalkScreen, person: Person, household: Household, ava: int
) -> None:
    opened(screen, person, household, ava)
    person.clicks("13 to 15")
    person.waits_to_see(household.guidance.talk(TOPIC, AgeBand.FROM_13).ask[0].text)


def test_every_control_has_a_name(screen: TalkScreen, person: Person, household: Household, ava: int) -> None:
    opened(screen, person, household, ava)
    assert person.nameless() == []
    person.clicks("We talked")
    person.waits_to_see("A note for yourself")
    assert person.nameless() == []


def test_the_shelf_says_where_each_topic_stands(
    qtbot: QtBot, session: Session, ask: Ask, household: Household, clock: FakeClock, ava: int
) -> None:
    talks.we_talked(
        household,
        child_id=ava,
        topic_id=TOPIC,
        band=AgeBand.FROM_10,
        how_it_went=None,
        agreed=(),
        note="",
        again_on=None,
        talked_on=clock.today(),
    )
    shelf = TalksScreen(session, ask)
    qtbot.addWidget(shelf)
    shelf.resize(900, 700)
    shelf.show()
    person = Person(qtbot, shelf)
    person.waits_to_see("Talked in November")
    assert person.sees("Not yet")
    assert person.sees("For you")
    with qtbot.waitSignal(session.destination_changed) as went:
        person.clicks("Live streaming")
    assert went.args is not None
    assert went.args[0].topic_id == TOPIC
