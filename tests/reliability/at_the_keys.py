"""The part of the journey that types what opens things: other ways into the records, and a backup from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import msgspec
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton

from tests.ui.probes.person import Person


class KeyWords(msgspec.Struct, frozen=True, kw_only=True):
    """What is typed: ``backup`` is the file of a backup that was made on another computer."""

    new_passphrase: str
    wrong_code: str
    other_code: str
    backup: str
    backup_passphrase: str
    wrong_backup_passphrase: str


class Typist(Protocol):
    """Who takes the journey: fills fields and notes which."""

    @property
    def person(self) -> Person:
        """The person at the window."""

    def types(self, says: str, text: str) -> None:
        """Fill a field."""


def change_the_ways_in(typist: Typist, words: KeyWords, passphrase: str) -> str:
    """Under Preferences: choose another passphrase, make a recovery code, type one as proof; return the code."""
    person = typist.person
    person.clicks("Change the passphrase")
    typist.types("Your passphrase now", passphrase)
    typist.types("New passphrase", words.new_passphrase)
    typist.types("The same passphrase again", words.new_passphrase)
    person.clicks("Save")
    person.waits_to_see("Your passphrase is saved.")
    code = _make_a_code(typist, words)
    person.waits_until(lambda: person.can_find("Remove the recovery code"))
    person.clicks("Remove the recovery code")
    person.clicks("Use your recovery code instead")
    typist.types("Recovery code", words.other_code)
    person.clicks("Remove it")
    person.waits_until(lambda: _something_wrong(person))
    person.clicks("Cancel: Remove the recovery code")
    return code


def _make_a_code(typist: Typist, words: KeyWords) -> str:
    person = typist.person
    person.clicks("Make a recovery code")
    typist.types("Your passphrase now", words.new_passphrase)
    person.clicks("Make the code")
    person.waits_to_see("Now type it from your paper")
    labels = [one.accessibleName() for one in person.window.findChildren(QLabel) if one.isVisible()]
    groups = [one.partition(": ")[2].replace(" ", "") for one in labels if one.startswith("Group ")]
    code = " ".join(groups)
    typist.types("Type the code from your paper", words.wrong_code)
    person.clicks("It is right: let it count")
    person.waits_until(lambda: _something_wrong(person))
    typist.types("Type the code from your paper", code)
    person.clicks("It is right: let it count")
    person.waits_to_see("Your recovery code counts now.")
    return code


def look_at_a_backup(typist: Typist, words: KeyWords) -> None:
    """Choose a backup from another computer, open it, see what it holds, and leave it at that."""
    person = typist.person
    person.clicks("Restore from a file")
    person.waits_to_see("Nothing changes until you press the last button.")
    person.clicks("Restore from a file")
    _choose(person, Path(words.backup))
    person.waits_to_see("to open the backup")
    typist.types("Passphrase", words.wrong_backup_passphrase)
    person.clicks("Look at the backup")
    person.waits_to_see("That is not the passphrase")
    typist.types("Passphrase", words.backup_passphrase)
    person.clicks("Look at the backup")
    person.waits_until(lambda: person.can_find("Restore this backup"))
    person.clicks("Preferences")
    person.waits_until(lambda: person.can_find("Lock your records now"))


def _choose(person: Person, file: Path) -> None:
    person.waits_until(lambda: any(one.isVisible() for one in person.window.findChildren(QFileDialog)))
    dialog = next(one for one in person.window.findChildren(QFileDialog) if one.isVisible())
    field = next(one for one in dialog.findChildren(QLineEdit) if one.isVisible())
    field.setText(str(file))
    QTest.qWait(50)
    next(one for one in dialog.findChildren(QPushButton) if "Open" in one.text()).click()


def _something_wrong(person: Person) -> bool:
    """Tell whether a sentence stands below a field."""
    errors = [one for one in person.window.findChildren(QLabel) if one.property("role") == "error"]
    return any(one.isVisible() and one.text() for one in errors)
