"""The lock page where the data folder can't be written to: what is wrong, what to do, and what works all the same."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kitchentable.domain.errors import Trouble
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.cards import Card, Note, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.page import Page
from kitchentable.ui.widgets.words import Words


def show_barred(page: Page, session: Session, trouble: Trouble, help_row: QWidget) -> None:
    """Fill the page; ``help_row`` is the way to *Get help now*."""
    page.start("Your records stay shut for now", "Nothing in them was changed.")
    page.add(Note(trouble.title, trouble.message, icon="triangle-alert"))
    page.add(help_row, _StillWorks(session))
    page.finish()


class _StillWorks(Card):
    """What needs no records."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.add_layout(heading("What works meanwhile", icon="book-open"))
        self.add(
            Words("You can get help, search, and print talks and guides. What you choose is not kept."),
            Words("Once the folder is put right, close Kitchen Table and open it again."),
        )
        row = FlowLayout(gap=10)
        search = Button("Search", icon="search", says="Search talks, guides and help")
        search.clicked.connect(self._search)
        prints = Button("Print talks and guides", icon="printer")
        prints.clicked.connect(self._print)
        row.addWidget(search)
        row.addWidget(prints)
        self.add_layout(row)

    def _search(self) -> None:
        self._session.go(Destination(Place.SEARCH))

    def _print(self) -> None:
        self._session.go(Destination(Place.PRINTS))
