"""What an age changes for a child about now."""

from __future__ import annotations

from kitchentable.services.month import ChildMonth
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.growing.rows import when_words
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.wording import short_name

_MOST_COMING = 3
"""Changes named on the month's page: the rest are one click away."""


class ComingUpCard(Card):
    """What an age changes about now, each in a line, and a way to read the whole of it."""

    def __init__(self, session: Session, month: ChildMonth) -> None:
        """Name the nearest changes."""
        super().__init__()
        self._session = session
        self._child_id = month.plan.child.id
        self.add_layout(heading(f"As {short_name(month.plan.child.name)} grows", icon="sprout"))
        shown = month.coming_up[:_MOST_COMING]
        lines = [f"{when_words(line)}: {line.title}" for line in shown]
        self.add(MarkedList(lines))
        more = len(month.coming_up) - len(shown)
        words = "See what changes" if not more else f"See what changes, and {more} more"
        look = Button(words, icon="sprout", says="See what changes as they grow")
        look.clicked.connect(self._look)
        row = FlowLayout()
        row.addWidget(look)
        self.add_layout(row)

    def _look(self) -> None:
        self._session.go(Destination(Place.GROWING, child_id=self._child_id))
