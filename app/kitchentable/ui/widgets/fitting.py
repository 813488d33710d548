"""The base of our layouts: items in a list, a height that follows the width, one function that arranges."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FittingLayout(QLayout):
    """What Qt asks of every layout; a kind of layout says only how it ``arrange``s."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 10) -> None:
        """Keep a gap in logical pixels between items."""
        super().__init__(parent)
        self.items: list[QLayoutItem] = []
        self.gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def arrange(self, rect: QRect, *, move: bool) -> int:
        """Return the height needed at a rectangle's width; with ``move`` place the items in it."""
        raise TypeError(f"{type(self).__name__} does not say how it arranges {rect} (move: {move})")

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item, as Qt asks; a widget stands in an item of our own.

        PySide does not hear the end of an item that Qt made, and takes the next at the same address for deleted.
        """
        widget = item.widget()
        if isinstance(item, QLayout):
            self.addChildLayout(item)
        elif widget is not None:
            shiboken6.delete(item)
            item = _WidgetItem(widget)
        self.items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self.items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or None past the end."""
        return self.items.pop(index) if 0 <= index < len(self.items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Use all the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height needed at a width."""
        return self.arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self.arrange(rect, move=True)

    def minimumSize(self) -> QSize:
        """Return the width of the item that can shrink least; the height follows from the width."""
        return QSize(max((item.minimumSize().width() for item in self.items), default=0), 0)


class _WidgetItem(QWidgetItem):
    """A widget's place in a layout. It remembers what the widget asks for until the layout is done anew."""

    def __init__(self, widget: QWidget) -> None:
        """Remember nothing yet."""
        super().__init__(widget)
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self._heights: dict[int, int] = {}

    def invalidate(self) -> None:
        """Forget: Qt calls this before it lays out anew."""
        super().invalidate()
        self._hint = self._least = None
        self._heights.clear()

    def sizeHint(self) -> QSize:
        """Return the size the widget asks for."""
        if self._hint is None:
            self._hint = super().sizeHint()
        return self._hint

    def minimumSize(self) -> QSize:
        """Return the least size of the widget."""
        if self._least is None:
            self._least = super().minimumSize()
        return self._least

    def heightForWidth(self, width: int) -> int:
        """Return the height the widget needs at a width."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]


def item_height(item: QLayoutItem, width: int) -> int:
    """Return the height an item needs at a width."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
