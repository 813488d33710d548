"""One situation: what to say first, what to do in order, what to keep, what never to do, and whom to tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Situation, Step
from kitchentable.domain.sources import Source
from kitchentable.domain.values import Line
from kitchentable.services.help import SituationView, situation_view
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.help.contacts import ContactCard
from kitchentable.ui.help.parts import CrisisCard, EmergencyCard, NationCard, NationOptions
from kitchentable.ui.help.where import Where
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.lists import MarkedList, marked
from kitchentable.ui.widgets.page import Page
from kitchentable.ui.widgets.sources import SourcesFold
from kitchentable.ui.widgets.words import Role, Words, one_line
from kitchentable.ui.wording import day_words

_CALM = "One step at a time. You do not have to do all of this today."
_HURRY = "Safety first. Then one step at a time."


class SituationScreen(Page):
    """A page for the first minutes. It needs the guidance only, so it works while the records are locked."""

    def __init__(self, session: Session, guidance: Guidance, where: Where) -> None:
        """Join the session to go elsewhere; ``where`` names the country whose numbers to show, and the part of it."""
        super().__init__()
        self._session = session
        self._guidance = guidance
        self._where = where
        self._situation_id = ""
        self._band: AgeBand | None = None

    def arrive(self, destination: Destination) -> None:
        """Show the situation asked for. It is made at once: nothing else that is going on may hold help up."""
        if destination.situation_id is None:
            return
        arrived_elsewhere = destination.situation_id != self._situation_id
        self._situation_id = destination.situation_id
        self._show()
        if arrived_elsewhere:
            self.verticalScrollBar().setValue(0)

    def _show(self) -> None:
        where = self._where
        self.show_view(
            situation_view(
                self._guidance,
                situation_id=self._situation_id,
                country=where.country(),
                nation=where.nation(),
                band=self._band,
            )
        )

    def show_view(self, view: SituationView) -> None:
        """Fill the page, the most urgent first."""
        situation = view.situation
        back = Button("All of Get help now", Kind.QUIET, icon="arrow-left")
        back.clicked.connect(self._back)
        printed = Button("Print help", icon="printer", says="Print the help pages")
        printed.clicked.connect(self._print)
        record = Button("Keep a private record of this", Kind.QUIET, icon="notebook-pen")
        record.clicked.connect(self._keep_record)
        self.start(situation.title, _HURRY if situation.danger else _CALM, (back, printed))
        if situation.danger:
            self.add(EmergencyCard("In danger right now", view.emergency_words, view.emergency))
        if view.crisis:
            words = "Is your child so low that they may hurt themselves? Stay with them, and call one of these."
            self.add(CrisisCard("If your child can’t go on", words, view.crisis, view.country))
        self.add(_first_words(situation.first_words), _steps(situation.steps))
        pair = ColumnsLayout(least=340, most=2)
        pair.addWidget(_lines("What to keep", situation.keep, icon="archive"))
        pair.addWidget(_lines("What never to do", situation.never, icon="octagon-x", mark="x", ink=Ink.HELP))
        self.add_layout(pair)
        self._add_whom_to_tell(view)
        self.add_layout(_alone(record))
        after = ColumnsLayout(least=340, most=2)
        after.addWidget(_lines("School", situation.school, icon="school"))
        after.addWidget(_lines("In the days after", situation.aftercare, icon="heart-handshake"))
        self.add_layout(after)
        self.add(_where_from(situation, view.sources))
        self.finish()

    def _add_whom_to_tell(self, view: SituationView) -> None:
        self.add(Words("Whom to tell, in this order", Role.H2))
        ages: list[tuple[AgeBand | None, str]] = [(band, band.words.capitalize()) for band in AgeBand]
        band = Options([(None, "Any age"), *ages], lead="Your child’s age")
        band.choose(view.band)
        band.chosen.connect(self._choose_band)
        self.add(band)
        if view.country.nations:
            nations = NationOptions(view.country, view.nation)
            nations.chosen.connect(self._choose_nation)
            self.add(nations)
        contacts = ColumnsLayout(least=380, most=2, aligned=True)
        for place, contact in enumerate(view.contacts, start=1):
            contacts.addWidget(ContactCard(contact, view.country, place=place))
        self.add_layout(contacts)
        if view.left_out:
            names = ", ".join(one.name for one in view.left_out)
            self.add(Words(f"Left out, as they are not for this age or place: {names}.", Role.SMALL))
        if view.nation is not None:
            self.add(NationCard(view.nation))

    def _choose_band(self, band: AgeBand | None) -> None:
        self._band = band
        self._show()

    def _choose_nation(self, nation: str | None) -> None:
        self._where.live_in_nation(nation)
        self._show()

    def _back(self) -> None:
        self._session.go(Destination(Place.HELP))

    def _keep_record(self) -> None:
        self._session.go(Destination(Place.NOTES, situation_id=self._situation_id))

    def _print(self) -> None:
        self._session.go(Destination(Place.PRINTS, situation_id=self._situation_id))


def _first_words(lines: Sequence[Line]) -> Card:
    """Return the first words to say, larger than the rest: they are read aloud."""
    card = Card("brand")
    card.add_layout(heading("Say this first", icon="message-circle-heart"))
    for line in lines:
        card.add(Words(line.text, Role.H3))
    return card


def _steps(steps: Sequence[Step]) -> Card:
    """Return the steps in order: a number before what to do, a stop sign before what not to do."""
    card = Card()
    card.add_layout(heading("What to do now", icon="list-checks"))
    number = 0
    for step in steps:
        if step.do_not:
            mark: QWidget = IconLabel("octagon-x", 26, Ink.HELP)
            mark.setAccessibleName("Do not")
        else:
            number += 1
            mark = _badge(number)
        card.add_layout(marked(mark, Words(step.text, Role.BODY), gap=14))
    return card


def _alone(button: Button) -> FlowLayout:
    row = FlowLayout()
    row.addWidget(button)
    return row


def _badge(number: int) -> Words:
    badge = one_line(str(number))
    badge.setProperty("badge", "step")
    badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
    badge.setAccessibleName(f"Step {number}")
    return badge


def _lines(title: str, lines: Iterable[Line], *, icon: str, mark: str = "dot", ink: Ink = Ink.BRAND) -> Card:
    card = Card()
    card.add_layout(heading(title, icon=icon))
    card.add(MarkedList((line.text for line in lines), icon=mark, ink=ink))
    return card


def _where_from(situation: Situation, sources: Sequence[Source]) -> Card:
    """Return who stands behind the page, and on demand each source."""
    card = Card()
    card.add(Words(situation.drafted_from, Role.SMALL))
    if situation.reviewed is not None:
        read = f"Read by {situation.reviewed.by}, {day_words(situation.reviewed.on)}."
        card.add(Words(read, Role.SMALL))
    card.end_quietly()
    card.add(SourcesFold(sources, about=situation.title))
    return card
