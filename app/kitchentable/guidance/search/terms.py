"""Terms: what is looked for. Each word that says something, what it may be, what else says the same, and its weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kitchentable.domain.vocabulary import Wish
from kitchentable.guidance.search.ideas import Meant
from kitchentable.guidance.search.spelling import Read
from kitchentable.guidance.search.words import SLIGHT, stem, stems

_MEANT = 0.85
"""How much a word of ours counts that says the same as what was typed."""

_IN_PHRASE = 0.6
"""How much one word counts of a phrase that means something as a whole: “two” of “two step”."""

_OF_A_PHRASE = 1.5
"""How much such a phrase weighs beside a single word."""

_ELSEWHERE = 1.5
"""How much an everyday word weighs that has nothing to do with us: something else is looked for."""

_ASKING = {Wish.SETTING: 0.4, Wish.TALK: 0.1, Wish.AGE: 0.3, Wish.CONTACT: 0.3, Wish.HELP: 0.3}
"""How much the words weigh that say what is wished (“turn off”), beside those that say of what."""


_BARE_NUMBER = 0.3
"""How much a number weighs that no age was asked with: “my 7 year old”."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: the stems it may be and how much each counts, its weight, and the guides it names.

    An everyday word has no stems: it only weighs.
    """

    variants: tuple[tuple[str, float], ...]
    weight: float
    guides: frozenset[str]


@dataclass(slots=True)
class _Meanings:
    """What the ideas add at each place: other stems, the phrases that begin there, and words that only ask."""

    stems: dict[int, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    phrases: set[int] = field(default_factory=set)
    inside: set[int] = field(default_factory=set)
    asking: dict[int, float] = field(default_factory=dict)
    ages: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, meant: Sequence[Meant], read: Sequence[Read]) -> _Meanings:
        made = cls()
        for one in meant:
            if one.idea.wish:
                numbers = {place for place in one.places if read[place].word.isdigit()}
                made.ages |= numbers
                asking = set(one.places) - numbers if not one.idea.means else ()
                made.asking.update(dict.fromkeys(asking, _ASKING[one.idea.wish]))
            if one.idea.means:
                made.add(one, read)
        return made

    def add(self, one: Meant, read: Sequence[Read]) -> None:
        first, *others = one.places
        held = self.stems[first]
        if others:
            self.phrases.add(first)
            self.inside.update(others)
            telling = (read[place].word for place in one.places if read[place].word not in SLIGHT)
            held.update({stem(word): _IN_PHRASE for word in telling})
        held.update({word: _MEANT for means in one.idea.means for word in stems(means)})

    def weight(self, place: int, one: Read) -> float:
        if one.everyday:
            return _ELSEWHERE
        if one.word.isdigit() and len(one.word) < 3 and place not in self.ages:
            return _BARE_NUMBER
        return _OF_A_PHRASE if place in self.phrases else 1.0


def terms(read: Sequence[Read], meant: Sequence[Meant], platforms: Mapping[int, frozenset[str]]) -> list[Term]:
    """Return what to look for, each thing once; nothing where all words are slight."""
    meanings = _Meanings.of(meant, read)
    found: dict[object, Term] = {}
    for place, one in enumerate(read):
        if place in meanings.inside or (one.word in SLIGHT and place not in meanings.stems):
            continue
        own = (
            {}
            if place in meanings.phrases or one.everyday
            else {stem(word): much for word, much in reversed(one.maybe)}
        )
        variants = tuple(sorted({**meanings.stems.get(place, {}), **own}.items()))
        weight = meanings.asking.get(place, meanings.weight(place, one))
        guides = platforms.get(place, frozenset())
        found.setdefault(variants or one.word, Term(variants, weight, guides))
    return list(found.values())
