"""Get help now: the emergency number, what has happened, someone to talk to, and where to report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Contact, ContactKind
from kitchentable.services.help import HelpView, help_view
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.help.contacts import ContactCard, Expectations, ShortContact
from kitchentable.ui.help.parts import CrisisCard, EmergencyCard, NationCard, NationOptions
from kitchentable.ui.help.where import Where
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.flow import ColumnsLayout
from kitchentable.ui.widgets.page import Page
from kitchentable.ui.widgets.rows import Row
from kitchentable.ui.widgets.web import WebAddress
from kitchentable.ui.widgets.words import Role, Words

_LINES = ((ContactKind.CHILD_LINE, "for your child"), (ContactKind.PARENT_LINE, "for you"))


class HelpScreen(Page):
    """The help page of the parent's country. It needs the guidance only, so it works while the records are locked."""

    def __init__(self, session: Session, guidance: Guidance, where: Where) -> None:
        """Join the session to go elsewhere; ``where`` is asked each time the page is opened."""
        super().__init__()
        self._session = session
        self._guidance = guidance
        self._where = where
        self._report: _ReportCard | None = None

    def arrive(self, destination: Destination) -> None:  # noqa: ARG002 -- the help page is always the same
        """Show the page. It is made at once, on purpose: nothing else that is going on may hold help up."""
        self._show()

    def _show(self) -> None:
        where = self._where
        self.show_view(help_view(self._guidance, country=where.country(), nation=where.nation()))

    def show_view(self, view: HelpView) -> None:
        """Fill the page."""
        printed = Button("Print this page", icon="printer")
        printed.clicked.connect(self._print)
        self.start("Get help now", "This page works with no internet and no password.", (printed,))
        self.add(EmergencyCard("A child is in danger right now", view.emergency_words, view.emergency))
        self.add(Words("What has happened?", Role.H2))
        rows = ColumnsLayout(least=340, most=2, gap=12, aligned=True)
        for tile in view.situations:
            row = Row(tile.title, icon=tile.icon, ink=Ink.HELP)
            row.setProperty("situation", tile.id)
            row.clicked.connect(self._open_situation)
            rows.addWidget(row)
        self.add_layout(rows)
        if view.country.nations:
            self.add(self._nations(view))
        self.add(_TalkToSomeone(view))
        report = _report_place(view)
        if report is not None:
            self.add(_ReportCard(report))
        if view.crisis:
            words = "If you or your child can’t go on, you can reach someone now."
            self.add(CrisisCard("When it is too much", words, view.crisis, view.country))
        more = Card()
        more.end_quietly()
        more.add(Disclosure(f"Everyone who can help in {_the(view.country.name)}", partial(_Everyone, view)))
        self.add(more)
        self.finish()

    def _nations(self, view: HelpView) -> NationOptions:
        options = NationOptions(view.country, view.nation)
        options.chosen.connect(self._choose_nation)
        return options

    def _choose_nation(self, nation: str | None) -> None:
        self._where.live_in_nation(nation)
        self._show()

    def _open_situation(self) -> None:
        self._session.go(Destination(Place.SITUATION, situation_id=self.sender().property("situation")))

    def _print(self) -> None:
        self._session.go(Destination(Place.PRINTS, situation_id="help"))


class _TalkToSomeone(Card):
    """A line for the child and a line for the parent."""

    def __init__(self, view: HelpView) -> None:
        super().__init__()
        self.add_layout(heading("Talk to someone"))
        columns = ColumnsLayout(least=280, most=2, gap=20)
        for kind, said in _LINES:
            contact = next((one for one in view.contacts if one.kind is kind and one.phone), None)
            if contact is not None:
                columns.addWidget(ShortContact(contact, view.country, said=said))
        self.add_layout(columns)


class _ReportCard(Card):
    """Where to report: the first place of the country, and on demand what it asks and what happens next."""

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        self._contact = contact
        self._steps: QWidget | None = None
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconLabel("shield-alert", 28))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(f"Report it: {contact.name}", Role.H3))
        words.addWidget(Words(contact.when, Role.MUTED))
        row.addLayout(words, 1)
        self._button = Button("How to report", Kind.PRIMARY, says=f"How to report to {contact.name}")
        self._button.clicked.connect(self._toggle)
        row.addWidget(self._button)
        self.add_layout(row)

    def _toggle(self) -> None:
        """Unfold or fold the steps."""
        if self._steps is None:
            self._steps = _report_steps(self._contact)
            self.add(self._steps)
        folded = self._steps.isHidden()
        self._steps.setVisible(folded)
        self._button.setText("Show less" if folded else "How to report")


class _Everyone(QWidget):
    """Every service of the country, and what differs between its nations."""

    def __init__(self, view: HelpView) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        notes = ColumnsLayout(least=320, most=2)
        for nation in view.country.nations if view.nation is None else (view.nation,):
            notes.addWidget(NationCard(nation))
        column.addLayout(notes)
        columns = ColumnsLayout(least=380, most=2)
        for contact in view.contacts:
            columns.addWidget(ContactCard(contact, view.country))
        column.addLayout(columns)


def _report_steps(contact: Contact) -> QWidget:
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(44, 4, 0, 0)
    column.setSpacing(12)
    if contact.web is not None:
        column.addWidget(WebAddress(contact.web, whose=contact.name))
    column.addWidget(Expectations(contact))
    return ground


def _report_place(view: HelpView) -> Contact | None:
    """Return where to report first: the place the country names on every paper, else its first."""
    places: Sequence[Contact] = [one for one in view.contacts if one.kind is ContactKind.REPORT]
    named = [one for one in places if one.id in view.country.footer]
    return next(iter([*named, *places]), None)


def _the(country: str) -> str:
    return f"the {country}" if country.startswith("United") else country
