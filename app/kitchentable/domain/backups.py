"""Backups: what the automatic ones are called, which of them stay, and what a backup holds, in words.

Each automatic backup has the day it was made and a number one higher than any before it. What stays is decided by the
numbers alone, never by today's date: a clock that goes back or forward by years takes no good backup with it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from msgspec import Struct

DAYS_KEPT = 7
MONTHS_KEPT = 12
SUFFIX = ".ktbackup"

_NAME = re.compile(r"family-(\d{4}-\d\d-\d\d)-(\d{4,15})\.ktbackup", re.ASCII)


class Numbered(NamedTuple):
    """An automatic backup: the day it was made, by the clock of that moment, and its place among all that were made."""

    number: int
    day: date

    @property
    def name(self) -> str:
        """The file's name: "family-2026-11-21-0017.ktbackup"."""
        return f"family-{self.day.isoformat()}-{self.number:04d}{SUFFIX}"

    @property
    def month(self) -> tuple[int, int]:
        """The year and month of its day."""
        return self.day.year, self.day.month


def numbered(name: str) -> Numbered | None:
    """Return the backup a file's name stands for, or None for a name that is not one of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        backup = Numbered(int(found[2]), date.fromisoformat(found[1]))
    except ValueError:
        return None
    return backup if backup.name == name else None  # 0007 and 00007 would be two files of one number


def after(made: Collection[Numbered], day: date) -> Numbered:
    """Return the backup that comes next: its name was never taken, whatever the clock says."""
    return Numbered(max((one.number for one in made), default=0) + 1, day)


def is_due(made: Collection[Numbered], day: date) -> bool:
    """Tell whether the newest backup is from another day than this one."""
    return not made or max(made).day != day


def to_remove(made: Iterable[Numbered]) -> frozenset[Numbered]:
    """Return what may go: all but the newest 7, and the newest of each of the newest 12 months that have one."""
    newest_first = sorted(made, reverse=True)
    kept = set(newest_first[:DAYS_KEPT])
    months: dict[tuple[int, int], Numbered] = {}
    for one in newest_first:
        months.setdefault(one.month, one)
    kept.update(list(months.values())[:MONTHS_KEPT])
    return frozenset(newest_first) - kept


class Contents(Struct, frozen=True):
    """What records hold, counted. ``latest`` is the day of the newest entry; ``schema`` the form of the database."""

    schema: int
    children: int
    talks: int
    choices: int
    latest: date | None
    notes: int = 0
    agreements: int = 0

    @property
    def words(self) -> str:
        """Say the counts: "2 children, 1 talk, 31 choices, 1 note. The newest entry is of 3 September 2026."."""
        parts = ["1 child" if self.children == 1 else f"{self.children} children"]
        parts += [_few(self.talks, "talk"), _few(self.choices, "choice")]
        parts += [_few(count, noun) for count, noun in ((self.agreements, "agreement"), (self.notes, "note")) if count]
        counts = f"{', '.join(parts)}."
        if self.latest is None:
            return counts
        return f"{counts} The newest entry is of {self.latest.day} {self.latest:%B %Y}."


def _few(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
