"""As they grow: what opens, ends or needs asking at each age; a child's own while the records are open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kitchentable.domain.change import Touched
from kitchentable.domain.pack import Guidance
from kitchentable.services.growing import ChildGrowing, GrowingLine, GrowingView, every_change, growing_view
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination
from kitchentable.ui.growing.rows import GrowingRows, month_words
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.widgets.buttons import Options
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.page import Screen, bring_into_view
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import few, short_name

_EVERY_AGE = 0
"""Stands for every age, beside the children's ids."""

_ABOUT = "Ages at which an app, a console or the law changes something. A good time to talk is before."


class GrowingScreen(Screen):
    """It needs the guidance only; while the records are open it starts with a child."""

    concerns = (Touched.CHILDREN, Touched.DEVICES, Touched.GUIDANCE)

    def __init__(self, session: Session, ask: Ask, guidance: Guidance, country: Callable[[], str]) -> None:
        """Join the session; ``country`` names the family's country each time the page is read."""
        super().__init__(session, ask)
        self._guidance = guidance
        self._country = country
        self._view = GrowingView((), ())
        self._child_id: int | None = None
        self._milestone_id: str | None = None

    def arrive(self, destination: Destination) -> None:
        """Show a child's changes, or one change by its id."""
        self._milestone_id = destination.milestone_id
        if destination.milestone_id is not None:
            self._child_id = _EVERY_AGE
        elif destination.child_id is not None:
            self._child_id = destination.child_id
        self.refresh()

    def reload(self) -> None:
        """Read the changes; with the children where the records are open."""
        country = self._country()
        if self.session.state is SessionState.OPEN:
            self.session.read(partial(growing_view, country=country), self.show_view)
        else:
            self.show_view(GrowingView((), every_change(self._guidance, country=country)))

    def show_view(self, view: GrowingView) -> None:
        """Fill the page."""
        self._view = view
        self.start("As they grow", _ABOUT)
        child = self._chosen(view)
        if view.children:
            self.add(self._whom(view, child))
        if child is None:
            self._add_every_age(view.everything)
        else:
            self._add_child(child)
        self.finish()

    def _chosen(self, view: GrowingView) -> ChildGrowing | None:
        if self._child_id == _EVERY_AGE:
            return None
        by_id = {one.now.child.id: one for one in view.children}
        return by_id.get(self._child_id or 0) or next(iter(view.children), None)

    def _whom(self, view: GrowingView, child: ChildGrowing | None) -> Options[int]:
        named = [(one.now.child.id, f"{short_name(one.now.child.name)}, {one.now.age}") for one in view.children]
        options = Options([*named, (_EVERY_AGE, "Every age")], lead="For")
        options.choose(_EVERY_AGE if child is None else child.now.child.id)
        options.chosen.connect(self._choose)
        return options

    def _choose(self, child_id: int) -> None:
        self._child_id = child_id
        self._milestone_id = None
        self.show_view(self._view)

    def _add_child(self, child: ChildGrowing) -> None:
        name = short_name(child.now.child.name)
        card = Card("brand" if child.coming else "plain")
        card.add_layout(heading("In the next year", icon="sprout"))
        if child.coming:
            card.add(GrowingRows(child.coming))
        else:
            card.add(Words(f"Nothing that we know of changes for {name} in the next year.{_next(child)}", Role.MUTED))
        self.add(card)
        for title, lines in (
            ("Later", child.later),
            ("Already reached", child.reached),
            (f"On things {name} does not use here", child.elsewhere),
        ):
            if lines:
                more = Card()
                more.end_quietly()
                more.add(Disclosure(f"{title} ({len(lines)})", partial(GrowingRows, lines)))
                self.add(more)

    def _add_every_age(self, lines: Sequence[GrowingLine]) -> None:
        """Add a card for each age; the one that was asked for is opened and brought into view."""
        for age in sorted({one.milestone.age for one in lines}):
            here = [one for one in lines if one.milestone.age == age]
            card = Card()
            card.end_quietly()
            fold = Disclosure(f"At {age}: {few(len(here), 'change')}", partial(GrowingRows, here))
            card.add(fold)
            self.add(card)
            if any(one.milestone.id == self._milestone_id for one in here):
                fold.unfold()
                bring_into_view(card)


def _next(child: ChildGrowing) -> str:
    """Say when the next change after this year comes, where one does."""
    first = next(iter(child.later), None)
    if first is None or first.reached_on is None:
        return ""
    return f" The next is at {first.milestone.age}, {month_words(first.reached_on)}."
