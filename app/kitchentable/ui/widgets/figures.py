"""Small drawn figures: a ring of how many, and a row of months. Each says in words what it draws."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kitchentable.ui.icons import line_icon
from kitchentable.ui.theme import Ink, grown


class Ring(QWidget):
    """A ring filled by its share, with a word or number inside."""

    def __init__(self, share: float, inside: str, says: str) -> None:
        """Fill a share from 0 to 1; ``says`` is what a screen reader reads."""
        super().__init__()
        self._share = max(0.0, min(1.0, share))
        self._inside = inside
        self.setAccessibleName(says)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text when its size is changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit()

    def _fit(self) -> None:
        side = grown(76)
        if self.size() != QSize(side, side):
            self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring from the top, clockwise."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        painter.setPen(QPen(Ink.TRACK.colour(), 8))
        painter.drawEllipse(ground)
        if self._share:
            painter.setPen(QPen(Ink.BRAND.colour(), 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(ground, 90 * 16, -round(360 * 16 * self._share))
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(Ink.INK.colour())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._inside)
        painter.end()


class MonthDots(QWidget):
    """Twelve months: a tick where a talk was had, a small dot where not, a ring around this month."""

    def __init__(self, months: Sequence[tuple[date, bool]]) -> None:
        """Show months, oldest first; the last is this month."""
        super().__init__()
        self._months = tuple(months)
        self._mark = line_icon("check", Ink.ON_BRAND)
        had = [f"{month:%B}" for month, talked in self._months if talked]
        self.setAccessibleName("Months with a talk: " + (", ".join(had) if had else "none yet"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for a row of dots with a letter under each."""
        return QSize(320, grown(32) + 4 + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow card."""
        return QSize(24 * len(self._months), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / max(1, len(self._months))
        for place, (month, talked) in enumerate(self._months):
            middle = round(step * (place + 0.5))
            self._dot(painter, middle, talked=talked, now=place == len(self._months) - 1)
            painter.setPen(Ink.MUTED.colour())
            letters = QRect(round(middle - step / 2), grown(30), round(step), self.fontMetrics().height() + 2)
            painter.drawText(letters, Qt.AlignmentFlag.AlignCenter, f"{month:%b}"[:1])
        painter.end()

    def _dot(self, painter: QPainter, middle: int, *, talked: bool, now: bool) -> None:
        if talked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Ink.BRAND.colour())
            painter.drawEllipse(_around(middle, 22))
            self._mark.paint(painter, _around(middle, 14))
        elif now:
            painter.setPen(QPen(Ink.AMBER.colour(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(_around(middle, 20))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Ink.MUTED.colour())
            painter.drawEllipse(_around(middle, 8))


def _around(middle: int, side: int) -> QRect:
    """Return a square of a side in pixels at 100 % text, in the middle of a month's place."""
    side = grown(side)
    return QRect(middle - side // 2, (grown(28) - side) // 2, side, side)
