"""Postings: for each stem, the places that hold it and how closely, ready before the first question.

SQLite's full text index was measured beside it (``make bench``): it asks for its rows one by one and ranks them by
how often a word stands in a text, where for us it matters whether it stands in the name or in the small print.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kitchentable.guidance.search.entries import Entry
from kitchentable.guidance.search.words import stems

IN_TITLE, IN_WORDS, OF_PLATFORM, IN_ABOUT, IN_REST = 1.0, 0.9, 0.75, 0.6, 0.3
"""How close a hit is: in the title, in the search words, by the platform it belongs to, in the line below, in the text.
"""

_SHORTER = 0.02
"""How much closer a hit in a title is for each word that the title has less."""

_LEAST_IN_TITLE = 0.85

_OF_MANY = 0.7
"""How close one word of a long phrase is, of what the phrase alone would be: “streak” of “snapchat streak lost”."""

Closeness = dict[int, float]
"""The places that hold a word, and how closely, 0 to 1."""


class Postings:
    """Where each stem stands."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Read every text once, the closest fields first."""
        self._of: dict[str, Closeness] = defaultdict(dict)
        for place, entry in enumerate(entries):
            for closeness, found in _fields(entry):
                for word in found:
                    self._of[word].setdefault(place, closeness)

    def of(self, word: str) -> Closeness:
        """Return where a stem stands."""
        return self._of.get(word, {})


def _fields(entry: Entry) -> Iterator[tuple[float, list[str]]]:
    title = stems(entry.title)
    yield max(_LEAST_IN_TITLE, IN_TITLE - _SHORTER * len(title)), title
    yield from _phrases(IN_WORDS, entry.words)
    yield IN_ABOUT, stems(entry.about)
    yield IN_REST, stems(entry.rest)


def _phrases(closeness: float, phrases: Sequence[str]) -> Iterator[tuple[float, list[str]]]:
    """Yield the words of phrases, those of the shortest first."""
    for words in sorted(map(stems, phrases), key=len):
        if words:
            yield closeness * (_OF_MANY + (1 - _OF_MANY) / len(words)), words
