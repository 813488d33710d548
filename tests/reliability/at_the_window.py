"""Run as a program: Kitchen Table itself, its real start and window, with a person inside who takes a whole journey.

``python -m tests.reliability.at_the_window WORDS.json ARGUMENTS…``: the arguments are the program's own. Only one thing
is not the product's: once the window is open, the person sits down at it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from unittest import mock

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QPushButton

from kitchentable.main import main
from kitchentable.ui.app import Desk
from tests.reliability.at_the_keys import KeyWords, change_the_ways_in, look_at_a_backup
from tests.ui.probes.person import Person

_PATIENCE_SECONDS = 60.0


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What is typed where, and how it ends: ``ends`` is “kill” (in the preview) or “close”.

    Without a ``passphrase`` a keychain is expected; with one, ``keys`` says what is typed to change the ways in.
    ``sheet`` is where a PDF is saved, ``told`` where the journey says which fields it saw and filled.
    """

    child: str
    renamed: str
    second_child: str
    note: str
    agreed: str
    choice: str
    search: str
    search_again: str
    file_name: str
    pack_name: str
    passphrase: str = ""
    wrong_passphrase: str = ""
    keys: KeyWords | None = None
    more: dict[str, str] = {}
    """What goes into the fields of notes, devices and the agreement, by the beginning of the field's name."""
    ends: str
    sheet: str
    told: str


PROMISE = ": in your own words"
"""How the names of the two fields of an agreement end."""
ONE_LINE = ("At what time, about?", "On which app or device?")


