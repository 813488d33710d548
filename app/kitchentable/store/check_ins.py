"""What a family set about its check-ins beyond the day itself, in the records: one value, read and written as a whole.

What was put off is not here: a notice can be answered while the records are locked, so that stands in the due list.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from kitchentable.domain.check_ins import FAMILY, Month
from kitchentable.domain.recurrence import ByDay, ByWeekday, MonthlySlot
from kitchentable.store.connection import Store
from kitchentable.store.reminders import Kind

MOST_KEPT = 60
"""Skipped months, pauses and switches kept: five years of the busiest family."""


@dataclass(frozen=True, slots=True)
class OwnSlot:
    """A child's own slot, and since when it holds. It goes with the child, and comes back where that is undone."""

    child_id: int
    slot: MonthlySlot
    since: datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    """A month the family left out of one plan: ``whose`` is a child's id, or FAMILY."""

    year: int
    month: int
    whose: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Days without any check-in: from ``begins``, and before ``until``."""

    begins: date
    until: date


@dataclass(frozen=True, slots=True)
class Switch:
    """When reminders were turned on or off."""

    at: datetime
    on: bool


@dataclass(frozen=True, slots=True)
class KeptCalendar:
    """The calendar file to keep up to date; ``written`` tells what it holds, ``trouble`` why it was not written."""

    path: str
    written: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCheckIns:
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


class _Family(NamedTuple):
    until: str
    mark: str


class _Own(NamedTuple):
    child_id: int
    kind: Kind
    nth: int
    weekday: int
    day: int
    at: str
    until: str
    since: datetime


class _Skip(NamedTuple):
    month: str
    child_id: int | None


class _Pause(NamedTuple):
    begins: date
    until: date


class _Switch(NamedTuple):
    at: datetime
    is_on: int


class _Calendar(NamedTuple):
    path: str
    written: str
    trouble: str


def get(store: Store) -> KeptCheckIns:
    """Return what is kept, as usual where nothing was set; StoreDamaged for what no version of ours has written."""
    family = store.rows(_Family, "SELECT until, mark FROM check_in")
    until, mark = (time.fromisoformat(family[0].until), family[0].mark) if family else (KeptCheckIns().until, "")
    calendars = store.rows(_Calendar, "SELECT path, written, trouble FROM calendar_file")
    return KeptCheckIns(
        until=until,
        own=tuple(_own(row) for row in store.rows(_Own, "SELECT * FROM own_check_in ORDER BY child_id")),
        skipped=tuple(_skips(store)),
        pauses=tuple(
            Pause(*row) for row in store.rows(_Pause, "SELECT begins, until FROM check_in_pause ORDER BY place")
        ),
        switches=tuple(
            Switch(row.at, bool(row.is_on))
            for row in store.rows(_Switch, "SELECT at, is_on FROM check_in_switch ORDER BY place")
        ),
        mark=mark,
        calendar=KeptCalendar(*calendars[0]) if calendars else None,
    )


def put(store: Store, kept: KeptCheckIns) -> None:
    """Keep it inside the open transaction; it gets its mark the first time, and forgets what is long past."""
    store.write(
        "INSERT INTO check_in VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET until = excluded.until,"
        " mark = excluded.mark",
        (f"{kept.until:%H:%M}", kept.mark or uuid.uuid4().hex),
    )
    _put_own(store, kept.own)
    _put_skipped(store, tuple(dict.fromkeys(kept.skipped))[-MOST_KEPT:])
    _put_past(store, kept.pauses[-MOST_KEPT:], kept.switches[-MOST_KEPT:])
    store.write("DELETE FROM calendar_file")
    if kept.calendar is not None:
        calendar = kept.calendar
        sql = "INSERT INTO calendar_file VALUES (1, ?, ?, ?)"
        store.write(sql, (calendar.path, calendar.written, calendar.trouble))


def _own(row: _Own) -> OwnSlot:
    day = ByDay(row.day) if row.kind == "day" else ByWeekday(row.nth, row.weekday)
    slot = MonthlySlot(day, time.fromisoformat(row.at), time.fromisoformat(row.until))
    return OwnSlot(row.child_id, slot, row.since)


def _skips(store: Store) -> Iterator[Skipped]:
    for row in store.rows(_Skip, "SELECT month, child_id FROM skipped_check_in ORDER BY id"):
        year, _, month = row.month.partition("-")
        yield Skipped(int(year), int(month), FAMILY if row.child_id is None else row.child_id)


def _put_own(store: Store, own: Iterable[OwnSlot]) -> None:
    """Write all of them anew; what stays the same is no change to undo."""
    store.write("DELETE FROM own_check_in")
    for one in own:
        slot, nth, weekday, day = one.slot, 1, 6, 1
        if isinstance(slot.day, ByDay):
            kind, day = "day", slot.day.day
        else:
            kind, nth, weekday = "weekday", slot.day.nth, slot.day.weekday
        hours = (f"{slot.at:%H:%M}", f"{slot.until:%H:%M}")
        store.write(
            "INSERT INTO own_check_in VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (one.child_id, kind, nth, weekday, day, *hours, one.since.isoformat()),
        )


def _put_skipped(store: Store, wanted: tuple[Skipped, ...]) -> None:
    """Write what is new and take away what is gone: the rest keeps its place."""
    there = tuple(_skips(store))
    for one in (one for one in there if one not in wanted):
        sql = "DELETE FROM skipped_check_in WHERE month = ? AND child_id IS ?"
        store.write(sql, (_month(one), one.whose or None))
    for one in (one for one in wanted if one not in there):
        sql = "INSERT INTO skipped_check_in (month, child_id) VALUES (?, ?)"
        store.write(sql, (_month(one), one.whose or None))


def _month(one: Skipped) -> str:
    return f"{one.year:04d}-{one.month:02d}"


def _put_past(store: Store, pauses: Iterable[Pause], switches: Iterable[Switch]) -> None:
    store.write("DELETE FROM check_in_pause")
    for place, pause in enumerate(pauses, start=1):
        sql = "INSERT INTO check_in_pause VALUES (?, ?, ?)"
        store.write(sql, (place, pause.begins.isoformat(), pause.until.isoformat()))
    store.write("DELETE FROM check_in_switch")
    for place, switch in enumerate(switches, start=1):
        sql = "INSERT INTO check_in_switch VALUES (?, ?, ?)"
        store.write(sql, (place, switch.at.isoformat(), int(switch.on)))
