"""When to remind: the first Sunday, another weekday, or a day of the month, and between which hours."""

from __future__ import annotations

import calendar
from datetime import time
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.domain.recurrence import EARLIEST, LAST, LATEST, LEAST_WINDOW, ByDay, ByWeekday, MonthlySlot
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

    def __init__(self, slot: MonthlySlot, *, whose: str = "") -> None:
        """Show a slot as chosen; ``whose`` is the child's name where it is one child's own."""
        super().__init__()
        for_whom = f" for {whose}" if whose else ""
        self._kind: Options[SlotKind] = Options(
            [
                (SlotKind.USUAL, "First Sunday"),
                (SlotKind.WEEKDAY, "Another weekday"),
                (SlotKind.DAY, "A day of the month"),
            ],
            says=f"When to remind{for_whom}",
        )
        self._nth = Choice(_NTH, says=f"Which one in the month{for_whom}")
        self._weekday = Choice(list(enumerate(calendar.day_name)), says=f"Weekday{for_whom}")
        days = [*((day, str(day)) for day in range(1, 29)), (LAST, "Last day")]
        self._day = Choice(days, says=f"Day of the month{for_whom}")
        self._at = _clock(EARLIEST, _earlier(LATEST), slot.at, says=f"From{for_whom}")
        self._until = _clock(_later(EARLIEST), LATEST, slot.until, says=f"Until{for_whom}")
        self._take(slot)
        self._weekday_field = Field("Each month on the", self._nth, self._weekday)
        self._day_field = Field("Each month on day", self._day)
        self._at_field = Field("Between", self._at, self._until)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._kind)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._weekday_field, 2)
        row.addWidget(self._day_field, 1)
        row.addWidget(self._at_field, 2)
        column.addLayout(row)
        self._kind.chosen.connect(self._kind_chosen)
        for choice in (self._nth, self._weekday, self._day):
            choice.activated.connect(self._tell)
        self._at.activated.connect(self._begins_moved)
        self._until.activated.connect(self._ends_moved)
        self._show_fields()

    def slot(self) -> MonthlySlot:
        """Return what is chosen."""
        at, until = self._at.value() or MonthlySlot().at, self._until.value() or MonthlySlot().until
        match self._kind.value():
            case SlotKind.WEEKDAY:
                weekday = self._weekday.value()
                return MonthlySlot(ByWeekday(self._nth.value() or 1, 6 if weekday is None else weekday), at, until)
            case SlotKind.DAY:
                return MonthlySlot(ByDay(self._day.value() or 1), at, until)
            case _:
                return MonthlySlot(at=at, until=until)

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
        self._until.choose(slot.until)
        if slot.day == MonthlySlot().day:
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

    def _begins_moved(self) -> None:
        """Leave an hour at least: the end moves along."""
        at, until = self._at.value(), self._until.value()
        if at is not None and until is not None and until < _later(at):
            self._until.choose(_later(at))
        self._tell()

    def _ends_moved(self) -> None:
        """Leave an hour at least: the beginning moves along."""
        at, until = self._at.value(), self._until.value()
        if at is not None and until is not None and at > _earlier(until):
            self._at.choose(_earlier(until))
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.slot())


def _clock(first: time, last: time, chosen: time, *, says: str) -> Choice[time]:
    """Offer each half hour, and the time chosen before where it is another."""
    halves = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
    offered = sorted({chosen, *(one for one in halves if first <= one <= last)})
    return Choice([(one, f"{one:%H:%M}") for one in offered], says=says)


def _later(moment: time) -> time:
    hours, minutes = divmod(moment.hour * 60 + moment.minute + LEAST_WINDOW.seconds // 60, 60)
    return time(hours, minutes) if hours < 24 else LATEST


def _earlier(moment: time) -> time:
    hours, minutes = divmod(moment.hour * 60 + moment.minute - LEAST_WINDOW.seconds // 60, 60)
    return time(hours, minutes) if hours >= 0 else EARLIEST
