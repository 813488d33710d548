"""One talk: what to ask, listen for, say and agree, ticked line by line as it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import Trouble
from kitchentable.domain.topics import Audience, Part
from kitchentable.domain.values import Line
from kitchentable.services.household import Household
from kitchentable.services.talks import TalkView, talk_view, talks_view, tick
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.talks.closing import ClosingForm
from kitchentable.ui.talks.last_time import last_time
from kitchentable.ui.talks.why import WhyCard
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.cards import Card, beside, heading
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.head import HeadLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.rows import Row
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.widgets.words import Phrase, Role, Words

_PARTS = {
    Part.ASK: ("Ask", "message-circle-question-mark", ""),
    Part.LISTEN_FOR: ("Listen for", "ear", ""),
    Part.SAY: ("Say", "heart-handshake", ""),
    Part.AGREE: ("Agree together", "signature", "we bring these back next time"),
}


_WITH = {Audience.CHILD: "With", Audience.PARENT: "Between you, about"}


class TalkScreen(Screen):
    """A talk for one child (with ticks that are saved at once), or to read for any age."""

    concerns = (Touched.CHILDREN,)

    def __init__(self, session: Session, ask: Ask) -> None:
        """Wait for a destination that names the topic."""
        super().__init__(session, ask)
        self._topic_id = ""
        self._band: AgeBand | None = None
        self._child_id: int | None = None
        self._view: TalkView | None = None
        self._form: ClosingForm | None = None

    def arrive(self, destination: Destination) -> None:
        """Take the topic, and the band and child where they are given."""
        self.leave()
        self._form = None
        self._topic_id = destination.topic_id or self._topic_id
        self._band = destination.band
        self._child_id = destination.child_id
        self.refresh()

    def leave(self) -> None:
        """Keep a half-typed note."""
        if self._form is not None:
            self._form.keep_draft()

    def reload(self) -> None:
        """Read the talk, unless “We talked” is being filled in."""
        if self._topic_id and self._form is None:
            self.session.read(self._read, self.show_view)

    def _read(self, home: Household) -> TalkView:
        """Return the talk; without a child it is for the only child there is, without a band for that child's age."""
        everyone = talks_view(home, child_id=None).children
        if self._child_id is None and len(everyone) == 1 and self._band in {None, everyone[0].band}:
            self._child_id = everyone[0].child.id
        now = next((one for one in everyone if one.child.id == self._child_id), None)
        bands = home.guidance.topic(self._topic_id).talks
        fitting = now.band if now is not None else next(iter(bands))
        self._band = self._band or (fitting if fitting in bands else next(iter(bands)))
        return talk_view(home, topic_id=self._topic_id, band=self._band, child_id=self._child_id)

    def show_view(self, view: TalkView) -> None:
        """Fill the page."""
        self._view = view
        printing = Button("Print", icon="printer", says="Print this talk")
        printing.clicked.connect(self._print)
        talked = Button("We talked", Kind.PRIMARY, icon="check")
        talked.clicked.connect(self._open_form)
        self.start(view.topic.title, view.topic.about, (printing, talked))
        self.add_layout(self._for_row(view))
        if view.last is not None:
            self.add(last_time(view.last))
        self.add(WhyCard(view.topic, view.sources))
        columns = ColumnsLayout(least=360, most=2, gap=16)
        for part in (Part.ASK, Part.LISTEN_FOR, Part.SAY, Part.AGREE):
            columns.addWidget(self._part(part, view))
        self.add_layout(columns)
        if view.gone:
            self.add(
                Words(f"You ticked this before, and it is no longer in the talk: {'; '.join(view.gone)}", Role.SMALL)
            )
        self.add(_listed("Try not to", view.talk.avoid, icon="triangle-alert", tone="amber"))
        self._add_rest(view)
        self.finish()

    def _for_row(self, view: TalkView) -> HeadLayout:
        options = Options([(band, band.words.capitalize()) for band in view.bands], lead="For", says="Age")
        options.choose(view.band)
        options.chosen.connect(self._choose_band)
        who = "" if view.child is None else f"{_WITH[view.topic.audience]} {view.child.name} · "
        row = HeadLayout()
        row.addWidget(options)
        row.addWidget(Phrase(f"{who}{view.talk.minutes} minutes · {view.talk.setting}", Role.SMALL))
        return row

    def _choose_band(self, band: AgeBand) -> None:
        self._band = band
        self.refresh()

    def _part(self, part: Part, view: TalkView) -> Card:
        title, icon, small = _PARTS[part]
        card = Card()
        card.add_layout(heading(title, icon=icon, beside=beside(small) if small else None))
        ticked = view.record.ticked if view.record is not None else frozenset()
        if part is Part.AGREE:
            who = "You promise:" if view.topic.audience is Audience.CHILD else "The other of you:"
            for promise in view.talk.agree:
                card.add(self._tick(promise.id, promise.child, ticked))
                mine = Words(f"{who} {promise.parent}", Role.SMALL)
                mine.setContentsMargins(36, 0, 0, 6)
                card.add(mine)
        else:
            for line in _lines(view, part):
                card.add(self._tick(line.id, line.text, ticked))
        return card

    def _tick(self, line_id: str, text: str, ticked: frozenset[str]) -> Tick:
        box = Tick(text)
        box.setChecked(line_id in ticked)
        box.setProperty("line_id", line_id)
        box.clicked.connect(self._ticked)
        return box

    def _ticked(self) -> None:
        box = self.sender()
        if not isinstance(box, Tick) or self._view is None or self._band is None:
            return
        if self._view.child is None:
            box.setChecked(False)
            self.ask.tell(
                Trouble(
                    "Ticks are kept for a child. Please open this talk from one child’s month, "
                    "or add a child under My family first.",
                    title="Whose talk is this?",
                )
            )
            return
        service = partial(
            tick,
            child_id=self._view.child.id,
            topic_id=self._topic_id,
            band=self._band,
            line_id=str(box.property("line_id")),
            ticked=box.isChecked(),
        )
        self.session.write(service, None, self._not_ticked)

    def _not_ticked(self, trouble: Trouble) -> None:
        """Say why, and show the truth: what is not stored is not ticked."""
        self.ask.tell(trouble)
        self.refresh()

    def _add_rest(self, view: TalkView) -> None:
        columns = ColumnsLayout(least=360, most=2, gap=16)
        columns.addWidget(_listed("Signs worth noticing", view.topic.warning_signs, icon="eye"))
        if view.talk.child_page:
            columns.addWidget(self._child_page(view))
        self.add_layout(columns)
        if view.situations:
            happened = Card("help")
            happened.add_layout(heading("If it has already happened", icon="life-buoy"))
            for link in view.situations:
                happened.add(_SituationRow(self.session, link.id, link.title))
            self.add(happened)
        self.add(Words(view.topic.drafted_from, Role.SMALL))

    def _child_page(self, view: TalkView) -> QWidget:
        """Return what the child's own page says, with a way to print it."""
        card = _listed("For your child", view.talk.child_page, icon="smile", small="a page of their own")
        printing = Button("Print this for your child", Kind.QUIET, icon="printer")
        printing.clicked.connect(self._print_child_page)
        row = FlowLayout()
        row.addWidget(printing)
        card.add_layout(row)
        return card

    def _print(self) -> None:
        self._go_to_print(child_page=False)

    def _print_child_page(self) -> None:
        self._go_to_print(child_page=True)

    def _go_to_print(self, *, child_page: bool) -> None:
        child_id = self._child_id
        self.session.go(
            Destination(
                Place.PRINTS, topic_id=self._topic_id, band=self._band, child_id=child_id, child_page=child_page
            )
        )

    def _open_form(self) -> None:
        view = self._view
        if view is None:
            return
        if view.child is None:
            self.ask.tell(
                Trouble(
                    "Please open this talk from one child’s month, or add a child under My family first.",
                    title="Whose talk was it?",
                )
            )
            return
        self.session.read(self._read, self._show_form)

    def _show_form(self, view: TalkView) -> None:
        """Show the form on the talk as it is stored now: what was ticked on this page is chosen in it."""
        if view.child is None or view.topic.id != self._topic_id or self._form is not None:
            return
        self._view = view
        self._form = ClosingForm(self.session, view)
        self._form.saved.connect(self._saved)
        self._form.cancelled.connect(self._cancelled)
        self.verticalScrollBar().setValue(0)
        self.start("We talked", f"{view.topic.title} · with {view.child.name}")
        self.add(self._form)
        self.finish()
        self._form.begin()

    def _saved(self, _change: Change) -> None:
        self._form = None
        self.session.go(Destination(Place.MONTH, child_id=self._child_id))

    def _cancelled(self) -> None:
        self._form = None
        self.refresh()


class _SituationRow(Row):
    """A way from a talk to the help page that belongs to it."""

    def __init__(self, session: Session, situation_id: str, title: str) -> None:
        super().__init__(title)
        self._session = session
        self._situation_id = situation_id
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._session.go(Destination(Place.SITUATION, situation_id=self._situation_id))


def _listed(title: str, lines: Sequence[Line], *, icon: str, tone: str = "plain", small: str = "") -> Card:
    """Return a card of lines to read."""
    card = Card(tone)
    ink = Ink.AMBER if tone == "amber" else Ink.BRAND
    card.add_layout(heading(title, icon=icon, ink=ink, beside=beside(small) if small else None))
    card.add(MarkedList((line.text for line in lines), ink=ink))
    return card


def _lines(view: TalkView, part: Part) -> Sequence[Line]:
    parts = {Part.ASK: view.talk.ask, Part.LISTEN_FOR: view.talk.listen_for, Part.SAY: view.talk.say}
    return parts[part]
