"""The two small files of the reminder: what is due, and what the check has done.

Plain JSON and named tuples, not msgspec and dataclasses: the check starts dozens of times a day, and those two alone
would double its cost.
Times of day are wall-clock times without an offset: a due at 18:00 is at 18:00 wherever the family is (peers.md §3
rule 7).
"""

from __future__ import annotations

import contextlib
import json
from datetime import MAXYEAR, MINYEAR, UTC, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from kitchentable.domain.errors import ReminderTrouble
from kitchentable.system.files import write_atomically

FORMAT = 1
WORDS = "Kitchen Table: your monthly check-in is due"
_LOG_KEEPS = 48
_DAMAGED = "The list of reminders ({name}) is damaged: open Kitchen Table and it will be written anew."
_LOG_DAMAGED = "What the reminder last did ({name}) can't be read."
_NEWER = "The list of reminders ({name}) is from a newer Kitchen Table: please install that version again."
_STRANGE = (OSError, ValueError, KeyError, TypeError, RecursionError)
"""What reading a strange file can raise; the last where it nests without end."""


class DueList(NamedTuple):
    """What ``reminders.json`` holds: whether reminders are on, neutral words, and the dues, earliest first.

    ``dues`` are wall-clock times without a zone.
    """

    enabled: bool = False
    words: str = WORDS
    dues: tuple[datetime, ...] = ()

    def latest(self, now: datetime) -> datetime | None:
        """Return the due that has come and not been overtaken by another, as an aware time; None: nothing is due."""
        return max((due for due in self.local(now.tzinfo) if due <= now), default=None)

    def upcoming(self, now: datetime) -> datetime | None:
        """Return the next due still to come, as an aware time."""
        return min((due for due in self.local(now.tzinfo) if due > now), default=None)

    def local(self, zone: tzinfo | None) -> tuple[datetime, ...]:
        """Return the dues in a zone; a time the clocks skip is the hour after (as MonthlySlot has it)."""
        return tuple(due.replace(tzinfo=zone).astimezone(UTC).astimezone(zone) for due in self.dues)


class CheckLog(NamedTuple):
    """What ``reminder-log.json`` holds: the last check and the notices shown, by month ("2026-11")."""

    last_check: datetime | None = None
    outcome: str = ""
    why: str = ""
    shown: tuple[tuple[str, datetime], ...] = ()

    def shown_for(self, month: str) -> tuple[datetime, ...]:
        """Return when notices were shown for a month, earliest first."""
        return tuple(sorted(moment for one, moment in self.shown if one == month))


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
            "dues": [due.isoformat(timespec="minutes") for due in dues.dues],
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
            "format": FORMAT,
            "last_check": None if log.last_check is None else log.last_check.isoformat(timespec="seconds"),
            "outcome": log.outcome,
            "why": log.why,
            "shown": [
                {"month": month, "at": moment.isoformat(timespec="seconds")}
                for month, moment in log.shown[-_LOG_KEEPS:]
            ],
        },
    )


def _save(path: Path, content: dict[str, object]) -> None:
    write_atomically(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def _due_list(found: dict[str, object]) -> DueList:
    enabled, dues = found["enabled"], found["dues"]
    if not isinstance(enabled, bool) or not isinstance(dues, list):
        raise TypeError
    moments = tuple(sorted(datetime.fromisoformat(_text(due)) for due in dues))
    if any(due.tzinfo is not None for due in moments):
        raise ValueError
    for due in moments:
        _check_year(due)
    return DueList(enabled, _text(found["words"]), moments)


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
