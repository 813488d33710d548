"""Undo in the real window: by button, by keyboard, until the next change or until the records are locked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton

from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.window import MainWindow
from tests.journeys.conftest import Computer
from tests.sample_family import ROBIN, SAM
from tests.ui.probes.person import Person


def press_undo(person: Person) -> None:
    QTest.keyClick(QApplication.focusWidget() or person.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def come_to_rest(computer: Computer) -> None:
    """Let the bar settle too, as it long has when a hand reaches the next control."""
    computer.rest()
    QApplication.processEvents()


def remove_robin(person: Person) -> None:
    person.clicks("My family")
    person.waits_to_see(f"{ROBIN}, 11")
    person.clicks(f"Remove {ROBIN}")
    person.waits_to_see("All you wrote about Robin Sample goes: 7 talks")
    dialog = next(one for one in person.window.findChildren(QPushButton) if one.property("kind") == "danger")
    dialog.click()
    person.waits_to_see(f"Removed {ROBIN}.")
    person.waits_until_gone(f"{ROBIN}, 11")
    person.window.activateWindow()  # off screen nothing gives the window back what the question took
    QApplication.processEvents()


def test_a_removed_child_comes_back_by_the_button(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    remove_robin(person)
    person.clicks(f"Undo: Removed {ROBIN}")
    person.waits_to_see(f"{ROBIN}, 11")
    person.waits_to_see("7 talks so far")
    assert not person.can_find("Undo")
    computer.rest()
    computer.close()
    person = computer.start()
    person.waits_to_see("Last time")


def test_a_tick_is_taken_back_by_the_keyboard(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Carry on with the talk")
    person.clicks("Carry on with the talk")
    person.waits_to_see("Agree together")
    box = next(one for one in person.window.findChildren(Tick) if one.isVisible() and not one.isChecked())
    words = box.accessibleName()
    person.clicks(words)
    person.waits_to_see("Ticked “")
    press_undo(person)
    person.waits_until_gone("Ticked “")
    person.waits_until(lambda: not person.finds(Tick, words).isChecked())
    press_undo(person)
    computer.rest()
    assert not person.finds(Tick, words).isChecked()


def test_the_next_change_takes_its_place(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    remove_robin(person)
    person.clicks(f"Remove {SAM}")
    person.waits_to_see(f"Removed {SAM}.")
    assert not person.sees(f"Removed {ROBIN}.")
    press_undo(person)
    person.waits_to_see(f"{SAM}, 13")
    computer.rest()
    assert not person.sees(f"{ROBIN}, 11")


def test_a_field_keeps_its_own_undo(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    remove_robin(person)
    person.clicks("Add a child")
    person.types("Name or nickname", "Kim")
    press_undo(person)
    computer.rest()
    assert person.finds(QLineEdit, "Name or nickname").text() != "Kim"
    assert person.sees(f"Removed {ROBIN}.")
    assert not person.sees(f"{ROBIN}, 11")


def test_it_can_be_dismissed_and_tab_reaches_it_last(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    remove_robin(person)
    computer.rest()
    dismiss = person.finds(QAbstractButton, "Dismiss")
    dismiss.setFocus()
    QTest.keyClick(dismiss, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is person.finds(QAbstractButton, "Undo")
    QTest.keyClick(QApplication.focusWidget() or dismiss, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    before = QApplication.focusWidget()
    assert before is not None
    assert before.accessibleName().startswith("Notes")
    person.clicks("Dismiss")
    assert not person.can_find("Undo")
    press_undo(person)
    computer.rest()
    assert not person.sees(f"{ROBIN}, 11")


def test_locking_ends_it(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    remove_robin(person)
    window = person.window
    assert isinstance(window, MainWindow)
    window.session.lock()
    computer.rest()
    assert not person.can_find("Undo")
    assert not person.sees(ROBIN)
    window.go(Destination(Place.HELP))
    press_undo(person)
    computer.rest()
    assert not person.sees("can’t be undone")


def test_it_steps_aside_on_another_page_and_the_keyboard_still_takes_back(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    remove_robin(person)
    come_to_rest(computer)
    person.clicks("Talks")
    person.waits_to_see("Little and often")
    assert not person.can_find("Undo")
    assert not person.sees(f"Removed {ROBIN}.")
    press_undo(person)
    person.waits_to_see(f"Undone: Removed {ROBIN}.")
    assert not person.can_find("Undo")
    person.waits_to_see(f"{ROBIN}, 11")
    person.clicks("Dismiss: what was undone")
    assert not person.sees("Undone:")
    press_undo(person)
    computer.rest()
    person.clicks("My family")
    person.waits_to_see(f"{ROBIN}, 11")


def test_what_was_undone_elsewhere_goes_with_the_next_page(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    remove_robin(person)
    come_to_rest(computer)
    person.clicks("Talks")
    person.waits_to_see("Little and often")
    press_undo(person)
    person.waits_to_see(f"Undone: Removed {ROBIN}.")
    come_to_rest(computer)
    person.clicks("Print")
    computer.rest()
    assert not person.sees("Undone:")


def test_a_change_that_leads_to_another_page_is_offered_there(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Carry on with the talk")
    person.clicks("Carry on with the talk")
    person.waits_to_see("Agree together")
    person.clicks("We talked")
    person.waits_to_see("How did it go?")
    person.clicks("Well")
    person.clicks("Save")
    person.waits_to_see("Talked this month")
    computer.rest()
    assert person.can_find("Undo")


def test_a_tick_is_taken_back_from_the_month_page_reached_by_a_key(computer: Computer) -> None:
    """Qt would put the keyboard into the search field there, which keeps Ctrl+Z to itself."""
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Carry on with the talk")
    person.clicks("Carry on with the talk")
    person.waits_to_see("Agree together")
    box = next(one for one in person.window.findChildren(Tick) if one.isVisible() and not one.isChecked())
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    person.waits_to_see("Ticked “")
    come_to_rest(computer)
    QTest.keyClick(box, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    person.waits_to_see("3 of 11 ticked")
    press_undo(person)
    person.waits_to_see("2 of 11 ticked")
    person.waits_to_see("Undone: Ticked “")
