"""Rules on numbers to ring or text: one that stands in a running text is one that a contact has, with its sources.

A wrong number is the worst fault guidance can have, and a number typed a second time is one nobody checks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kitchentable.domain.situations import Contact, Country, Situation
from kitchentable.domain.sources import Source
from kitchentable.domain.values import Value
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Folder, Shelf
from kitchentable.guidance.walk import Path, leaves

_NUMBER = re.compile(r"(?<![\w+.,-])\+?\d(?:[ -]?\d)+(?![\w%])")
_TO_RING = re.compile(
    r"\b(?:call|calls|calling|ring|rings|ringing|dial|dialling|phone|text|texting)(?: or \w+)?\s+$", re.I
)
_YEAR = re.compile(
    r"\b(?:in|since|from|until|by|of|before|after|during|spring|summer|autumn|winter|january|february|march|april|may"
    r"|june|july|august|september|october|november|december)\s+(?:19|20)\d\d$",
    re.IGNORECASE,
)

_AGES = re.compile(r"\d{1,2} ?- ?\d{1,2}")

_FEWEST = 3
"""Two digits are an age or a count; the shortest numbers to ring have three."""

_PHONE_LIKE = 7
"""So many digits in a row, with nothing but spaces or hyphens between, are no figure: figures have commas."""

_NOT_TEXT = {
    *("id", "sources", "url", "web", "domains", "path", "versions", "search", "topics", "tell", "icon", "to"),
    *("emergency", "crisis", "footer", "first", "if_it_happened", "published", "from", "checked_on"),
}


def digits(text: str) -> str:
    """Return the digits of a number as printed."""
    return re.sub(r"\D", "", text)


def numbers_in(text: str) -> list[str]:
    """Return every number of two digits or more in a text, as printed."""
    return _NUMBER.findall(text)


def check_running_numbers(folder: Folder, report: Report) -> None:
    """Tell each number in a text that no contact has; a country's texts may name only its own contacts' numbers."""
    if Shelf.COUNTRIES in folder.broken:
        return  # the contact with that number may be in the file that could not be read
    ours = frozenset[str]() if folder.beside is None else folder.beside.numbers
    if ours is None:
        return  # the contact with that number may be one of ours
    everywhere = ours.union(*(numbers_of(country.value) for country in folder.countries))
    for entry in folder.everything():
        if isinstance(entry.value, Source):
            continue  # a page's title and note are about the page
        known = numbers_of(entry.value) | ours if isinstance(entry.value, Country) else everywhere
        help_page = isinstance(entry.value, Country | Situation)
        for path, text in texts_of(entry.value):
            for number in to_ring_in(text, help_page=help_page):
                if digits(number) not in known:
                    words = f"no contact has the number {number}; a number stands with its sources in countries/"
                    report.add(entry.file, entry.line(path), words)


def to_ring_in(text: str, *, help_page: bool) -> Iterator[str]:
    """Yield the numbers in a text that somebody may ring.

    On a help page that is every number but a year; elsewhere what follows “call” or “text”, or is as long as one.
    """
    for found in _NUMBER.finditer(text):
        length = 0 if _AGES.fullmatch(found[0]) else len(digits(found[0]))
        asked = _TO_RING.search(text[: found.start()]) is not None
        year = _YEAR.search(text[: found.end()]) is not None
        if length >= _FEWEST and (asked or length >= _PHONE_LIKE or (help_page and not year)):
            yield found[0]


def numbers_of(country: Country) -> frozenset[str]:
    """Return the digits of every number that a country's contacts have."""
    return frozenset(number for contact in country.contacts for number in _of_contact(contact))


def _of_contact(contact: Contact) -> list[str]:
    return [*(digits(phone.text) for phone in contact.phone), *(digits(line.to) for line in contact.text)]


def texts_of(value: Value) -> Iterator[tuple[Path, str]]:
    """Yield what people read as sentences: no ids, addresses or menu names, and not the printed numbers themselves."""
    for path, part in leaves(value):
        printed = path[-3:-2] == ("phone",) and path[-1] == "text"
        if isinstance(part, str) and not printed and not _NOT_TEXT.intersection(str(step) for step in path):
            yield path, part
