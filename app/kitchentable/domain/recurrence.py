"""The monthly slot: a weekday ("first Sunday") or a day of the month, between two times the family picks."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from kitchentable.domain.errors import BadInput

LAST = -1
EARLIEST = time(8, 0)
LATEST = time(23, 0)
"""Nobody is spoken to at night: the hours a family may choose from."""
LEAST_WINDOW = timedelta(hours=1)
"""The system looks every half hour, give or take some minutes: in an hour it looks at least once."""
_SUNDAY = 6
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}


class ByWeekday(Struct, frozen=True):
    """The nth weekday of each month: ``nth`` 1 to 4 or LAST; ``weekday`` 0 is Monday, 6 Sunday."""

    nth: int
    weekday: int

    def __post_init__(self) -> None:
        """Refuse what not every month has."""
        if self.nth not in _ORDINALS or not 0 <= self.weekday <= 6:
            raise BadInput("Please choose the first, second, third, fourth or last of a weekday.")

    def day_in(self, year: int, month: int) -> date:
        """Return the day in a month; every month has one."""
        first, length = calendar.monthrange(year, month)
        days = list(range(1 + (self.weekday - first) % 7, length + 1, 7))
        return date(year, month, days[LAST] if self.nth == LAST else days[self.nth - 1])

    @property
    def words(self) -> str:
        """Say it: "first Sunday"."""
        return f"{_ORDINALS[self.nth]} {calendar.day_name[self.weekday]}"


class ByDay(Struct, frozen=True):
    """A day every month has: 1 to 28, or LAST (peers.md §3 rule 8: clamp, never skip)."""

    day: int

    def __post_init__(self) -> None:
        """Refuse days that some months lack."""
        if self.day != LAST and not 1 <= self.day <= 28:
            raise BadInput("Please choose a day from 1 to 28, or the last day of the month.")

    def day_in(self, year: int, month: int) -> date:
        """Return the day in a month."""
        length = calendar.monthrange(year, month)[1]
        return date(year, month, length if self.day == LAST else self.day)

    @property
    def words(self) -> str:
        """Say it: "day 5", "last day"."""
        return "last day" if self.day == LAST else f"day {self.day}"


class MonthlySlot(Struct, frozen=True):
    """The family's check-in: which day, and from what wall-clock time until what time of any day it may be said."""

    day: ByWeekday | ByDay = ByWeekday(1, _SUNDAY)
    at: time = time(18, 0)
    until: time = time(21, 30)

    @property
    def window(self) -> tuple[time, time]:
        """Return the hours to speak in: never at night, and an hour at least, whatever was kept by older versions."""
        begins = min(max(self.at, EARLIEST), LATEST)
        return begins, max(self.until, _later(begins, LEAST_WINDOW))

    def in_month(self, year: int, month: int, zone: tzinfo) -> datetime:
        """Return the slot as an aware local time; a time the clocks skip is moved on by the hour they skip."""
        wall = datetime.combine(self.day.day_in(year, month), self.at, tzinfo=zone)
        return wall.astimezone(UTC).astimezone(zone)

    def after(self, moment: datetime, zone: tzinfo) -> Iterator[datetime]:
        """Yield the slots strictly after a moment, one a month, without end."""
        local = moment.astimezone(zone)
        year, month = local.year, local.month
        while True:
            slot = self.in_month(year, month, zone)
            # As moments: two times of one zone would be compared by the clock on the wall, which shows an hour twice.
            if slot.timestamp() > moment.timestamp():
                yield slot
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)

    @property
    def words(self) -> str:
        """Say it: "first Sunday, 18:00"."""
        return f"{self.day.words}, {self.at:%H:%M}"


def check_window(slot: MonthlySlot) -> None:
    """Raise BadInput unless the hours of a slot are by day and an hour long at least."""
    if slot.at < EARLIEST or slot.until > LATEST:
        raise BadInput(f"Please choose times between {EARLIEST:%H:%M} and {LATEST:%H:%M}, so that nobody is woken.")
    if slot.until < _later(slot.at, LEAST_WINDOW):
        raise BadInput("Please leave an hour or more between the two times, so that your computer can look in it.")


def _later(moment: time, by: timedelta) -> time:
    """Return a time of day later on the same day, the last minute of it at most."""
    minutes = moment.hour * 60 + moment.minute + by // timedelta(minutes=1)
    return time(*divmod(minutes, 60)) if minutes < 24 * 60 else time(23, 59)


def month_start(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """Return the first day of the month after a day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
