"""Reads what was typed: slips of the keys, words run together or torn apart, and a last word that is not finished.

A word we know is never a slip, nor is an everyday word that has nothing to do with us: “bread” is not “break”.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from kitchentable.guidance.search.words import SLIGHT, plain_words, stem

_SLIPS = ((4, 0), (10, 1), (99, 2))
"""Up to which length (not included) how many slips of the keys a word may hold."""

_SHORT = 5
"""Letters up to which a slip is one letter too many, one too few or two in the wrong order: “wine” is not “wink”."""

_LONGEST_WORD = 40
"""Letters of a word beyond which it is no slip of anything."""

_NEAREST = 3
"""How many words a slip may stand for."""

_MOST_ENDINGS = 24
"""How many words an unfinished one may become; more letters make them fewer."""

_LEAST_TYPED = 3
"""Letters from which the last word may be one that is not finished."""

_LEAST_NAME = 6
"""Letters from which a name is long enough for a slip of it to be told from another word."""

_SLIPS_NAME = 1
RARE = 3
"""At how many things a word stands that is no slip of a name, however near."""

_LEAST_PART = 3
"""Letters that each half of a word run together must have."""

SURE, ENDED, SLIPPED = 1.0, 0.9, 0.8
"""How much a word counts that we know, that was completed, and that was put right."""


@dataclass(frozen=True, slots=True)
class Read:
    """One word as it was read: the words it may be, the likeliest first, and how much each counts.

    ``everyday`` ones have nothing to do with us.
    """

    maybe: tuple[tuple[str, float], ...]
    everyday: bool = False

    @property
    def word(self) -> str:
        """The likeliest word."""
        return self.maybe[0][0]

    @property
    def guessed(self) -> bool:
        """The word as it was typed is none that we know."""
        return self.maybe[0][1] == SLIPPED

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the likeliest word, and of all a slip may stand for; not of what may still be typed."""
        return frozenset(stem(word) for place, (word, much) in enumerate(self.maybe) if not place or much == SLIPPED)


class Speller:
    """Knows the words of the index, by at how many things each stands.

    ``said`` are words of the vocabulary; ``names`` those of platforms, which are put together where they were torn.
    """

    def __init__(
        self, known: Mapping[str, int], said: Collection[str], names: Iterable[str], everyday: Iterable[str]
    ) -> None:
        """Sort the words."""
        self._everyday = frozenset(everyday)
        self._everyday_stems = frozenset(map(stem, self._everyday))
        self._count = dict.fromkeys(said, RARE) | dict(known)
        self._known = sorted(word for word in self._count if not word.isdigit())
        self._words = frozenset(self._known)
        self._stems: Counter[str] = Counter()
        for word in self._known:
            self._stems[stem(word)] += self._count[word]
        self._names = frozenset(names) & self._words
        self._meant = frozenset(said)
        self._well_known = tuple(sorted(one for one in self._names | self._meant if len(one) >= _LEAST_NAME))
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in self._known:
            self._by_letter[word[0]].append(word)

    def read(self, text: str) -> list[Read]:
        """Return the words of a text; its last one may be unfinished unless a space follows it."""
        words = self._mended(plain_words(text))
        unfinished = len(words) - 1 if text[-1:].isalnum() else -1
        return [self._read(word, unfinished=place == unfinished) for place, word in enumerate(words)]

    def _read(self, word: str, *, unfinished: bool) -> Read:
        ends = self._ends(word) if unfinished else ()
        if self.is_everyday(word):
            return Read(((word, SURE),), everyday=True)
        if self._is_right(word):
            named = tuple((one, SLIPPED) for one in self._name(word))
            return Read((*named, (word, SURE), *((one, ENDED) for one in ends if one != word)))
        if ends:
            return Read(tuple((one, ENDED) for one in ends))
        near = self._near(word)
        return Read(tuple((one, SLIPPED) for one in near) or ((word, SURE),))

    def _is_right(self, word: str) -> bool:
        return word in self._words or word in SLIGHT or stem(word) in self._stems or self.is_everyday(word)

    def is_everyday(self, word: str) -> bool:
        """Tell whether a word, in any form, is one that has nothing to do with us."""
        return stem(word) in self._everyday_stems and word not in self._names

    def _name(self, word: str) -> Sequence[str]:
        """Return the name or the word of an idea that a rare word is a slip of: one list has “watsapp”, another not."""
        rare = self._stems.get(stem(word), RARE) < RARE and not self.is_everyday(word)
        if len(word) < _LEAST_NAME or not rare or word in self._names or word in self._meant:
            return ()
        found = process.extractOne(word, self._well_known, scorer=DamerauLevenshtein.distance, score_cutoff=_SLIPS_NAME)
        return () if found is None else (str(found[0]),)

    def _ends(self, word: str) -> Sequence[str]:
        """Return the words that begin so, the shortest first: they are the nearest to what was typed."""
        if len(word) < _LEAST_TYPED or self.is_everyday(word) or word in SLIGHT:
            return ()
        first = bisect_left(self._known, word)
        last = bisect_left(self._known, word + "\U0010ffff", lo=first)
        return sorted(self._known[first:last], key=len)[:_MOST_ENDINGS]

    def _near(self, word: str) -> Sequence[str]:
        """Return the words it may be a slip of. The first letter is right, or all but it."""
        slips = next(slips for length, slips in _SLIPS if len(word) < length) if len(word) < _LONGEST_WORD else 0
        if not slips or not word.isalpha():
            return ()
        alike = self._by_letter.get(word[0], [])
        if len(word) <= _SHORT:
            alike = [one for one in alike if len(one) != len(word) or sorted(one) == sorted(word)]
        near = process.extract(word, alike, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=_NEAREST)
        best = min((distance for _, distance, _ in near), default=0)
        return [str(one) for one, distance, _ in near if distance == best]

    def _mended(self, words: Sequence[str]) -> list[str]:
        """Return the words with torn ones put together (“snap chat”) and those run together parted (“voicechat”)."""
        mended: list[str] = []
        for word in words:
            joined = mended[-1] + word if mended and word not in SLIGHT else ""
            if joined in self._names or (joined in self._words and not self._both_known(mended[-1], word)):
                mended[-1] = joined
            else:
                mended.extend(self._parted(word))
        return mended

    def _both_known(self, left: str, right: str) -> bool:
        return self._is_right(left) and self._is_right(right)

    def _parted(self, word: str) -> Sequence[str]:
        if self._is_right(word) or not word.isalpha() or len(word) >= _LONGEST_WORD or self._near(word):
            return (word,)
        for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
            if word[:cut] in self._words and word[cut:] in self._words:
                return (word[:cut], word[cut:])
        return (word,)
