"""The icon beside the clock: only when asked for, and never the only way back.

Off screen no desktop shows such icons, so these tests say that one does; a real one is in tests/real/test_tray.py.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from kitchentable.services.preferences import Tray, load_preferences
from kitchentable.ui import tray
from kitchentable.ui.session import SessionState
from tests.journeys.conftest import Computer
from tests.sample_family import ROBIN
from tests.ui.probes.person import Person


@pytest.fixture
def person(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Return a parent at a desktop that shows icons beside the clock."""
    monkeypatch.setattr(tray, "has_place", _there_is)
    computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    return person


def _there_is() -> bool:
    return True


def _choose(computer: Computer, person: Person, words: str) -> None:
    person.clicks("Preferences")
    person.waits_to_see("Beside the clock")
    person.clicks(words)
    computer.rest()


def test_there_is_none_until_one_is_asked_for_and_it_goes_again(computer: Computer, person: Person) -> None:
    assert not [one for one in computer.desk.tray.children() if isinstance(one, QSystemTrayIcon)]
    _choose(computer, person, "Show an icon")
    icon = computer.desk.tray.icon
    assert icon is not None
    assert icon.isVisible()
    assert icon.toolTip() == "Kitchen Table"
    assert [one.text() for one in icon.contextMenu().actions()] == ["Open Kitchen Table", "Hide now", "Quit"]
    assert load_preferences(computer.paths).tray is Tray.ICON
    _choose(computer, person, "No icon")
    assert computer.desk.tray.icon is None
    assert load_preferences(computer.paths).tray is Tray.NONE


def test_closing_closes_where_only_an_icon_was_asked_for(computer: Computer, person: Person, qtbot: QtBot) -> None:
    _choose(computer, person, "Show an icon")
    with qtbot.waitSignal(computer.desk.window.closing):
        person.window.close()


def test_closing_puts_away_and_locks_where_that_was_asked_for_and_coming_back_opens(
    computer: Computer, person: Person
) -> None:
    _choose(computer, person, "Stay there when I close")
    ended: list[object] = []
    computer.desk.window.closing.connect(ended.clear)
    ended.append("not closed")
    for comes_back in (_opened_by_a_second_start, _opened_from_the_menu):
        person.window.close()
        computer.rest()
        assert not person.window.isVisible()
        assert computer.desk.session.state is SessionState.LOCKED
        assert ended == ["not closed"]
        comes_back(computer)
        person.waits_to_see(f"{ROBIN}, 11")


def _opened_from_the_menu(computer: Computer) -> None:
    icon = computer.desk.tray.icon
    assert icon is not None
    icon.contextMenu().actions()[0].trigger()


def _opened_by_a_second_start(computer: Computer) -> None:
    computer.desk.window.come_forward()


def test_quit_from_the_icon_quits(computer: Computer, person: Person, qtbot: QtBot) -> None:
    _choose(computer, person, "Stay there when I close")
    icon = computer.desk.tray.icon
    assert icon is not None
    with qtbot.waitSignal(computer.desk.window.closing):
        icon.contextMenu().actions()[2].trigger()
    assert not person.window.isVisible()


def test_hide_now_from_the_icon_locks(computer: Computer, person: Person) -> None:
    _choose(computer, person, "Show an icon")
    icon = computer.desk.tray.icon
    assert icon is not None
    icon.contextMenu().actions()[1].trigger()
    assert computer.desk.session.state is SessionState.LOCKED
    assert person.window.isMinimized()
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert not person.window.isMinimized()
    person.waits_to_see("Your records are locked")


def test_an_icon_the_desktop_shows_no_more_holds_nobody(
    computer: Computer, person: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(computer, person, "Stay there when I close")
    monkeypatch.setattr(tray, "has_place", _there_is_not)
    with qtbot.waitSignal(computer.desk.window.closing):
        person.window.close()


def test_a_desktop_without_a_place_for_icons_is_told_of(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kitchentable.ui.preferences.tray.has_place", _there_is_not)
    person.clicks("Preferences")
    person.waits_to_see("Your desktop shows no such icons now")


def _there_is_not() -> bool:
    return False
