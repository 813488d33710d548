"""The base of our layouts: items in a list, a height that follows the width, one function that arranges."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FittingLayout(QLayout):
    """What Qt asks of every layout; a kind of layout says only how it ``arrange``s."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 10) -> None:
        """Keep a gap in logical pixels between items."""
        super().__init__(parent)
        self.items: list[QLayoutItem] = []
        self.gap = gap
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def arrange(self, rect: QRect, *, move: bool) -> int:
        """Return the height needed at a rectangle's width; with ``move`` place the items in it."""
        raise TypeError(f"{type(self).__name__} does not say how it arranges {rect} (move: {move})")

    def addWidget(self, widget: QWidget) -> None:
        """Add a widget, in an item made here.

        Of an item that Qt makes PySide never hears the end: the next one at the same address passed for deleted.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item, as Qt asks."""
        if isinstance(item, QLayout):
            self.addChildLayout(item)
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
        """Return the height needed at a width. Qt asks many times over, layouts stand in layouts: it is remembered."""
        if width not in self._heights:
            self._heights[width] = self.arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights: something inside has changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self.arrange(rect, move=True)

    def minimumSize(self) -> QSize:
        """Return the width of the item that can shrink least; the height follows from the width."""
        return QSize(max((item.minimumSize().width() for item in self.items), default=0), 0)


def item_height(item: QLayoutItem, width: int) -> int:
    """Return the height an item needs at a width."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
