"""As they grow: which ages change something for each child, on what they use and by the law of their country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from kitchentable.domain.ages import OLDEST, BirthMonth
from kitchentable.domain.milestones import Milestone, concerns
from kitchentable.domain.pack import Guidance
from kitchentable.domain.sources import Source
from kitchentable.services.family import UNKNOWN_ICON
from kitchentable.services.household import ChildNow, Household, children_now
from kitchentable.store import devices

SOON = relativedelta(months=3)
"""How long before an age its change is worth a line on this month's page: time enough to talk about it first."""

JUST_PAST = relativedelta(months=1)
"""How long after an age its change still stands there: a month's page is looked at once a month."""

_LAW_ICON = "scale"


class GrowingLine(Struct, frozen=True):
    """One change. ``reached_on`` is the first day of the month a child reaches the age; None where no child is meant.

    ``title`` is what changes in a few words; where the pack has none, the platform's name or else the law's.
    ``guide_id`` is None for a law.
    """

    milestone: Milestone
    title: str
    icon: str
    guide_id: str | None
    reached_on: date | None
    sources: tuple[Source, ...]


class ChildGrowing(Struct, frozen=True):
    """One child's changes: the next year's, later ones, and those already reached, each in order of age.

    ``elsewhere`` are those of services the child does not use, as far as they are still to come.
    """

    now: ChildNow
    coming: tuple[GrowingLine, ...]
    later: tuple[GrowingLine, ...]
    reached: tuple[GrowingLine, ...]
    elsewhere: tuple[GrowingLine, ...]


class GrowingView(Struct, frozen=True):
    """The page: a part for each child, and every change by age for a family that only reads."""

    children: tuple[ChildGrowing, ...]
    everything: tuple[GrowingLine, ...]


def growing_view(home: Household, *, country: str) -> GrowingView:
    """Return the page for a family in a country."""
    return GrowingView(
        tuple(_child(home, now, country) for now in children_now(home)), every_change(home.guidance, country=country)
    )


def every_change(guidance: Guidance, *, country: str) -> tuple[GrowingLine, ...]:
    """Return every change of a country and of every service, by age; needs no open records."""
    return _lines(guidance, [one for one in guidance.pack.milestones if concerns(one, country)], None)


def coming_up(home: Household, now: ChildNow, *, country: str) -> tuple[GrowingLine, ...]:
    """Return what changes for a child about now: by law, or on something they use."""
    today = home.clock.today()
    lines = _lines(home.guidance, _meant(home, now, country), now.child.born)
    return tuple(one for one in lines if one.reached_on and today - JUST_PAST <= one.reached_on <= today + SOON)


def _meant(home: Household, now: ChildNow, country: str) -> list[Milestone]:
    """Return the milestones of a country's law and of the services a child uses."""
    used = {one.guide_id for one in devices.accounts(home.store, child_id=now.child.id)}
    shown = (one for one in home.guidance.pack.milestones if concerns(one, country))
    return [one for one in shown if one.guide is None or one.guide in used]


def _child(home: Household, now: ChildNow, country: str) -> ChildGrowing:
    today = home.clock.today()
    meant = _meant(home, now, country)
    ids = {one.id for one in meant}
    lines = _lines(home.guidance, meant, now.child.born)
    others = [one for one in home.guidance.pack.milestones if concerns(one, country) and one.id not in ids]
    elsewhere = _lines(home.guidance, others, now.child.born)
    year = today + relativedelta(years=1)
    return ChildGrowing(
        now=now,
        coming=tuple(one for one in lines if today < _day(one) <= year),
        later=tuple(one for one in lines if _day(one) > year),
        reached=tuple(one for one in lines if _day(one) <= today),
        elsewhere=tuple(one for one in elsewhere if _day(one) > today),
    )


def _lines(guidance: Guidance, milestones: Iterable[Milestone], born: BirthMonth | None) -> tuple[GrowingLine, ...]:
    kept: Sequence[Milestone] = [one for one in milestones if one.age <= OLDEST + 1]
    return tuple(_line(guidance, one, born) for one in sorted(kept, key=_by_age))


def _line(guidance: Guidance, one: Milestone, born: BirthMonth | None) -> GrowingLine:
    guide = None if one.guide is None else guidance.find_guide(one.guide)
    if guide is not None:
        name, icon = guide.title, guide.icon
    else:
        name, icon = one.law or one.guide or "", _LAW_ICON if one.law else UNKNOWN_ICON
    return GrowingLine(
        milestone=one,
        title=one.title or name,
        icon=icon,
        guide_id=None if guide is None else guide.id,
        reached_on=None if born is None else born.turns(one.age),
        sources=tuple(guidance.source(source) for source in one.sources),
    )


def _by_age(one: Milestone) -> tuple[int, bool, str]:
    return (one.age, one.guide is not None, one.id)


def _day(line: GrowingLine) -> date:
    return line.reached_on or date.max
