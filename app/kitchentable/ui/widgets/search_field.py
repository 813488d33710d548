"""The search field at the head of a page: type, press Enter, and the search page opens."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.icons import line_icon
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Ink, grown

_ROUND_THE_WORDS = 44
"""Outline and padding of a field on both sides, with the gap after its icon."""


class SearchField(QLineEdit):
    """A field that asks the window for the search page."""

    def __init__(self, session: Session) -> None:
        """Make an empty field."""
        super().__init__()
        self._session = session
        self.setPlaceholderText("Search talks, settings, words…")
        self.setAccessibleName("Search")
        self.setToolTip("Ctrl+K")
        look = QAction(line_icon("search", Ink.MUTED), "Search", self)
        look.triggered.connect(self._search)
        self.addAction(look, QLineEdit.ActionPosition.LeadingPosition)
        self.returnPressed.connect(self._search)

    def sizeHint(self) -> QSize:
        """Be wide enough for the words it waits with, beside its icon."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(words + grown(30) + _ROUND_THE_WORDS, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never be so narrow that those words are cut."""
        return self.sizeHint()

    def _search(self) -> None:
        self._session.go(Destination(Place.SEARCH, query=self.text()))
