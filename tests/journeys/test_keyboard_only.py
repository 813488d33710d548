"""The main job without a mouse: every step is a key, and what has the keyboard is what a person would see outlined."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import Guidance
from tests.journeys.conftest import Computer
from tests.ui.probes.eyes import says
from tests.ui.probes.person import Person

NAME = "Robin Sample"
FIRST = "telling-someone-and-breaking-the-taboo"
_MOST = 60


class Keyboard:
    """A person who has no mouse: presses keys, and knows what is outlined now."""

    def __init__(self, person: Person) -> None:
        """Sit at the person's window."""
        self.person = person

    @property
    def at(self) -> str:
        """What has the keyboard now, by its name."""
        focused = QApplication.focusWidget()
        return "" if focused is None else says(focused)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self._focused(), key, modifier)

    def types(self, text: str) -> None:
        """Type letters."""
        QTest.keyClicks(self._focused(), text)

    def tabs_to(self, name: str) -> None:
        """Press Tab until something whose name begins like this has the keyboard."""
        seen: list[str] = []
        while not self.at.startswith(name):
            self.press(Qt.Key.Key_Tab)
            seen.append(self.at)
            assert len(seen) < _MOST, f"Tab does not lead to “{name}”, but to {seen}"

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.person.window


def test_the_first_talk_without_a_mouse(computer: Computer, our_guidance: Guidance) -> None:
    talk = our_guidance.talk(FIRST, AgeBand.FROM_10)
    person = computer.start()
    keys = Keyboard(person)
    add_a_child(keys)
    open_the_talk(keys)
    tick(keys, computer, talk.ask[0].text, talk.agree[0].child)
    say_we_talked(keys, computer, talk.agree[0].child)
    find_it_again(keys, talk.agree[0].child)


def add_a_child(keys: Keyboard) -> None:
    keys.person.waits_to_see("Who are we helping?")
    assert keys.at == "Name or nickname", "the cursor waits where one begins"
    keys.types(NAME)
    keys.press(Qt.Key.Key_Tab)
    assert keys.at == "Month of birth"
    keys.types("Mar")
    keys.press(Qt.Key.Key_Tab)
    assert keys.at == "Year of birth"
    keys.types("2015")
    keys.tabs_to("Uses Xbox")
    keys.press(Qt.Key.Key_Space)
    keys.tabs_to("Next")
    keys.press(Qt.Key.Key_Return)
    keys.person.waits_to_see("Where the key is kept")
    keys.person.waits_to_see("test keychain")
    keys.tabs_to("Next")
    keys.press(Qt.Key.Key_Space)
    keys.person.waits_to_see("When shall we remind you?")
    keys.tabs_to("Start")
    keys.press(Qt.Key.Key_Return)
    keys.person.waits_to_see(f"{NAME}, 11")


def open_the_talk(keys: Keyboard) -> None:
    keys.tabs_to("Open the talk")
    keys.press(Qt.Key.Key_Space)
    keys.person.waits_to_see("Listen for")


def tick(keys: Keyboard, computer: Computer, *lines: str) -> None:
    for line in lines:
        keys.tabs_to(line)
        keys.press(Qt.Key.Key_Space)
    computer.rest()
    assert all(keys.person.finds(QCheckBox, line).isChecked() for line in lines)


def say_we_talked(keys: Keyboard, computer: Computer, promise: str) -> None:
    keys.tabs_to("We talked")
    keys.press(Qt.Key.Key_Return)
    keys.person.waits_to_see("How did it go?")
    assert keys.at == "How did it go?: Well", "the first question has the keyboard"
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Right)
    assert keys.at == "How did it go?: So-so", "arrows move between chips"
    keys.press(Qt.Key.Key_Left)
    keys.tabs_to("When was it?")
    keys.press(Qt.Key.Key_Down)
    assert keys.person.finds(QCheckBox, promise).isChecked()
    keys.tabs_to("Note")
    keys.types("Went for a walk.")
    keys.tabs_to("Save")
    keys.press(Qt.Key.Key_Space)
    keys.person.waits_to_see("Talked this month")
    computer.rest()


def find_it_again(keys: Keyboard, promise: str) -> None:
    keys.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    keys.person.waits_to_see("Talked in November")
    keys.tabs_to("Telling someone")
    keys.press(Qt.Key.Key_Space)
    keys.person.waits_to_see("Last time, on 20 November 2026")
    for part in ("It went well.", promise, "Went for a walk."):
        assert keys.person.sees(part)
    keys.press(Qt.Key.Key_F1)
    keys.person.waits_to_see("A child is in danger right now")
    keys.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    keys.person.waits_to_see("Last time, on 20 November 2026")
