"""The index: finds what fits a parent's words, and puts help first where they smell of trouble.

It lives in memory: it holds nothing of the family's and is made anew from the pack, in a fraction of a second.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import ContactKind, Country
from kitchentable.domain.vocabulary import Wish
from kitchentable.guidance.search.entries import Entry, Kind, entries
from kitchentable.guidance.search.ideas import Ideas, Meant, Smell
from kitchentable.guidance.search.names import ALONE, Names
from kitchentable.guidance.search.postings import IN_ABOUT, OF_PLATFORM, Closeness, Postings
from kitchentable.guidance.search.ranking import Asked, Found, Scored, ranked
from kitchentable.guidance.search.spelling import RARE, SURE, Read, Speller
from kitchentable.guidance.search.terms import Term, terms
from kitchentable.guidance.search.words import plain_words, stem, stems

LONGEST_QUERY = 200
"""Letters of a query that are read; the rest of a pasted page would only blur it."""

_ENOUGH, _ENOUGH_OF_MANY, _MANY, _ENOUGH_ELSEWHERE = 0.5, 0.42, 3, 0.6
"""The least share of a query's meaning that a result must hold, rare words counting more than common ones. Of many
words a little less is enough: people tell stories. Beside a word of everyday life it must be more."""

_UNKNOWN = 0.75
"""How much a word means among many that stands nowhere in the guidance."""

_UNKNOWN_BESIDE = 0.35
"""The same beside the name of a platform: something of ours is meant."""

_OF_NAMED = 0.7
"""How much of that is enough for what belongs to a platform that is surely named."""

_LEAST_SCORE = 0.47
"""The least score of a result: below it, too little of too loosely fitting words."""

_LOOSELY = 0.6
"""How much of that is enough where nothing else was found, and surely something of ours is looked for."""

_ALONG = 0.45
"""How much a word counts that stands only in the text of a result, not in its names and search words."""

_Hits = dict[int, tuple[float, float]]
"""For a word and all it may be: the places, with how much of it each holds and how closely (both 0 to 1)."""


@dataclass(frozen=True, slots=True)
class _Held:
    """How much of what is looked for each place holds, and how closely; the whole of it, and how much is enough."""

    shares: Mapping[int, float]
    close: Mapping[int, float]
    whole: float
    enough: float


class SearchIndex:
    """An index of one pack for one country's contacts. It never changes, so any thread may ask it at any time."""

    def __init__(self, guidance: Guidance, country: str) -> None:
        """Index the guidance."""
        self._entries = tuple(entries(guidance, country))
        self._contacts = _contacts(guidance.country(country), self._entries)
        self._ideas = Ideas(guidance.pack.vocabulary)
        self._postings = Postings(self._entries)
        self._named = Names(self._entries, guidance)
        self._of_guide = _of_guide(self._entries)
        self._titles = {guide.id: frozenset(stems(guide.title)) for guide in guidance.pack.guides}
        self._of_topic = {one.id: place for place, one in enumerate(self._entries) if one.kind is Kind.TALK}
        self._situations = {one.id: place for place, one in enumerate(self._entries) if one.kind is Kind.SITUATION}
        self._speller = _speller(guidance, self._entries)

    def close(self) -> None:
        """Let the index go: there is nothing but memory to give back."""

    def search(self, query: str, most: int = 12) -> tuple[Found, ...]:
        """Return the best results for a parent's words, best first; nothing where nothing fits."""
        read = self._speller.read(query[:LONGEST_QUERY])
        said = [stem(one.word) for one in read]
        heard = _heard(read)
        meant = self._ideas.meant(heard)
        platforms = self._named.guides(said)
        looked_for = terms(read, meant, platforms)
        bonus = self._named.bonus(said)
        sure = self._named.surely(said, platforms)
        held = self._held(looked_for, sure)
        scored = {one.place: one for one in self._scored(held, bonus, sure)}
        if not scored and _is_ours(read, meant, sure):
            scored = {one.place: one for one in self._scored(held, bonus, sure, _LOOSELY)}
        for guide in sure:
            place = self._of_guide[guide][0]
            scored.setdefault(place, Scored(place, _LEAST_SCORE))
        named = frozenset(guide for guides in platforms.values() for guide in guides)
        smell = self._ideas.smell(meant, heard, elsewhere=any(one.everyday for one in read))
        for topic, likely in smell.topics.items():
            place = self._of_topic[topic]
            before = scored[place].score if place in scored else 0.0
            scored[place] = Scored(place, max(before, _LEAST_SCORE + (1 - _LEAST_SCORE) * likely))
        asked = Asked(smell.wished, self._led(smell), named, smell.calm, smell.sure)
        return ranked(self._entries, scored.values(), asked, most)

    def _held(self, looked_for: Sequence[Term], sure: Collection[str]) -> _Held:
        """Return how much of what is looked for each place holds."""
        hits = [self._hits(term) for term in looked_for]
        many = len(looked_for) >= _MANY
        guess = 1.0 if not many else _UNKNOWN_BESIDE if sure else _UNKNOWN
        weights = [self._weight(hit, guess) * term.weight for hit, term in zip(hits, looked_for, strict=True)]
        shares: dict[int, float] = defaultdict(float)
        close: dict[int, float] = defaultdict(float)
        for weight, hit in zip(weights, hits, strict=True):
            for place, (share, closeness) in hit.items():
                shares[place] += weight * share
                close[place] += weight * closeness
        elsewhere = not all(term.variants for term in looked_for)
        enough = _ENOUGH_ELSEWHERE if elsewhere else _ENOUGH_OF_MANY if many else _ENOUGH
        return _Held(shares, close, sum(weights), enough * sum(weights))

    def _scored(
        self, held: _Held, bonus: Mapping[int, float], sure: Collection[str], much: float = 1.0
    ) -> Iterator[Scored]:
        """Yield every place that holds enough of what is looked for, with its score; less of it where ``much`` is."""
        if not held.whole:
            yield from (Scored(place, score) for place, score in bonus.items() if score >= ALONE)
            return
        named = {place for guide in sure for place in self._of_guide[guide]}
        least = held.enough * much * (_OF_NAMED if named else 1.0)
        for place, share in held.shares.items():
            more = bonus.get(place, 0.0)
            if share < least and more < ALONE:
                continue
            score = (share * 0.5 + held.close[place] * 0.5) / held.whole + more
            less = (_OF_NAMED if place in named else 1.0) * much
            if (share >= held.enough * less and score >= _LEAST_SCORE * less) or more >= ALONE:
                yield Scored(place, score)

    def _hits(self, term: Term) -> _Hits:
        """Return the places that hold a word or what else it may be, and those of a platform that it names."""
        found: _Hits = {place: (1.0, OF_PLATFORM) for guide in term.guides for place in self._of_guide[guide]}
        for word, much in term.variants:
            _add(found, self._postings.of(word), much)
        for guide in term.guides:
            if not self._titles[guide].isdisjoint(word for word, much in term.variants if much == SURE):
                found.update(dict.fromkeys(self._of_guide[guide][1:], (1.0, OF_PLATFORM)))
        return found

    def _weight(self, hits: _Hits, unknown: float) -> float:
        """Return how much a word means: the rarer, the more. One that nobody knows is often but a part of the story."""
        return 1.0 - 0.8 * (len(hits) / len(self._entries)) if hits else unknown

    def _led(self, smell: Smell) -> list[int]:
        """Return the places of the help that must come first: situations, then contacts."""
        helps = [self._situations[one] for one in smell.situations if one in self._situations]
        return [*helps, *(place for kind, place in self._contacts if kind in smell.contacts)]


