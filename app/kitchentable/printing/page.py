"""The base of every document: a head, its dates, its sources and a foot. A new document drops in as one description.

That is a class below ``Page`` with a ``kind``, the function that words it, and the middle of it as ``KIND.typ`` and
``web/KIND.html`` in ``resources/print``: head, dates, sources and foot are set the same way for all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One entry of the foot: words, the number or address in bold, words."""

    before: str
    number: str
    after: str


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of each page: where to turn, and which guidance this is."""

    lead: str
    lines: tuple[HelpLine, ...]
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every document says. ``kind`` picks the templates; ``paper_only`` is why there is no web page, or empty.

    ``dates`` tells the day it was printed and the day to look again, ``sources`` where it comes from;
    ``dates_first`` says whether the dates are worth a place at the head, else they close the sheet.
    """

    paper_only: ClassVar[str] = ""

    kind: str = field(init=False)
    dates_first: bool = field(default=False, init=False)
    title: str
    eyebrow: tuple[str, ...]
    about: str
    dates: str
    sources: str
    foot: Foot

    @property
    def inside(self) -> tuple[Page, ...]:
        """The pages that follow this one in the same document, each a sheet of its own."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPage(Page):
    """A page that may be for one person: ``name`` as typed; ``name_note`` says what could not be printed of it."""

    name: str = ""
    name_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPage(Page):
    """A page with a family's own words; ``missing`` says that some letters could not be printed."""

    missing: str = ""
