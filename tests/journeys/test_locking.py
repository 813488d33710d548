"""Locked means locked: key, views and questions gone, what was half typed kept, help within reach."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPlainTextEdit, QWidget

from kitchentable.domain.family import Child
from kitchentable.services.household import Household
from kitchentable.store.connection import Store
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import SessionState
from tests.journeys.conftest import Computer
from tests.sample_family import ROBIN
from tests.ui.probes.person import Person

PASSPHRASE = "seven green kettles"  # noqa: S105 - a sample


def unlock(person: Person, passphrase: str = PASSPHRASE) -> None:
    person.waits_to_see("Your records are locked")
    person.types("Passphrase", passphrase)
    person.clicks("Unlock")
    person.waits_to_see(f"{ROBIN}, 11")


def leftovers() -> list[str]:
    """Return what is still in memory of the family's open records."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return [type(one).__name__ for one in gc.get_objects() if isinstance(one, Household | Child | Store)]


def test_a_locked_screen_locks_the_records_and_keeps_what_was_half_typed(computer: Computer) -> None:
    computer.settle_in(PASSPHRASE)
    person = computer.start()
    unlock(person)
    person.clicks("Carry on with the talk")
    person.waits_to_see("We talked")
    person.clicks("We talked")
    person.waits_to_see("A note for yourself")
    person.writes("Note", "half a thou")
    computer.rest()

    computer.away.lock_screen()
    person.waits_to_see("Your records are locked")
    assert not person.sees(ROBIN)
    person.clicks("Get help now")
    person.waits_to_see("A child is in danger right now")
    assert not person.sees(ROBIN)

    person.clicks("This month")
    unlock(person)
    person.clicks("Carry on with the talk")
    person.waits_to_see("We talked")
    person.clicks("We talked")
    person.waits_to_see("A note for yourself")
    assert person.finds(QPlainTextEdit, "Note").toPlainText() == "half a thou"


def test_once_locked_nothing_of_the_records_is_left_in_memory(computer: Computer) -> None:
    before = leftovers()
    family = computer.settle_in(PASSPHRASE)
    person = computer.start()
    unlock(person)
    for place in (Place.MONTH, Place.TALKS, Place.CHECKS, Place.FAMILY, Place.PRINTS, Place.SEARCH, Place.HELP):
        computer.desk.window.go(Destination(place))
        computer.rest()
    for place in (Place.GROWING, Place.PREFERENCES):
        computer.desk.window.go(Destination(place, child_id=family.robin))
        computer.rest()
    computer.rest()
    screens = [weakref.ref(one) for one in computer.desk.window.findChildren(QWidget)]
    stores: list[weakref.ref[Store]] = []
    computer.desk.session.read(_remember, stores.append)
    computer.rest()
    assert len(leftovers()) > len(before)

    computer.away.fall_asleep()
    person.waits_to_see("Your records are locked")
    computer.rest()
    assert leftovers() == before
    assert [one() for one in stores] == [None]
    assert sum(one() is not None for one in screens) < len(screens) / 2  # the frame and the help pages stay


def _remember(home: Household) -> weakref.ref[Store]:
    return weakref.ref(home.store)


def test_a_question_that_names_a_child_goes_with_the_records(computer: Computer) -> None:
    computer.settle_in(PASSPHRASE)
    person = computer.start()
    unlock(person)
    person.clicks("My family")
    person.waits_to_see(f"{ROBIN}")
    person.clicks(f"Remove {ROBIN}")
    person.waits_until(lambda: any(one.isVisible() for one in boxes(person)))
    computer.away.lock_screen()
    person.waits_to_see("Your records are locked")
    assert not any(one.isVisible() for one in boxes(person))
    unlock(person)


def test_a_forgotten_passphrase_is_no_end_with_the_sheet_at_hand(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    person.clicks("Preferences")
    person.waits_to_see("How your records open")
    person.clicks("Choose a passphrase")
    for says in ("New passphrase", "The same passphrase again"):
        person.types(says, PASSPHRASE)
    person.clicks("Save")
    person.waits_to_see("They open with your passphrase.")
    person.clicks("Make a recovery code")
    person.types("Your passphrase now", PASSPHRASE)
    person.clicks("Make the code")
    person.waits_to_see("shown only this once")
    code = " ".join(written_down(person))
    person.types("Type the code from your paper", code)
    person.clicks("It is right: let it count")
    person.waits_to_see("Your recovery code counts now.")
    computer.close()

    person = computer.start()
    person.waits_to_see("Your records are locked")
    person.clicks("Forgot it? Use your recovery code")
    person.types("Recovery code", code.lower())
    for says in ("New passphrase", "The same passphrase again"):
        person.types(says, "nine grey pots")
    person.clicks("Unlock")
    person.waits_to_see(f"{ROBIN}, 11")
    computer.close()
    unlock(computer.start(), "nine grey pots")


def test_the_records_go_on_after_new_keys_and_a_new_start(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    person.clicks("Preferences")
    person.waits_to_see("How your records open")
    person.clicks("New keys")
    person.clicks("Make new keys")
    person.waits_to_see("Your records have new keys.")
    person.clicks("My family")
    person.waits_to_see(ROBIN)
    computer.close()
    computer.start().waits_to_see(f"{ROBIN}, 11")


def test_a_half_typed_passphrase_and_a_shown_code_do_not_outlive_the_lock(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    person.clicks("Preferences")
    person.waits_to_see("How your records open")
    person.clicks("Make a recovery code")
    person.clicks("Make the code")
    person.waits_to_see("shown only this once")
    assert len(written_down(person)) == 6
    computer.away.lock_screen()
    person.waits_to_see("Your records are locked")
    assert computer.desk.session.state is SessionState.LOCKED
    person.clicks("Unlock")
    person.waits_to_see(f"{ROBIN}, 11")
    person.clicks("Preferences")
    person.waits_to_see("How your records open")
    assert person.sees("There is no recovery code.")
    assert written_down(person) == []
    assert not [one for one in person.window.findChildren(QLineEdit) if one.isVisible()]


def written_down(person: Person) -> list[str]:
    """Write the code down from the screen."""
    shown = [one for one in person.window.findChildren(QWidget) if one.isVisible()]
    return [one.accessibleName().partition(": ")[2] for one in shown if one.accessibleName().startswith("Group ")]


def boxes(person: Person) -> list[QMessageBox]:
    return person.window.findChildren(QMessageBox)