class _Waiting:
    """Waits as the tests' own person does, without a test."""

    def waitUntil(self, true: Callable[[], object], *, timeout: int = 0) -> None:  # noqa: N802, ARG002 - qtbot's name
        """Run the window until ``true`` neither says False nor asserts."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                if true() is not False:
                    return
            except AssertionError:
                if time.monotonic() > until:
                    raise
            if time.monotonic() > until:
                raise AssertionError("waited in vain")
            QTest.qWait(10)


class Journey:
    """A family's evening: every screen that takes words, and every word goes somewhere."""

    def __init__(self, desk: Desk, words: Words) -> None:
        """Sit down at the window."""
        self._desk = desk
        self._words = words
        self.person = Person(cast("Any", _Waiting()), desk.window)
        self._passphrase = words.passphrase
        self._code: list[str] = []
        self._filled: set[str] = set()
        self._seen: set[str] = set()

    def take(self) -> None:
        """Take it from the welcome to the end."""
        self._welcome()
        self._talk()
        self._settings()
        self._family()
        self._agreement()
        self._device()
        self._note()
        self._search()
        self._help()
        self._preferences()
        self._print()
        self._tell()
        if self._words.ends == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        self._desk.window.close()

    def _welcome(self) -> None:
        person = self.person
        person.waits_to_see("Who are we helping?")
        self.types("Name or nickname", self._words.child)
        person.picks("Month of birth", "March")
        person.picks("Year of birth", "2015")
        person.clicks("Xbox")
        person.clicks("Next")
        if self._words.passphrase:
            person.waits_to_see("Choose a passphrase")
            self.types("Passphrase", self._words.passphrase)
            self.types("The same passphrase again", self._words.passphrase)
            person.clicks("Show what I type")
        else:
            person.waits_to_see("so it opens by itself")
        person.clicks("Next")
        person.waits_to_see("When shall we remind you?")
        person.clicks("Start")
        person.waits_to_see(f"{self._words.child}, ")

    def _talk(self) -> None:
        person = self.person
        person.clicks("Open the talk")
        person.waits_to_see("Listen for")
        person.clicks("“")
        person.clicks("We talked")
        person.waits_to_see("A note for yourself")
        self._writes("Something else you agreed", self._words.agreed)
        self._writes("Note", self._words.note)
        person.clicks("Save")
        person.waits_to_see("Talked this month")

    def _settings(self) -> None:
        person = self.person
        person.clicks("Settings checks")
        person.waits_to_see("looked at")
        person.clicks("Xbox. ")
        person.waits_to_see("We chose something else")
        person.clicks("We chose something else")
        person.waits_to_see("What did you choose?")
        self.types("What did you choose?", self._words.choice)
        person.clicks("Save our choice")
        person.waits_to_see("1 of ")

    def _family(self) -> None:
        person = self.person
        person.clicks("My family")
        person.waits_to_see("1 talk so far")
        person.clicks(f"Change {self._words.child}")
        self.types("Name or nickname", self._words.renamed)
        person.clicks("Save")
        person.waits_until(lambda: person.can_find(f"Change {self._words.renamed}"))
        person.clicks("Add a child")
        self.types("Name or nickname", self._words.second_child)
        person.picks("Month of birth", "June")
        person.picks("Year of birth", "2012")
        person.clicks("Add")
        person.waits_to_see(self._words.second_child)
        self._rests()

    def _agreement(self) -> None:
        person = self.person
        person.clicks(f"Our agreement with {self._words.renamed}")
        person.waits_to_see("What you promise each other.")
        names = [one.accessibleName() for one in person.window.findChildren(QLineEdit) if one.isVisible()]
        for says in (one for one in names if one.endswith(PROMISE)):
            self.types(says, f"{self._words.more[PROMISE]} {says[:8]}")
            person.clicks(f"Add: {says.removesuffix(PROMISE)}")
            person.waits_to_see(f"{self._words.more[PROMISE]} {says[:8]}")
        person.clicks("My family")
        person.waits_until(lambda: person.can_find("Shared devices"))

    def _device(self) -> None:
        person = self.person
        person.clicks("Shared devices")
        person.waits_until(lambda: person.can_find("Name a device"))
        person.clicks("Name a device")
        self.types("What do you call it?", self._words.more["What do you call it?"])
        person.picks("What is it?", "Xbox")
        person.clicks(f"{self._words.second_child} uses it")
        person.clicks("Save")
        person.waits_to_see(self._words.more["What do you call it?"])
        person.clicks("My family")
        person.waits_until(lambda: person.can_find("Notes"))

    def _note(self) -> None:
        person = self.person
        person.clicks("Notes")
        person.waits_until(lambda: person.can_find("Write a note"))
        person.clicks("Write a note")
        person.waits_to_see("At what time, about?")
        for says in ("What happened, in your own words", "What you kept, and where"):
            self._writes(says, self._words.more[says])
        for says in (*ONE_LINE, "Whom did you tell?", "Reference number", "What is to be done?"):
            self.types(says, self._words.more[says])
        person.clicks("Keep this note")
        person.waits_to_see(self._words.more["What happened, in your own words"])

    def _search(self) -> None:
        person = self.person
        person.clicks("This month")
        person.waits_to_see("Where we are")
        self.types("Search", self._words.search)
        QTest.keyClick(person.finds(QLineEdit, "Search"), Qt.Key.Key_Return)
        person.waits_to_see("In your own words.")
        self.types("Search", self._words.search_again)
        self._rests()

    def _help(self) -> None:
        person = self.person
        person.clicks("Get help now")
        person.waits_to_see("A child is in danger right now")
        self._rests()

    def _preferences(self) -> None:
        person = self.person
        person.clicks("Preferences")
        person.waits_to_see("Open a pack")
        person.clicks("Open a pack")
        self._dialog(self._words.pack_name)
        if self._words.keys is not None:
            self._code = [change_the_ways_in(self, self._words.keys, self._passphrase)]
            self._passphrase = self._words.keys.new_passphrase
            look_at_a_backup(self, self._words.keys)
        person.clicks("Lock your records now")
        person.waits_to_see("Your records are locked") if not self._words.passphrase else self._unlock()
        if not self._words.passphrase:
            person.clicks("Unlock")
        person.waits_to_see(f"{self._words.renamed}, ")

    def _unlock(self) -> None:
        person = self.person
        person.waits_to_see("Open with your passphrase")
        self.types("Passphrase", self._words.wrong_passphrase)
        person.clicks("Unlock")
        person.waits_to_see("not the passphrase")
        self.types("Passphrase", self._passphrase)
        person.clicks("Unlock")

    def _print(self) -> None:
        """Look at the preview, save it as a PDF, change one’s mind about another."""
        person = self.person
        person.clicks("Print")
        person.waits_to_see("Page 1 of")
        person.clicks("Save as PDF")
        person.saves_as(Path(self._words.sheet))
        person.waits_to_see("Saved: ")
        person.clicks("Save as PDF")
        self._dialog(self._words.file_name)
        self._rests()

    def _dialog(self, name: str) -> None:
        """Type a name into the file dialog and think better of it."""
        person = self.person
        person.waits_until(lambda: any(one.isVisible() for one in person.window.findChildren(QFileDialog)))
        dialog = next(one for one in person.window.findChildren(QFileDialog) if one.isVisible())
        field = next(one for one in dialog.findChildren(QLineEdit) if one.isVisible())
        field.setText(name)
        QTest.qWait(50)
        next(one for one in dialog.findChildren(QPushButton) if "Cancel" in one.text()).click()
        person.waits_until(lambda: not any(one.isVisible() for one in person.window.findChildren(QFileDialog)))

    def types(self, says: str, text: str) -> None:
        """Fill a field, and note that it was."""
        self._look()
        self.person.types(says, text)
        self._filled.add(self.person.finds(QLineEdit, says).accessibleName())

    def _writes(self, says: str, text: str) -> None:
        self._look()
        self.person.writes(says, text)
        self._filled.add(says)

    def _look(self) -> None:
        """Note every field that shows."""
        kinds: tuple[type[QLineEdit] | type[QPlainTextEdit], ...] = (QLineEdit, QPlainTextEdit)
        fields = [one for kind in kinds for one in self.person.window.findChildren(kind) if one.isVisible()]
        self._seen |= {one.accessibleName() for one in fields if one.accessibleName()}

    def _rests(self) -> None:
        self._look()
        self.person.waits_until(lambda: not self._desk.session.busy)

    def _tell(self) -> None:
        self._rests()
        told = {"filled": sorted(self._filled), "seen": sorted(self._seen), "code": self._code}
        Path(self._words.told).write_text(json.dumps(told), encoding="utf-8")


def sit_down(words: Words) -> None:
    """Have the person take the journey once the window is open; where they get stuck, say where and end."""
    opens = Desk.open

    def open_and_begin(desk: Desk) -> None:
        opens(desk)
        QTimer.singleShot(0, lambda: _begin(desk, words))

    mock.patch.object(Desk, "open", open_and_begin).start()


def _begin(desk: Desk, words: Words) -> None:
    try:
        Journey(desk, words).take()
    except BaseException:  # noqa: BLE001 - told, and the program ends
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(3)


if __name__ == "__main__":
    sit_down(msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Words))
    del sys.argv[1]
    sys.exit(main(sys.argv[1:]))
