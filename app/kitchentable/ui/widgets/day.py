"""A field for one day, with a calendar that opens below it and reads in every theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton

from kitchentable.ui.icons import line_icon
from kitchentable.ui.theme import Ink

_CHEVRON = 18


class DayField(QDateEdit):
    """A day, typed or picked. The mouse wheel scrolls the page and never changes it by accident."""

    def __init__(self) -> None:
        """Open the calendar on a click at the chevron, or with Alt and the down arrow."""
        super().__init__()
        self._chevron = line_icon("chevron-down", Ink.MUTED)
        self.setCalendarPopup(True)
        self.setCalendarWidget(_calendar())
        self.setDisplayFormat("d MMMM yyyy")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then a chevron in a colour of the theme."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRect(self.width() - _CHEVRON - 12, (self.height() - _CHEVRON) // 2, _CHEVRON, _CHEVRON)
        self._chevron.paint(painter, place)
        painter.end()


def _calendar() -> QCalendarWidget:
    """Return a calendar without Qt's red weekends and with our arrows."""
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    plain = QTextCharFormat()
    plain.setForeground(Ink.INK.colour())
    for day in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(day, plain)
    for name, icon, says in (
        ("qt_calendar_prevmonth", "chevron-left", "Month before"),
        ("qt_calendar_nextmonth", "chevron-right", "Month after"),
    ):
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(line_icon(icon, Ink.BRAND))
            button.setAccessibleName(says)
    return calendar
