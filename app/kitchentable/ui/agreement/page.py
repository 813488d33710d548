"""Our agreement: one child at a time, both sides' promises, agreed together and looked at again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dateutil.relativedelta import relativedelta
from PySide6.QtWidgets import QWidget

from kitchentable.domain.agreement import KeptPromise, Side
from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import NotFound, Trouble
from kitchentable.services.agreements import (
    AgreementView,
    Suggestion,
    add_promises,
    agreement_view,
    remove_promise,
    reword_promise,
    set_review,
    sign,
)
from kitchentable.services.household import Household
from kitchentable.ui.agreement.parts import PastCard, SideCard, SuggestionsCard
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.cards import Card, Note, heading
from kitchentable.ui.widgets.flow import ColumnsLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words, short_name

_NEVER = 0
_REVIEWS = ((1, "In a month"), (3, "In three months"), (6, "In half a year"), (_NEVER, "No day"))

Service = Callable[[Household], Change]


class AgreementScreen(Screen):
    """Promises gathered from talks and settings, in the family's own words."""

    concerns = (Touched.AGREEMENTS, Touched.CHILDREN, Touched.TALKS, Touched.CHOICES, Touched.DEVICES)

    def __init__(self, session: Session, ask: Ask) -> None:
        """Start with the first child."""
        super().__init__(session, ask)
        self._child_id: int | None = None
        self._view: AgreementView | None = None
        self._cards: dict[Side, SideCard] = {}
        self._typed: dict[Side, str] = {}
        self._changing: KeptPromise | None = None

    def arrive(self, destination: Destination) -> None:
        """Show a child's agreement where one is asked for."""
        if destination.child_id is not None and destination.child_id != self._child_id:
            self._choose_child(destination.child_id)
        self.refresh()

    def leave(self) -> None:
        """Keep a promise that was typed and not added."""
        for side, card in self._cards.items():
            if card.typed.strip():
                self._add(side, card.typed)
        self._typed = {}
        self._cards = {}

    def reload(self) -> None:
        """Read the agreement."""
        self.session.read(partial(agreement_view, child_id=self._child_id), self.show_view, self._gone)

    def show_view(self, view: AgreementView) -> None:
        """Fill the page; what is half typed stays."""
        self._typed |= {side: card.typed for side, card in self._cards.items() if self._same_child(view)}
        typed_change = next((card.typed_change for card in self._cards.values() if card.typed_change is not None), None)
        self._view = view
        self._child_id = view.child.id
        self.start("Our agreement", "What you promise each other. Both sides count.", self._actions(view))
        if len(view.children) > 1:
            self.add(self._child_options(view))
        self.add(_state(view))
        sides = ColumnsLayout(least=360, most=2, gap=16)
        name = short_name(view.child.name)
        self._cards = {
            Side.CHILD: self._side(Side.CHILD, f"{name} promises", view),
            Side.PARENT: self._side(Side.PARENT, "We promise", view),
        }
        for card in self._cards.values():
            sides.addWidget(card)
        self.add_layout(sides)
        if view.suggestions:
            suggestions = SuggestionsCard(view.suggestions, name)
            suggestions.wanted.connect(self._take)
            self.add(suggestions)
        if view.agreement is not None:
            self.add(self._review(view))
        if view.past:
            self.add(PastCard(view.past, name))
        if self._changing is not None:
            self._cards[self._changing.side].open(self._changing, typed_change)
        self.finish()
        if self._changing is not None and typed_change is None:
            self._cards[self._changing.side].go_to_change()

    def _same_child(self, view: AgreementView) -> bool:
        return self._view is not None and self._view.child.id == view.child.id

    def _actions(self, view: AgreementView) -> tuple[QWidget, ...]:
        """Return what can be done with the whole."""
        agreement = view.agreement
        if agreement is None or not agreement.promises:
            return ()
        printing = Button("Print it", icon="printer", says="Print our agreement")
        printing.clicked.connect(self._print)
        if agreement.signed_on is not None:
            return (printing,)
        agreed = Button("We both say yes", Kind.PRIMARY, icon="signature")
        agreed.clicked.connect(self._sign)
        return (printing, agreed)

    def _print(self) -> None:
        self.session.go(Destination(Place.PRINTS, child_id=self._child_id, agreement=True))

    def _child_options(self, view: AgreementView) -> Options[int]:
        options = Options([(one.id, short_name(one.name)) for one in view.children], lead="With")
        options.choose(view.child.id)
        options.chosen.connect(self._choose_child)
        return options

    def _choose_child(self, child_id: int) -> None:
        self.leave()
        self._child_id = child_id
        self._changing = None
        self.refresh()

    def _side(self, side: Side, title: str, view: AgreementView) -> SideCard:
        promises = view.agreement.of_side(side) if view.agreement is not None else ()
        card = SideCard(side, title, promises, self._typed.pop(side, ""))
        card.added.connect(self._add)
        card.change_wanted.connect(self._change)
        card.changed.connect(self._reword)
        card.remove_wanted.connect(self._remove)
        card.cancelled.connect(self._cancel)
        return card

    def _review(self, view: AgreementView) -> Card:
        card = Card()
        card.add_layout(heading("Look at it again", icon="calendar-clock"))
        day = view.agreement.review_on if view.agreement is not None else None
        card.add(Words(f"On {day_words(day)}." if day else "No day is set.", Role.BODY))
        options = Options(_REVIEWS, says="Look at it again")
        options.chosen.connect(self._set_review)
        card.add(options)
        return card

    def _add(self, side: Side, sentence: str) -> None:
        self._take(Suggestion(side, sentence, ""))

    def _take(self, suggestion: Suggestion) -> None:
        """Add a promise; what was typed is cleared once it is kept."""
        if self._child_id is not None:
            done = self._kept_child if not suggestion.source and suggestion.side is Side.CHILD else None
            done = self._kept_parent if not suggestion.source and suggestion.side is Side.PARENT else done
            service = partial(add_promises, child_id=self._child_id, promises=(suggestion,))
            self.session.write(service, done)

    def _kept_child(self, _change: Change) -> None:
        self._clear(Side.CHILD)

    def _kept_parent(self, _change: Change) -> None:
        self._clear(Side.PARENT)

    def _clear(self, side: Side) -> None:
        self._typed.pop(side, None)
        if side in self._cards:
            self._cards[side].clear()

    def _change(self, promise: KeptPromise) -> None:
        self._changing = promise
        if self._view is not None:
            self.show_view(self._view)

    def _cancel(self) -> None:
        self._changing = None
        if self._view is not None:
            self.show_view(self._view)

    def _reword(self, promise: KeptPromise, instead: str) -> None:
        if self._child_id is not None:
            service = partial(
                reword_promise,
                child_id=self._child_id,
                side=promise.side,
                sentence=promise.sentence,
                instead=instead,
            )
            self.session.write(service, self._reworded, self._not_saved)

    def _reworded(self, _change: Change) -> None:
        """Close the field; ``changed`` has asked for the agreement anew already."""
        self._changing = None

    def _remove(self, promise: KeptPromise) -> None:
        if self._child_id is not None:
            self._write(partial(remove_promise, child_id=self._child_id, side=promise.side, sentence=promise.sentence))

    def _set_review(self, months: int) -> None:
        if self._view is not None:
            day = self._view.today + relativedelta(months=months) if months != _NEVER else None
            self._write(partial(set_review, child_id=self._view.child.id, review_on=day))

    def _sign(self) -> None:
        if self._child_id is not None:
            self._write(partial(sign, child_id=self._child_id))

    def _write(self, service: Service) -> None:
        self.session.write(service, None, self._not_saved)

    def _not_saved(self, trouble: Trouble) -> None:
        self.ask.tell(trouble)
        self.refresh()

    def _gone(self, trouble: Trouble) -> None:
        """Go to the family where the child is gone; say anything else."""
        if isinstance(trouble, NotFound):
            self._child_id = None
            self._cards = {}
            self.session.go(Destination(Place.FAMILY))
        else:
            self.ask.tell(trouble)


def _state(view: AgreementView) -> QWidget:
    """Say where the agreement stands, and what comes next."""
    agreement = view.agreement
    if agreement is None or not agreement.promises:
        return Note(
            "Begin with one promise.", "Write it together, or take one from a talk.", tone="brand", icon="pen-line"
        )
    if agreement.signed_on is None:
        words = "Read it to each other, and change what does not fit. Then press “We both say yes”."
        return Note("Not agreed yet.", words, tone="amber", icon="message-circle")
    lead = f"Agreed on {day_words(agreement.signed_on)}."
    if view.review_due:
        return Note(lead, "It is time to look at it together again. What still fits?", icon="calendar-clock")
    return Note(lead, "To change it, just change a promise: the old one is kept below.", tone="ok", icon="check")
