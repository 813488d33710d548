"""When to be reminded: which day of the month, and from what time."""

from __future__ import annotations

import calendar

from PySide6.QtCore import QTime, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QTimeEdit, QVBoxLayout, QWidget

from kitchentable.domain.recurrence import LAST, ByDay, ByWeekday, MonthlySlot
from kitchentable.ui.theme import grown
from kitchentable.ui.widgets.buttons import Options
from kitchentable.ui.widgets.fields import Choice, Field
from kitchentable.ui.widgets.flow import FlowLayout

_FIRST_SUNDAY = ByWeekday(1, 6)
_LAST_FRIDAY = ByWeekday(LAST, 4)
_WEEKDAY, _DAY = "weekday", "day"
_NTHS = ((1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (LAST, "Last"))
_DAYS = (*((day, str(day)) for day in range(1, 29)), (LAST, "Last day"))
_KINDS = (
    (_FIRST_SUNDAY, "First Sunday"),
    (_LAST_FRIDAY, "Last Friday"),
    (_WEEKDAY, "Another weekday"),
    (_DAY, "A day of the month"),
)


class When(QWidget):
    """The monthly slot to choose. Every change is told at once; there is no separate *Save*."""

    chosen = Signal(object)
    """The new ``MonthlySlot``."""

    def __init__(self, slot: MonthlySlot, parent: QWidget | None = None) -> None:
        """Show a slot."""
        super().__init__(parent)
        self._slot = slot
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._kind: Options[object] = Options(_KINDS, says="Remind us on")
        self._kind.chosen.connect(self._kind_chosen)
        column.addWidget(self._kind)
        self._nth = Choice(_NTHS, says="Which one in the month")
        self._weekday = Choice(list(enumerate(calendar.day_name)), says="Weekday")
        self._day = Choice(_DAYS, says="Day of the month")
        for choice in (self._nth, self._weekday, self._day):
            choice.activated.connect(self._detail_chosen)
        self._at = _Time()
        self._at.setAccessibleName("From what time")
        self._at.editingFinished.connect(self._time_chosen)
        self._fields = (
            Field("Which one", self._nth),
            Field("Weekday", self._weekday),
            Field("Day", self._day),
            Field("From", self._at),
        )
        row = FlowLayout(gap=14)
        for field in self._fields:
            row.addWidget(field)
        column.addLayout(row)
        self.show_slot(slot)

    def show_slot(self, slot: MonthlySlot) -> None:
        """Show another slot without telling anybody."""
        self._slot = slot
        self._show_kind(_kind_of(slot))
        self._kind.choose(_kind_of(slot))
        if isinstance(slot.day, ByDay):
            self._day.choose(slot.day.day)
        else:
            self._nth.choose(slot.day.nth)
            self._weekday.choose(slot.day.weekday)
        self._at.setTime(QTime(slot.at.hour, slot.at.minute))

    def _show_kind(self, kind: object) -> None:
        nth, weekday, day, _ = self._fields
        nth.setVisible(kind == _WEEKDAY)
        weekday.setVisible(kind == _WEEKDAY)
        day.setVisible(kind == _DAY)

    def _kind_chosen(self, kind: object) -> None:
        self._show_kind(kind)
        if isinstance(kind, ByWeekday):
            self._tell(MonthlySlot(kind, self._slot.at))
        elif kind == _DAY:
            self._day.choose(self._day.value() or 1)
            self._detail_chosen()
        else:
            self._nth.choose(self._nth.value() or 1)
            if self._weekday.value() is None:
                self._weekday.choose(6)

    def _detail_chosen(self) -> None:
        if self._kind.value() == _DAY:
            self._tell(MonthlySlot(ByDay(self._day.value() or 1), self._slot.at))
            return
        weekday = self._weekday.value()
        self._tell(MonthlySlot(ByWeekday(self._nth.value() or 1, 6 if weekday is None else weekday), self._slot.at))

    def _time_chosen(self) -> None:
        at = self._at.time()
        self._tell(MonthlySlot(self._slot.day, self._slot.at.replace(hour=at.hour(), minute=at.minute())))

    def _tell(self, slot: MonthlySlot) -> None:
        if slot != self._slot:
            self._slot = slot
            self.chosen.emit(slot)


class _Time(QTimeEdit):
    """A time typed or stepped with the arrow keys. The mouse wheel scrolls the page instead."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat("HH:mm")
        self.setMinimumWidth(grown(110))
        self.lineEdit().setTextMargins(10, 0, 10, 0)  # a style sheet's padding does not reach it

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def _kind_of(slot: MonthlySlot) -> object:
    if isinstance(slot.day, ByDay):
        return _DAY
    return slot.day if slot.day in {_FIRST_SUNDAY, _LAST_FRIDAY} else _WEEKDAY
