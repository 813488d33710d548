"""The search field at the head of a page: type, press Enter, and the search page opens."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.icons import line_icon
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Ink, grown


class SearchField(QLineEdit):
    """A field that asks the window for the search page."""

    def __init__(self, session: Session) -> None:
        """Make an empty field."""
        super().__init__()
        self._session = session
        self.setPlaceholderText("Search talks, settings, words…")
        self.setAccessibleName("Search")
        self.setToolTip("Ctrl+K")
        self.setMinimumWidth(grown(260))
        look = QAction(line_icon("search", Ink.MUTED), "Search", self)
        look.triggered.connect(self._search)
        self.addAction(look, QLineEdit.ActionPosition.LeadingPosition)
        self.returnPressed.connect(self._search)

    def _search(self) -> None:
        self._session.go(Destination(Place.SEARCH, query=self.text()))
