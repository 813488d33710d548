"""When to remind: the first Sunday at six, another weekday, or a day of the month. Welcome and Preferences ask."""

from __future__ import annotations

import calendar
from datetime import time
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.domain.recurrence import LAST, ByDay, ByWeekday, MonthlySlot
from kitchentable.ui.widgets.buttons import Options
from kitchentable.ui.widgets.fields import Choice, Field

_NTH = [(1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (LAST, "Last")]


class SlotKind(Enum):
    """The three ways to say when."""

    USUAL = "usual"
    WEEKDAY = "weekday"
    DAY = "day"


class SlotForm(QWidget):
    """Asks when to remind. The usual day is one press; the fields for another open when asked for."""

    changed = Signal(object)
    """The ``MonthlySlot`` now chosen."""

    def __init__(self, slot: MonthlySlot) -> None:
        """Show a slot as chosen."""
        super().__init__()
        self._kind: Options[SlotKind] = Options(
            [
                (SlotKind.USUAL, "First Sunday, 18:00"),
                (SlotKind.WEEKDAY, "Another weekday"),
                (SlotKind.DAY, "A day of the month"),
            ],
            says="When to remind",
        )
        self._nth = Choice(_NTH, says="Which one in the month")
        self._weekday = Choice(list(enumerate(calendar.day_name)), says="Weekday")
        self._day = Choice([*((day, str(day)) for day in range(1, 29)), (LAST, "Last day")], says="Day of the month")
        self._at = Choice([(one, f"{one:%H:%M}") for one in _times(slot.at)], says="Time")
        self._take(slot)
        self._weekday_field = Field("Each month on the", self._nth, self._weekday)
        self._day_field = Field("Each month on day", self._day)
        self._at_field = Field("At", self._at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._kind)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._weekday_field, 2)
        row.addWidget(self._day_field, 1)
        row.addWidget(self._at_field, 1)
        column.addLayout(row)
        self._kind.chosen.connect(self._kind_chosen)
        for choice in (self._nth, self._weekday, self._day, self._at):
            choice.activated.connect(self._tell)
        self._show_fields()

    def slot(self) -> MonthlySlot:
        """Return what is chosen."""
        at = self._at.value() or MonthlySlot().at
        match self._kind.value():
            case SlotKind.WEEKDAY:
                weekday = self._weekday.value()
                return MonthlySlot(ByWeekday(self._nth.value() or 1, 6 if weekday is None else weekday), at)
            case SlotKind.DAY:
                return MonthlySlot(ByDay(self._day.value() or 1), at)
            case _:
                return MonthlySlot()

    def show_slot(self, slot: MonthlySlot) -> None:
        """Show another slot as chosen, without telling anybody."""
        if slot != self.slot():
            self._take(slot)
            self._show_fields()

    def _take(self, slot: MonthlySlot) -> None:
        self._nth.choose(1)
        self._weekday.choose(6)
        self._day.choose(1)
        self._at.choose(slot.at)
        if slot == MonthlySlot():
            self._kind.choose(SlotKind.USUAL)
        elif isinstance(slot.day, ByDay):
            self._kind.choose(SlotKind.DAY)
            self._day.choose(slot.day.day)
        else:
            self._kind.choose(SlotKind.WEEKDAY)
            self._nth.choose(slot.day.nth)
            self._weekday.choose(slot.day.weekday)

    def _kind_chosen(self, _kind: SlotKind) -> None:
        self._show_fields()
        self._tell()

    def _show_fields(self) -> None:
        kind = self._kind.value()
        self._weekday_field.setVisible(kind is SlotKind.WEEKDAY)
        self._day_field.setVisible(kind is SlotKind.DAY)
        self._at_field.setVisible(kind is not SlotKind.USUAL)

    def _tell(self) -> None:
        self.changed.emit(self.slot())


def _times(chosen: time) -> list[time]:
    """Return each half hour from 06:00 to 22:30, and the time chosen before where it is another."""
    return sorted({chosen, *(time(hour, minute) for hour in range(6, 23) for minute in (0, 30))})
