"""Search over the guidance: talks, guides, settings, situations and contacts, forgiving of spelling and slang.

The index lives in memory: it holds nothing of the family's and is made anew from the pack, in some milliseconds.
"""

from __future__ import annotations

import sqlite3
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from kitchentable.domain.guides import Guide, Setting
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Contact, Situation
from kitchentable.domain.topics import Topic

LONGEST_QUERY = 200
"""Letters of a query that are read; the rest of a pasted page would only blur it."""

_WEIGHTS = "12.0, 9.0, 3.0, 1.0"
"""How much a hit counts in: title, search words, the line below the title, the rest."""

_ENOUGH = 0.5
"""The least share of a query's meaning that a result must hold, rare words counting more than common ones."""

_MOST_HELP_FIRST = 4
"""How many help pages may come before a result that fits better: more would bury what was asked for."""

_SLIPS = ((4, 0), (6, 1), (99, 2))
"""Up to which length (not included) how many slips of the keys a word may hold; the first letter must be right."""

_MOST_OF_A_GUIDE = 4
"""The most settings of one guide in a list of results; the guide itself leads to the others."""

_SLIGHT_WORDS = """
    a about all am an and any are as at be been but by can can't child children daughter did do does don't for from
    get got had has have he her hers him his how i i'm if in is it its just kid kids like me my need not of off on or
    our out she should so some someone something son teen teenager that the their them they this to too up us was we
    were what when where which who why will with you your
"""
_SLIGHT = frozenset(_SLIGHT_WORDS.split())
"""Words that say too little to search for, unless there are no others."""


class Kind(StrEnum):
    """What a result is; trouble first."""

    SITUATION = "situation"
    TALK = "talk"
    SETTING = "setting"
    GUIDE = "guide"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Found:
    """One result. ``score`` is 0 to 1, best first; ``within`` is the guide of a setting, the country of a contact."""

    kind: Kind
    id: str
    title: str
    about: str
    score: float
    within: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is indexed for one result."""

    kind: Kind
    id: str
    title: str
    words: str
    about: str
    rest: str
    within: str = ""


class SearchIndex:
    """An index of one pack for one country's contacts. May be asked from any thread, one at a time."""

    def __init__(self, guidance: Guidance, country: str) -> None:
        """Index the guidance."""
        self._entries = tuple(_entries(guidance, country))
        self._lock = threading.Lock()
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(title, words, about, rest,"
            " tokenize='porter unicode61 remove_diacritics 2')"
        )
        self._index.executemany(
            "INSERT INTO entry (rowid, title, words, about, rest) VALUES (?, ?, ?, ?, ?)",
            ((place, one.title, one.words, one.about, one.rest) for place, one in enumerate(self._entries, start=1)),
        )
        self._known = sorted({word for one in self._entries for word in _words(f"{one.title} {one.words} {one.about}")})

    def close(self) -> None:
        """Let the index go."""
        self._index.close()

    def search(self, query: str, most: int = 12) -> tuple[Found, ...]:
        """Return the best results for a parent's words, best first; nothing where nothing fits."""
        terms = self._terms(query)
        if not terms:
            return ()
        with self._lock:
            hits = [self._hits(term) for term in terms]
        weights = [self._weight(hit) for hit in hits]
        scored: list[tuple[float, int]] = []
        for place in set().union(*hits):
            held = sum(weight for weight, hit in zip(weights, hits, strict=True) if place in hit)
            share = held / sum(weights)
            if share >= _ENOUGH:
                closeness = sum(hit.get(place, 0.0) for hit in hits) / len(hits)
                named = _words(self._entries[place - 1].title) == _words(query)
                scored.append((share * 0.6 + closeness * 0.4 + named, place))
        return self._ranked(scored)[:most]

    def _terms(self, query: str) -> list[tuple[str, ...]]:
        """Return what to look for: for each word that says something, its spellings that we know."""
        words = list(dict.fromkeys(_words(query[:LONGEST_QUERY])))
        telling = [word for word in words if word not in _SLIGHT] or words
        return [self._spellings(word) for word in telling]

    def _spellings(self, word: str) -> tuple[str, ...]:
        """Return a word, with the words we know that it may be a slip of; a word we know is never a slip."""
        slips = next(slips for length, slips in _SLIPS if len(word) < length) if len(word) < 40 else 0
        if not slips or any(known.startswith(word) for known in self._known):
            return (word,)
        alike = [known for known in self._known if known[0] == word[0]]
        near = process.extract(word, alike, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=3)
        return (word, *(str(one) for one, _, _ in near))

    def _hits(self, spellings: tuple[str, ...]) -> dict[int, float]:
        """Return the places that hold any spelling, with how well (0 to 1)."""
        asked = " OR ".join(f'"{one}"*' if len(one) > 2 else f'"{one}"' for one in spellings)
        rows = self._index.execute(
            f"SELECT rowid, -bm25(entry, {_WEIGHTS}) FROM entry WHERE entry MATCH ?",  # noqa: S608 - our own numbers
            (asked,),
        ).fetchall()
        best = max((score for _, score in rows), default=0.0) or 1.0
        return {int(place): max(0.05, float(score) / best) for place, score in rows}

    def _weight(self, hits: dict[int, float]) -> float:
        """Return how much a word means: the rarer, the more; one that nobody knows means as much as the rarest."""
        return 1.0 - 0.8 * (len(hits) / len(self._entries))

    def _ranked(self, scored: Iterable[tuple[float, int]]) -> tuple[Found, ...]:
        """Put the best first; help pages that fit nearly as well as the best come before it, a few of them."""

        def order(one: tuple[float, int]) -> tuple[float, int, int]:
            score, place = one
            return (-score, list(Kind).index(self._entries[place - 1].kind), place)

        found = sorted(scored, key=order)
        best = min(1.0, max((score for score, _ in found), default=0.0))
        helps = [
            (score, place)
            for score, place in found
            if self._entries[place - 1].kind is Kind.SITUATION and score >= best * 0.7
        ]
        led = helps[:_MOST_HELP_FIRST]
        rest = self._thinned([one for one in found if one not in led])
        return tuple(_found(self._entries[place - 1], score) for score, place in (*led, *rest))

    def _thinned(self, found: Iterable[tuple[float, int]]) -> list[tuple[float, int]]:
        """Leave out what would be one guide's settings over again, so that they do not bury everything else."""
        shown: Counter[str] = Counter()
        kept = []
        for score, place in found:
            entry = self._entries[place - 1]
            shown[entry.within] += entry.kind is Kind.SETTING
            if entry.kind is not Kind.SETTING or shown[entry.within] <= _MOST_OF_A_GUIDE:
                kept.append((score, place))
        return kept


