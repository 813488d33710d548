"""Situations and contacts: something has happened, what to say first, what to do, whom to tell."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

import msgspec

from kitchentable.domain.ages import OLDEST, AgeBand
from kitchentable.domain.sources import Reviewed
from kitchentable.domain.values import Line, Value

HOME = "uk"
"""The country whose services the common words of the situations name."""

_Said = TypeVar("_Said", Line, "Step")


class Step(Value, frozen=True):
    """One step, in order. ``do_not`` marks a step that says what not to do, shown with its own mark."""

    id: str
    text: str
    do_not: bool = False


class Situation(Value, frozen=True):
    """Something that has happened. ``danger`` leads with the emergency number; ``tell`` is by country."""

    id: str
    order: int
    icon: str
    title: str
    search: tuple[str, ...]
    danger: bool
    crisis_line: bool
    changed_on: date
    drafted_from: str
    reviewed: Reviewed | None
    first_words: tuple[Line, ...]
    steps: tuple[Step, ...]
    keep: tuple[Line, ...]
    never: tuple[Line, ...]
    tell: dict[str, tuple[str, ...]]
    school: tuple[Line, ...]
    aftercare: tuple[Line, ...]
    follow_up: tuple[int, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]


class ContactKind(StrEnum):
    """What a service is for."""

    EMERGENCY = "emergency"
    POLICE = "police"
    REPORT = "report"
    REMOVAL = "removal"
    CHILD_LINE = "child-line"
    PARENT_LINE = "parent-line"
    CRISIS = "crisis"
    ADVICE = "advice"


class Grade(StrEnum):
    """How well a number is confirmed (research ``rule_for_the_app``): only A and B may be shown."""

    A = "A"
    B = "B"


class Phone(Value, frozen=True):
    """A phone number as printed. Hours are shown only where confirmed; the dial link is made from ``text``."""

    text: str
    grade: Grade
    sources: tuple[str, ...]
    checked_on: date
    cost: str | None = None
    hours: str | None = None
    hours_confirmed: bool = False
    note: str | None = None

    @property
    def dial(self) -> str:
        """The ``tel:`` address: the digits of the shown text and nothing typed twice."""
        return "tel:" + "".join(mark for mark in self.text if mark.isdigit() or mark == "+")


class TextLine(Value, frozen=True):
    """A number to text, and the word to send where one is asked for."""

    to: str
    grade: Grade
    sources: tuple[str, ...]
    checked_on: date
    word: str | None = None
    cost: str | None = None
    hours: str | None = None
    hours_confirmed: bool = False


class Contact(Value, frozen=True):
    """One help or report service of a country."""

    id: str
    name: str
    kind: ContactKind
    for_whom: str
    when: str
    sources: tuple[str, ...]
    checked_on: date
    not_for: str | None = None
    ages: str | None = None
    from_age: int | None = None
    """The youngest child it is for, in whole years; None where any."""
    to_age: int | None = None
    """The oldest it is for; None where any."""
    nations: tuple[str, ...] = ()
    phone: tuple[Phone, ...] = ()
    text: tuple[TextLine, ...] = ()
    web: str | None = None
    what_they_ask: tuple[Line, ...] = ()
    what_happens: tuple[Line, ...] = ()
    cannot: str | None = None


def serves(contact: Contact, *, band: AgeBand | None = None, nation: str | None = None) -> bool:
    """Tell whether a service is for some child of an age band, and for a part of its country; None is any."""
    if nation is not None and contact.nations and nation not in contact.nations:
        return False
    youngest, oldest = contact.from_age or 0, OLDEST if contact.to_age is None else contact.to_age
    return band is None or any(youngest <= age <= oldest for age in band.years)


class Nation(Value, frozen=True):
    """A part of a country whose routes differ, with what differs there."""

    id: str
    name: str
    notes: tuple[Line, ...] = ()


class Country(Value, frozen=True):
    """A country's help: contacts in the order of the help page, and the few every paper's foot names.

    ``emergency`` is the contact to ring in danger.
    """

    id: str
    name: str
    emergency: str
    emergency_words: str
    crisis: tuple[str, ...]
    footer: tuple[str, ...]
    contacts: tuple[Contact, ...]
    nations: tuple[Nation, ...] = ()
    words: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    """By situation and line: the words to use here instead, where the common ones name the first country's services."""
    contacts_only: bool = False
    """Its contacts are checked, but its ``words`` are not whole yet: not offered to parents."""

    @property
    def emergency_number(self) -> str:
        """The number to ring in danger: the first of the emergency contact."""
        contact = self.contact(self.emergency)
        return contact.phone[0].text if contact is not None and contact.phone else self.emergency

    def contact(self, contact_id: str) -> Contact | None:
        """Return a contact by its id, or None."""
        return next((one for one in self.contacts if one.id == contact_id), None)


def lines_of(situation: Situation) -> tuple[Line | Step, ...]:
    """Return every line of a situation that carries words, in reading order."""
    return (
        *situation.first_words,
        *situation.steps,
        *situation.keep,
        *situation.never,
        *situation.school,
        *situation.aftercare,
    )


def in_words_of(country: Country, situation: Situation) -> Situation:
    """Return a situation with a country's own words put in where it has them."""
    words = country.words.get(situation.id, {})
    if not words:
        return situation
    return msgspec.structs.replace(
        situation,
        first_words=_said(situation.first_words, words),
        steps=_said(situation.steps, words),
        keep=_said(situation.keep, words),
        never=_said(situation.never, words),
        school=_said(situation.school, words),
        aftercare=_said(situation.aftercare, words),
    )


def _said(lines: tuple[_Said, ...], words: dict[str, str]) -> tuple[_Said, ...]:
    return tuple(msgspec.structs.replace(one, text=words.get(one.id, one.text)) for one in lines)
