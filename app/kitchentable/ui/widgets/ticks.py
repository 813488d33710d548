"""A line with a tick box whose words wrap."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from kitchentable.ui.icons import line_icon
from kitchentable.ui.theme import Ink, grown
from kitchentable.ui.widgets.heard import Heard

_GAP = 12


class Tick(Heard, QCheckBox):
    """A check box drawn as in the sketches: a large box, a clear mark, wrapped words, all of it clickable."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Make an unticked line."""
        super().__init__(text.replace("&", "&&"), parent)
        self.toggled.connect(self.hear)
        self._words = text
        self._mark = line_icon("check", Ink.ON_BRAND)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words, or of the box where that is more."""
        return max(_box() + 8, self._words_in(width).height() + 8)

    def sizeHint(self) -> QSize:
        """Return a comfortable width for the words."""
        width = min(420, self.fontMetrics().horizontalAdvance(self._words) + _box() + _GAP + 12)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Allow wrapping down to a narrow column."""
        return QSize(160, _box() + 8)

    def hitButton(self, position: QPoint) -> bool:
        """Take a click anywhere on the line."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, mark and words; the focus is a frame around the whole line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = _box() - 2
        box = QRectF(3, 4, side, side)
        painter.setPen(QPen(Ink.BRAND.colour() if self.isEnabled() else Ink.MUTED.colour(), 2))
        painter.setBrush(Ink.BRAND.colour() if self.isChecked() else Ink.SURFACE.colour())
        painter.drawRoundedRect(box, 5, 5)
        if self.isChecked():
            self._mark.paint(painter, box.toRect().adjusted(2, 2, -2, -2))
        painter.setPen(Ink.INK.colour())
        words = self._words_in(self.width())
        painter.drawText(words, _FLAGS, self._words)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(Ink.INK.colour(), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _words_in(self, width: int) -> QRect:
        room = QRect(0, 0, max(40, width - _box() - _GAP - 8), 10_000)
        needed = self.fontMetrics().boundingRect(room, _FLAGS, self._words)
        top = 4 + max(0, (_box() - self.fontMetrics().height()) // 2)
        return QRect(_box() + _GAP, top, room.width(), needed.height())


_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


def _box() -> int:
    """Return the side of a box in pixels: it grows with the text, so that mark and words stay of a size."""
    return grown(24)
