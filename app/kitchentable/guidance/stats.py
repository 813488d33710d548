"""Counts of what a pack holds, and how sure we are of the paths in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import msgspec

from kitchentable.domain.guides import Guide, Way
from kitchentable.domain.pack import IdState, Pack
from kitchentable.domain.sources import Confidence, SourceKind
from kitchentable.domain.values import Claim, Value
from kitchentable.guidance.walk import parts


class Stats(msgspec.Struct, frozen=True):
    """Counts by kind; ``confidence_shares`` are parts of all ways, from 0 to 1."""

    version: str
    built_on: date
    topics: int
    talks: int
    lines_to_tick: int
    guides: int
    settings: int
    ways: int
    ways_tried: int
    claims: int
    situations: int
    countries: int
    contacts: int
    milestones: int
    sources: int
    sources_by_kind: dict[str, int]
    confidence: dict[str, int]
    confidence_shares: dict[str, float]
    ids_live: int
    ids_retired: int


def count(pack: Pack) -> Stats:
    """Count what a pack holds."""
    talks = [talk for topic in pack.topics for talk in topic.talks.values()]
    ways = [way for guide in pack.guides for _, way in parts(guide, Way)]
    sure = Counter(way.confidence for way in ways)
    kinds = Counter(source.kind for source in pack.sources)
    states = Counter(pack.ids.values())
    return Stats(
        version=pack.version,
        built_on=pack.built_on,
        topics=len(pack.topics),
        talks=len(talks),
        lines_to_tick=sum(len(talk.tick_ids()) for talk in talks),
        guides=len(pack.guides),
        settings=_settings(pack.guides),
        ways=len(ways),
        ways_tried=sum(way.tried is not None for way in ways),
        claims=_claims((*pack.topics, *pack.guides)),
        situations=len(pack.situations),
        countries=len(pack.countries),
        contacts=sum(len(country.contacts) for country in pack.countries),
        milestones=len(pack.milestones),
        sources=len(pack.sources),
        sources_by_kind={kind.value: kinds[kind] for kind in SourceKind},
        confidence={level.value: sure[level] for level in Confidence},
        confidence_shares={level.value: round(sure[level] / max(len(ways), 1), 3) for level in Confidence},
        ids_live=states[IdState.LIVE],
        ids_retired=states[IdState.RETIRED],
    )


def _settings(guides: Iterable[Guide]) -> int:
    return sum(len(guide.settings) for guide in guides)


def _claims(values: Iterable[Value]) -> int:
    return sum(1 for value in values for _ in parts(value, Claim))
