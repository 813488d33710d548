"""The month page's card for a check-in that is due: since when, what belongs to it, and the answers."""

from __future__ import annotations

from collections.abc import Sequence

from kitchentable.services.check_ins import CheckIn
from kitchentable.services.month import ChildMonth, MonthView
from kitchentable.ui.check_ins.answers import Answers
from kitchentable.ui.check_ins.words import paused_words, put_off_words
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words, few

_MOST_LINES = 5


def has_something_to_say(check_in: CheckIn) -> bool:
    """Tell whether the card belongs on the page."""
    return check_in.on and (check_in.was_due is not None or check_in.paused_until is not None)


class CheckInCard(Card):
    """Says what is due, or that it was put off or paused. It asks; it never presses."""

    def __init__(self, session: Session, view: MonthView) -> None:
        """Show where the family's check-in stands."""
        super().__init__()
        self._session = session
        self._check_in = view.check_in
        self._next = _next_talk(view.children)
        icon = "bell-off" if self._is_quiet() else "bell-ring"
        self.add_layout(
            heading(self._title(), icon=icon, ink=Ink.MUTED if self._is_quiet() else Ink.BRAND, role=Role.H3)
        )
        said = put_off_words(self._check_in, view.now)
        if said:
            self.add(Words(said, Role.MUTED))
        if not self._is_quiet():
            self._name_what_waits()
        self.add(self._answers())

    def _is_quiet(self) -> bool:
        return self._check_in.paused_until is not None or self._check_in.put_off is not None

    def _title(self) -> str:
        if self._check_in.paused_until is not None:
            return f"Reminders: {paused_words(self._check_in)}".removesuffix(".")
        due = self._check_in.was_due
        return "" if due is None else f"Your check-in has been due since {day_words(due.date())}"

    def _name_what_waits(self) -> None:
        shown = self._check_in.waiting[:_MOST_LINES]
        more = len(self._check_in.waiting) - len(shown)
        self.add(MarkedList([*shown, *([f"and {few(more, 'more thing')}"] if more else [])]))

    def _answers(self) -> Answers:
        if self._is_quiet():
            return Answers(self._session, self._check_in)
        pause = Button("Pause…", Kind.QUIET, says="Pause reminders until a day you choose")
        pause.clicked.connect(self._choose_pause)
        now = None
        if self._next is not None:
            now = Button("Do it now", icon="play")
            now.clicked.connect(self._do_it_now)
        return Answers(self._session, self._check_in, first=now, last=pause, kind=Kind.QUIET)

    def _do_it_now(self) -> None:
        planned = self._next.plan.talk if self._next is not None else None
        if self._next is not None and planned is not None:
            child_id = self._next.plan.child.id
            self._session.go(Destination(Place.TALK, topic_id=planned.topic_id, band=planned.band, child_id=child_id))

    def _choose_pause(self) -> None:
        self._session.go(Destination(Place.PREFERENCES))


def _next_talk(months: Sequence[ChildMonth]) -> ChildMonth | None:
    """Return the first child with a talk that was not had this month."""
    return next((one for one in months if one.plan.talk is not None and one.plan.talk.talked_on is None), None)
