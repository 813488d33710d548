"""The month's talk: what it is, why it comes now, and where to go from here."""

from __future__ import annotations

from functools import partial

from kitchentable.domain.month import PlannedTalk
from kitchentable.services.month import ChildMonth, skip_talk
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Pill, Role, Words
from kitchentable.ui.wording import day_words


class TalkCard(Card):
    """The month's talk, with its reason and where to go from here."""

    def __init__(self, session: Session, month: ChildMonth) -> None:
        """Show a child’s talk of this month, or that there is none."""
        super().__init__("brand")
        self._session = session
        self._month = month
        planned = month.plan.talk
        if planned is None:
            self.add(
                Words("No talk this month", Role.H2),
                Words(f"We have no talks for {month.plan.child.name}’s age yet. The settings below still help."),
            )
            return
        pills = FlowLayout(gap=8)
        pills.addWidget(Pill(_talk_pill(planned, month), "surface"))
        pills.addWidget(Pill(f"{month.plan.child.name}, {month.age}", "surface"))
        self.add_layout(pills)
        self.add(Words(month.topic_title, Role.H2), Words(month.topic_about), Words(planned.reason, Role.MUTED))
        self.add_layout(self._buttons(planned))

    def _buttons(self, planned: PlannedTalk) -> FlowLayout:
        row = FlowLayout()
        if planned.talked_on is None:
            words = "Carry on with the talk" if self._month.ticked else "Open the talk"
            opening = Button(words, Kind.PRIMARY, icon="messages-square")
        else:
            opening = Button("Read it again", icon="messages-square")
        opening.clicked.connect(self._open)
        printing = Button("Print it", icon="printer", says="Print this talk")
        printing.clicked.connect(self._print)
        row.addWidget(opening)
        row.addWidget(printing)
        if planned.talked_on is not None:
            agreement = Button("Our agreement", Kind.QUIET)
            agreement.clicked.connect(self._agreement)
            row.addWidget(agreement)
        else:
            other = Button("Another talk", Kind.QUIET, says="Suggest another talk this month")
            other.clicked.connect(self._skip)
            row.addWidget(other)
        return row

    def _open(self) -> None:
        self._go(Place.TALK)

    def _print(self) -> None:
        self._go(Place.PRINTS)

    def _agreement(self) -> None:
        self._session.go(Destination(Place.AGREEMENT, child_id=self._month.plan.child.id))

    def _skip(self) -> None:
        planned = self._month.plan.talk
        if planned is not None:
            child_id = self._month.plan.child.id
            self._session.write(partial(skip_talk, child_id=child_id, topic_id=planned.topic_id))

    def _go(self, place: Place) -> None:
        planned = self._month.plan.talk
        if planned is not None:
            child_id = self._month.plan.child.id
            self._session.go(Destination(place, topic_id=planned.topic_id, band=planned.band, child_id=child_id))


def last_time(month: ChildMonth) -> Card:
    """Return the card that quotes what was agreed last time."""
    agreed = month.plan.last_agreed
    card = Card()
    if agreed is not None:
        card.add_layout(heading(f"Last time, on {day_words(agreed.on)}, you agreed", icon="handshake"))
        for sentence in agreed.agreed:
            card.add(Words(f"“{sentence.strip('“”')}”"))
        about = f" It was about “{month.last_topic_title.strip('“”')}”." if month.last_topic_title else ""
        card.add(Words(f"A good way to begin: ask how that has been going.{about}", Role.SMALL))
    return card


def _talk_pill(planned: PlannedTalk, month: ChildMonth) -> str:
    if planned.talked_on is not None:
        return "Talked this month"
    if month.ticked:
        return f"{month.ticked} of {month.ticks} ticked"
    return "Talk · 10 minutes"
