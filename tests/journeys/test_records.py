"""The records in the real window: a note from a help page, an agreement from a talk, all of it behind the lock."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from kitchentable.ui.window import MainWindow
from tests.journeys.conftest import Computer
from tests.sample_family import ROBIN
from tests.ui.probes.person import Person

NOTE = "A stranger asked for a photo."


def open_help_page(person: Person) -> None:
    person.clicks("Get help now")
    person.waits_to_see("Someone is threatening or blackmailing my child")
    person.clicks("Someone is threatening or blackmailing my child")
    person.waits_to_see("Say this first")


def test_a_note_begun_on_a_help_page_is_there_after_closing(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    open_help_page(person)
    person.clicks("Keep a private record of this")
    person.waits_to_see("What happened, in your own words")
    person.writes("What happened", NOTE)
    person.types("Whom did you tell? (1)", "CEOP")
    person.types("Reference number (1)", "CE-1")
    person.clicks("Keep this note")
    person.waits_to_see("CEOP, reference CE-1")
    computer.close()
    person = computer.start()
    person.waits_to_see("Last time")
    person.clicks("My family")
    person.waits_to_see(ROBIN)
    person.clicks("Notes")
    person.waits_to_see(NOTE)
    assert person.sees("Someone is threatening or blackmailing my child")


def test_a_note_half_written_when_the_window_closes_is_kept(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    person.clicks("My family")
    person.waits_to_see(ROBIN)
    person.clicks("Notes")
    person.waits_to_see("Nothing is written here.")
    person.clicks("Write a note")
    person.writes("What happened", NOTE)
    computer.close()
    person = computer.start()
    person.waits_to_see("Last time")
    person.clicks("My family")
    person.waits_to_see(ROBIN)
    person.clicks("Notes")
    person.waits_to_see(NOTE)


def test_notes_are_behind_the_lock(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Last time")
    window = person.window
    assert isinstance(window, MainWindow)
    window.session.lock()
    computer.rest()
    open_help_page(person)
    person.clicks("Keep a private record of this")
    person.waits_to_see("Your records are locked")
    assert not [one for one in window.findChildren(QPlainTextEdit) if one.isVisible()]


def test_what_was_agreed_in_a_talk_goes_into_the_agreement(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see("Carry on with the talk")
    person.clicks("Carry on with the talk")
    person.waits_to_see("Agree together")
    person.clicks("We talked")
    person.waits_to_see("Come back to this")
    person.writes("Something else you agreed", "Phones sleep in the kitchen.")
    person.clicks("Save")
    person.waits_to_see("Read it again")
    person.clicks("Our agreement")
    person.waits_to_see("Begin with one promise.")
    person.clicks(f"Add, {ROBIN} promises: Phones sleep in the kitchen.")
    person.waits_to_see("Not agreed yet.")
    person.types("We promise: in your own words", "Ours too.")
    person.clicks("We both say yes")
    person.waits_to_see("Agreed on 21 November 2026.")
    assert person.finds(QLineEdit, "We promise: in your own words").text() == "Ours too."
