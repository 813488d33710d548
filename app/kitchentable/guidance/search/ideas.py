"""Knows what is meant: the ideas in a parent's words, what they are after, and whether it sounds like trouble."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kitchentable.domain.situations import ContactKind
from kitchentable.domain.vocabulary import Idea, Signal, Vocabulary, Wish
from kitchentable.guidance.search.stories import IN_PEACE, Stories
from kitchentable.guidance.search.words import SLIGHT, stem, stems

_AT_THE_BEGINNING = "^"
"""Before a phrase that counts only where the words begin with it."""

_MOST_BETWEEN = 2
"""Words that may stand between two words of a phrase: “come out of” her “room”."""

_MOST_WORDS = 40
"""Words of a query in which ideas are looked for."""


_GRAVE = 0.5
"""How much stronger a grave signal is than another of as many ideas."""

_STORY = 1.5
"""How strong a story is that surely resembles one page, beside a signal of one idea."""

_MOST_LIKELY, _MOST_ALONE = 3, 2
"""How many pages a story may resemble, with signals and without any."""

_SURE, _IN_PEACE, _LEAST_LIKELY = 0.45, 0.3, 0.12
"""How likely the best page must be without any signal; from when on it is thought that nothing has happened; and how
likely a page must be to be shown at all."""

_SLIGHT_STEMS = frozenset(map(stem, SLIGHT))


@dataclass(frozen=True, slots=True)
class Meant:
    """An idea that was found, and the places of the words that said it."""

    idea: Idea
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Smell:
    """What trouble the words sound like: help pages, the likeliest first, and kinds of contacts."""

    situations: tuple[str, ...] = ()
    contacts: tuple[ContactKind, ...] = ()


@dataclass(frozen=True, slots=True)
class _Phrase:
    idea: Idea
    words: tuple[str, ...]
    at_the_beginning: bool


class Ideas:
    """The ideas and signals of a vocabulary, ready to be asked."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Sort the phrases by the word they begin with."""
        self._signals = vocabulary.signals
        self._phrases: dict[str, list[_Phrase]] = defaultdict(list)
        for idea in vocabulary.ideas:
            for said in idea.say:
                words = tuple(stems(said))
                if words:
                    self._phrases[words[0]].append(_Phrase(idea, words, said.startswith(_AT_THE_BEGINNING)))
        self._stories = Stories((one, [self._told(text) for text in one.told]) for one in vocabulary.stories)

    def meant(self, words: Sequence[frozenset[str]]) -> list[Meant]:
        """Return every idea in a row of words, each given as the stems it may be."""
        found: dict[tuple[str, tuple[int, ...]], Meant] = {}
        for place, maybe in enumerate(words[:_MOST_WORDS]):
            for phrase in [one for word in sorted(maybe) for one in self._phrases.get(word, ())]:
                if phrase.at_the_beginning and place:
                    continue
                places = _said(phrase.words, words, place)
                if places:
                    found[phrase.idea.id, places] = Meant(phrase.idea, places)
        return list(found.values())

    def _told(self, text: str) -> set[str]:
        words = [frozenset({word}) for word in stems(text)]
        return _features(self.meant(words), words)

    def smell(self, meant: Sequence[Meant], words: Sequence[frozenset[str]]) -> Smell:
        """Return what trouble the ideas are signals of; where a setting or a talk is wished, only grave ones count."""
        ideas = {one.idea.id for one in meant}
        wished = not {Wish.SETTING, Wish.TALK}.isdisjoint(wishes(meant))
        heard = [one for one in self._signals if _sounds(one, ideas) and (one.grave or not wished)]
        strength: dict[str, float] = {}
        for one in heard:
            if one.situation:
                strength[one.situation] = max(strength.get(one.situation, 0.0), len(one.when) + _GRAVE * one.grave)
        contacts = tuple(dict.fromkeys(one.contacts for one in heard if one.contacts))
        if not contacts and wishes(meant) == {Wish.HELP}:
            self._add_likely(strength, meant, words)
        situations = sorted(strength, key=lambda page: -strength[page])
        return Smell(tuple(situations), contacts)

    def _add_likely(self, strength: dict[str, float], meant: Sequence[Meant], words: Sequence[frozenset[str]]) -> None:
        """Add the pages that the story resembles; without any signal, only where it surely resembles one."""
        told = self._likely(meant, words)
        sure = told.get(IN_PEACE, 1.0) < _IN_PEACE and max(told.values()) >= _SURE
        if strength or sure:
            pages = sorted(told.keys() - {IN_PEACE}, key=lambda page: -told[page])
            for page in pages[: _MOST_LIKELY if strength else _MOST_ALONE]:
                if page in strength or told[page] >= _LEAST_LIKELY:
                    strength[page] = strength.get(page, 0.0) + _STORY * told[page]

    def _likely(self, meant: Sequence[Meant], words: Sequence[frozenset[str]]) -> dict[str, float]:
        """Return which help pages a story resembles."""
        telling = {min(maybe) for maybe in words if maybe and maybe.isdisjoint(_SLIGHT_STEMS)}
        telling |= {_feature(one.idea) for one in meant if not one.idea.wish}
        return self._stories.likely(_features(meant, words), telling)


def wishes(meant: Sequence[Meant]) -> frozenset[Wish]:
    """Return what kinds of answer are wished for; help only where nothing else is."""
    wished = {one.idea.wish for one in meant if one.idea.wish}
    return frozenset(wished - {Wish.HELP}) or frozenset(wished)


def _features(meant: Sequence[Meant], words: Sequence[frozenset[str]]) -> set[str]:
    """Return what counts in a story: its words, and its ideas."""
    return {word for maybe in words for word in maybe} | {_feature(one.idea) for one in meant}


def _feature(idea: Idea) -> str:
    return f"idea {idea.id}"


def _sounds(signal: Signal, ideas: set[str]) -> bool:
    return ideas.issuperset(signal.when) and ideas.isdisjoint(signal.unless)


def _said(phrase: Sequence[str], words: Sequence[frozenset[str]], begin: int) -> tuple[int, ...]:
    """Return the places at which the words of a phrase follow one another, with few words between; or nothing."""
    places = [begin]
    for word in phrase[1:]:
        nearby = range(places[-1] + 1, min(len(words), places[-1] + 2 + _MOST_BETWEEN))
        place = next((one for one in nearby if word in words[one]), None)
        if place is None:
            return ()
        places.append(place)
    return tuple(places)
