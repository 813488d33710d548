"""Talks so far: what was talked about with a child, how it went and what was agreed."""

from __future__ import annotations

from functools import partial

from kitchentable.domain.change import Touched
from kitchentable.services.talks import HadView, RecordLine, had_view
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.talks.last_time import HOW_WORDS
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.cards import Card, beside, heading
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words, few, short_day, short_name

_FEW = 7
"""Talks shown unasked; the others are one press away."""


class HadScreen(Screen):
    """One child’s talks, the newest first."""

    concerns = (Touched.TALKS, Touched.CHILDREN, Touched.GUIDANCE)

    def __init__(self, session: Session, ask: Ask) -> None:
        """Start with the first child."""
        super().__init__(session, ask)
        self._child_id: int | None = None

    def arrive(self, destination: Destination) -> None:
        """Show a child’s talks where one is asked for."""
        self._child_id = destination.child_id or self._child_id
        self.refresh()

    def reload(self) -> None:
        """Read the talks."""
        self.session.read(partial(had_view, child_id=self._child_id), self.show_view)

    def show_view(self, view: HadView) -> None:
        """Fill the page."""
        self.start("Talks so far", "What you talked about, and what you agreed")
        if view.child is not None and len(view.children) > 1:
            options = Options([(one.id, short_name(one.name)) for one in view.children], lead="With")
            options.choose(view.child.id)
            options.chosen.connect(self._choose)
            self.add(options)
        if not view.lines:
            self.add(_no_talk_yet())
        for line in view.lines[:_FEW]:
            self.add(_HadCard(self.session, line))
        if len(view.lines) > _FEW:
            rest = Card()
            rest.end_quietly()
            earlier = view.lines[_FEW:]
            rest.add(Disclosure(f"Show {few(len(earlier), 'earlier talk')}", partial(_Earlier, self.session, earlier)))
            self.add(rest)
        self.finish()

    def _choose(self, child_id: int) -> None:
        self._child_id = child_id
        self.refresh()


class _HadCard(Card):
    """One talk that was had."""

    def __init__(self, session: Session, line: RecordLine) -> None:
        super().__init__()
        self._session = session
        self._record = line.record
        day = line.record.talked_on
        self.add_layout(heading(line.topic_title, icon=line.topic_icon, beside=beside(short_day(day)) if day else None))
        how = [HOW_WORDS[line.record.how_it_went]] if line.record.how_it_went else []
        ticked = [f"You ticked {few(line.ticked, 'line')}."] if line.ticked else []
        if how or ticked:
            self.add(Words(" ".join((*how, *ticked)), Role.MUTED))
        if line.record.agreed:
            self.add(Words("You agreed", Role.STRONG), MarkedList(line.record.agreed))
        if line.record.note:
            self.add(Words(line.record.note))
        said = day_words(day) if day else ""
        row = FlowLayout()
        again = Button("Read the talk", Kind.QUIET, says=f"Read the talk {line.topic_title} of {said}")
        again.clicked.connect(self._read)
        agreement = Button("Our agreement", Kind.QUIET, says=f"Our agreement, from {line.topic_title} of {said}")
        agreement.clicked.connect(self._agreement)
        row.addWidget(again)
        if line.record.agreed:
            row.addWidget(agreement)
        self.add_layout(row)
        self.end_quietly()

    def _read(self) -> None:
        record = self._record
        self._session.go(Destination(Place.TALK, topic_id=record.topic_id, band=record.band, child_id=record.child_id))

    def _agreement(self) -> None:
        self._session.go(Destination(Place.AGREEMENT, child_id=self._record.child_id))


class _Earlier(Card):
    """The talks before those shown unasked."""

    def __init__(self, session: Session, lines: tuple[RecordLine, ...]) -> None:
        super().__init__()
        for line in lines:
            self.add(_HadCard(session, line))


def _no_talk_yet() -> Card:
    card = Card()
    card.add(
        Words("No talk yet.", Role.H3), Words("The first is ready on This month. It takes ten minutes.", Role.MUTED)
    )
    return card
