"""Words that several sheets share: dates, web addresses, source names, and the foot of each page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dateutil.relativedelta import relativedelta

from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Contact, ContactKind, Country
from kitchentable.domain.sources import Source, published_words
from kitchentable.domain.values import Claim
from kitchentable.printing.page import Foot, HelpLine
from kitchentable.printing.pages import Fact, WebAddress

BRAND = "Kitchen Table"

_FOR_WHOM = {
    ContactKind.CHILD_LINE: " (for children)",
    ContactKind.PARENT_LINE: " (for adults)",
}


def day_words(day: date) -> str:
    """Write a day: "1 July 2026"."""
    return f"{day.day} {day:%B %Y}"


def months_on(today: date, months: int) -> str:
    """Write the day so many months from now: the day to look again."""
    return day_words(today + relativedelta(months=months))


def numbers_checked(guidance: Guidance, country: Country) -> str:
    """Say when a country's numbers and addresses were last checked."""
    newest = max((one.checked_on for one in country.contacts), default=guidance.pack.built_on)
    return f"Numbers and addresses were last checked against published pages on {day_words(newest)}."


def web_address(url: str) -> WebAddress:
    """Return an address with the text to print for it: without ``https://`` and a last slash."""
    return WebAddress(url, url.removeprefix("https://").removeprefix("http://").removesuffix("/"))


def sentence(text: str) -> str:
    """Return a text that starts with a capital letter and ends like a sentence."""
    words = text.strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?", "”")) else ".")


def fact(guidance: Guidance, claim: Claim) -> Fact:
    """Return a claim with the names of its publishers and its date, or else the dates of the pages."""
    sources = [guidance.source(one) for one in claim.sources]
    if claim.dated is not None:
        return Fact(claim.text, f"{names(sources)}, {published_words(claim.dated)}")
    return Fact(claim.text, "; ".join(dict.fromkeys(f"{one.publisher}, {_dated(one)}" for one in sources)))


def names(sources: Iterable[Source]) -> str:
    """Return the publishers, each once, in order."""
    return "; ".join(dict.fromkeys(one.publisher for one in sources))


def foot(guidance: Guidance, country: Country) -> Foot:
    """Return the foot: the emergency number and the few contacts the country names for it."""
    danger = HelpLine("In danger now ", country.emergency_number, "")
    contacts = [guidance.contact(country.id, one) for one in country.footer]
    lines = [_foot_line(one) for one in contacts if one.id != country.emergency]
    version = f"{BRAND} guidance {guidance.version}, put together on {day_words(guidance.pack.built_on)}"
    return Foot(
        lead="Worried right now?",
        lines=(danger, *(one for one in lines if one is not None)),
        version=version,
    )


def _foot_line(contact: Contact) -> HelpLine | None:
    """Return a contact for the foot: its first number, else its address; None where it has neither."""
    name = contact.name.partition(" (")[0]
    if contact.phone:
        return HelpLine(f"{name} ", contact.phone[0].text, _FOR_WHOM.get(contact.kind, ""))
    if contact.web is None:
        return None
    return HelpLine(f"{name} ", web_address(contact.web).text, "")


def _dated(source: Source) -> str:
    return published_words(source.published) if source.published else f"read {day_words(source.read_on)}"
