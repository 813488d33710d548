"""Codes from paper on screen: what a parent types, what is then ticked, and what a slip gets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.paper_codes import SettingBox, TalkBox
from kitchentable.services.family import add_child
from kitchentable.services.family_papers import code_book
from kitchentable.services.household import Household
from kitchentable.services.undo import undo
from kitchentable.store import choices, talks
from kitchentable.ui.ask import Ask
from kitchentable.ui.paper_codes.page import PaperCodesScreen
from kitchentable.ui.session import Session
from tests.ui.probes.person import Person

TOPIC, BAND = "live-streaming", AgeBand.FROM_10
FIELD = "The codes, with a space between them"


@pytest.fixture
def ava(household: Household) -> int:
    """Return the id of a child of eleven who uses one guide."""
    child_id = add_child(household, name="Ava", born=BirthMonth(2015, 3), guides=("xbox",)).new_id
    assert child_id is not None
    return child_id


@pytest.fixture
def person(qtbot: QtBot, session: Session, ask: Ask, ava: int) -> Person:
    """Return a person before the screen."""
    assert ava
    screen = PaperCodesScreen(session, ask)
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    screen.show()
    made = Person(qtbot, screen)
    made.waits_to_see("Type in what you ticked")
    return made


def _codes(household: Household, child_id: int | None = None) -> tuple[str, str]:
    book = code_book(household)
    line = household.guidance.talk(TOPIC, BAND).ask[0].id
    setting = household.guidance.guide("xbox").settings[0].id
    return book.code(TalkBox(TOPIC, BAND, line), child_id), book.code(SettingBox("xbox", setting), child_id)


def test_whoever_comes_can_type_at_once_and_not_into_whose_paper_it_is(
    qtbot: QtBot, session: Session, ask: Ask, household: Household, ava: int
) -> None:
    assert ava
    add_child(household, name="Tom", born=BirthMonth(2013, 3), guides=("xbox",))
    screen = PaperCodesScreen(session, ask)
    qtbot.addWidget(screen)
    screen.show()
    Person(qtbot, screen).waits_to_see("Whose paper is it?")
    field = screen.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert field.accessibleName() == FIELD


def test_typed_codes_tick_the_right_boxes_and_the_screen_says_which(
    household: Household, ava: int, person: Person, session: Session
) -> None:
    person.writes(FIELD, " ".join(_codes(household)).lower())
    person.clicks("Tick them")
    person.waits_to_see("Ticked 2 boxes")
    assert person.sees(household.guidance.talk(TOPIC, BAND).ask[0].text)
    assert person.sees(household.guidance.guide("xbox").settings[0].title)
    assert person.finds(QPlainTextEdit, FIELD).toPlainText() == ""
    (record,) = talks.records(household.store, child_id=ava)
    assert record.ticked == {household.guidance.talk(TOPIC, BAND).ask[0].id}
    assert len(choices.latest(household.store, child_id=ava)) == 1
    number = household.store.last_change
    assert number is not None
    session.write(lambda home: undo(home, number=number))
    person.waits_until_gone("Ticked 2 boxes")


def test_a_slip_is_named_and_ticks_nothing_and_what_was_typed_stays(
    household: Household, ava: int, person: Person
) -> None:
    good, other = _codes(household)
    slip = other[1] + other[0] + other[2:]
    person.writes(FIELD, f"{good} {slip}")
    person.clicks("Tick them")
    person.waits_to_see(f"“{slip}”: not a code of ours.")
    assert person.finds(QPlainTextEdit, FIELD).toPlainText() == f"{good} {slip}"
    assert not talks.records(household.store, child_id=ava)


def test_with_two_children_it_asks_whose_paper_it_is(household: Household, ava: int, person: Person) -> None:
    ben = add_child(household, name="Ben", born=BirthMonth(2015, 6), guides=()).new_id
    assert ben is not None
    assert isinstance(person.window, PaperCodesScreen)
    person.window.refresh()
    person.waits_to_see("Whose paper is it?")
    person.writes(FIELD, _codes(household)[0])
    person.clicks("Tick them")
    person.waits_to_see("Please choose whose paper it is.")
    person.chooses("Whose paper is it?", "Ben")
    person.clicks("Tick them")
    person.waits_to_see("Ticked one box")
    assert talks.records(household.store, child_id=ben)
    assert not talks.records(household.store, child_id=ava)


def test_all_of_it_goes_by_keyboard(household: Household, ava: int, person: Person) -> None:
    field = person.finds(QPlainTextEdit, FIELD)
    field.setFocus()
    QTest.keyClicks(field, _codes(household, ava)[0])
    QTest.keyClick(field, Qt.Key.Key_Tab)
    focused = person.window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    person.waits_to_see("Ticked one box")
