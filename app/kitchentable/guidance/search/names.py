"""Names: what is called by its name in a parent's words, alone or among others, and which platforms are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kitchentable.domain.pack import Guidance
from kitchentable.guidance.search.entries import Entry, Kind
from kitchentable.guidance.search.words import SLIGHT, stem, stems

_LONGEST_NAME = 6
"""Words of a name that is looked for among others."""

ALONE, _AMONG = 1.0, 0.3
"""What is added to a score where the words are a name and nothing else, and where a name is all but a part of them."""

_SLIGHT_STEMS = frozenset(map(stem, SLIGHT))

_ASKING_STEMS = frozenset(
    stems("phone number call ring helpline hotline line contact text telephone website support help service charity")
)
"""Words that only ask for a service that is named: “childline phone number”."""

Name = tuple[str, ...]


class Names:
    """The names of everything there is to find, and those of platforms.

    A guide's search words are not all names: “comments” leads to YouTube's guide and is no other word for YouTube. A
    name is its title, what the vocabulary adds, and a search word that no setting and no topic has as well.
    """

    def __init__(self, entries: Sequence[Entry], guidance: Guidance) -> None:
        """Sort the names."""
        self._places: dict[Name, set[int]] = defaultdict(set)
        self._guides: dict[Name, set[str]] = defaultdict(set)
        for place, entry in enumerate(entries):
            for name in entry.names:
                self._places[tuple(stems(name))].add(place)
                if entry.kind is Kind.CONTACT:
                    self._places[tuple(word for word in stems(name) if word not in _ASKING_STEMS)].add(place)
        self._kinds = tuple(one.kind for one in entries)
        common = frozenset(map(stem, guidance.pack.vocabulary.ambiguous))
        self._sure: set[str] = set()
        features = _features(entries)
        also: dict[str, list[str]] = defaultdict(list)
        for one in guidance.pack.vocabulary.also:
            also[one.finds].extend(one.words)
        for guide in guidance.pack.guides:
            for name in (guide.title, *also[f"guide/{guide.id}"]):
                self._guides[tuple(stems(name))].add(guide.id)
                self._sure.update(stems(name))
            for words in map(stems, guide.search):
                if not features.issuperset(words):
                    self._guides[tuple(words)].add(guide.id)
        self._sure -= common

    def bonus(self, said: Sequence[str]) -> dict[int, float]:
        """Return what to add to the score of each place that is named."""
        found: dict[int, float] = {}
        telling = sum(word not in _SLIGHT_STEMS for word in said) or 1
        asked_for = [word for word in said if word not in _ASKING_STEMS | _SLIGHT_STEMS]
        for _, part in _parts(said):
            for place in self._places.get(part, ()):
                if len(part) < len(said) and self._kinds[place] is Kind.GUIDE:
                    continue  # its settings may fit better; that it is named counts for all of them
                share = sum(word not in _SLIGHT_STEMS for word in part) / telling
                named = self._kinds[place] is Kind.CONTACT and asked_for and set(asked_for) <= set(part)
                alone = named or len(part) == len(said)
                found[place] = max(found.get(place, 0.0), ALONE if alone else _AMONG * share)
        return found

    def guides(self, said: Sequence[str]) -> dict[int, frozenset[str]]:
        """Return the guides that are named, by the place of each word that names one."""
        found: dict[int, frozenset[str]] = {}
        for begin, part in _parts(said):
            for place in range(begin, begin + len(part)) if part in self._guides else ():
                found[place] = found.get(place, frozenset()) | self._guides[part]
        return found

    def surely(self, said: Sequence[str], named: Mapping[int, frozenset[str]]) -> frozenset[str]:
        """Return the guides named by more than a word of everyday speech: Roblox, but not a switch or steam."""
        return frozenset(guide for place, guides in named.items() if said[place] in self._sure for guide in guides)


def _features(entries: Sequence[Entry]) -> set[str]:
    """Return the words of what there is to set and to talk about."""
    told = [one.title for one in entries if one.kind in {Kind.SETTING, Kind.TALK}]
    told += [name for one in entries if one.kind is Kind.TALK for name in one.names]
    return {word for text in told for word in stems(text)}


def _parts(said: Sequence[str]) -> Iterator[tuple[int, Name]]:
    """Yield every run of words that may be a name, with the place where it begins."""
    for begin in range(len(said)):
        for end in range(begin + 1, min(len(said), begin + _LONGEST_NAME) + 1):
            yield begin, tuple(said[begin:end])
