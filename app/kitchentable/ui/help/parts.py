"""Parts both help pages have: the emergency card, the crisis lines, and where in the country the family lives."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kitchentable.domain.situations import Contact, Country, Nation
from kitchentable.ui.help.contacts import ShortContact
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.buttons import Options
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import ColumnsLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.words import Role, Words, one_line


class EmergencyCard(Card):
    """The number for danger now, first and large."""

    def __init__(self, title: str, words: str, number: str) -> None:
        """Show when to ring, and the number."""
        super().__init__("help")
        self.setAccessibleName(f"{title}: {number}")
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(IconLabel("siren", 34, Ink.HELP))
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(Words(title, Role.H2))
        said.addWidget(Words(words))
        row.addLayout(said, 1)
        label = one_line(number, Role.NUMBER)
        label.setAccessibleName(f"Emergency number: {number}")
        row.addWidget(label)
        self.add_layout(row)


class CrisisCard(Card):
    """Lines for the worst hours, on the page itself: nobody should have to look for them."""

    def __init__(self, title: str, words: str, contacts: Sequence[Contact], country: Country) -> None:
        """Show the crisis lines of a country."""
        super().__init__("amber")
        self.add_layout(heading(title, icon="heart-handshake"))
        self.add(Words(words))
        columns = ColumnsLayout(least=230, most=3, gap=20, aligned=True)
        for contact in contacts:
            columns.addWidget(ShortContact(contact, country, said=""))
        self.add_layout(columns)


class NationOptions(Options[str | None]):
    """Where in the country the family lives, for services that differ; anywhere is an answer too."""

    def __init__(self, country: Country, chosen: Nation | None) -> None:
        """Offer the parts of a country."""
        parts: list[tuple[str | None, str]] = [(one.id, one.name) for one in country.nations]
        super().__init__([(None, "Anywhere"), *parts], lead="Where you live")
        self.choose(None if chosen is None else chosen.id)


class NationCard(Card):
    """What differs in one part of a country."""

    def __init__(self, nation: Nation) -> None:
        """Show its notes."""
        super().__init__("brand")
        self.add_layout(heading(f"In {nation.name}", role=Role.H3))
        self.add(MarkedList(line.text for line in nation.notes))
