"""The help card's words: the number for danger, the few lines a family needs, and what to say first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Contact, ContactKind, Country
from kitchentable.printing.hand_pages import CardLine, CardSheet, WalletSheet
from kitchentable.printing.help_page import REVIEW_MONTHS, qr_drawing
from kitchentable.printing.wording import BRAND, day_words, foot, months_on, numbers_checked, web_address

MOST_LINES = 6
"""Lines that a purse has room for; those for a part of the country are on the help page."""

_FOR_WHOM = {ContactKind.CHILD_LINE: "for children", ContactKind.PARENT_LINE: "for adults"}
_FIRST = (
    "Say: “Thank you for telling me. You are not in trouble.”",
    "Leave everything as it is. Don’t answer, pay or delete.",
    "Don’t copy or send on a sexual picture of a child.",
)


def help_card(guidance: Guidance, country: Country, today: date, *, wallet: bool = False, name: str = "") -> CardSheet:
    """Return a country's card; ``name`` is whose it is, or empty."""
    wanted = dict.fromkeys((*country.footer, *country.crisis))
    contacts = [guidance.contact(country.id, one) for one in wanted if one != country.emergency]
    lines = [line for one in contacts if not one.nations for line in _lines(one)]
    dates = f"Printed on {day_words(today)}. Print a new one by {months_on(today, REVIEW_MONTHS)}."
    checked = numbers_checked(guidance, country)
    make = WalletSheet if wallet else CardSheet
    return make(
        title="Help card",
        eyebrow=(BRAND, "Help", country.name),
        about="Cut along the lines. One for each bag." if wallet else "Keep it where everyone can see it.",
        dates=f"{dates} {checked}" if wallet else dates,
        sources="" if wallet else checked,
        danger="In danger now? Ring",
        number=country.emergency_number,
        lines_title="To talk to someone, or to tell",
        lines=tuple(lines[:MOST_LINES]),
        first_title="First",
        first=_FIRST,
        own_title="Ours",
        own_label="Someone I trust:",
        foot=foot(guidance, country),
        name=name,
    )


def _lines(contact: Contact) -> Iterator[CardLine]:
    """Yield a contact's first number, first text line, or else its address with a code to scan."""
    name = contact.name.partition(" (")[0]
    note = _FOR_WHOM.get(contact.kind, "")
    if contact.phone:
        yield CardLine(name, contact.phone[0].text, note)
    elif contact.text:
        word = contact.text[0].word
        yield CardLine(name, contact.text[0].to, "by text" if word is None else f"text {word}")
    elif contact.web is not None:
        web = web_address(contact.web)
        yield CardLine(name, web.text, "", qr_drawing(web.url), f"QR code for {web.text}")
