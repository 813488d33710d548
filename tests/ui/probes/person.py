"""A person at the window: finds controls by what they say, clicks and types, and reads what is on screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

Control = TypeVar("Control", bound=QWidget)


class Person:
    """Acts on what is visible below one widget; what cannot be seen cannot be clicked."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        """Look at a window or a part of one."""
        self._qtbot = qtbot
        self.window = window

    def reads(self) -> str:
        """Return every visible text, top to bottom as the widgets were made, one a line."""
        texts = [label.text() for label in self._visible(QLabel)]
        texts += [button.text().replace("&&", "&").strip() for button in self._visible(QAbstractButton)]
        return "\n".join(text for text in texts if text)

    def sees(self, text: str) -> bool:
        """Tell whether a text stands somewhere on screen."""
        return text in self.reads()

    def waits_to_see(self, text: str) -> None:
        """Wait until a text is on screen."""

        def there() -> None:
            assert text in self.reads(), f"“{text}” is not on screen, but:\n{self.reads()}"

        self._qtbot.waitUntil(there)

    def waits_until_gone(self, text: str) -> None:
        """Wait until a text is no longer on screen."""

        def gone() -> None:
            assert text not in self.reads(), f"“{text}” is still on screen"

        self._qtbot.waitUntil(gone)

    def clicks(self, says: str) -> None:
        """Click the button or box that says this, exactly or else at its beginning."""
        button = self.finds(QAbstractButton, says)
        assert button.isEnabled(), f"“{says}” can't be clicked now"
        _bring_into_view(button)
        place = QPoint(min(14, button.width() // 2), button.height() // 2)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)

    def types(self, says: str, text: str) -> None:
        """Replace what a field holds, as by selecting all and typing; long and odd texts are pasted."""
        field = self.finds(QLineEdit, says)
        field.setFocus()
        field.selectAll()
        if text.isascii() and text.isprintable() and len(text) < 100:
            QTest.keyClicks(field, text)
        else:
            field.insert(text)

    def chooses(self, says: str, words: str) -> None:
        """Choose from a drop-down by typing the words, as one can without opening it."""
        box = self.finds(QComboBox, says)
        assert box.findText(words) >= 0, f"“{says}” does not offer “{words}”"
        box.setFocus()
        QTest.keyClicks(box, words)
        assert box.currentText() == words, f"“{says}” now says “{box.currentText()}”"

    def writes(self, says: str, text: str) -> None:
        """Write into a field of several lines, after what is there."""
        field = self.finds(QPlainTextEdit, says)
        field.setFocus()
        field.insertPlainText(text)

    def picks(self, says: str, option: str) -> None:
        """Pick an option of a drop-down list, with the keyboard."""
        box = self.finds(QComboBox, says)
        place = box.findText(option)
        assert place >= 0, f"“{says}” does not offer “{option}”"
        box.setFocus()
        down = Qt.Key.Key_Down if place >= box.currentIndex() else Qt.Key.Key_Up
        for _ in range(abs(place - box.currentIndex())):
            QTest.keyClick(box, down)
        assert box.currentIndex() == place

    def saves_as(self, path: Path) -> None:
        """Type a path into the file dialog that is open, and save."""
        self.waits_until(lambda: bool(self._visible(QFileDialog)))
        dialog = self._visible(QFileDialog)[0]
        name = next(one for one in dialog.findChildren(QLineEdit) if one.isVisible())
        name.setText(str(path))
        QTest.keyClick(name, Qt.Key.Key_Return)

    def waits_until(self, true: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(true)

    def finds(self, kind: type[Control], says: str) -> Control:
        """Return the visible control of a kind whose accessible name or text is, or begins with, ``says``."""
        here = self._visible(kind)
        for matches in (_is, _begins):
            found = [one for one in here if matches(one, says)]
            if found:
                return found[0]
        names = sorted({_says(one) for one in here})
        raise AssertionError(f"No {kind.__name__} says “{says}”. There are: {names}")

    def can_find(self, says: str) -> bool:
        """Tell whether a button says this."""
        return any(_begins(one, says) for one in self._visible(QAbstractButton))

    def nameless(self) -> list[str]:
        """Return the visible controls a screen reader could not name."""
        controls = [*self._visible(QAbstractButton), *self._visible(QLineEdit), *self._visible(QPlainTextEdit)]
        alone = [one for one in controls if not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)]
        return [one.metaObject().className() for one in alone if not _says(one)]

    def _visible(self, kind: type[Control]) -> list[Control]:
        return [one for one in self.window.findChildren(kind) if one.isVisible()]


def _says(one: QWidget) -> str:
    text = one.accessibleName()
    if not text and isinstance(one, QAbstractButton):
        text = one.text()
    return text.replace("&&", "&").strip()


def _is(one: QWidget, says: str) -> bool:
    shown = one.text().replace("&&", "&").strip() if isinstance(one, QAbstractButton) else ""
    return says in {_says(one), shown}


def _begins(one: QWidget, says: str) -> bool:
    shown = one.text().replace("&&", "&").strip() if isinstance(one, QAbstractButton) else ""
    return _says(one).startswith(says) or bool(shown and shown.startswith(says))


def _bring_into_view(widget: QWidget) -> None:
    """Scroll as a person would."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
