"""The check-ins as a calendar file: neutral words, a repeating event for each slot, an alarm, times that travel along.

Times are floating (RFC 5545, 3.3.5, form 1): 18:00 wherever the family is, as our own reminder has it; so no zone is
named and no rule of a zone can be out of date.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import BadInput, CannotWrite
from kitchentable.domain.version import VERSION
from kitchentable.services.household import Household
from kitchentable.services.reminder_files import DueList, Rule, load_dues
from kitchentable.store import check_ins
from kitchentable.store.check_ins import KeptCalendar
from kitchentable.system.clock import Clock
from kitchentable.system.files import write_atomically
from kitchentable.system.paths import Paths

if TYPE_CHECKING:
    from icalendar import Alarm, Event

SUMMARY = "Kitchen Table: monthly check-in"
SUGGESTED_NAME = "kitchen-table.ics"
LASTS = timedelta(minutes=30)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BEGINS = b"BEGIN:VCALENDAR"
_NOT_OURS = "There is another file at {path}, which is no calendar: please choose another name."
_NO_DAY = "No day for the check-in is kept here yet: please open Kitchen Table once and choose when to be reminded."


@dataclass(frozen=True, slots=True)
class CalendarState:
    """The calendar file that is kept up to date, and why it could not be, where that is so."""

    path: Path
    trouble: str


def state_of(kept: KeptCalendar | None) -> CalendarState | None:
    """Return what the page says of the calendar file; None where none is kept."""
    return None if kept is None else CalendarState(Path(kept.path), kept.trouble)


def save_calendar(home: Household, dues: DueList, path: Path) -> Change:
    """Write the check-ins to a calendar file and keep it up to date from now on; CannotWrite, BadInput."""
    place = path.expanduser().absolute()
    _write(place, dues, home.clock.now())
    _remember(home, KeptCalendar(str(place), _what_is_in(dues)))
    return Change.of(Touched.REMINDERS)


def forget_calendar(home: Household) -> Change:
    """Keep the calendar file up to date no longer; the file stays where it is."""
    _remember(home, None)
    return Change.of(Touched.REMINDERS)


def keep_up(home: Household, dues: DueList) -> None:
    """Write the family's calendar file anew where it is out of date. A failure is kept to be told, never raised."""
    kept = check_ins.get(home.store).calendar
    if kept is None:
        return
    wanted = _what_is_in(dues)
    if (kept.written, kept.trouble) == (wanted, "") and Path(kept.path).exists():
        return
    try:
        _write(Path(kept.path), dues, home.clock.now())
    except (BadInput, CannotWrite) as trouble:
        fresh = replace(kept, trouble=trouble.message)
    else:
        fresh = KeptCalendar(kept.path, wanted)
    if fresh != kept:
        _remember(home, fresh)


def export_calendar(paths: Paths, clock: Clock, path: Path) -> None:
    """Write a calendar file from the due list alone, without opening the records; BadInput, CannotWrite."""
    dues = load_dues(paths.reminders)
    if dues is None or not dues.rules or not dues.calendar:
        raise BadInput(_NO_DAY)
    _write(path.expanduser().absolute(), dues, clock.now())


def calendar_bytes(dues: DueList, now: datetime) -> bytes:
    """Return the calendar file: one event for each rule, which repeats each month without end."""
    from icalendar import Calendar  # noqa: PLC0415 - a seventh of a second, for the few times a file is written

    calendar = Calendar()
    calendar.add("prodid", f"-//Kitchen Table//Kitchen Table {VERSION}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Kitchen Table")
    for rule in dues.rules:
        calendar.add_component(_event(rule, dues.calendar, now))
    return bytes(calendar.to_ical())


def _event(rule: Rule, mark: str, now: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    starts = datetime.combine(rule.begins, rule.at)
    stamp = now.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{mark}-{rule.whose}@kitchentable")
    event.add("dtstamp", stamp)
    event.add("sequence", int(stamp.timestamp()) // 60)
    event.add("dtstart", starts)
    event.add("dtend", starts + LASTS)
    event.add("rrule", _recurrence(rule))
    event.add("summary", SUMMARY)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    from icalendar import Alarm  # noqa: PLC0415 - as above

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", SUMMARY)
    alarm.add("trigger", timedelta(0))
    return alarm


def _recurrence(rule: Rule) -> dict[str, str | int]:
    if rule.kind == "day":
        return {"freq": "monthly", "bymonthday": rule.day}
    return {"freq": "monthly", "byday": f"{rule.nth}{_DAYS[rule.weekday]}"}


def _what_is_in(dues: DueList) -> str:
    """Return a mark of what a calendar file of these rules holds; the records keep it, not the words."""
    return hashlib.sha256(repr((dues.rules, dues.calendar)).encode()).hexdigest()


def _write(path: Path, dues: DueList, now: datetime) -> None:
    place = path.resolve()  # a link stays a link: the file it leads to is written
    try:
        with place.open("rb") as file:
            ours = file.read(len(_BEGINS)) == _BEGINS
    except FileNotFoundError:
        ours = True
    except OSError as error:
        raise CannotWrite(f"{place} can’t be read: please choose another place.") from error
    if not ours:
        raise BadInput(_NOT_OURS.format(path=place))
    write_atomically(place, calendar_bytes(dues, now))


def _remember(home: Household, calendar: KeptCalendar | None) -> None:
    with home.store.transaction():
        kept = check_ins.get(home.store)
        check_ins.put(home.store, replace(kept, calendar=calendar))
