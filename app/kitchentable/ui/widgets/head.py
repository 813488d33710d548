"""A page's head: its title, and what can be done, beside it where both fit and below it where they don't."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

_SHARE = 0.58
"""The least part of the width a title keeps beside its actions; below that, words would break too often."""


class HeadLayout(QLayout):
    """Two items: the title's words, then the actions."""

    def __init__(self, gap: int = 16) -> None:
        """Keep a gap in logical pixels between the two."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item, as Qt asks."""
        if isinstance(item, QLayout):
            self.addChildLayout(item)
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Use all the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place title and actions."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return a modest size; the width decides."""
        width = sum(item.sizeHint().width() for item in self._items)
        return QSize(width, max((item.sizeHint().height() for item in self._items), default=0))

    def minimumSize(self) -> QSize:
        """Return the width of the wider item."""
        return QSize(max((item.minimumSize().width() for item in self._items), default=0), 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        if len(self._items) != 2:
            return 0
        words, actions = self._items
        asked = actions.sizeHint().width()
        room = rect.width() - asked - self._gap
        if room >= rect.width() * _SHARE:
            height, beside = _height(words, room), _height(actions, asked)
            if move:
                top = rect.y() + max(0, (beside - height) // 2)
                words.setGeometry(QRect(rect.x(), top, room, height))
                actions.setGeometry(QRect(rect.x() + room + self._gap, rect.y(), asked, beside))
            return max(height, beside)
        above, below = _height(words, rect.width()), _height(actions, rect.width())
        if move:
            words.setGeometry(QRect(rect.x(), rect.y(), rect.width(), above))
            actions.setGeometry(QRect(rect.x(), rect.y() + above + self._gap // 2, rect.width(), below))
        return above + self._gap // 2 + below


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
