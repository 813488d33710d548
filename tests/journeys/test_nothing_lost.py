"""What is half typed, pressed twice or left open: nothing is lost, nothing is kept twice, nothing grows."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QMessageBox, QPlainTextEdit, QPushButton, QWidget

from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.window import MainWindow
from tests.journeys.conftest import Computer
from tests.journeys.test_first_two_months import NAME, welcome
from tests.ui.probes.person import Person


def test_the_welcome_ends_without_a_word_of_trouble(computer: Computer) -> None:
    person = computer.start()
    welcome(person)
    computer.rest()
    assert boxes(person) == []


def test_closing_with_the_form_half_filled_keeps_note_own_words_and_ticks(computer: Computer) -> None:
    person = computer.start()
    welcome(person)
    open_form(person)
    person.writes("Note", "half a thou")
    person.writes("Something else you agreed", "Phones sleep downstairs.\nSo do ours.")
    promise = person.window.findChildren(QCheckBox)
    ticked = next(one for one in promise if one.isVisible() and one.property("line_id"))
    person.clicks(ticked.accessibleName())
    words = ticked.accessibleName()
    computer.close()

    person = computer.start()
    person.waits_to_see("1 of ")
    open_form(person, "Carry on with the talk")
    assert person.finds(QPlainTextEdit, "Note").toPlainText() == "half a thou"
    own = person.finds(QPlainTextEdit, "Something else you agreed").toPlainText()
    assert own == "Phones sleep downstairs.\nSo do ours."
    assert person.finds(QCheckBox, words).isChecked()

    person.clicks("Save")
    person.waits_to_see("Talked this month")
    person.clicks("Talks")
    person.waits_to_see("Talked in November")
    person.clicks("Telling someone")
    person.waits_to_see("Last time")
    assert person.reads().count("Phones sleep downstairs.") == 1


def test_a_note_that_cannot_be_stored_keeps_the_window_open_and_asks(computer: Computer) -> None:
    person = computer.start()
    welcome(person)
    open_form(person)
    person.writes("Note", "too much " * 3000)
    person.window.close()
    person.waits_until(lambda: "What you typed last could not be saved." in " ".join(boxes(person)))
    assert person.window.isVisible()
    assert person.finds(QPlainTextEdit, "Note").toPlainText().startswith("too much")
    person.clicks("Close without saving")
    person.waits_until(lambda: not person.window.isVisible())


def test_saving_twice_in_a_hurry_is_one_talk(computer: Computer) -> None:
    person = computer.start()
    welcome(person)
    open_form(person)
    save = person.finds(QPushButton, "Save")
    save.click()
    save.click()
    person.waits_to_see("Talked this month")
    computer.rest()
    person.clicks("My family")
    person.waits_to_see("1 talk so far")


def test_a_tick_by_a_screen_reader_is_kept(computer: Computer) -> None:
    person = computer.start()
    welcome(person)
    person.clicks("Open the talk")
    person.waits_to_see("Listen for")
    box = next(one for one in person.window.findChildren(QCheckBox) if one.isVisible() and one.property("line_id"))
    action = QAccessible.queryAccessibleInterface(box).actionInterface()
    action.doAction(action.toggleAction())
    computer.rest()
    computer.close()
    computer.start().waits_to_see("1 of ")


def test_going_round_every_screen_many_times_leaves_no_widgets_behind(computer: Computer) -> None:
    person = computer.start()
    welcome(person)
    counts = []
    for round_ in range(13):
        for place in (Place.MONTH, Place.TALKS, Place.TALK, Place.CHECKS, Place.GUIDE, Place.FAMILY, Place.PRINTS):
            visit(person, computer, place)
        for place in (Place.HELP, Place.SITUATION, Place.PREFERENCES):
            visit(person, computer, place)
        if round_ in {2, 12}:
            counts.append(widgets())
    assert counts[1] <= counts[0] + 20, "ten more rounds of every screen left widgets behind"


def open_form(person: Person, by: str = "Open the talk") -> None:
    person.waits_to_see(f"{NAME}, 11")
    person.clicks(by)
    person.waits_to_see("We talked")
    person.clicks("We talked")
    person.waits_to_see("A note for yourself")


def boxes(person: Person) -> list[str]:
    return [one.informativeText() for one in person.window.findChildren(QMessageBox)]


def visit(person: Person, computer: Computer, place: Place) -> None:
    topic = "telling-someone-and-breaking-the-taboo" if place is Place.TALK else None
    guide = "xbox" if place is Place.GUIDE else None
    situation = "blackmailed" if place is Place.SITUATION else None
    assert isinstance(person.window, MainWindow)
    person.window.session.go(Destination(place, topic_id=topic, guide_id=guide, situation_id=situation))
    computer.rest()


def widgets() -> int:
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return sum(isinstance(one, QWidget) for one in QApplication.allWidgets())
