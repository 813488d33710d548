"""Whether a pack that somebody else built can be shown safely, whatever program built it.

The rules on ids, sources, links and numbers are those of the check for authors, held against the decoded values, as a
stranger's program need not have checked anything. Rules on the writing are left to the moment of installing: a later
version of the app may be stricter, and must not lose a family a pack that it has.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TypeVar

from kitchentable.domain.pack import Pack
from kitchentable.domain.situations import Country
from kitchentable.domain.values import Value
from kitchentable.guidance import evidence, fullness, ids, references
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Beside, Entry, Folder, Shelf
from kitchentable.guidance.shape import SHORT_ID, WHOLE_ID
from kitchentable.guidance.tree import EMPTY
from kitchentable.guidance.walk import leaves

_LONGEST_TEXT = 8_000
_LONGEST_ID = 200
_MOST_NUMBER = 999_999
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Marks that turn text round, hide it or have no shape; only the line break among them is of use."""

_RULES = (
    ids.check_unique,
    references.check_references,
    evidence.check_sources_exist,
    evidence.check_addresses,
    fullness.check_settings,
    fullness.check_numbers,
)

_OUTWARD = {Shelf.TOPICS, Shelf.GUIDES, Shelf.SITUATIONS, Shelf.COUNTRIES}
"""Links may lead to our guidance, which changes: one that leads nowhere is left out when packs are joined."""

_Held = TypeVar("_Held", bound=Value)


def is_sound(pack: Pack) -> bool:
    """Tell whether a foreign pack can be shown: ids, texts and numbers in bounds, every rule on its structure kept."""
    if not all(_fits(part, path) for path, part in leaves(pack)):
        return False
    if not all(_is_bare(country) for country in pack.countries) or not all(one.talks for one in pack.topics):
        return False
    report = Report()
    folder = as_folder(pack)
    for rule in _RULES:
        rule(folder, report)
    return len(report) == 0


def as_folder(pack: Pack) -> Folder:
    """Return a decoded pack as the rules for authors see it; it has no lines to name."""
    return Folder(
        Path("pack"),
        topics=_entries(pack.topics),
        guides=_entries(pack.guides),
        situations=_entries(pack.situations),
        countries=_entries(pack.countries),
        sources=_entries(pack.sources),
        milestones=_entries(pack.milestones),
        retired=_entries(pack.retired),
        broken=set(_OUTWARD),
        beside=Beside(),
    )


def _entries(values: tuple[_Held, ...]) -> list[Entry[_Held]]:
    # Each has a file of its own: the rule against ids used twice goes by file and line.
    return [Entry(f"{type(one).__name__} {place}", EMPTY, one) for place, one in enumerate(values)]


def _fits(part: object, path: tuple[str | int, ...]) -> bool:
    if isinstance(part, bool) or not isinstance(part, str | int):
        return True
    if isinstance(part, int):
        return 0 <= part <= _MOST_NUMBER
    if path[0] == "ids":
        return True  # no lookup is made by them
    if path[-1] == "id":
        form = WHOLE_ID if path[0] == "retired" else SHORT_ID
        return len(part) <= _LONGEST_ID and form.pattern.fullmatch(part) is not None
    if path[-1] == "icon" and SHORT_ID.pattern.fullmatch(part) is None:
        return False
    return bool(part.strip() or path[0] == "countries") and len(part) <= _LONGEST_TEXT and not _hides(part)


def _hides(text: str) -> bool:
    return any(mark != "\n" and unicodedata.category(mark) in _HIDDEN for mark in text)


def _is_bare(country: Country) -> bool:
    """Tell whether a country holds contacts and nothing else: whom to ring in danger is never another publisher's."""
    return not (country.emergency or country.emergency_words or country.crisis or country.footer or country.nations)
