"""The search page: results as they are typed; where it smells of trouble, help comes first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kitchentable.domain.pack import Guidance
from kitchentable.guidance.search import Found, Kind, SearchIndex
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.page import Page
from kitchentable.ui.widgets.rows import Row
from kitchentable.ui.widgets.words import Words

_AFTER_MS = 150
_KINDS = {
    Kind.SITUATION: ("life-buoy", "Get help now", Ink.HELP),
    Kind.TALK: ("messages-square", "Talk", Ink.BRAND),
    Kind.SETTING: ("sliders-horizontal", "Setting", Ink.BRAND),
    Kind.GUIDE: ("book-open", "Guide", Ink.BRAND),
    Kind.CONTACT: ("phone", "Contact", Ink.BRAND),
    Kind.MILESTONE: ("cake", "Growing up", Ink.BRAND),
}


class SearchScreen(Page):
    """Searches the guidance; needs no records and finds help while they are locked."""

    def __init__(self, session: Session, guidance: Guidance, country: Callable[[], str]) -> None:
        """Build the page; the index is made when first needed."""
        super().__init__()
        self._session = session
        self._guidance = guidance
        self._country = country
        self._index: SearchIndex | None = None
        self._turn = 0
        self._field = QLineEdit()
        self._field.setAccessibleName("Search")
        self._field.setClearButtonEnabled(True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_AFTER_MS)
        self._wait.timeout.connect(self._look)
        self._field.textChanged.connect(self._wait.start)
        self._field.returnPressed.connect(self._look)
        self._results = QVBoxLayout()
        self._results.setSpacing(10)
        self.start("Search", "In your own words. Spelling may slip.")
        self.add(Field("What are you looking for?", self._field))
        self.add_layout(self._results)
        self.finish()

    def arrive(self, destination: Destination) -> None:
        """Take the words typed elsewhere, and the keyboard."""
        if destination.query is not None:
            self._field.setText(destination.query)
            self._look()
        self._field.setFocus()
        self._field.selectAll()

    def leave(self) -> None:
        """Let the index go; it is made again when needed."""
        index, self._index = self._index, None
        if index is not None:
            self._session.run(index.close)

    def _look(self) -> None:
        self._wait.stop()
        self._turn += 1
        self._session.run(partial(self._search, self._field.text(), self._turn), self._show)

    def _search(self, query: str, turn: int) -> tuple[int, str, tuple[Found, ...]]:
        """Search on the worker, which makes the index the first time."""
        if self._index is None:
            self._index = SearchIndex(self._guidance, self._country())
        return turn, query, self._index.search(query)

    def _show(self, answer: tuple[int, str, tuple[Found, ...]]) -> None:
        turn, query, found = answer
        if turn != self._turn:
            return
        self._clear()
        for one in found:
            self._results.addWidget(_Result(self._session, one))
        if query.strip() and not found:
            self._results.addWidget(
                Words("Nothing found. Other words may help: “who can chat”, “blackmail”, “Roblox”.")
            )
        if query.strip():
            self._results.addWidget(_HelpRow(self._session))

    def _clear(self) -> None:
        while (item := self._results.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()


class _Result(Row):
    """One result: what it is, and a way there."""

    def __init__(self, session: Session, found: Found) -> None:
        icon, kind, ink = _KINDS[found.kind]
        super().__init__(found.title, f"{kind} · {found.about}" if found.about else kind, icon=icon, ink=ink)
        self._session = session
        self._found = found
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._session.go(_destination(self._found))


def _destination(one: Found) -> Destination:
    """Return where a result leads."""
    match one.kind:
        case Kind.SITUATION:
            return Destination(Place.SITUATION, situation_id=one.id)
        case Kind.TALK:
            return Destination(Place.TALK, topic_id=one.id)
        case Kind.SETTING:
            return Destination(Place.GUIDE, guide_id=one.within)
        case Kind.GUIDE:
            return Destination(Place.GUIDE, guide_id=one.id)
        case Kind.CONTACT:
            return Destination(Place.HELP)
        case Kind.MILESTONE:
            return Destination(Place.GROWING, milestone_id=one.id)


class _HelpRow(Row):
    """Help beside every answer, in case the words were too hard to find."""

    def __init__(self, session: Session) -> None:
        super().__init__("Has something happened? Get help now", icon="life-buoy", ink=Ink.HELP)
        self._session = session
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._session.go(Destination(Place.HELP))
