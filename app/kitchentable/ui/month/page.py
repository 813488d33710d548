"""This month: one talk, a few settings, what was agreed last time, for one child at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.domain.change import Touched
from kitchentable.domain.month import PlannedTalk
from kitchentable.services.month import ChildMonth, MonthView, SettingLine, month_view, skip_talk
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.growing.rows import when_words
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.month.check_in import CheckInCard, has_something_to_say
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.cards import Card, beside, heading
from kitchentable.ui.widgets.figures import MonthDots, Ring
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.search_field import SearchField
from kitchentable.ui.widgets.words import Pill, Role, Words
from kitchentable.ui.wording import day_words, few, short_name

_MOST_COMING = 3
"""Changes named on the month's page: the rest are one click away."""


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

    def __init__(self, session: Session, ask: Ask, country: Callable[[], str]) -> None:
        """Start with the first child; ``country`` names the one whose law counts."""
        super().__init__(session, ask)
        self._country = country
        self._child_id: int | None = None
        self._view: MonthView | None = None

    def arrive(self, destination: Destination) -> None:
        """Show a child's month where one is asked for."""
        if destination.child_id is not None:
            self._child_id = destination.child_id
            self.refresh()

    def reload(self) -> None:
        """Read the month of every child."""
        self.session.read(partial(month_view, country=self._country()), self.show_view)

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
        self.add(_TalkCard(self.session, month))
        if month.plan.last_agreed is not None:
            self.add(_last_time(month))
        columns = ColumnsLayout(least=330, most=2, gap=16, aligned=True)
        columns.addWidget(_SettingsCard(self.session, month))
        columns.addWidget(_where_we_are(month, view.today))
        self.add_layout(columns)
        if month.coming_up:
            self.add(_ComingUpCard(self.session, month))
        self.add(_twelve_months(month))
        if not view.check_in.on:
            self.add(_ReminderCard(self.session))
        self.finish()

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


class _ReminderCard(Card):
    """Offers a nudge to a family that has none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.add_layout(heading("Reminders are off", icon="bell-off", role=Role.H3))
        self.add(
            Words("Kitchen Table can nudge you once a month, even when it is closed. It names no child.", Role.MUTED)
        )
        row = FlowLayout()
        choose = Button("Choose when", icon="bell")
        choose.clicked.connect(self._choose)
        row.addWidget(choose)
        self.add_layout(row)

    def _choose(self) -> None:
        self._session.go(Destination(Place.PREFERENCES))


class _TalkCard(Card):
    """The month's talk, with its reason and where to go from here."""

    def __init__(self, session: Session, month: ChildMonth) -> None:
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


class _SettingsCard(Card):
    """Up to two settings to look at again and one new one."""

    def __init__(self, session: Session, month: ChildMonth) -> None:
        super().__init__()
        self._session = session
        self._month = month
        if not month.settings:
            self.add_layout(heading("Settings to check"))
            self.add(Words(_no_settings(month), Role.MUTED))
            if not month.settings_in_all:
                choose = Button("Choose what they use", icon="users")
                choose.clicked.connect(self._family)
                self._row(choose)
            return
        minutes = sum(line.planned.minutes for line in month.settings)
        self.add_layout(heading("Settings to check", beside=beside(f"about {few(minutes, 'minute')}")))
        for line in month.settings:
            self.add(_SettingRow(session, line))
        first = Button("Start with the first", icon="play")
        first.clicked.connect(self._start)
        self._row(first)

    def _row(self, button: Button) -> None:
        row = FlowLayout()
        row.addWidget(button)
        self.add_layout(row)
        self.body.addStretch(1)

    def _start(self) -> None:
        planned = self._month.settings[0].planned
        self._session.go(Destination(Place.GUIDE, account_id=planned.account_id))

    def _family(self) -> None:
        self._session.go(Destination(Place.FAMILY))


class _SettingRow(QWidget):
    """One setting: what, why, and a way to it."""

    def __init__(self, session: Session, line: SettingLine) -> None:
        super().__init__()
        self._session = session
        self._line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel(line.guide_icon, 24))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(f"{line.guide_title} · {line.setting_title}"))
        words.addWidget(Words(line.planned.reason, Role.SMALL))
        row.addLayout(words, 1)
        look = Button("Look", Kind.QUIET, says=f"Look at {line.guide_title}: {line.setting_title}")
        look.clicked.connect(self._open)
        row.addWidget(look)

    def _open(self) -> None:
        self._session.go(Destination(Place.GUIDE, account_id=self._line.planned.account_id))


class _ComingUpCard(Card):
    """What an age changes about now, each in a line, and a way to read the whole of it."""

    def __init__(self, session: Session, month: ChildMonth) -> None:
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


def _subtitle(view: MonthView, month: ChildMonth) -> str:
    minutes = f" · about {month.minutes} minutes in all" if month.minutes else ""
    return f"{view.today:%B}{minutes}"


def _talk_pill(planned: PlannedTalk, month: ChildMonth) -> str:
    if planned.talked_on is not None:
        return "Talked this month"
    if month.ticked:
        return f"{month.ticked} of {month.ticks} ticked"
    return "Talk · 10 minutes"


def _no_settings(month: ChildMonth) -> str:
    if not month.settings_in_all:
        return f"Choose what {month.plan.child.name} uses, and the settings that matter most will wait here."
    return "Nothing to check this month. You can stop here."


def _last_time(month: ChildMonth) -> Card:
    agreed = month.plan.last_agreed
    card = Card()
    if agreed is not None:
        card.add_layout(heading(f"Last time, on {day_words(agreed.on)}, you agreed", icon="handshake"))
        for sentence in agreed.agreed:
            card.add(Words(f"“{sentence.strip('“”')}”"))
        about = f" It was about “{month.last_topic_title.strip('“”')}”." if month.last_topic_title else ""
        card.add(Words(f"A good way to begin: ask how that has been going.{about}", Role.SMALL))
    return card


def _where_we_are(month: ChildMonth, today: date) -> Card:
    card = Card()
    card.add_layout(heading("Where we are"))
    if month.last_talk is None:
        inside, share, last = "–", 0.0, "No talk yet. The first is ready above."
    else:
        days = (today - month.last_talk).days
        inside, share = f"{days} d", max(0.0, 1 - days / 365)
        last = "Today" if not days else f"{few(days, 'day')} ago, on {day_words(month.last_talk)}"
    card.add(_ring_row(Ring(share, inside, f"Last talk: {last}"), "Last talk", last))
    done, in_all = month.settings_looked_at, month.settings_in_all
    looked = f"{done} of {in_all} looked at" if in_all else "None chosen yet"
    share = done / in_all if in_all else 0.0
    card.add(_ring_row(Ring(share, f"{done}/{in_all}", f"Settings: {looked}"), "Settings", looked))
    card.body.addStretch(1)
    return card


def _ring_row(ring: Ring, title: str, text: str) -> QWidget:
    ground = QWidget()
    row = QHBoxLayout(ground)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    row.addWidget(ring)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addStretch(1)
    words.addWidget(Words(title, Role.STRONG))
    words.addWidget(Words(text, Role.SMALL))
    words.addStretch(1)
    row.addLayout(words, 1)
    return ground


def _twelve_months(month: ChildMonth) -> Card:
    card = Card()
    had = sum(dot.talked for dot in month.history)
    card.add_layout(heading("Talks in the last 12 months", beside=beside(f"in {few(had, 'month')}" if had else "")))
    card.add(MonthDots([(dot.month, dot.talked) for dot in month.history]))
    return card
