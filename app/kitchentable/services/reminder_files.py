"""The two small files of the reminder: what is due, and what the check has done.

Plain JSON and named tuples, not msgspec and dataclasses: the check starts dozens of times a day, and those two alone
would double its cost.
Times of day are wall-clock times without an offset: a due at 18:00 is at 18:00 wherever the family is (peers.md §3
rule 7). No name and no topic is in either: ``whose`` is 0 for the family, else a number that stands for a child.
"""

from __future__ import annotations

import contextlib
import json
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import NamedTuple

from kitchentable.domain.errors import ReminderTrouble
from kitchentable.system.files import write_atomically

FORMAT = 2
"""Format 1, of version 0.1.0, had bare dues, no pause and no rules; it is read and written anew as 2."""
LOG_FORMAT = 1
WORDS = "Kitchen Table: your monthly check-in is due"
_EVENING_ENDS = time(21, 30)
_LOG_KEEPS = 48
_DAMAGED = "The list of reminders ({name}) is damaged: open Kitchen Table and it will be written anew."
_LOG_DAMAGED = "What the reminder last did ({name}) can't be read."
_NEWER = "The list of reminders ({name}) is from a newer Kitchen Table: please install that version again."
_STRANGE = (OSError, ValueError, KeyError, TypeError, RecursionError)
"""What reading a strange file can raise; the last where it nests without end."""


class Due(NamedTuple):
    """One check-in: from when it is due (wall clock), until what time of any day it may be said, and for whom.

    ``things`` counts what joins it: settings to look at again and birthdays.
    """

    at: datetime
    until: time = _EVENING_ENDS
    whose: int = 0
    things: int = 0


class Rule(NamedTuple):
    """How the dues of one plan come about, for the calendar: ``nth`` and ``day`` -1 are the last, weekday 0 Monday."""

    whose: int
    kind: str
    nth: int
    weekday: int
    day: int
    at: time
    until: time
    begins: date
    """The day of the next due: months done, skipped or paused lie before it."""


class DueList(NamedTuple):
    """What ``reminders.json`` holds: whether reminders are on, neutral words, and the dues, earliest first.

    ``put_off`` is the wall-clock time before which the parent asked not to be asked, ``paused_until`` the first day
    after a pause. ``calendar`` marks our events in a calendar: random letters.
    """

    enabled: bool = False
    words: str = WORDS
    dues: tuple[Due, ...] = ()
    rules: tuple[Rule, ...] = ()
    put_off: datetime | None = None
    paused_until: date | None = None
    calendar: str = ""

    def outstanding(self, now: datetime) -> tuple[Due, ...]:
        """Return the latest due of each plan that has come, its time aware: one each, however many were missed."""
        come = {due.whose: due for due in sorted(self.local(now.tzinfo)) if due.at <= now}
        return tuple(sorted(come.values()))

    def latest(self, now: datetime) -> datetime | None:
        """Return the latest time that a check-in has been due since, aware; None: nothing is due."""
        return max((due.at for due in self.outstanding(now)), default=None)

    def upcoming(self, now: datetime) -> datetime | None:
        """Return the next due still to come, as an aware time."""
        return min((due.at for due in self.local(now.tzinfo) if due.at > now), default=None)

    def local(self, zone: tzinfo | None) -> tuple[Due, ...]:
        """Return the dues in a zone; a time the clocks skip is the hour after (as MonthlySlot has it)."""
        return tuple(due._replace(at=in_zone(due.at, zone)) for due in self.dues)


def in_zone(wall: datetime, zone: tzinfo | None) -> datetime:
    """Return a wall-clock time as an aware time in a zone."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


class Seen(NamedTuple):
    """What the check last found of a due that had come: the record of why a month had no notice."""

    key: str
    outcome: str
    why: str
    at: datetime


class CheckLog(NamedTuple):
    """What ``reminder-log.json`` holds: the last check, the notices shown, and what was found of each due.

    Both lists go by ``key_of`` a due: its month ("2026-11"), and whose it is where it is a child's own.
    """

    last_check: datetime | None = None
    outcome: str = ""
    why: str = ""
    shown: tuple[tuple[str, datetime], ...] = ()
    seen: tuple[Seen, ...] = ()

    def shown_for(self, key: str) -> tuple[datetime, ...]:
        """Return when notices were shown for a due, earliest first."""
        return tuple(sorted(moment for one, moment in self.shown if one == key))

    def having_seen(self, keys: tuple[str, ...], outcome: str, why: str, at: datetime) -> CheckLog:
        """Return the log with what was found of some dues, in place of what was found of them before."""
        others = tuple(one for one in self.seen if one.key not in keys)
        return self._replace(seen=(*others, *(Seen(key, outcome, why, at) for key in keys)))


def key_of(due: Due) -> str:
    """Return what a due goes by: "2026-11", or "2026-11/2". Moving the day within a month asks nobody twice."""
    return f"{due.at:%Y-%m}/{due.whose}" if due.whose else f"{due.at:%Y-%m}"


def load_dues(path: Path) -> DueList | None:
    """Read the due list; None where there is none. Raises ReminderTrouble where it can't be understood."""
    try:
        found = _object(path.read_bytes())
        if isinstance(found["format"], int) and found["format"] > FORMAT:
            raise ReminderTrouble(_NEWER.format(name=path.name))
        return _due_list(found)
    except FileNotFoundError:
        return None
    except _STRANGE as error:
        raise ReminderTrouble(_DAMAGED.format(name=path.name)) from error


