"""Layouts that give way: a row that wraps, and columns that fold into one when the window is narrow."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from kitchentable.ui.theme import grown
from kitchentable.ui.widgets.fitting import FittingLayout, item_height


class FlowLayout(FittingLayout):
    """Lays items out like words in a paragraph, each as wide as it asks to be."""

    def __init__(self, parent: QWidget | None = None, gap: int = 10) -> None:
        """Wrap items with a gap in logical pixels."""
        super().__init__(parent, gap=gap)

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def sizeHint(self) -> QSize:
        """Return the size with everything in one row."""
        hints = [item.sizeHint() for item in self.items]
        width = sum(hint.width() for hint in hints) + self.gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self.items:
            size = size.expandedTo(item.minimumSize())
        return size

    def arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items row by row, or column by column."""
        y = rect.y()
        for row in self._rows(rect.width()):
            height = max(size.height() for _, size in row)
            x = rect.x()
            for item, size in row:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self.gap
            y += height + self.gap
        return max(0, y - self.gap - rect.y())

    def _rows(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """Yield the items of each row with their sizes; an item wider than the row stands alone, narrowed."""
        row: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item in self.items:
            if item.isEmpty():
                continue
            size = _fitted(item, width)
            if row and used + size.width() > width:
                yield row
                row, used = [], 0
            row.append((item, size))
            used += size.width() + self.gap
        if row:
            yield row


class ColumnsLayout(FittingLayout):
    """Equal columns, as many as fit, each filled from the top: the shortest takes the next card.

    With ``aligned`` the items stand in rows of one height, as on a shelf.
    """

    def __init__(
        self, parent: QWidget | None = None, *, least: int = 340, most: int = 2, gap: int = 16, aligned: bool = False
    ) -> None:
        """Make columns at least ``least`` pixels wide at 100 % text and at most ``most`` of them.

        They are never narrower than their content can be, and grow with the text.
        """
        super().__init__(parent, gap=gap)
        self._least, self._most, self._aligned = least, most, aligned

    def sizeHint(self) -> QSize:
        """Return a modest size; the width decides."""
        width = self._least * min(self._most, max(1, len(self.items)))
        return QSize(width, self.heightForWidth(width))

    def arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items row by row, or column by column."""
        least = max(grown(self._least), self.minimumSize().width())
        columns = max(1, min(self._most, (rect.width() + self.gap) // (least + self.gap)))
        width = (rect.width() - self.gap * (columns - 1)) // columns
        shown = [item for item in self.items if not item.isEmpty()]
        heights = [item_height(item, width) for item in shown]
        if self._aligned:
            heights = [max(heights[place - place % columns :][:columns]) for place in range(len(heights))]
        ends = [rect.y()] * columns
        for place, (item, height) in enumerate(zip(shown, heights, strict=True)):
            column = place % columns if self._aligned else ends.index(min(ends))
            if move:
                item.setGeometry(QRect(rect.x() + column * (width + self.gap), ends[column], width, height))
            ends[column] += height + self.gap
        return max(0, max(ends) - self.gap - rect.y())


def _fitted(item: QLayoutItem, width: int) -> QSize:
    hint = item.sizeHint()
    fitted = min(hint.width(), max(width, item.minimumSize().width()))
    return QSize(fitted, item_height(item, fitted))
