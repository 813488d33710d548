"""Our agreement, notes, shared devices and talks so far on screen: by what a parent reads, types and presses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.agreement import Side
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.domain.incidents import FollowUp, Happening, Told
from kitchentable.services import agreements, devices, family, incidents, settings, talks
from kitchentable.services.household import Household
from kitchentable.ui.agreement.page import AgreementScreen
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.family.devices import DevicesScreen
from kitchentable.ui.notes.page import NotesScreen
from kitchentable.ui.session import Session
from kitchentable.ui.settings.guide import GuideScreen
from kitchentable.ui.talks.had import HadScreen
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.ticks import Tick
from tests.ui.probes.person import Person

Made = TypeVar("Made", bound=Screen)
Show = Callable[[type[Made]], tuple[Made, Person]]


@pytest.fixture
def show(qtbot: QtBot, session: Session, ask: Ask) -> Show[Screen]:
    """Return what shows a screen, and a person before it."""

    def made(kind: type[Screen]) -> tuple[Screen, Person]:
        screen = kind(session, ask)
        qtbot.addWidget(screen)
        screen.resize(900, 700)
        screen.show()
        return screen, Person(qtbot, screen)

    return made


@pytest.fixture
def ava(household: Household) -> int:
    """Return the id of a sample child of eleven who uses one guide."""
    child_id = family.add_child(household, name="Ava", born=BirthMonth(2015, 3), guides=("xbox",)).new_id
    assert child_id is not None
    return child_id


@pytest.fixture
def tom(household: Household, ava: int) -> int:
    """Return the id of a second child, of thirteen."""
    child_id = family.add_child(household, name="Tom", born=BirthMonth(2013, 2), guides=("xbox",)).new_id
    assert child_id is not None
    assert child_id != ava
    return child_id


def had_a_talk(home: Household, child_id: int, agreed: str = "Phones sleep in the kitchen.") -> None:
    talks.we_talked(
        home,
        child_id=child_id,
        topic_id="live-streaming",
        band=AgeBand.FROM_10,
        how_it_went=HowItWent.WELL,
        agreed=(agreed,),
        note="A note of mine.",
        again_on=None,
        talked_on=date(2026, 11, 20),
    )


def test_a_promise_is_taken_from_a_talk_another_typed_and_both_say_yes(
    show: Show[Screen], household: Household, ava: int
) -> None:
    had_a_talk(household, ava)
    _, person = show(AgreementScreen)
    person.waits_to_see("Begin with one promise.")
    person.clicks("Add, Ava promises: Phones sleep in the kitchen.")
    person.waits_to_see("Not agreed yet.")
    person.types("We promise: in your own words", "I put mine there too.")
    person.clicks("Add: We promise")
    person.waits_to_see("I put mine there too.")
    assert person.finds(QLineEdit, "We promise: in your own words").text() == ""
    person.clicks("We both say yes")
    person.waits_to_see("Agreed on 21 November 2026.")
    agreement = agreements.agreement_view(household, child_id=ava).agreement
    assert agreement is not None
    assert [one.sentence for one in agreement.promises] == ["Phones sleep in the kitchen.", "I put mine there too."]


def test_a_promise_is_changed_in_its_place_and_what_was_agreed_before_can_be_read(
    show: Show[Screen], household: Household, ava: int
) -> None:
    promise = agreements.Suggestion(Side.CHILD, "One.", "")
    agreements.add_promises(household, child_id=ava, promises=(promise,))
    agreements.sign(household, child_id=ava)
    _, person = show(AgreementScreen)
    person.waits_to_see("Agreed on")
    person.clicks("Change: One.")
    person.types("In other words: One.", "First.")
    person.clicks("Save: One.")
    person.waits_to_see("Not agreed yet.")
    person.clicks("Earlier agreements (1)")
    person.waits_to_see("Ava promised")
    assert person.sees("One.")
    person.clicks("Remove: First.")
    person.waits_to_see("Begin with one promise.")


def test_what_is_half_typed_on_one_side_survives_the_other(show: Show[Screen], household: Household, ava: int) -> None:
    assert ava
    screen, person = show(AgreementScreen)
    person.waits_to_see("Begin with one promise.")
    person.types("Ava promises: in your own words", "Half")
    person.types("We promise: in your own words", "Whole.")
    person.clicks("Add: We promise")
    person.waits_to_see("Not agreed yet.")
    assert person.finds(QLineEdit, "Ava promises: in your own words").text() == "Half"
    screen.leave()
    person.waits_until(lambda: _promised(household) == ["Whole.", "Half"])


def _promised(home: Household) -> list[str]:
    agreement = agreements.agreement_view(home, child_id=None).agreement
    return [] if agreement is None else [one.sentence for one in agreement.promises]


def test_the_day_to_look_again_is_chosen(show: Show[Screen], household: Household, ava: int) -> None:
    promise = agreements.Suggestion(Side.CHILD, "One.", "")
    agreements.add_promises(household, child_id=ava, promises=(promise,))
    _, person = show(AgreementScreen)
    person.waits_to_see("On 21 February 2027.")
    person.clicks("Look at it again: In a month")
    person.waits_to_see("On 21 December 2026.")


def test_a_note_is_written_from_a_help_page_and_kept(show: Show[Screen], household: Household, ava: int) -> None:
    situation = household.guidance.situations()[0]
    screen, person = show(NotesScreen)
    screen.arrive(Destination(Place.NOTES, situation_id=situation.id))
    person.waits_to_see("Write a note")
    assert person.finds(QComboBox, "Which help page is it about?").currentText() == situation.title
    person.clicks("Keep this note")
    person.waits_to_see("Please write a few words about what happened.")
    person.writes("What happened", "A stranger asked for a photo.")
    person.picks("About whom?", "Ava")
    person.types("Whom did you tell? (1)", "The school")
    person.types("Reference number (1)", "S-1")
    person.clicks("Somebody else you told")
    person.types("Whom did you tell? (2)", "The police")
    person.types("What is to be done? (1)", "Call again")
    person.picks("By when (1): day", "28")
    person.clicks("Keep this note")
    person.waits_to_see("That is not a whole day.")
    person.picks("By when (1): month", "Nov")
    person.picks("By when (1): year", "2026")
    person.clicks("Keep this note")
    person.waits_to_see("1 thing to do")
    [line] = incidents.notes_view(household).open
    happening = line.incident.happening
    assert (happening.what, happening.child_id) == ("A stranger asked for a photo.", ava)
    assert happening.told == (Told("The school", None, "S-1"), Told("The police"))
    assert happening.follow_ups == (FollowUp("Call again", date(2026, 11, 28)),)


def add_note(home: Household, what: str = "Something happened.") -> None:
    incidents.add_note(home, happening=Happening(date(2026, 11, 20), what))


def test_a_note_is_changed_closed_and_deleted_only_after_asking(
    show: Show[Screen], household: Household, ask: Ask
) -> None:
    add_note(household)
    _, person = show(NotesScreen)
    person.waits_to_see("Something happened.")
    person.clicks("Change the note of 20 November 2026")
    person.writes("What happened", " And more.")
    person.clicks("Keep this note")
    person.waits_to_see("Something happened.")
    assert incidents.notes_view(household).open[0].incident.happening.what.endswith(" And more.")
    person.clicks("Nothing left to do: the note")
    person.waits_to_see("Closed 21 Nov 2026")
    person.clicks("Delete the note")
    window = ask.parent()
    assert isinstance(window, QWidget)
    dialog = Person(person._qtbot, window)  # noqa: SLF001 - the same person at another window
    dialog.waits_to_see("Then it is gone for good.")
    assert len(incidents.notes_view(household).closed) == 1
    dialog.clicks("Delete the note")
    person.waits_to_see("Nothing is written here.")


def test_a_note_half_written_is_kept_when_the_window_closes(show: Show[Screen], household: Household) -> None:
    screen, person = show(NotesScreen)
    person.waits_to_see("Nothing is written here.")
    person.clicks("Write a note")
    screen.leave()
    person.writes("What happened", "Half a sent")
    screen.leave()
    screen.leave()  # pressed twice: still one note
    person.waits_until(lambda: len(incidents.notes_view(household).open) == 1)
    assert incidents.notes_view(household).open[0].incident.happening.what == "Half a sent"


def test_a_note_is_never_asked_for_pictures(show: Show[Screen]) -> None:
    _, person = show(NotesScreen)
    person.waits_to_see("Never copy or keep a sexual picture of a child")


def test_a_shared_device_gets_a_name_and_its_children(
    show: Show[Screen], household: Household, ava: int, tom: int
) -> None:
    assert tom > ava
    _, person = show(DevicesScreen)
    person.waits_to_see("No device has a name yet.")
    person.clicks("Name a device")
    person.clicks("Save")
    person.waits_to_see("Please choose what it is.")
    person.types("What do you call it?", "Living room")
    person.picks("What is it?", "Xbox")
    person.clicks("Save")
    person.waits_to_see("Please tick who uses it.")
    person.clicks("Ava uses it")
    person.clicks("Tom uses it")
    person.clicks("Save")
    person.waits_to_see("Xbox, used by Ava and Tom")
    person.clicks("Change Living room")
    assert person.finds(Tick, "Tom uses it").isChecked()
    person.clicks("Tom uses it")
    person.clicks("Save")
    person.waits_to_see("Xbox, used by Ava")
    person.clicks("Remove Living room")
    person.waits_to_see("No device has a name yet.")
    assert devices.devices_view(household).devices == ()


def test_a_guide_says_for_whom_else_a_setting_counts_and_what_was_chosen_before(
    show: Show[Screen], household: Household, ava: int, tom: int
) -> None:
    devices.add_device(household, name="Living room", guide_id="xbox", child_ids=(ava, tom))
    account = family.family_view(household).children[0].accounts[0].account.id
    for state, note in ((ChoiceState.OTHERWISE, "Friends only"), (ChoiceState.DONE, "")):
        settings.choose(household, account_id=account, setting_id="spending", state=state, note=note)
    screen, person = show(GuideScreen)
    screen.arrive(Destination(Place.GUIDE, account_id=account))
    person.waits_to_see("Living room")
    person.clicks("Change: Spending")
    person.waits_to_see("For the whole device: it counts for Tom as well.")
    person.clicks("Chosen before: Spending")
    person.waits_to_see("21 Nov 2026: our own choice. Friends only")


def test_the_talks_so_far_say_what_was_agreed(show: Show[Screen], household: Household, ava: int, tom: int) -> None:
    for number in range(9):
        had_a_talk(household, tom, f"Promise {number}.")
    screen, person = show(HadScreen)
    person.waits_to_see("No talk yet.")
    screen.arrive(Destination(Place.HAD, child_id=tom))
    person.waits_to_see("Promise 8.")
    assert person.sees("It went well.")
    assert person.sees("A note of mine.")
    assert not person.sees("Promise 0.")
    person.clicks("Show 2 earlier talks")
    person.waits_to_see("Promise 0.")
    person.clicks("With: Ava")
    person.waits_to_see("No talk yet.")
    assert ava


@pytest.mark.parametrize("kind", [AgreementScreen, NotesScreen, DevicesScreen, HadScreen])
def test_every_control_has_a_name(show: Show[Screen], household: Household, ava: int, kind: type[Screen]) -> None:
    had_a_talk(household, ava)
    add_note(household)
    devices.add_device(household, name="Living room", guide_id="xbox", child_ids=(ava,))
    screen, person = show(kind)
    person.waits_until(lambda: bool(screen.accessibleName()))
    assert person.nameless() == []
    assert screen.findChildren(QPlainTextEdit) == []


def test_an_agreement_and_a_note_lead_to_their_sheets(
    show: Show[Screen], household: Household, session: Session, ava: int
) -> None:
    promise = agreements.Suggestion(Side.CHILD, "One.", "")
    agreements.add_promises(household, child_id=ava, promises=(promise,))
    add_note(household, "Somebody wrote.")
    went: list[Destination] = []
    session.destination_changed.connect(went.append)
    _, person = show(AgreementScreen)
    person.waits_to_see("Print it")
    person.clicks("Print our agreement")
    _, person = show(NotesScreen)
    person.waits_to_see("Somebody wrote.")
    person.clicks("Print the note of")
    [note] = incidents.notes_view(household).open
    assert went == [
        Destination(Place.PRINTS, child_id=ava, agreement=True),
        Destination(Place.PRINTS, incident_id=note.incident.id),
    ]


def test_a_note_half_written_is_not_thrown_away_unasked(
    show: Show[NotesScreen], ask: Ask, household: Household
) -> None:
    _, person = show(NotesScreen)
    person.waits_to_see("Nothing is written here.")
    person.clicks("Write a note")
    person.clicks("Cancel")
    person.waits_to_see("Nothing is written here.")
    person.clicks("Write a note")
    person.writes("What happened, in your own words", "She showed me her phone.")
    QTest.keyClick(person.finds(QPlainTextEdit, "What happened"), Qt.Key.Key_Escape)
    window = ask.parent()
    assert isinstance(window, QWidget)
    question = Person(person._qtbot, window)  # noqa: SLF001 - the same person, at the question's window
    question.waits_to_see("Leave without keeping it?")
    assert person.finds(QPlainTextEdit, "What happened").toPlainText() == "She showed me her phone."
    question.clicks("Leave without keeping")
    person.waits_to_see("Nothing is written here.")
    assert incidents.notes_view(household).open == ()


def test_escape_closes_a_form(show: Show[DevicesScreen], ava: int) -> None:
    assert ava
    _, person = show(DevicesScreen)
    person.waits_to_see("No device has a name yet.")
    person.clicks("Name a device")
    field = person.finds(QLineEdit, "What do you call it?")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    person.waits_to_see("No device has a name yet.")