def _entries(guidance: Guidance, country: str) -> Iterator[_Entry]:
    for situation in guidance.situations():
        yield _situation(situation)
    for topic in guidance.topics():
        yield _topic(topic)
    for guide in guidance.pack.guides:
        yield _guide(guide)
        for setting in guide.settings:
            yield _setting(guide, setting)
    for contact in guidance.country(country).contacts:
        yield _contact(contact, country)


def _situation(one: Situation) -> _Entry:
    told = [*(line.text for line in (*one.first_words, *one.keep)), *(step.text for step in one.steps)]
    return _Entry(Kind.SITUATION, one.id, one.title, _joined(one.search), "", _joined(told))


def _topic(one: Topic) -> _Entry:
    asked = (line.text for talk in one.talks.values() for line in (*talk.ask, *talk.listen_for))
    signs = (line.text for line in one.warning_signs)
    return _Entry(Kind.TALK, one.id, one.title, _joined(one.search), one.about, _joined([*asked, *signs]))


def _guide(one: Guide) -> _Entry:
    titles = (setting.title for setting in one.settings)
    return _Entry(Kind.GUIDE, one.id, one.title, _joined([one.maker.name, *one.search]), one.about, _joined(titles))


def _setting(guide: Guide, one: Setting) -> _Entry:
    risks = (risk.value.replace("-", " ") for risk in one.lowers)
    words = _joined([guide.title, *guide.search, *risks])
    return _Entry(Kind.SETTING, one.id, one.title, words, f"{guide.title}", one.why, within=guide.id)


def _contact(one: Contact, country: str) -> _Entry:
    words = _joined([one.kind.value.replace("-", " "), one.ages or "", *(phone.text for phone in one.phone)])
    return _Entry(Kind.CONTACT, one.id, one.name, words, one.for_whom, one.when, within=country)


def _found(entry: _Entry, score: float) -> Found:
    return Found(entry.kind, entry.id, entry.title, entry.about, round(min(1.0, score), 3), entry.within)


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _words(text: str) -> Sequence[str]:
    """Return the words of a text as they are compared: small letters, no accents, no marks."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    kept = (mark if mark.isalnum() or mark == "'" else " " for mark in plain if not unicodedata.combining(mark))
    return [word.strip("'") for word in "".join(kept).split() if word.strip("'")]
