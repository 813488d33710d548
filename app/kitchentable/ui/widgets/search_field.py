"""The search field at the head of a page: type, press Enter, and the search page opens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.icons import line_icon
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Ink, grown

_ROUND_THE_WORDS = 44
"""Outline and padding of a field on both sides, with the gap after its icon."""
_EDGE = 10
_ICON = 18
"""Where the icon begins, and its side at 100 % text."""


class SearchField(QLineEdit):
    """A field that asks the window for the search page."""

    def __init__(self, session: Session) -> None:
        """Make an empty field."""
        super().__init__()
        self._session = session
        self.setPlaceholderText("Search talks, settings, words…")
        self.setAccessibleName("Search")
        self.setToolTip("Ctrl+K")
        self._icon = line_icon("search", Ink.MUTED)
        self._make_room()
        self.returnPressed.connect(self._search)

    def changeEvent(self, event: QEvent) -> None:
        """Make more room for the icon when the text grows."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon as large as the words; an action’s own icon is of one size, whatever that of the text."""
        super().paintEvent(event)
        side = grown(_ICON)
        painter = QPainter(self)
        self._icon.paint(painter, QRect(_EDGE, (self.height() - side) // 2, side, side))
        painter.end()

    def _make_room(self) -> None:
        self.setTextMargins(grown(_ICON) + _EDGE // 2, 0, 0, 0)

    def sizeHint(self) -> QSize:
        """Be wide enough for the words it waits with, beside its icon."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(words + grown(30) + _ROUND_THE_WORDS, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never be so narrow that those words are cut."""
        return self.sizeHint()

    def _search(self) -> None:
        self._session.go(Destination(Place.SEARCH, query=self.text()))
