"""The questions that search is measured by: read, asked, and counted by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from kitchentable.guidance.search import Found, Kind, SearchIndex

_FOLDER = Path(__file__).parent / "questions"
_TOP = 3
"""How many results a parent is taken to look at."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a parent types, what answers it (names with ``*``; empty: nothing may), and whether it tells trouble."""

    part: str
    ask: str
    finds: tuple[str, ...]
    trouble: bool

    @property
    def is_harmless(self) -> bool:
        """Nothing has happened, and no help page is among the answers: one in the first place would frighten."""
        return bool(self.finds) and not self.trouble and not any(one.startswith("situation/") for one in self.finds)

    def is_answered(self, found: tuple[Found, ...]) -> bool:
        """Tell whether one of the first results is an answer, or nothing is found where nothing fits."""
        if not self.finds:
            return not found
        return any(fnmatchcase(name_of(one), wanted) for one in found[:_TOP] for wanted in self.finds)


@dataclass(frozen=True, slots=True)
class Rates:
    """How search did on one part of the questions, each from 0 to 1."""

    asked: int
    top_three: float
    trouble_first: float
    nothing: float
    alarms: float
    """The share of harmless questions that a help page comes first for."""
    misses: tuple[str, ...]


def questions() -> Iterator[Question]:
    """Yield every question; its part is the name of its file."""
    for path in sorted(_FOLDER.glob("*.yaml")):
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group in ("trouble", "rest"):
            for one in held[group]:
                yield Question(path.stem, str(one["ask"]), tuple(one["finds"]), group == "trouble")
        for ask in held["nothing"]:
            yield Question(path.stem, str(ask), (), trouble=False)


def rates(index: SearchIndex, asked: list[Question]) -> Rates:
    """Ask, and count."""
    found = [(one, index.search(one.ask)) for one in asked]
    answered = [one.is_answered(results) for one, results in found if one.finds]
    first = [bool(results) and results[0].kind is Kind.SITUATION for one, results in found if one.trouble]
    nothing = [not results for one, results in found if not one.finds]
    alarms = [bool(results) and results[0].kind is Kind.SITUATION for one, results in found if one.is_harmless]
    misses = tuple(one.ask for one, results in found if not one.is_answered(results))
    return Rates(len(asked), _share(answered), _share(first), _share(nothing), sum(alarms) / (len(alarms) or 1), misses)


def name_of(one: Found) -> str:
    """Return a result's name as the questions give it."""
    within = f"{one.within}/" if one.within and one.kind is not Kind.MILESTONE else ""
    return f"{one.kind}/{within}{one.id}"


def _share(told: list[bool]) -> float:
    return sum(told) / len(told) if told else 1.0
