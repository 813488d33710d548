"""Fields: a label with its control, and the one sentence that says what to put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kitchentable.ui.icons import line_icon
from kitchentable.ui.theme import Ink, grown
from kitchentable.ui.widgets.words import Role, Words

Value = TypeVar("Value")


class Choice(QComboBox, Generic[Value]):
    """A drop-down of values. The mouse wheel scrolls the page and never changes it by accident."""

    def __init__(self, options: Sequence[tuple[Value, str]], *, says: str, empty: str = "") -> None:
        """Offer values with their words; ``empty`` is shown while nothing is chosen."""
        super().__init__()
        self._values = [value for value, _ in options]
        self._chevron = line_icon("chevron-down", Ink.MUTED)
        self.addItems([words for _, words in options])
        self.setAccessibleName(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if empty:
            self.setPlaceholderText(empty)
            self.setCurrentIndex(-1)

    def value(self) -> Value | None:
        """Return the chosen value, or None where nothing is chosen yet."""
        place = self.currentIndex()
        return None if place < 0 else self._values[place]

    def choose(self, value: Value | None) -> None:
        """Show a value as chosen; one that is not offered, or None, chooses nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then a chevron in a colour of the theme."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = grown(18)
        self._chevron.paint(painter, QRect(self.width() - side - 12, (self.height() - side) // 2, side, side))
        painter.end()


class Field(QWidget):
    """A label above one control or more, with room below for what to put right."""

    def __init__(self, label: str, *controls: QWidget) -> None:
        """Put controls under a label that belongs to the first of them."""
        super().__init__()
        self._controls = controls
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = Words(label, Role.SMALL)
        words.setBuddy(controls[0])
        column.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(8)
        for control in controls:
            row.addWidget(control, 1)
        column.addLayout(row)
        self._wrong = Words("", Role.ERROR)
        self._wrong.hide()
        column.addWidget(self._wrong)
        column.addStretch(1)
        if not controls[0].accessibleName():
            controls[0].setAccessibleName(label)

    @property
    def wrong(self) -> str:
        """What is to be put right, or nothing."""
        return self._wrong.text()

    def say_wrong(self, sentence: str) -> None:
        """Say what to put right beside the controls, or clear it with nothing; what was typed stays."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        for control in self._controls:
            control.setAccessibleDescription(sentence)
            control.setProperty("wrong", "true" if sentence else "false")
            control.style().unpolish(control)
            control.style().polish(control)
