"""Codes from paper: whose paper, the codes, one button; then what was ticked, or one sentence about what is wrong."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPlainTextEdit

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import Trouble
from kitchentable.services.paper_ticks import PaperTick, PaperView, paper_view, read_codes, tick_codes
from kitchentable.ui.ask import Ask
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.areas import area
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.fields import Choice, Field
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import short_name

_PAPER_SAYS = 0
"""Stands for no child chosen, beside the children's ids: many a code says itself whose it is."""

_CODES = "The codes, with a space between them"


class PaperCodesScreen(Screen):
    """What was typed stays until it was ticked; nothing is ticked unless every code is right."""

    concerns = (Touched.CHILDREN, Touched.GUIDANCE)

    def __init__(self, session: Session, ask: Ask) -> None:
        """Begin with nothing typed."""
        super().__init__(session, ask)
        self._view = PaperView(())
        self._text = ""
        self._wrong = ""
        self._child_id = _PAPER_SAYS
        self._found: tuple[PaperTick, ...] = ()
        self._ticks: tuple[PaperTick, ...] = ()
        session.changed.connect(self._undone)

    def reload(self) -> None:
        """Read whose paper it may be."""
        self.session.read(paper_view, self.show_view)

    def show_view(self, view: PaperView) -> None:
        """Fill the page; what was typed stays. The first time the keyboard goes where the codes go."""
        first = not self._view.children
        if not first:
            self._keep()
        self._view = view
        self._fill()
        if first:
            self._codes.setFocus()

    def leave(self) -> None:
        """Remember what is typed."""
        if self._view.children:
            self._keep()

    def _fill(self) -> None:
        self.start("Codes from paper", "Tick on paper first; type it in when there is time")
        self.add(self._form())
        if self._ticks:
            self.add(_ticked(self._ticks))
        self.finish()

    def _form(self) -> Card:
        card = Card()
        card.add_layout(heading("Type in what you ticked", icon="list-checks"))
        card.add(Words("Each box has a small code beside it, such as 7KD4M. Capitals make no difference.", Role.MUTED))
        self._whose = self._whose_choice(card) if len(self._view.children) > 1 else None
        self._codes: QPlainTextEdit = area(_CODES, self._text, lines=3)
        card.add(Field(_CODES, self._codes))
        if self._wrong:
            card.add(Words(self._wrong, Role.ERROR))
        self._button = Button("Tick them", Kind.PRIMARY, icon="check")
        self._button.clicked.connect(self._look_up)
        row = FlowLayout()
        row.addWidget(self._button)
        card.add_layout(row)
        return card

    def _whose_choice(self, card: Card) -> Choice[int]:
        named = [(one.id, short_name(one.name)) for one in self._view.children]
        choice = Choice([(_PAPER_SAYS, "As the paper says"), *named], says="Whose paper is it?")
        choice.choose(self._child_id)
        card.add(Field("Whose paper is it?", choice))
        return choice

    def _keep(self) -> None:
        self._text = self._codes.toPlainText()
        self._child_id = self._whose.value() or _PAPER_SAYS if self._whose else _PAPER_SAYS

    def _look_up(self) -> None:
        """Find out what the codes stand for; only then is anything ticked."""
        self._keep()
        self._wrong = ""
        self._button.setEnabled(False)
        reading = partial(read_codes, text=self._text, child_id=self._child_id or None)
        self.session.read(reading, self._tick, self._say_wrong)

    def _tick(self, found: tuple[PaperTick, ...]) -> None:
        self._found = found
        service = partial(tick_codes, text=self._text, child_id=self._child_id or None)
        self.session.write(service, self._done, self._say_wrong)

    def _done(self, _change: Change) -> None:
        """Say what was ticked, and be ready for the next page."""
        self._ticks, self._text = self._found, ""
        self._fill()
        self._codes.setFocus()

    def _undone(self, change: Change) -> None:
        """Take back what is said here where it was taken back in the records."""
        if change.undone and self._ticks:
            self._keep()
            self._ticks = ()
            self._fill()

    def _say_wrong(self, trouble: Trouble) -> None:
        """Say what to look at again, below what was typed."""
        self._wrong = trouble.message
        self._keep()
        self._fill()
        self._codes.setFocus()


def _ticked(ticks: tuple[PaperTick, ...]) -> Card:
    card = Card("ok")
    card.add_layout(heading("Ticked one box" if len(ticks) == 1 else f"Ticked {len(ticks)} boxes", icon="check"))
    card.add(MarkedList([f"{short_name(one.child.name)}, {one.where}: {one.words}" for one in ticks], icon="check"))
    return card
