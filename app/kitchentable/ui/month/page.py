"""This month: one talk, a few settings, what was agreed last time, for one child at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from kitchentable.domain.change import Touched
from kitchentable.services.month import ChildMonth, MonthView, month_view
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.month.check_in import CheckInCard, has_something_to_say
from kitchentable.ui.month.coming_up import ComingUpCard
from kitchentable.ui.month.reminders import ReminderCard, WakeCard, Waker
from kitchentable.ui.month.settings import SettingsCard
from kitchentable.ui.month.standing import twelve_months, where_we_are
from kitchentable.ui.month.talk import TalkCard, last_time
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.cards import Card
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.search_field import SearchField
from kitchentable.ui.widgets.words import Role, Words


class MonthScreen(Screen):
    """The first page: what is worth doing this month, and a clear end when it is done."""

    concerns = (
        Touched.CHILDREN,
        Touched.DEVICES,
        Touched.CHOICES,
        Touched.TALKS,
        Touched.MONTH,
        Touched.REMINDERS,
        Touched.GUIDANCE,
    )

    def __init__(self, session: Session, ask: Ask, country: Callable[[], str], waker: Waker) -> None:
        """Start with the first child; ``country`` names the one whose law counts, ``waker`` wakes reminders."""
        super().__init__(session, ask)
        self._waker = waker
        self._is_awake: bool | None = None
        self._country = country
        self._child_id: int | None = None
        self._view: MonthView | None = None
        session.settled.connect(self._look_at_waking)

    def arrive(self, destination: Destination) -> None:
        """Show a child's month where one is asked for."""
        if destination.child_id is not None:
            self._child_id = destination.child_id
            self.refresh()

    def reload(self) -> None:
        """Read the month of every child."""
        self.session.read(partial(month_view, country=self._country()), self._take)

    def _take(self, view: MonthView) -> None:
        self.show_view(view)
        if self.session.is_settled:
            self._look_at_waking()

    def show_view(self, view: MonthView) -> None:
        """Fill the page."""
        self._view = view
        month = self._chosen(view)
        if month is None:
            self._show_empty(view.today)
            return
        self._child_id = month.plan.child.id
        self.start("This month", _subtitle(view, month), (SearchField(self.session),))
        if len(view.children) > 1:
            self.add(self._child_options(view))
        if has_something_to_say(view.check_in):
            self.add(CheckInCard(self.session, view))
        self.add(TalkCard(self.session, month))
        if month.plan.last_agreed is not None:
            self.add(last_time(month))
        columns = ColumnsLayout(least=330, most=2, gap=16, aligned=True)
        columns.addWidget(SettingsCard(self.session, month))
        columns.addWidget(where_we_are(month, view.today))
        self.add_layout(columns)
        if month.coming_up:
            self.add(ComingUpCard(self.session, month))
        self.add(twelve_months(month))
        self._reminders = QVBoxLayout()
        self.add_layout(self._reminders)
        if not view.check_in.on:
            self._reminders.addWidget(ReminderCard(self.session))
        self._say_what_wakes()
        self.finish()

    def _look_at_waking(self) -> None:
        """Ask the system, once the page stands, as it is slow; what was well stays so until reminders are touched."""
        view = self._view
        if view is None or not view.check_in.on or not view.children:
            self._is_awake = None
        elif not self._is_awake:
            self.session.read(self._waker.is_awake, self._looked_at_waking)

    def _looked_at_waking(self, is_awake: bool) -> None:  # noqa: FBT001 -- a result, not a switch
        if is_awake is not self._is_awake:
            self._is_awake = is_awake
            if self._view is not None:
                self.show_view(self._view)

    def _say_what_wakes(self) -> None:
        on = self._view is not None and self._view.check_in.on
        if on and self._is_awake is False:
            self._reminders.addWidget(WakeCard(self.session, self._waker))

    def _chosen(self, view: MonthView) -> ChildMonth | None:
        by_id = {one.plan.child.id: one for one in view.children}
        return by_id.get(self._child_id or 0) or next(iter(view.children), None)

    def _child_options(self, view: MonthView) -> Options[int]:
        options = Options(
            [(one.plan.child.id, f"{one.plan.child.name}, {one.age}") for one in view.children], lead="For"
        )
        options.choose(self._child_id or 0)
        options.chosen.connect(self._choose_child)
        return options

    def _choose_child(self, child_id: int) -> None:
        self._child_id = child_id
        if self._view is not None:
            self.show_view(self._view)

    def _show_empty(self, today: date) -> None:
        self.start("This month", f"{today:%B}")
        card = Card("brand")
        card.add(
            Words("Who are we helping?", Role.H2),
            Words(
                "Add a child, and each month starts here: one ten-minute talk and a few settings, chosen for their age."
            ),
        )
        buttons = FlowLayout()
        add = Button("Add a child", Kind.PRIMARY, icon="user-plus")
        add.clicked.connect(self._add_child)
        look = Button("Look at the talks", icon="messages-square")
        look.clicked.connect(self._look_at_talks)
        buttons.addWidget(add)
        buttons.addWidget(look)
        card.add_layout(buttons)
        self.add(card)
        self.finish()

    def _add_child(self) -> None:
        self.session.go(Destination(Place.FAMILY))

    def _look_at_talks(self) -> None:
        self.session.go(Destination(Place.TALKS))


def _subtitle(view: MonthView, month: ChildMonth) -> str:
    minutes = f" · about {month.minutes} minutes in all" if month.minutes else ""
    return f"{view.today:%B}{minutes}"