def _is_ours(read: Sequence[Read], meant: Sequence[Meant], sure: Collection[str]) -> bool:
    """Tell whether something of ours is looked for: a platform is named, or an answer of ours wished, word by word."""
    if any(one.everyday or one.guessed for one in read):
        return False
    return bool(sure) or any(one.idea.wish not in {None, Wish.CONTACT} for one in meant)


def _contacts(country: Country, held: Sequence[Entry]) -> list[tuple[ContactKind, int]]:
    """Return the kind and the place of each contact, the crisis lines first, in the country's own order."""
    order = {name: place for place, name in enumerate(country.crisis)}
    kinds = {one.id: one.kind for one in country.contacts}
    places = [place for place, one in enumerate(held) if one.kind is Kind.CONTACT]
    places.sort(key=lambda place: order.get(held[place].id, len(order)))
    return [(kinds[held[place].id], place) for place in places]


def _heard(read: Sequence[Read]) -> list[frozenset[str]]:
    """Return the stems in which ideas are looked for; beside an everyday word, none that was but a guess."""
    elsewhere = any(one.everyday for one in read)
    return [frozenset() if elsewhere and one.guessed else one.stems for one in read]


def _add(found: _Hits, closeness: Closeness, much: float) -> None:
    """Add where one variant of a word stands; of several in one place the best counts."""
    for place, close in closeness.items():
        share = much if close >= IN_ABOUT else min(much, _ALONG)
        before = found.get(place)
        if before is None:
            found[place] = (share, close * much)
        elif share > before[0] or close * much > before[1]:
            found[place] = (max(share, before[0]), max(close * much, before[1]))


def _speller(guidance: Guidance, held: Sequence[Entry]) -> Speller:
    """Return what knows the words of names, search words and ideas."""
    vocabulary = guidance.pack.vocabulary
    told = (" ".join((one.title, *one.words, one.about)) for one in held)
    known = Counter(word for text in told for word in set(plain_words(text)))
    spoken = {word for story in vocabulary.stories for text in story.told for word in plain_words(text)}
    spoken.update(vocabulary.common)
    said = {word for idea in vocabulary.ideas for said in idea.say for word in plain_words(said)}
    titles = {word for guide in guidance.pack.guides for word in plain_words(guide.title)}
    return Speller(dict.fromkeys(spoken, RARE) | known, said, titles, vocabulary.everyday)


def _of_guide(held: Sequence[Entry]) -> dict[str, list[int]]:
    """Return the places of each guide, its settings and its milestones."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(held):
        if one.kind is Kind.GUIDE:
            found[one.id].append(place)
        elif one.kind in {Kind.SETTING, Kind.MILESTONE} and one.within:
            found[one.within].append(place)
    return found
