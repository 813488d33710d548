"""Help services as a parent needs them: the name, when to turn there, the number large, and what happens then."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.situations import Contact, Country
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.web import WebAddress
from kitchentable.ui.widgets.words import Role, Words, one_line


class Numbers(QWidget):
    """The numbers of a service, large; what they cost, and hours only where they are confirmed."""

    def __init__(self, contact: Contact, parent: QWidget | None = None) -> None:
        """Show a contact's phone and text numbers."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        for phone in contact.phone:
            hours = phone.hours if phone.hours_confirmed else None
            self._add(phone.text, f"{contact.name}: {phone.text}", _said(phone.cost, hours, phone.note))
        for line in contact.text:
            hours = line.hours if line.hours_confirmed else None
            words = f"Text {line.to}" if line.word is None else f"Text {line.word} to {line.to}"
            self._add(words, f"{contact.name}: {words}", _said(line.cost, hours))

    def _add(self, number: str, says: str, about: str) -> None:
        label = one_line(number, Role.NUMBER)
        label.setAccessibleName(says)
        self._column.addWidget(label)
        if about:
            self._column.addWidget(Words(about, Role.SMALL))


class ContactCard(Card):
    """One service in full; ``place`` is its turn in the order of whom to tell, 0 where there is no order."""

    def __init__(self, contact: Contact, country: Country, *, place: int = 0, parent: QWidget | None = None) -> None:
        """Show a contact."""
        super().__init__(parent=parent)
        title = f"{place}. {contact.name}" if place else contact.name
        self.add_layout(heading(title, role=Role.H3))
        self.add(Words(contact.when))
        self.add(Words(_for_whom(contact, country), Role.SMALL))
        if contact.phone or contact.text:
            self.add(Numbers(contact))
        if contact.web is not None:
            self.add(WebAddress(contact.web, whose=contact.name))
        if contact.not_for:
            self.add(Words(f"Not for: {contact.not_for}", Role.SMALL))
        if contact.what_they_ask or contact.what_happens or contact.cannot:
            words = "What they ask, and what happens next"
            self.end_quietly()
            self.add(Disclosure(words, partial(Expectations, contact), says=f"{contact.name}: {words}"))
        self.body.addStretch(1)


class Expectations(QWidget):
    """What a service asks, what happens next, and what it can't do."""

    def __init__(self, contact: Contact, parent: QWidget | None = None) -> None:
        """Show what is known of it."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 4)
        column.setSpacing(10)
        for title, lines in (("What they ask", contact.what_they_ask), ("What happens next", contact.what_happens)):
            if lines:
                column.addWidget(Words(title, Role.STRONG))
                column.addWidget(MarkedList(line.text for line in lines))
        if contact.cannot:
            column.addWidget(Words("What they can’t do", Role.STRONG))
            column.addWidget(Words(contact.cannot))


class ShortContact(QWidget):
    """A service in a few lines: its name, its number, whom it is for."""

    def __init__(self, contact: Contact, country: Country, *, said: str, parent: QWidget | None = None) -> None:
        """Show a contact; ``said`` follows its name or is empty."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(f"{contact.name} · {said}" if said else contact.name, Role.STRONG))
        column.addWidget(Numbers(contact))
        column.addWidget(Words(_for_whom(contact, country), Role.SMALL))
        if not contact.phone and not contact.text and contact.web is not None:
            column.addWidget(WebAddress(contact.web, whose=contact.name))
        column.addStretch(1)


def _for_whom(contact: Contact, country: Country) -> str:
    """Return whom a service is for, with the nations it covers where its own words don't say."""
    names = [one.name for one in country.nations if one.id in contact.nations]
    if not names or all(name in contact.for_whom for name in names):
        return contact.for_whom
    places = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{contact.for_whom.rstrip('.')}. In {places}."


def _said(*parts: str | None) -> str:
    """Join what is known about a number into short sentences."""
    return " ".join(part.strip().rstrip(".") + "." for part in parts if part)
