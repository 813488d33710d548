"""Fields for what nobody else may read: hidden letters with a way to see them, and a new passphrase typed twice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kitchentable.ui.icons import line_icon
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.flow import ColumnsLayout

LONGEST = 1024
"""Letters of a passphrase: far more than anybody types, few enough to hold in a field."""


class Secret(QLineEdit):
    """A line whose letters are hidden."""

    def __init__(self, says: str) -> None:
        """Make an empty line; ``says`` is its name for screen readers."""
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setAccessibleName(says)


class ShowTyped(Button):
    """Shows what is typed in hidden lines, and hides it again."""

    def __init__(self, lines: Sequence[QLineEdit]) -> None:
        """Hide for now."""
        super().__init__("Show what I type", Kind.QUIET, icon="eye")
        self._lines = tuple(lines)
        self.setCheckable(True)
        self.toggled.connect(self._show_or_hide)

    def _show_or_hide(self, shown: bool) -> None:  # noqa: FBT001 -- Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in self._lines:
            line.setEchoMode(mode)
        words = "Hide what I type" if shown else "Show what I type"
        self.setText(f"\u2002{words}")
        self.setAccessibleName(words)
        self.setIcon(line_icon("eye-off" if shown else "eye"))


class NewPassphrase(QWidget):
    """A passphrase to choose, typed twice."""

    entered = Signal()
    """Enter was pressed in either line."""

    def __init__(self, others: Sequence[QLineEdit] = ()) -> None:
        """Ask for it; *Show what I type* shows ``others`` as well."""
        super().__init__()
        self.first = Secret("New passphrase")
        self._second = Secret("The same passphrase again")
        self._field = Field("New passphrase. Three words are good.", self.first)
        self._same = Field("The same again", self._second)
        for line in (self.first, self._second):
            line.textEdited.connect(self._edited)
            line.returnPressed.connect(self.entered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        fields = ColumnsLayout(least=240, most=2, gap=16, aligned=True)
        fields.addWidget(self._field)
        fields.addWidget(self._same)
        column.addLayout(fields)
        row = QHBoxLayout()
        row.addWidget(ShowTyped((*others, self.first, self._second)))
        row.addStretch(1)
        column.addLayout(row)

    def value(self) -> str | None:
        """Return the passphrase where it was typed twice alike; else say what is wrong and return None."""
        first, second = self.first.text(), self._second.text()
        self._field.say_wrong("" if first else "Please type a new passphrase.")
        self._same.say_wrong("" if first == second else "These two are not the same. Please type it again.")
        if not first:
            self.first.setFocus()
        elif first != second:
            self._second.setFocus()
        return first if first and first == second else None

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong with the passphrase; what was typed stays."""
        self._field.say_wrong(sentence)
        self.first.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self._second.clear()

    def _edited(self) -> None:
        self._field.say_wrong("")
        self._same.say_wrong("")
