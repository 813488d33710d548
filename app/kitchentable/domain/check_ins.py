"""Check-ins: when one is due for whom, what leaves a month out, and the days it can be put off to.

A *plan* is one slot with those it is for: the family, or one child who has a slot of its own.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from msgspec import Struct

from kitchentable.domain.recurrence import MonthlySlot

Month = tuple[int, int]
"""Year and month."""

FAMILY = 0
"""Whose plan it is where it is no child's own: children's ids count from 1."""

_THURSDAY, _SATURDAY = 3, 5


class Plan(Struct, frozen=True):
    """One slot, since when it has held, and the months that ask for nothing: done, skipped, or in a pause.

    ``done`` are the months in which every child of the plan was talked with. ``paused_until`` is the first day after
    the pause.
    """

    whose: int
    slot: MonthlySlot
    since: datetime
    done: frozenset[Month] = frozenset()
    skipped: frozenset[Month] = frozenset()
    paused_until: date | None = None


class Coming(Struct, frozen=True):
    """What a plan asks for: the due whose time has come and that waits still, and those ahead, earliest first."""

    come: datetime | None
    ahead: tuple[datetime, ...]


def coming(plan: Plan, now: datetime, zone: tzinfo, *, months_ahead: int) -> Coming:
    """Return the dues of a plan: at most one that has come, however many months were missed (peers.md §3 rule 4).

    A month that was done clears what came before it. Neither a late talk nor a skipped month moves the slot (rule 9).
    """
    come: datetime | None = None
    ahead: list[datetime] = []
    for slot in plan.slot.after(plan.since, zone):
        if _asks_nothing(plan, slot):
            come = come if slot > now else None
        elif slot <= now:
            come = slot
        else:
            ahead.append(slot)
        if len(ahead) == months_ahead:
            break
    return Coming(None if _was_done_since(plan, come) else come, tuple(ahead))


def _asks_nothing(plan: Plan, slot: datetime) -> bool:
    month = (slot.year, slot.month)
    paused = plan.paused_until is not None and slot.date() < plan.paused_until
    return paused or month in plan.done or month in plan.skipped


def _was_done_since(plan: Plan, come: datetime | None) -> bool:
    """Tell whether a talk of this month or a later one stands in for the check-in that came in an earlier one."""
    return come is not None and any(month > (come.year, come.month) for month in plan.done)


class PutOff(StrEnum):
    """The answers that ask to be asked again."""

    TOMORROW = "tomorrow"
    WEEKEND = "weekend"
    NEXT_WEEK = "next-week"


def put_off_days(today: date) -> dict[PutOff, date]:
    """Return each answer that makes sense today, with its day; no two are the same day.

    *This weekend* is Saturday, offered until Thursday: on Friday it is tomorrow, and on the weekend it is now.
    *Next week* is the same weekday again.
    """
    days = {PutOff.TOMORROW: today + timedelta(days=1)}
    if today.weekday() <= _THURSDAY:
        days[PutOff.WEEKEND] = today + timedelta(days=_SATURDAY - today.weekday())
    days[PutOff.NEXT_WEEK] = today + timedelta(days=7)
    return days
