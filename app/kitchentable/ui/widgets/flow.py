"""Layouts that give way: a row that wraps, and columns that fold into one when the window is narrow."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from kitchentable.ui.theme import grown


class FlowLayout(QLayout):
    """Lays items out like words in a paragraph, each as wide as it asks to be."""

    def __init__(self, parent: QWidget | None = None, gap: int = 10) -> None:
        """Wrap items with a gap in logical pixels."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item, as Qt asks."""
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
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped rows."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size with everything in one row."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for row in self._rows(rect.width()):
            height = max(size.height() for _, size in row)
            x = rect.x()
            for item, size in row:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self._gap
            y += height + self._gap
        return max(0, y - self._gap - rect.y())

    def _rows(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """Yield the items of each row with their sizes; an item wider than the row stands alone, narrowed."""
        row: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _fitted(item, width)
            if row and used + size.width() > width:
                yield row
                row, used = [], 0
            row.append((item, size))
            used += size.width() + self._gap
        if row:
            yield row


class ColumnsLayout(QLayout):
    """Equal columns, as many as fit, each filled from the top: the shortest takes the next card.

    With ``aligned`` the items stand in rows of one height, as on a shelf.
    """

    def __init__(
        self, parent: QWidget | None = None, *, least: int = 340, most: int = 2, gap: int = 16, aligned: bool = False
    ) -> None:
        """Make columns at least ``least`` pixels wide at 100 % text and at most ``most`` of them.

        They are never narrower than their content can be, and grow with the text.
        """
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._least, self._most, self._gap, self._aligned = least, most, gap, aligned
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item, as Qt asks."""
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
        """Return the height of the longest column."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return a modest size; the width decides."""
        width = self._least * min(self._most, max(1, len(self._items)))
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """Return the width of one column's narrowest content."""
        return QSize(max((item.minimumSize().width() for item in self._items), default=0), 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        least = max(grown(self._least), self.minimumSize().width())
        columns = max(1, min(self._most, (rect.width() + self._gap) // (least + self._gap)))
        width = (rect.width() - self._gap * (columns - 1)) // columns
        shown = [item for item in self._items if not item.isEmpty()]
        heights = [_height(item, width) for item in shown]
        if self._aligned:
            heights = [max(heights[place - place % columns :][:columns]) for place in range(len(heights))]
        ends = [rect.y()] * columns
        for place, (item, height) in enumerate(zip(shown, heights, strict=True)):
            column = place % columns if self._aligned else ends.index(min(ends))
            if move:
                item.setGeometry(QRect(rect.x() + column * (width + self._gap), ends[column], width, height))
            ends[column] += height + self._gap
        return max(0, max(ends) - self._gap - rect.y())


def _fitted(item: QLayoutItem, width: int) -> QSize:
    hint = item.sizeHint()
    fitted = min(hint.width(), max(width, item.minimumSize().width()))
    return QSize(fitted, item.heightForWidth(fitted) if item.hasHeightForWidth() else hint.height())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
