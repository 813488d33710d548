"""The shelf of talks: every topic as a card, and where each child stands with it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kitchentable.domain.change import Touched
from kitchentable.services.household import Household
from kitchentable.services.talks import TalksView, TopicCard, TopicState, talks_view
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.cards import Card
from kitchentable.ui.widgets.flow import ColumnsLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.search_field import SearchField
from kitchentable.ui.widgets.tiles import Tile
from kitchentable.ui.widgets.words import Pill, Role, Words
from kitchentable.ui.wording import day_words, few

_EVERYONE = 0


class TalksScreen(Screen):
    """All talks for one child or for everyone, with the one begun first."""

    concerns = (Touched.CHILDREN, Touched.TALKS, Touched.GUIDANCE)

    def __init__(self, session: Session, ask: Ask) -> None:
        """Start with everyone."""
        super().__init__(session, ask)
        self._child_id = _EVERYONE

    def arrive(self, destination: Destination) -> None:
        """Show a child's talks where one is asked for."""
        if destination.child_id is not None:
            self._child_id = destination.child_id
            self.refresh()

    def reload(self) -> None:
        """Read the cards."""
        self.session.read(self._read, self.show_view)

    def _read(self, home: Household) -> TalksView:
        return talks_view(home, child_id=self._child_id or None)

    def show_view(self, view: TalksView) -> None:
        """Fill the page."""
        self.start("Talks", "Ten minutes each. Little and often beats one big talk.", (SearchField(self.session),))
        if len(view.children) > 1:
            self.add(self._child_options(view))
        begun = next((card for card in view.cards if card.begun_on is not None), None)
        if begun is not None:
            self.add(_BegunCard(self.session, begun))
        shelf = ColumnsLayout(least=270, most=3, gap=14, aligned=True)
        for card in view.cards:
            shelf.addWidget(_TopicTile(self.session, card, with_state=bool(view.children)))
        self.add_layout(shelf)
        self.finish()

    def _child_options(self, view: TalksView) -> Options[int]:
        named = [(one.child.id, f"{one.child.name}, {one.age}") for one in view.children]
        options = Options([*named, (_EVERYONE, "Everyone")], lead="For")
        options.choose(self._child_id)
        options.chosen.connect(self._choose_child)
        return options

    def _choose_child(self, child_id: int) -> None:
        self._child_id = child_id
        self.refresh()


def _destination(card: TopicCard) -> Destination:
    return Destination(Place.TALK, topic_id=card.topic_id, band=card.band, child_id=card.child_id)


class _BegunCard(Card):
    """The talk that was begun, ready to go on with."""

    def __init__(self, session: Session, card: TopicCard) -> None:
        super().__init__("brand")
        self._session = session
        self._card = card
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconLabel("arrow-right", 24))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(f"{card.title} · {card.ticked} of {card.ticks} ticked", Role.H3))
        if card.begun_on is not None:
            words.addWidget(Words(f"Begun on {day_words(card.begun_on)}", Role.SMALL))
        row.addLayout(words, 1)
        go_on = Button("Carry on", Kind.PRIMARY, says=f"Carry on with {card.title}")
        go_on.clicked.connect(self._open)
        row.addWidget(go_on)
        self.add_layout(row)

    def _open(self) -> None:
        self._session.go(_destination(self._card))


class _TopicTile(Tile):
    """One topic on the shelf."""

    def __init__(self, session: Session, card: TopicCard, *, with_state: bool) -> None:
        """Show a topic; ``with_state`` says how it stands with the children there are."""
        words, tone = _pill(card)
        super().__init__(f"{card.title}. {card.about} {words}." if with_state else f"{card.title}. {card.about}")
        self._session = session
        self._card = card
        head = QHBoxLayout()
        head.addWidget(IconLabel(card.icon, 26))
        head.addStretch(1)
        if with_state:
            head.addWidget(Pill(words, tone))
        self.body.addLayout(head)
        self.body.addWidget(Words(card.title, Role.H3))
        self.body.addWidget(Words(card.about, Role.SMALL))
        self.body.addStretch(1)
        self.finish()
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._session.go(_destination(self._card))


def _pill(card: TopicCard) -> tuple[str, str]:
    match card.state:
        case TopicState.THIS_MONTH:
            return "This month", "brand"
        case TopicState.TALKED:
            return (f"Talked in {card.when:%B}" if card.when else "Talked"), "ok"
        case TopicState.BEGUN:
            return f"{card.ticked} of {few(card.ticks, 'line')}", "brand"
        case TopicState.NO_TALK:
            return "Not for this age", "quiet"
        case TopicState.FOR_YOU:
            return "For you", "brand"
        case TopicState.NOT_YET:
            return "Not yet", "quiet"
