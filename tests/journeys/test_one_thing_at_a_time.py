"""Calm pages: one way to a setting at first, one question at a time, and nothing that waits with its words cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QStyle, QStyleOptionFrame

from kitchentable.domain.ages import AgeBand
from kitchentable.services import settings
from kitchentable.services.household import Household
from kitchentable.services.preferences import Theme
from kitchentable.store import devices
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.tokens import LIGHT
from kitchentable.ui.widgets.search_field import SearchField
from kitchentable.ui.widgets.steps import PathSteps
from tests.journeys.conftest import Computer
from tests.ui.probes.person import Person

PASSCODE = "A Screen Time passcode that only you know"


def at_the_iphone(computer: Computer) -> tuple[Person, int]:
    """Open Robin's iPhone; return the person and the account."""
    robin = computer.settle_in().robin
    person = computer.start()
    person.waits_to_see("Last time")
    accounts: list[int] = []

    def find(home: Household) -> int:
        return devices.accounts(home.store, child_id=robin)[0].id

    computer.desk.session.read(find, accounts.append)
    computer.rest()
    computer.desk.window.go(Destination(Place.GUIDE, account_id=accounts[0]))
    person.waits_to_see(PASSCODE)
    computer.rest()
    return person, accounts[0]


def paths_on(person: Person) -> int:
    return len([one for one in person.window.findChildren(PathSteps) if one.isVisible()])


def test_a_setting_shows_one_way_and_the_others_when_asked(computer: Computer) -> None:
    person, _ = at_the_iphone(computer)
    open_cards = [one for one in person.window.findChildren(QAbstractButton) if one.accessibleName()[:6] == "Done: "]
    before = paths_on(person)
    assert before == len([one for one in open_cards if one.isVisible()])
    others = person.finds(QAbstractButton, "Other devices and versions")
    assert others.accessibleName().endswith(PASSCODE)
    person.clicks(others.accessibleName())
    assert paths_on(person) == before + int(others.text().partition("(")[2].rstrip(")"))


def test_our_own_choice_is_asked_for_in_place_of_the_answers(computer: Computer) -> None:
    person, _ = at_the_iphone(computer)
    person.clicks(f"We chose something else: {PASSCODE}")
    computer.rest()
    assert not person.can_find(f"Done: {PASSCODE}")
    primary = [one for one in person.window.findChildren(QAbstractButton) if one.property("kind") == "primary"]
    assert [one.accessibleName() for one in primary if one.isVisible()] == [f"Save our choice: {PASSCODE}"]
    QTest.keyClick(person.finds(QLineEdit, "What did you choose?"), Qt.Key.Key_Escape)
    assert person.can_find(f"Done: {PASSCODE}")
    assert person.finds(QAbstractButton, f"We chose something else: {PASSCODE}").hasFocus()


def test_enter_pressed_twice_chooses_once(computer: Computer) -> None:
    person, account = at_the_iphone(computer)
    person.clicks(f"We chose something else: {PASSCODE}")
    line = person.finds(QLineEdit, "What did you choose?")
    QTest.keyClicks(line, "Six numbers")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.waits_to_see("Our own choice")
    histories: list[int] = []

    def chosen(home: Household) -> int:
        cards = settings.guide_view(home, account_id=account).cards
        card = next(one for one in cards if one.setting.title == PASSCODE)
        return len([one for one in card.earlier if one.note == "Six numbers"])

    computer.desk.session.read(chosen, histories.append)
    computer.rest()
    assert histories == [0]


def test_the_sources_of_a_talk_can_be_opened_like_all_others(computer: Computer) -> None:
    robin = computer.settle_in().robin
    person = computer.start()
    person.waits_to_see("Last time")
    talk = Destination(Place.TALK, topic_id="live-streaming", band=AgeBand.FROM_10, child_id=robin)
    computer.desk.window.go(talk)
    person.waits_to_see("Why now")
    computer.rest()
    assert not person.can_find("Open in my browser")
    person.clicks("More, and where this is from")
    assert person.can_find("Open in my browser")
    assert not person.sees("?.")


@pytest.mark.parametrize("percent", [100, 200])
def test_the_words_of_the_search_field_are_whole(computer: Computer, percent: int) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    computer.desk.kept.wear(Theme.LIGHT, percent)
    computer.desk.window.resize(1024, 640)
    computer.rest()
    QApplication.processEvents()  # the page takes its new size
    field = person.finds(SearchField, "Search")
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    room = inside.width() - field.textMargins().left()  # the margin is the icon's
    assert room >= field.fontMetrics().horizontalAdvance(field.placeholderText())
    assert field.palette().color(QPalette.ColorRole.PlaceholderText).name().upper() == LIGHT.muted
