"""Knows what is meant: the ideas in a parent's words, what they are after, and whether it sounds like trouble."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kitchentable.domain.situations import ContactKind
from kitchentable.domain.vocabulary import Idea, Signal, Vocabulary, Wish
from kitchentable.guidance.search.stories import Likely, Stories
from kitchentable.guidance.search.words import SLIGHT, stem, stems

_AT_THE_BEGINNING = "^"
"""Before a phrase that counts only where the words begin with it."""

_MOST_BETWEEN = 2
"""Words that may stand between two words of a phrase: “come out of” her “room”."""

_MOST_WORDS = 40
"""Words of a query in which ideas are looked for."""

_MORE_THAN_ONE = 2
"""How many ideas a signal must have in a story that is surely no trouble: “rude after screens”."""

_GRAVE = 0.5
"""How much stronger a grave signal is than another of as many ideas."""

_STORY = 1.5
"""How strong a story is that surely resembles one page, beside a signal of one idea."""

_MOST_LIKELY, _MOST_ALONE = 3, 2
"""How many pages a story may resemble, with signals and without any."""

_SURE, _IN_TROUBLE, _LEAST_LIKELY = 0.4, 0.8, 0.12
"""How likely the best page must be without any signal, and that anything has happened at all; and how likely a page
must be to be shown."""

_SURELY_TROUBLE = 0.85
"""How likely it must be that something has happened for wishes to be taken for a part of the story."""

_SURELY_UNWISHED = 0.93
"""The same, for words that name nobody and wish for nothing."""

_LIKELY_TALK, _SURELY_TALK, _ENOUGH_HEARD = 0.4, 0.8, 2
"""How likely a worry must belong to a topic for its talk to be a result; the same beside words of everyday life; and
how many telling words must be known where nobody is named."""

_SURELY_A_STORY, _TELLING = 0.95, 4
"""How likely trouble must be, and how many telling words must be known, for a question within a story to be a part of
it: “he asked what grade she is in”; for words of everyday life to be so: “says she is a hot girl”; and for help to come
before a setting that fits, where nobody is named."""

_ASKING = frozenset(stems("how what when where who should can"))
"""Words with which a wish begins that is no part of a story, wherever it stands."""

_QUESTIONS = frozenset(stems("is are could does do when why what how can should would"))
"""Words with which a question begins; where it names nobody, nothing has happened: “is sexting a crime”."""

_SLIGHT_STEMS = frozenset(map(stem, SLIGHT))


@dataclass(frozen=True, slots=True)
class Meant:
    """An idea that was found, the places of the words that said it, and the stem they begin with."""

    idea: Idea
    places: tuple[int, ...]
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Smell:
    """What the words sound like: help pages, the likeliest first, kinds of contacts, and how likely each topic is.

    ``wished`` are the kinds of answer wished for, without wishes that are but part of a story. ``calm``: it is surely
    everyday talk, or but a worry. ``sure``: somebody is named, or it is surely trouble, so that help comes first.
    """

    situations: tuple[str, ...] = ()
    contacts: tuple[ContactKind, ...] = ()
    topics: Mapping[str, float] = field(default_factory=dict)
    wished: frozenset[Wish] = frozenset()
    calm: bool = False
    sure: bool = False


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
                    found[phrase.idea.id, places] = Meant(phrase.idea, places, phrase.words[0])
        return list(found.values())

    def _told(self, text: str) -> set[str]:
        words = [frozenset({word}) for word in stems(text)]
        return _features(self.meant(words), words)

    def smell(self, meant: Sequence[Meant], words: Sequence[frozenset[str]], *, elsewhere: bool = False) -> Smell:
        """Return what trouble the ideas are signals of.

        Where a setting or a talk is wished, or where words of everyday life name nobody (``elsewhere``), only grave
        ones count.
        """
        likely = self._likely(meant, words)
        wished = _wished(meant, likely)
        told = any(one.idea.wish is Wish.HELP for one in meant)
        elsewhere = elsewhere and Wish.HELP not in wished and not _is_told(likely, _SURELY_A_STORY)
        quiet = elsewhere or not {Wish.SETTING, Wish.TALK}.isdisjoint(wished)
        quiet = quiet or (not told and bool(words) and not words[0].isdisjoint(_QUESTIONS))
        ideas = {one.idea.id for one in meant}
        least = _MORE_THAN_ONE if likely.is_quiet else 1
        heard = [one for one in self._signals if _sounds(one, ideas)]
        heard = [one for one in heard if one.grave or (not quiet and len(one.when) >= least)]
        strength = _strength(heard)
        contacts = tuple(dict.fromkeys(one.contacts for one in heard if one.contacts))
        unwished = not wished and not elsewhere and likely.trouble >= _SURELY_UNWISHED
        enough = strength or likely.heard >= _ENOUGH_HEARD
        if not contacts and enough and (unwished or wished == {Wish.HELP}):
            _add_likely(strength, likely)
        situations = sorted(strength, key=lambda page: -strength[page])
        sure = told or any(one.grave for one in heard) or _is_told(likely, _SURELY_A_STORY)
        topics = _worries(likely, wished, _SURELY_TALK if elsewhere else _LIKELY_TALK)
        return Smell(tuple(situations), contacts, topics, wished, likely.is_calm, sure)

    def _likely(self, meant: Sequence[Meant], words: Sequence[frozenset[str]]) -> Likely:
        """Return which pages a story resembles."""
        telling = {min(maybe) for maybe in words if maybe and maybe.isdisjoint(_SLIGHT_STEMS) and min(maybe).isalpha()}
        telling |= {_feature(one.idea) for one in meant if not one.idea.wish}
        return self._stories.likely(_features(meant, words), telling)


def _wished(meant: Sequence[Meant], likely: Likely) -> frozenset[Wish]:
    """Return what is wished for, without wishes that are but a part of a story that surely tells of trouble."""
    wished = wishes(_asked(meant) if likely.trouble >= _SURELY_TROUBLE else meant)
    if not _is_told(likely, _SURELY_A_STORY):
        return wished
    begun = {one.idea.wish for one in meant if one.places[0] == 0}
    return frozenset(wished - ({Wish.TALK, Wish.CONTACT, Wish.AGE} - begun)) or frozenset({Wish.HELP})


def _is_told(likely: Likely, least: float) -> bool:
    return likely.trouble >= least and likely.heard >= _TELLING


def _strength(heard: Sequence[Signal]) -> dict[str, float]:
    """Return how strongly signals lead to each help page."""
    strength: dict[str, float] = {}
    for one in heard:
        if one.situation:
            strength[one.situation] = max(strength.get(one.situation, 0.0), len(one.when) + _GRAVE * one.grave)
    return strength


def _worries(likely: Likely, wished: frozenset[Wish], least: float) -> dict[str, float]:
    """Return the topics that a worry belongs to, where enough is known or somebody or a talk is meant."""
    if likely.heard < _ENOUGH_HEARD and wished.isdisjoint({Wish.HELP, Wish.TALK}):
        return {}
    return {topic: much for topic, much in likely.topics.items() if much >= least}


def _add_likely(strength: dict[str, float], likely: Likely) -> None:
    """Add the help pages that a story resembles; without any signal, only where it surely resembles one."""
    told = likely.situations
    sure = likely.trouble > _IN_TROUBLE and max(told.values()) >= _SURE
    if strength or sure:
        pages = sorted(told, key=lambda page: -told[page])
        for page in pages[: _MOST_LIKELY if strength else _MOST_ALONE]:
            if page in strength or told[page] >= _LEAST_LIKELY:
                strength[page] = strength.get(page, 0.0) + _STORY * told[page]


def wishes(meant: Sequence[Meant]) -> frozenset[Wish]:
    """Return what kinds of answer are wished for; help only where nothing else is."""
    wished = {one.idea.wish for one in meant if one.idea.wish}
    return frozenset(wished - {Wish.HELP}) or frozenset(wished)


def _asked(meant: Sequence[Meant]) -> list[Meant]:
    """Return the ideas without wishes that are but part of a story: “he told her to turn her camera on”."""
    person = min((one.places[0] for one in meant if one.idea.wish is Wish.HELP), default=None)
    return [one for one in meant if person is None or not _in_passing(one, person)]


def _in_passing(one: Meant, person: int) -> bool:
    if one.idea.wish in {Wish.AGE, Wish.CONTACT}:
        return one.idea.wish is Wish.AGE or len(one.places) == 1
    return one.idea.wish in {Wish.SETTING, Wish.TALK} and one.places[0] > person and one.begins not in _ASKING


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
