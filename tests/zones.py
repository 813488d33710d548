"""Every zone of the tzdata, the days on which its clocks change, and the check run through such a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from kitchentable.domain.recurrence import LAST, ByDay, ByWeekday, MonthlySlot
from kitchentable.services.reminder_check import WOULD_SHOW, judge
from kitchentable.services.reminder_files import CheckLog, Due, DueList, key_of

WINDOWS = ((time(8), time(9)), (time(12, 30), time(14)), (time(18), time(21, 30)), (time(22), time(23)))
"""The earliest, the latest and the usual hours, the shortest ones among them."""
LOOKS_EVERY = timedelta(minutes=30)
YEARS = range(2026, 2076)
_DAY = timedelta(days=1)


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Return one name for each set of rules: hundreds of names are second names of others."""
    seen: dict[tuple[object, ...], str] = {}
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        offsets = tuple(_offset(zone, datetime(year, month, 1, tzinfo=UTC)) for year in YEARS for month in range(1, 13))
        changes = tuple(switches(name, range(2026, 2028)))
        seen.setdefault((offsets, changes), name)
    return tuple(seen.values())


def switches(name: str, years: range) -> Iterator[datetime]:
    """Yield each moment (UTC, to the minute) at which a zone's clocks change in some years."""
    zone = ZoneInfo(name)
    first, last = datetime(years.start, 1, 1, tzinfo=UTC), datetime(years.stop, 1, 1, tzinfo=UTC)
    days = [first + _DAY * number for number in range((last - first).days + 1)]
    for before, after in pairwise(days):
        if _offset(zone, before) != _offset(zone, after):
            yield _moment_of_change(zone, before, after)


def slots_on(day: date) -> Iterator[MonthlySlot]:
    """Yield slots that fall on a day: by its weekday and by its number, in each of the windows."""
    nth = (day.day - 1) // 7 + 1
    by = [ByWeekday(nth if nth <= 4 else LAST, day.weekday())]
    length = calendar.monthrange(day.year, day.month)[1]
    days: list[ByDay | ByWeekday] = [*by]
    if day.day <= 28 or day.day == length:
        days.append(ByDay(LAST if day.day == length else day.day))
    for one in days:
        for begins, ends in WINDOWS:
            yield MonthlySlot(one, begins, ends)


def notices_through(slot: MonthlySlot, day: date, name: str) -> list[datetime]:
    """Return when (local time) the check speaks that looks each half hour from the day before to two days after."""
    zone = ZoneInfo(name)
    due = slot.in_month(day.year, day.month, zone)
    wall = Due(due.replace(tzinfo=None), slot.window[1])
    dues, log = DueList(enabled=True, dues=(wall,)), CheckLog()
    begins = due.astimezone(UTC).replace(minute=0) - timedelta(hours=30)
    said: list[datetime] = []
    for number in range(2 * 96):
        now = (begins + LOOKS_EVERY * number).astimezone(zone)
        if judge(dues, log, now).outcome == WOULD_SHOW:
            said.append(now)
            log = log._replace(shown=(*log.shown, (key_of(wall), now)))
    return said


def fault_in(slot: MonthlySlot, day: date, name: str) -> str:
    """Return what is wrong with what the check says about a due of that day, or nothing."""
    said = notices_through(slot, day, name)
    lead = f"{name}, {day}, {slot.words} to {slot.until:%H:%M}"
    if len(said) != 1:
        return f"{lead}: {len(said)} notices"
    begins, ends = slot.window
    if said[0].date() != day or not begins <= said[0].time() <= ends:
        return f"{lead}: a notice at {said[0]}"
    return ""


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _moment_of_change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    while after - before > timedelta(minutes=1):
        middle = before + ((after - before) / 2)
        middle = middle.replace(second=0, microsecond=0)
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    return after