def save_dues(path: Path, dues: DueList) -> None:
    """Write the due list in one piece."""
    _save(
        path,
        {
            "format": FORMAT,
            "enabled": dues.enabled,
            "words": dues.words,
            "paused_until": None if dues.paused_until is None else dues.paused_until.isoformat(),
            "put_off": None if dues.put_off is None else dues.put_off.isoformat(timespec="minutes"),
            "calendar": dues.calendar,
            "rules": [_rule_words(one) for one in dues.rules],
            "dues": [
                {
                    "at": due.at.isoformat(timespec="minutes"),
                    "until": f"{due.until:%H:%M}",
                    "whose": due.whose,
                    "things": due.things,
                }
                for due in dues.dues
            ],
        },
    )


def load_log(path: Path) -> CheckLog:
    """Read the log; raise ReminderTrouble where it can't be understood."""
    try:
        found = _object(path.read_bytes())
        return CheckLog(
            last_check=None if found["last_check"] is None else _aware(found["last_check"]),
            outcome=_text(found["outcome"]),
            why=_text(found["why"]),
            shown=tuple((_text(one["month"]), _aware(one["at"])) for one in _objects(found["shown"])),
            seen=tuple(
                Seen(_text(one["month"]), _text(one["outcome"]), _text(one["why"]), _aware(one["at"]))
                for one in _objects(found.get("seen", []))  # version 0.1.0 kept none
            ),
        )
    except FileNotFoundError:
        return CheckLog()
    except _STRANGE as error:
        raise ReminderTrouble(_LOG_DAMAGED.format(name=path.name)) from error


def keep_aside(path: Path) -> None:
    """Move a damaged file out of the way, so that no write goes over it."""
    with contextlib.suppress(OSError):  # then the next write says what is wrong with the folder
        path.replace(path.with_name(path.name + ".damaged"))


def save_log(path: Path, log: CheckLog) -> None:
    """Write the log in one piece; it keeps the last four years."""
    _save(
        path,
        {
            "format": LOG_FORMAT,
            "last_check": None if log.last_check is None else log.last_check.isoformat(timespec="seconds"),
            "outcome": log.outcome,
            "why": log.why,
            "shown": [
                {"month": month, "at": moment.isoformat(timespec="seconds")}
                for month, moment in log.shown[-_LOG_KEEPS:]
            ],
            "seen": [
                {"month": one.key, "outcome": one.outcome, "why": one.why, "at": one.at.isoformat(timespec="seconds")}
                for one in log.seen[-_LOG_KEEPS:]
            ],
        },
    )


def _save(path: Path, content: dict[str, object]) -> None:
    write_atomically(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def _rule_words(rule: Rule) -> dict[str, object]:
    times = {"at": f"{rule.at:%H:%M}", "until": f"{rule.until:%H:%M}", "begins": rule.begins.isoformat()}
    return rule._asdict() | times


def _due_list(found: dict[str, object]) -> DueList:
    enabled = found["enabled"]
    if not isinstance(enabled, bool):
        raise TypeError
    words = _text(found["words"])
    if found["format"] == 1:
        return DueList(enabled, words, _old_dues(found["dues"]))
    if found["format"] != FORMAT:
        raise ValueError
    return DueList(
        enabled,
        words,
        tuple(sorted(_due(one) for one in _objects(found["dues"]))),
        tuple(_rule(one) for one in _objects(found["rules"])),
        None if found["put_off"] is None else _wall(found["put_off"]),
        None if found["paused_until"] is None else date.fromisoformat(_text(found["paused_until"])),
        _text(found["calendar"]),
    )


def _due(found: dict[str, object]) -> Due:
    return Due(_wall(found["at"]), _time(found["until"]), _number(found["whose"]), _number(found["things"]))


def _old_dues(found: object) -> tuple[Due, ...]:
    """Read the dues of format 1, which could be said until half past nine, or for an hour where they came later."""
    if not isinstance(found, list):
        raise TypeError
    walls = sorted(_wall(one) for one in found)
    return tuple(Due(one, max(_EVENING_ENDS, _hour_after(one))) for one in walls)


def _hour_after(wall: datetime) -> time:
    return (min(wall, wall.replace(hour=22, minute=59)) + timedelta(hours=1)).time()


def _rule(found: dict[str, object]) -> Rule:
    numbers = [_number(found[name]) for name in ("whose", "nth", "weekday", "day")]
    whose, nth, weekday, day = numbers
    kind = _text(found["kind"])
    known = kind in {"weekday", "day"} and nth in {-1, 1, 2, 3, 4} and 0 <= weekday <= 6
    if not known or not (day == -1 or 1 <= day <= 28):
        raise ValueError
    begins = date.fromisoformat(_text(found["begins"]))
    return Rule(whose, kind, nth, weekday, day, _time(found["at"]), _time(found["until"]), begins)


def _object(data: bytes) -> dict[str, object]:
    found: object = json.loads(data)
    if not isinstance(found, dict):
        raise TypeError
    return found


def _objects(found: object) -> list[dict[str, object]]:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise TypeError
    return found


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found


def _number(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError
    return found


def _time(found: object) -> time:
    moment = time.fromisoformat(_text(found))
    if moment.tzinfo is not None:
        raise ValueError
    return moment


def _wall(found: object) -> datetime:
    moment = datetime.fromisoformat(_text(found))
    if moment.tzinfo is not None:
        raise ValueError
    _check_year(moment)
    return moment


def _aware(found: object) -> datetime:
    moment = datetime.fromisoformat(_text(found))
    if moment.tzinfo is None:
        raise ValueError
    _check_year(moment)
    return moment


def _check_year(moment: datetime) -> None:
    """Refuse the first and the last year there is: in some zones such a moment has no name."""
    if not MINYEAR < moment.year < MAXYEAR:
        raise ValueError
