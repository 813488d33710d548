"""The help page's words: danger first, then what has happened, then who can help, all from the country's contacts."""

from __future__ import annotations

import io
from datetime import date

import segno

from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Contact, Country, Phone, Situation, TextLine, in_words_of
from kitchentable.printing.page import HelpLine
from kitchentable.printing.pages import (
    ContactCard,
    Emergency,
    FirstStep,
    HelpPage,
    NationNotes,
    SituationSteps,
)
from kitchentable.printing.wording import BRAND, day_words, foot, months_on, numbers_checked, web_address

FIRST_STEPS = 3
"""Steps of each situation on paper: enough for the first minutes."""

REVIEW_MONTHS = 12
"""Numbers change seldom; a page older than a year is worth printing anew."""

_INK = "#1D2A30"


def help_page(guidance: Guidance, country: Country, today: date) -> HelpPage:
    """Return a country's help page; numbers are the contacts' own, hours only where they are confirmed."""
    return HelpPage(
        title="Get help now",
        eyebrow=(BRAND, "Help", country.name),
        about="Keep this where everyone can find it.",
        dates=f"Printed on {day_words(today)}. Print a new one by {months_on(today, REVIEW_MONTHS)}.",
        sources=numbers_checked(guidance, country),
        emergency=_emergency(country),
        crisis=tuple(line for one in country.crisis for line in _crisis(guidance.contact(country.id, one))),
        situations=tuple(_situation(in_words_of(country, one)) for one in guidance.situations()),
        contacts=tuple(_contact(one) for one in country.contacts if one.id != country.emergency),
        nations=tuple(NationNotes(one.name, tuple(note.text for note in one.notes)) for one in country.nations),
        foot=foot(guidance, country),
    )


def _emergency(country: Country) -> Emergency:
    contact = country.contact(country.emergency)
    return Emergency(country.emergency_number, country.emergency_words, "" if contact is None else contact.when)


def qr_drawing(url: str) -> str:
    """Return an SVG of the address as a QR code, with the quiet zone a reader needs."""
    drawing = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawing, kind="svg", border=2, dark=_INK, light="#ffffff", xmldecl=False, omitsize=True
    )
    return drawing.getvalue().decode("utf-8")


def _crisis(contact: Contact) -> tuple[HelpLine, ...]:
    """Return a crisis contact's numbers for the top of the page: who, the number, and for whom it is."""
    lines = (*(_phone(one) for one in contact.phone), *(_text(one) for one in contact.text))
    said = contact.for_whom.rstrip(".") + "."
    return tuple(
        HelpLine(f"{contact.name}: {one.before[:1].lower()}{one.before[1:]}", one.number, said) for one in lines
    )


def _situation(situation: Situation) -> SituationSteps:
    return SituationSteps(
        title=situation.title,
        first_words=situation.first_words[0].text if situation.first_words else "",
        steps=tuple(FirstStep(one.text, one.do_not) for one in situation.steps[:FIRST_STEPS]),
    )


def _contact(contact: Contact) -> ContactCard:
    web = None if contact.web is None else web_address(contact.web)
    return ContactCard(
        name=contact.name,
        for_whom=contact.for_whom.rstrip("."),
        when=contact.when,
        numbers=(*(_phone(one) for one in contact.phone), *(_text(one) for one in contact.text)),
        web=web,
        qr="" if web is None else qr_drawing(web.url),
        qr_alt="" if web is None else f"QR code for {web.text}",
    )


def _phone(phone: Phone) -> HelpLine:
    hours = phone.hours if phone.hours_confirmed else None
    return HelpLine("Ring", phone.text, _said(phone.cost, hours, phone.note))


def _text(line: TextLine) -> HelpLine:
    hours = line.hours if line.hours_confirmed else None
    before = "Text" if line.word is None else f"Text {line.word} to"
    return HelpLine(before, line.to, _said(line.cost, hours))


def _said(*parts: str | None) -> str:
    """Join what is known about a number into short sentences."""
    return " ".join(part.strip().rstrip(".") + "." for part in parts if part)
