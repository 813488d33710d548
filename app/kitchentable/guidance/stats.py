"""Counts of what a pack holds: how sure we are of the paths in it, how old its sources are, how plain its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from statistics import median, median_low

import msgspec

from kitchentable.domain.guides import Setting, Way
from kitchentable.domain.pack import IdState, Pack
from kitchentable.domain.sources import Confidence, SourceKind
from kitchentable.domain.values import Claim, Value
from kitchentable.guidance.evidence import first_day
from kitchentable.guidance.prose import Kind
from kitchentable.guidance.reading import Grader, measure
from kitchentable.guidance.walk import leaves, parts


class Days(msgspec.Struct, frozen=True):
    """The newest, oldest and middle day of some pages, and how many of them have a day; None where none has."""

    pages: int
    newest: date | None
    oldest: date | None
    median: date | None


class Grades(msgspec.Struct, frozen=True):
    """The reading grade of pieces of one kind: how many there are, the hardest, and the middle one."""

    pieces: int
    max: float
    median: float


class Stats(msgspec.Struct, frozen=True):
    """Counts by kind; shares are parts of all ways or settings, from 0 to 1.

    A setting is confirmed by the maker where a path of high confidence to it stands on a maker's own page; it merely
    cites the maker where any path to it does. It rests on the maker's words where anything it says does: a page of the
    maker's own, or one that copies or quotes it. ``reading`` is None where textstat is not installed.
    """

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
    claims_without_source: int
    situations: int
    countries: int
    contacts: int
    milestones: int
    sources: int
    sources_by_kind: dict[str, int]
    confidence: dict[str, int]
    confidence_shares: dict[str, float]
    settings_confidence: dict[str, int]
    settings_confidence_shares: dict[str, float]
    settings_confirmed_by_maker: int
    settings_confirmed_by_maker_share: float
    settings_citing_maker: int
    settings_citing_maker_share: float
    settings_on_makers_words: int
    settings_on_makers_words_share: float
    topics_reviewed: int
    situations_reviewed: int
    sources_read: Days
    sources_published: Days
    ids_live: int
    ids_retired: int
    ids_by_kind: dict[str, dict[str, int]]
    reading: dict[str, Grades] | None


def count(pack: Pack, grader: Grader | None = None) -> Stats:
    """Count what a pack holds, and with a grader how hard it is to read."""
    talks = [talk for topic in pack.topics for talk in topic.talks.values()]
    settings = [setting for guide in pack.guides for setting in guide.settings]
    ways = [way for setting in settings for way in setting.ways]
    sure = Counter(way.confidence for way in ways)
    sure_settings = Counter(setting.confidence for setting in settings if setting.ways)
    makers = frozenset(source.id for source in pack.sources if source.kind is SourceKind.MAKER)
    confirmed = sum(any(_by_maker(way, makers, {Confidence.HIGH}) for way in one.ways) for one in settings)
    citing = sum(any(_by_maker(way, makers, set(Confidence)) for way in one.ways) for one in settings)
    copies = frozenset(source.id for source in pack.sources if source.copy_of is not None)
    on_words = sum(not (makers | copies).isdisjoint(_sources_of(one)) for one in settings)
    kinds = Counter(source.kind for source in pack.sources)
    states = Counter(pack.ids.values())
    whole = (*pack.topics, *pack.guides, *pack.situations, *pack.countries, *pack.milestones)
    return Stats(
        version=pack.version,
        built_on=pack.built_on,
        topics=len(pack.topics),
        talks=len(talks),
        lines_to_tick=sum(len(talk.tick_ids()) for talk in talks),
        guides=len(pack.guides),
        settings=len(settings),
        ways=len(ways),
        ways_tried=sum(way.tried is not None for way in ways),
        claims=sum(1 for value in whole for _ in parts(value, Claim)),
        claims_without_source=sum(
            path[-1:] == ("sources",) and not told for one in whole for path, told in leaves(one)
        ),
        situations=len(pack.situations),
        countries=len(pack.countries),
        contacts=sum(len(country.contacts) for country in pack.countries),
        milestones=len(pack.milestones),
        sources=len(pack.sources),
        sources_by_kind={kind.value: kinds[kind] for kind in SourceKind},
        confidence={level.value: sure[level] for level in Confidence},
        confidence_shares={level.value: _share(sure[level], len(ways)) for level in Confidence},
        settings_confidence={level.value: sure_settings[level] for level in Confidence},
        settings_confidence_shares={level.value: _share(sure_settings[level], len(settings)) for level in Confidence},
        settings_confirmed_by_maker=confirmed,
        settings_confirmed_by_maker_share=_share(confirmed, len(settings)),
        settings_citing_maker=citing,
        settings_citing_maker_share=_share(citing, len(settings)),
        settings_on_makers_words=on_words,
        settings_on_makers_words_share=_share(on_words, len(settings)),
        topics_reviewed=sum(topic.reviewed is not None for topic in pack.topics),
        situations_reviewed=sum(one.reviewed is not None for one in pack.situations),
        sources_read=_days(source.read_on for source in pack.sources),
        sources_published=_days(first_day(source.published) for source in pack.sources if source.published),
        ids_live=states[IdState.LIVE],
        ids_retired=states[IdState.RETIRED],
        ids_by_kind=_ids_by_kind(pack),
        reading=None if grader is None else _reading(whole, grader),
    )


def _share(part: int, whole: int) -> float:
    return round(part / max(whole, 1), 3)


def _by_maker(way: Way, makers: frozenset[str], levels: set[Confidence]) -> bool:
    return way.confidence in levels and not makers.isdisjoint(way.sources)


def _sources_of(setting: Setting) -> Iterator[str]:
    """Yield every source a setting names: for what it says, for how it starts, and for each way to it."""
    yield from setting.sources
    yield from setting.default.sources if setting.default else ()
    for way in setting.ways:
        yield from way.sources


def _days(days: Iterable[date | None]) -> Days:
    known = sorted(day for day in days if day is not None)
    if not known:
        return Days(0, None, None, None)
    return Days(len(known), known[-1], known[0], median_low(known))


def _ids_by_kind(pack: Pack) -> dict[str, dict[str, int]]:
    found = Counter((name.partition("/")[0], state) for name, state in pack.ids.items())
    kinds = sorted({kind for kind, _ in found})
    return {kind: {state.value: found[kind, state] for state in IdState} for kind in kinds}


def _reading(values: Iterable[Value], grader: Grader) -> dict[str, Grades]:
    grades: dict[Kind, list[float]] = {}
    for _, piece, grade in measure(values, grader):
        grades.setdefault(piece.kind, []).append(grade)
    return {kind.value: Grades(len(all_), round(max(all_), 2), round(median(all_), 2)) for kind, all_ in grades.items()}
