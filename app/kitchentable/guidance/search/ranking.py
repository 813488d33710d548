"""Ranking: the best first, but for help; what kind of answer was wished counts, and no guide buries the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kitchentable.domain.vocabulary import Wish
from kitchentable.guidance.search.entries import Entry, Kind

_MOST_HELP_FIRST = 2
"""How many help pages may come before a result that fits better: more would bury what was asked for."""

_MOST_SMELLED = 3
"""How many help pages a smell of trouble may bring forward."""

_MOST_ASIDE = 1
"""How many where a platform is named and nobody: it may be a setting that is looked for."""

_NEARLY, _CLOSELY = 0.7, 0.9
"""From which part of the best score on a help page comes before it: where trouble is smelled or a story is told, and
where neither is.
"""

_LOOKED_FOR = 0.75
"""The least score of a setting, a guide, a contact or an age that surely is what was looked for."""

_SMELLED = 0.9
"""The least score of help that trouble calls for."""

_MOST_OF_A_GUIDE = 4
"""The most settings of one guide in a list of results; the guide itself leads to the others."""

_WISHED, _NAMED, _UNNAMED, _ESSENTIAL, _UNASKED_AGE, _ABROAD = 1.25, 1.2, 0.75, 1.05, 0.75, 0.8
"""What a score is multiplied with: of the kind wished for; of a platform that is named, or not of it; a setting that
matters most at some age; an age that nobody asked about; another country's."""

_KINDS = {
    Wish.SETTING: Kind.SETTING,
    Wish.TALK: Kind.TALK,
    Wish.AGE: Kind.MILESTONE,
    Wish.CONTACT: Kind.CONTACT,
    Wish.HELP: Kind.SITUATION,
}


@dataclass(frozen=True, slots=True)
class Found:
    """One result. ``score`` is 0 to 1, best first.

    ``within`` is the guide of a setting or a milestone, the country of a contact.
    """

    kind: Kind
    id: str
    title: str
    about: str
    score: float
    within: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """A place in the index and how well it fits."""

    place: int
    score: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the kinds of answer wished for, the help that trouble calls for, the platforms named.

    ``calm``: what is told is but a worry. ``sure``: somebody is named or it is surely trouble: help
    comes first.
    """

    wished: frozenset[Wish]
    led: Sequence[int]
    guides: frozenset[str]
    calm: bool = False
    sure: bool = True


def ranked(entries: Sequence[Entry], scored: Iterable[Scored], asked: Asked, most: int) -> tuple[Found, ...]:
    """Return the best results, help that trouble calls for first, help that fits nearly as well, then all by score."""
    weighed = {one.place: one.score * _weight(entries[one.place], asked) for one in scored}
    order = list(Kind)
    places = sorted(weighed, key=lambda place: (-weighed[place], order.index(entries[place].kind), place))
    best = min(1.0, max(weighed.values(), default=0.0))
    first = _first(entries, places, weighed, asked)
    if not asked.sure and _is_looked_for(entries, places, weighed):
        first = [places[0], *(place for place in first if place != places[0])]
    scores = {**weighed, **dict.fromkeys(asked.led, max(best, _SMELLED))}
    rest = _thinned(entries, [place for place in places if place not in first])
    return tuple(_found(entries[place], scores[place]) for place in (*first, *rest)[:most])


def _first(entries: Sequence[Entry], places: Sequence[int], weighed: Mapping[int, float], asked: Asked) -> list[int]:
    """Return the help that comes before all else, a few pages of it."""
    led = [place for place in asked.led if entries[place].kind is Kind.SITUATION][:_MOST_SMELLED]
    led += [place for place in asked.led if entries[place].kind is not Kind.SITUATION]
    told = Wish.HELP in asked.wished
    if asked.guides and not told:
        led = led[:_MOST_ASIDE]
    if asked.calm or {Wish.SETTING, Wish.TALK} & asked.wished or (not led and asked.guides and not told):
        return led
    enough = min(1.0, weighed[places[0]] if places else 0.0) * (_NEARLY if led or told else _CLOSELY)
    near = [place for place in places if entries[place].kind is Kind.SITUATION and weighed[place] >= enough]
    more = [place for place in near if place not in led]
    return [*led, *more[: max(0, _MOST_HELP_FIRST - len(led))]]


def _is_looked_for(entries: Sequence[Entry], places: Sequence[int], weighed: Mapping[int, float]) -> bool:
    """Tell whether the best result is surely what was looked for: help on “ps5 chat with strangers” would frighten."""
    if not places or weighed[places[0]] < _LOOKED_FOR:
        return False
    return entries[places[0]].kind not in {Kind.SITUATION, Kind.TALK}


def _weight(entry: Entry, asked: Asked) -> float:
    weight = _WISHED if entry.kind in {_KINDS[wish] for wish in asked.wished} else 1.0
    if entry.within in asked.guides or (entry.kind is Kind.GUIDE and entry.id in asked.guides):
        weight *= _NAMED
    elif asked.guides:
        weight *= _UNNAMED
    if entry.essential:
        weight *= _ESSENTIAL
    if entry.kind is Kind.MILESTONE and Wish.AGE not in asked.wished:
        weight *= _UNASKED_AGE
    return weight if entry.home else weight * _ABROAD


def _thinned(entries: Sequence[Entry], places: Iterable[int]) -> list[int]:
    """Leave out what would be one guide's settings over again, so that they do not bury everything else."""
    shown: Counter[str] = Counter()
    kept = []
    for place in places:
        entry = entries[place]
        shown[entry.within] += entry.kind is Kind.SETTING
        if entry.kind is not Kind.SETTING or shown[entry.within] <= _MOST_OF_A_GUIDE:
            kept.append(place)
    return kept


def _found(entry: Entry, score: float) -> Found:
    return Found(entry.kind, entry.id, entry.title, entry.about, round(min(1.0, score), 3), entry.within)
