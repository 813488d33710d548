"""Fields of several lines, and fields for a day."""

from __future__ import annotations

import calendar
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from kitchentable.domain.errors import BadInput
from kitchentable.ui.widgets.fields import Choice

_NO_DAY = 0
"""Stands for no day in each of the three drop-downs."""


def area(says: str, text: str = "", *, lines: int) -> QPlainTextEdit:
    """Return a field of several lines; Tab leaves it, and it scrolls where more is written."""
    field = QPlainTextEdit()
    field.setAccessibleName(says)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 30)
    field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    field.setPlainText(text)
    field.moveCursor(QTextCursor.MoveOperation.End)  # who goes on writing goes on at the end
    return field


class DayField(QWidget):
    """A day as three drop-downs, which a keyboard fills quickly and nobody can mistype."""

    def __init__(self, says: str, years: range, day: date | None) -> None:
        """Offer the days of some years; a chosen day of another year is offered too. None chooses nothing."""
        super().__init__()
        self.setAccessibleName(says)
        offered = sorted({*years, *((day.year,) if day else ())})
        days = [(_NO_DAY, "–"), *((one, str(one)) for one in range(1, 32))]
        months = [(_NO_DAY, "–"), *((one, calendar.month_abbr[one]) for one in range(1, 13))]
        self._day = Choice(days, says=f"{says}: day")
        self._month = Choice(months, says=f"{says}: month")
        self._year = Choice([(_NO_DAY, "–"), *((one, str(one)) for one in offered)], says=f"{says}: year")
        self._day.choose(day.day if day else _NO_DAY)
        self._month.choose(day.month if day else _NO_DAY)
        self._year.choose(day.year if day else _NO_DAY)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for choice, share in ((self._day, 3), (self._month, 4), (self._year, 4)):
            row.addWidget(choice, share)

    def chosen(self) -> date:
        """Return the day; BadInput where there is none, or what ``value`` raises."""
        day = self.value()
        if day is None:
            raise BadInput("Please choose the day. A guess is fine.")
        return day

    def value(self) -> date | None:
        """Return the day, or None where nothing is chosen; BadInput for half a day, or one no calendar has."""
        day, month, year = self._day.value(), self._month.value(), self._year.value()
        if not (day or month or year):
            return None
        try:
            return date(year or 0, month or 0, day or 0)
        except ValueError:
            raise BadInput("That is not a whole day. Please choose the day, the month and the year.") from None
