"""What a family set about its check-ins beyond the day itself, as it is kept in the encrypted records."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from typing import Annotated, Literal

import msgspec

from kitchentable.domain.check_ins import Month
from kitchentable.domain.errors import StoreDamaged
from kitchentable.domain.recurrence import ByDay, ByWeekday, MonthlySlot
from kitchentable.store import preferences
from kitchentable.store.connection import Store

_NAME = "check-ins"
_MOST_KEPT = 60
"""Skipped months, pauses and switches kept: five years of the busiest family."""

Nth = Annotated[int, msgspec.Meta(ge=-1, le=4)]
Weekday = Annotated[int, msgspec.Meta(ge=0, le=6)]
Day = Annotated[int, msgspec.Meta(ge=-1, le=28)]


class OwnSlot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A child's own slot, and since when it holds. It outlives the child's removal, which can be undone."""

    child_id: int
    kind: Literal["weekday", "day"]
    nth: Nth = 1
    weekday: Weekday = 6
    day: Day = 1
    at: time
    until: time
    since: datetime

    @classmethod
    def of(cls, child_id: int, slot: MonthlySlot, since: datetime) -> OwnSlot:
        """Make one of a slot."""
        if isinstance(slot.day, ByDay):
            day = slot.day.day
            return cls(child_id=child_id, kind="day", day=day, at=slot.at, until=slot.until, since=since)
        nth, weekday = slot.day.nth, slot.day.weekday
        return cls(
            child_id=child_id, kind="weekday", nth=nth, weekday=weekday, at=slot.at, until=slot.until, since=since
        )

    @property
    def slot(self) -> MonthlySlot:
        """The slot it stands for."""
        day = ByDay(self.day) if self.kind == "day" else ByWeekday(self.nth, self.weekday)
        return MonthlySlot(day, self.at, self.until)


class Skipped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A month the family left out of one plan."""

    year: int
    month: int
    whose: int


class Pause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days without any check-in: from ``begins``, and before ``until``."""

    begins: date
    until: date


class Switch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When reminders were turned on or off."""

    at: datetime
    on: bool


class KeptCalendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The calendar file to keep up to date; ``written`` tells what it holds, ``trouble`` why it was not written."""

    path: str
    written: str = ""
    trouble: str = ""


class CheckInsKept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it. ``until`` ends the family's own hours; ``mark`` is random and names our events in a calendar."""

    until: time = time(21, 30)
    own: tuple[OwnSlot, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    pauses: tuple[Pause, ...] = ()
    switches: tuple[Switch, ...] = ()
    mark: str = ""
    calendar: KeptCalendar | None = None

    @property
    def paused_until(self) -> date | None:
        """The first day after the last pause."""
        return self.pauses[-1].until if self.pauses else None

    def skipped_of(self, whose: int) -> frozenset[Month]:
        """Return the months left out of a plan."""
        return frozenset((one.year, one.month) for one in self.skipped if one.whose == whose)


def get(store: Store) -> CheckInsKept:
    """Return what is kept; StoreDamaged where it can't be understood."""
    text = preferences.get(store, _NAME)
    try:
        return CheckInsKept() if text is None else msgspec.json.decode(text, type=CheckInsKept)
    except msgspec.DecodeError as error:
        raise StoreDamaged("The check-ins in your records can’t be read: please restore your last backup.") from error


def put(store: Store, kept: CheckInsKept) -> None:
    """Keep it inside the open transaction; it gets its mark the first time, and forgets what is long past."""
    fresh = msgspec.structs.replace(
        kept,
        mark=kept.mark or uuid.uuid4().hex,
        skipped=kept.skipped[-_MOST_KEPT:],
        pauses=kept.pauses[-_MOST_KEPT:],
        switches=kept.switches[-_MOST_KEPT:],
    )
    preferences.put(store, _NAME, msgspec.json.encode(fresh).decode())
