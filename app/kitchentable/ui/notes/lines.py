"""The lists of a note: whom you told, and what is still to do. Each ends in an empty line; empty ones are left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kitchentable.domain.errors import BadInput
from kitchentable.domain.incidents import FollowUp, Told
from kitchentable.services.incidents import LONGEST_LINE
from kitchentable.ui.widgets.areas import DayField
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.tabbing import tab_after
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.widgets.words import Role, Words

Value = TypeVar("Value", Told, FollowUp)


class _Line(QWidget, Generic[Value]):
    """One line of a list: some fields in columns."""

    def __init__(self, *fields: QWidget) -> None:
        super().__init__()
        columns = ColumnsLayout(self, least=230, most=3, gap=12, aligned=True)
        for field in fields:
            columns.addWidget(field)

    def check(self) -> None:
        """Raise BadInput where a day is not whole."""
        raise NotImplementedError

    def typed(self) -> Value | None:
        """Return what is typed, or None for an empty line; a day that is not whole counts as none."""
        raise NotImplementedError


class _ToldLine(_Line[Told]):
    """Somebody who was told."""

    def __init__(self, number: int, told: Told, years: range) -> None:
        self._who = _words(f"Whom did you tell? ({number})", told.who)
        self._day = DayField(f"Told on ({number})", years, told.told_on)
        self._reference = _words(f"Reference number ({number})", told.reference)
        super().__init__(Field("Who", self._who), Field("When", self._day), Field("Reference number", self._reference))

    def check(self) -> None:
        self._day.value()

    def typed(self) -> Told | None:
        told = Told(self._who.text(), _day(self._day), self._reference.text())
        return None if told == Told("") else told


class _FollowUpLine(_Line[FollowUp]):
    """Something to do."""

    def __init__(self, number: int, step: FollowUp, years: range, today: date) -> None:
        self._step = step
        self._today = today
        self._what = _words(f"What is to be done? ({number})", step.what)
        self._day = DayField(f"By when ({number})", years, step.due_on)
        self._done = Tick("Done")
        self._done.setAccessibleName(f"Done ({number})")
        self._done.setChecked(step.done_on is not None)
        super().__init__(Field("What", self._what), Field("By when", self._day), _level_with_fields(self._done))

    def check(self) -> None:
        self._day.value()

    def typed(self) -> FollowUp | None:
        done_on = (self._step.done_on or self._today) if self._done.isChecked() else None
        step = FollowUp(self._what.text(), _day(self._day), done_on)
        return None if step == FollowUp("") else step


class _Lines(QWidget, Generic[Value]):
    """Lines with a button for one more."""

    def __init__(self, values: Sequence[Value], another: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._lines: list[_Line[Value]] = []
        for value in values:
            self._append(value)
        self._append(None)
        row = FlowLayout()
        self._another = Button(another, Kind.QUIET, icon="plus")
        self._another.clicked.connect(self._add)
        row.addWidget(self._another)
        self._column.addLayout(row)

    def check(self) -> None:
        """Raise BadInput where a day is not whole."""
        for line in self._lines:
            line.check()

    def typed(self) -> tuple[Value, ...]:
        """Return what is typed, without empty lines."""
        return tuple(value for value in (line.typed() for line in self._lines) if value is not None)

    def make(self, number: int, value: Value | None) -> _Line[Value]:
        """Return a line, empty where None."""
        raise NotImplementedError

    def _append(self, value: Value | None) -> _Line[Value]:
        line = self.make(len(self._lines) + 1, value)
        self._column.insertWidget(len(self._lines), line)
        self._lines.append(line)
        return line

    def _add(self) -> None:
        before = self._lines[-1].findChildren(QLineEdit)[-1]
        line = self._append(None)
        line.show()
        last = tab_after(before, line)
        QWidget.setTabOrder(last, self._another)
        line.findChildren(QLineEdit)[0].setFocus()


class ToldLines(_Lines[Told]):
    """Whom you told, when, and the number they gave."""

    def __init__(self, values: Sequence[Told], years: range) -> None:
        """Show who was told, and room for one more."""
        self._years = years
        super().__init__(values, "Somebody else you told")

    def make(self, number: int, value: Told | None) -> _Line[Told]:
        """Return a line, empty where None."""
        return _ToldLine(number, value or Told(""), self._years)


class FollowUpLines(_Lines[FollowUp]):
    """What is still to do, by when, and whether it is done."""

    def __init__(self, values: Sequence[FollowUp], years: range, today: date) -> None:
        """Show what is to do, and room for one thing more."""
        self._years = years
        self._today = today
        super().__init__(values, "Something else to do")

    def make(self, number: int, value: FollowUp | None) -> _Line[FollowUp]:
        """Return a line, empty where None."""
        return _FollowUpLine(number, value or FollowUp(""), self._years, self._today)


def _words(says: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(LONGEST_LINE)
    line.setAccessibleName(says)
    return line


def _level_with_fields(tick: Tick) -> QWidget:
    """Return a tick that stands where its neighbours' controls do, below their labels."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(Words("", Role.SMALL))
    column.addWidget(tick)
    column.addStretch(1)
    return ground


def _day(field: DayField) -> date | None:
    try:
        return field.value()
    except BadInput:
        return None
