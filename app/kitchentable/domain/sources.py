"""Sources: who says so, where, and when we read it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kitchentable.domain.values import Value


class SourceKind(StrEnum):
    """Who stands behind a page. ``other`` includes copies and blogs: shown as not confirmed."""

    MAKER = "maker"
    GOVERNMENT = "government"
    POLICE = "police"
    CHARITY = "charity"
    PRESS = "press"
    OTHER = "other"


class Confidence(StrEnum):
    """How sure we are of a path or fact.

    High: the maker's, government's, police's or a charity's page says it. Medium: good second-hand pages agree.
    Low: one such page, or an old one.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Source(Value, frozen=True):
    """One page. ``published`` is its own date as far as known: ``2026``, ``2026-06`` or ``2026-06-15``."""

    id: str
    publisher: str
    title: str
    url: str
    read_on: date
    kind: SourceKind
    published: str | None = None
    copy_of: str | None = None
    """Whose page this one copies or quotes word for word, where it is not that publisher's own."""
    note: str | None = None


class Reviewed(Value, frozen=True):
    """The safeguarding professional who has read a text, and when."""

    by: str
    on: date


class Retired(Value, frozen=True):
    """Something that is no longer advised; its id is never used again and old ticks stay readable."""

    id: str
    title: str
    on: date
    why: str


def published_words(published: str) -> str:
    """Write a page's or fact's own date as far as it is known: "2026", "June 2026", "15 June 2026"; words stay."""
    year, _, rest = published.partition("-")
    if not rest:
        return year
    day = date.fromisoformat(published if "-" in rest else f"{published}-01")
    return f"{day.day} {day:%B %Y}" if "-" in rest else f"{day:%B %Y}"
