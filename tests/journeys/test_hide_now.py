"""*Hide now*: one key puts the window away and locks it, and what was half typed is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from tests.journeys.conftest import Computer
from tests.sample_family import ROBIN


def test_hiding_locks_keeps_the_note_and_shows_nothing_of_the_family(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    person.clicks("Carry on with the talk")
    person.waits_to_see("We talked")
    person.clicks("We talked")
    person.waits_to_see("A note for yourself")
    person.writes("Note", "half a thou")

    QTest.keyClick(person.window, Qt.Key.Key_F9)
    person.waits_to_see("Your records are locked")
    assert person.window.isMinimized()
    assert not person.sees(ROBIN)
    assert ROBIN not in person.window.windowTitle()

    person.window.showNormal()
    person.clicks("Unlock")
    person.waits_to_see("Carry on with the talk")
    person.clicks("Carry on with the talk")
    person.waits_to_see("We talked")
    person.clicks("We talked")
    person.waits_to_see("A note for yourself")
    assert person.finds(QPlainTextEdit, "Note").toPlainText() == "half a thou"


def test_help_stays_within_reach_while_hidden_things_stay_hidden(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    QTest.keyClick(person.window, Qt.Key.Key_F9)
    person.waits_to_see("Your records are locked")
    person.window.showNormal()
    person.clicks("My family")
    assert person.sees("Your records are locked")
    person.clicks("Get help now")
    person.waits_to_see("A child is in danger right now")
    assert not person.sees(ROBIN)


def test_the_help_page_that_was_read_is_not_what_comes_back(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    person.clicks("Get help now")
    person.waits_to_see("What has happened?")
    person.clicks("I found out my child has sent nude pictures")
    person.waits_to_see("Say this first")
    QTest.keyClick(person.window, Qt.Key.Key_F9)
    person.waits_to_see("Your records are locked")
    person.window.showNormal()
    QTest.keyClick(person.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert not person.sees("nude pictures")
