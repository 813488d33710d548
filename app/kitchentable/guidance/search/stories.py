"""Stories: which help page or talk a parent's story resembles, where its words name neither.

Plain statistics over the stories of the vocabulary, as in a simple mail filter: each word and idea speaks for some
pages and against others. Words that no story has say nothing.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kitchentable.domain.vocabulary import Story

_SMOOTH = 0.35
"""How often each word counts as seen that a page's stories don't have: few stories leave much unsaid."""

_LEAST_KNOWN = 0.5
"""The share of its telling words and ideas that must be known from stories before anything is said of a story."""

_CALM = 0.25
"""How little likely it must be that something has happened for it to be but a worry."""

_QUIET, _ENOUGH = 0.1, 3
"""How little likely it must be, and how many telling words must be known, for single words not to count as trouble."""

_Page = tuple[str | None, str | None]
"""A situation, or a topic, or neither."""


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely a story belongs to each help page and to each topic; all together at most 1.

    What is left is everyday talk, in which nothing has happened.
    """

    situations: Mapping[str, float]
    topics: Mapping[str, float]
    heard: int = 0
    """How many of the telling words and ideas the stories know."""

    @property
    def trouble(self) -> float:
        """How likely it is that something has happened."""
        return sum(self.situations.values())

    @property
    def is_calm(self) -> bool:
        """It is surely everyday talk, or but a worry."""
        return bool(self.situations) and self.trouble < _CALM

    @property
    def is_quiet(self) -> bool:
        """It is so surely no trouble that a single word for it means none."""
        return bool(self.situations) and self.heard >= _ENOUGH and self.trouble < _QUIET


class Stories:
    """The stories, counted."""

    def __init__(self, told: Iterable[tuple[Story, Iterable[Iterable[str]]]]) -> None:
        """Count the features of each story, given with it: stems, and ideas."""
        counts: dict[_Page, Counter[str]] = defaultdict(Counter)
        for story, sentences in told:
            for features in sentences:
                counts[story.situation, story.topic].update(set(features))
        every = {feature for counted in counts.values() for feature in counted}
        self._says: dict[str, dict[_Page, float]] = {feature: {} for feature in every}
        for page, counted in counts.items():
            whole = counted.total() + _SMOOTH * len(every)
            for feature in every:
                self._says[feature][page] = math.log((counted[feature] + _SMOOTH) / whole)
        self._pages = tuple(counts)

    def likely(self, features: Iterable[str], telling: Collection[str]) -> Likely:
        """Return how likely each page is; nothing where too little of what is telling is known."""
        known = sum(one in self._says for one in telling)
        if not known or known < len(telling) * _LEAST_KNOWN:
            return Likely({}, {})
        heard = [self._says[one] for one in set(features) if one in self._says]
        sums = {page: sum(says[page] for says in heard) for page in self._pages}
        most = max(sums.values())
        raised = {page: math.exp(value - most) for page, value in sums.items()}
        whole = sum(raised.values())
        return Likely(
            {situation: raised[situation, topic] / whole for situation, topic in self._pages if situation},
            {topic: raised[situation, topic] / whole for situation, topic in self._pages if topic},
            known,
        )
