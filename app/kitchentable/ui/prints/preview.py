"""The preview: the very pages that will be saved or printed, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Words, one_line

_FORWARD = {Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space}
_BACK = {Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up}
_WHITE = Qt.GlobalColor.white


class Preview(QWidget):
    """Pages to leaf through with two buttons, or with the arrow and page keys once the page has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to show."""
        super().__init__(parent)
        self._title = ""
        self._before = Button("Page before", Kind.QUIET, icon="chevron-left", parent=self)
        self._before.clicked.connect(self.page_before)
        self._after = Button("Next page", Kind.QUIET, icon="chevron-right", parent=self)
        self._after.clicked.connect(self.next_page)
        self._count = one_line("")
        self._sheet = _Sheet(self)  # after the buttons: Tab goes from top to bottom
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = FlowLayout(gap=8)
        for one in (self._before, self._count, self._after):
            row.addWidget(one)
        self._waiting = Words("Making the pages…")
        column.addWidget(self._waiting)
        column.addLayout(row)
        column.addWidget(self._sheet)
        column.addStretch(1)
        self._show_place()

    @property
    def place(self) -> int:
        """The page shown, counted from 1; 0 where there is none."""
        return self._sheet.place + 1 if self._sheet.pages else 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sheet.pages)

    def show_pages(self, title: str, pages: tuple[QSvgRenderer, ...]) -> None:
        """Show pages from the first."""
        self._title = title
        self._sheet.show_pages(pages)
        self._waiting.setVisible(False)
        self._show_place()

    def wait(self) -> None:
        """Say that pages are being made; the old ones stay to look at, so that nothing jumps."""
        self._waiting.setVisible(True)

    def clear(self) -> None:
        """Show nothing: these pages can't be made."""
        self.show_pages("", ())

    def next_page(self) -> None:
        """Show the next page, if there is one."""
        self._sheet.turn(1)
        self._show_place()

    def page_before(self) -> None:
        """Show the page before, if there is one."""
        self._sheet.turn(-1)
        self._show_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaf through with the keyboard; other keys are for the page around it."""
        if event.key() in _FORWARD and self.place < self.pages:
            self.next_page()
        elif event.key() in _BACK and self.place > 1:
            self.page_before()
        else:
            super().keyPressEvent(event)

    def _show_place(self) -> None:
        words = f"Page {self.place} of {self.pages}" if self.pages else ""
        self._count.setText(words)
        self._sheet.setVisible(bool(self.pages))
        self._sheet.setAccessibleName(f"Preview of {self._title}: {words}" if words else "Preview")
        for button, useful in ((self._before, self.place > 1), (self._after, self.place < self.pages)):
            button.setVisible(self.pages > 1)
            button.setEnabled(useful)


class _Sheet(QWidget):
    """One page, drawn as large as the column is wide."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages: tuple[QSvgRenderer, ...] = ()
        self.place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_pages(self, pages: tuple[QSvgRenderer, ...]) -> None:
        """Take pages and show the first."""
        self.pages = pages
        self.place = 0
        self.updateGeometry()
        self.update()

    def turn(self, by: int) -> None:
        """Show another page, within those there are."""
        self.place = max(0, min(len(self.pages) - 1, self.place + by))
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of a page at a width."""
        if not self.pages:
            return 0
        size = self.pages[self.place].defaultSize()
        return round(width * size.height() / max(1, size.width()))

    def sizeHint(self) -> QSize:
        """Ask for a page that can just be read."""
        return QSize(420, self.heightForWidth(420))

    def minimumSizeHint(self) -> QSize:
        """Allow a small picture of the page."""
        return QSize(240, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page on white paper, in every theme; the frame shows the focus."""
        if not self.pages:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _WHITE)
        self.pages[self.place].render(painter, QRectF(self.rect()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(Ink.BRAND.colour(), 4) if self.hasFocus() else QPen(Ink.LINE.colour(), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
