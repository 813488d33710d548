"""Exports of older formats, read as if the newest version had written them.

Format 1 had what a family set of its check-ins as JSON in one preference, as the records of its time did.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kitchentable.domain.export import (
    EXPORT_FORMAT,
    Export,
    ExportedCalendar,
    ExportedCheckIn,
    ExportedOwnCheckIn,
    ExportedPause,
    ExportedSkippedCheckIn,
    ExportedSwitch,
)

_NAME = "check-ins"
_NEW_FIELDS: dict[str, object] = {
    "check_in": None,
    "own_check_ins": (),
    "skipped_check_ins": (),
    "pauses": (),
    "switches": (),
    "calendar": None,
}


class _Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frozen, and strict about what a file may say."""


class _Own(_Struct, frozen=True):
    child_id: int
    kind: Literal["weekday", "day"]
    at: time
    until: time
    since: datetime
    nth: Literal[1, 2, 3, 4, -1] = 1
    weekday: Annotated[int, Meta(ge=0, le=6)] = 6
    day: Annotated[int, Meta(ge=-1, le=28)] = 1


class _Skipped(_Struct, frozen=True):
    year: int
    month: int
    whose: int


class _Pause(_Struct, frozen=True):
    begins: date
    until: date


class _Switch(_Struct, frozen=True):
    at: datetime
    on: bool


class _Calendar(_Struct, frozen=True):
    path: str
    written: str = ""
    trouble: str = ""


class _CheckIns(_Struct, frozen=True):
    """The preference, as format 1 had it."""

    until: time = time(21, 30)
    own: tuple[_Own, ...] = ()
    skipped: tuple[_Skipped, ...] = ()
    pauses: tuple[_Pause, ...] = ()
    switches: tuple[_Switch, ...] = ()
    mark: str = ""
    calendar: _Calendar | None = None


class _Child(msgspec.Struct, frozen=True):
    id: int


class _Family(msgspec.Struct, frozen=True):
    """What is read of the family here; the rest is looked at with the whole."""

    children: tuple[_Child, ...]
    preferences: dict[str, str]


class _Whole(msgspec.Struct, frozen=True):
    family: _Family


def read_format_1(data: bytes) -> Export:
    """Read an export of format 1; raises msgspec's errors for what is not a whole one."""
    family = msgspec.json.decode(data, type=_Whole).family
    whole = msgspec.json.decode(data, type=dict[str, object])
    inside = whole["family"]
    if not isinstance(inside, dict) or inside.keys() & _NEW_FIELDS.keys():
        raise msgspec.ValidationError("a field of a later format - at `$.family`")
    moved = dict(_NEW_FIELDS)
    kept = family.preferences.get(_NAME)
    if kept is not None:
        moved |= _tables(msgspec.json.decode(kept, type=_CheckIns), frozenset(one.id for one in family.children))
    preferences = {name: value for name, value in family.preferences.items() if name != _NAME}
    now = inside | msgspec.to_builtins(moved) | {"preferences": preferences}
    whole |= {"format": EXPORT_FORMAT, "family": now}
    return msgspec.convert(whole, Export)


def _tables(kept: _CheckIns, children: frozenset[int]) -> dict[str, object]:
    """Return the check-ins as format 2 has them; what was kept for a child who is gone stays out, as in the records."""
    calendar = kept.calendar
    return {
        "check_in": ExportedCheckIn(until=f"{kept.until:%H:%M}", mark=kept.mark),
        "own_check_ins": tuple(_own(one) for one in kept.own if one.child_id in children),
        "skipped_check_ins": tuple(_skipped(kept, children)),
        "pauses": tuple(
            ExportedPause(place=place, begins=one.begins, until=one.until)
            for place, one in enumerate(kept.pauses, start=1)
        ),
        "switches": tuple(
            ExportedSwitch(place=place, at=one.at, is_on=one.on) for place, one in enumerate(kept.switches, start=1)
        ),
        "calendar": None
        if calendar is None
        else ExportedCalendar(path=calendar.path, written=calendar.written, trouble=calendar.trouble),
    }


def _own(one: _Own) -> ExportedOwnCheckIn:
    return ExportedOwnCheckIn(
        child_id=one.child_id,
        kind=one.kind,
        nth=one.nth,
        weekday=one.weekday,
        day=one.day,
        at=f"{one.at:%H:%M}",
        until=f"{one.until:%H:%M}",
        since=one.since,
    )


def _skipped(kept: _CheckIns, children: frozenset[int]) -> Iterator[ExportedSkippedCheckIn]:
    once = dict.fromkeys(kept.skipped)
    known = (one for one in once if not one.whose or one.whose in children)
    for number, one in enumerate(known, start=1):
        month = f"{one.year:04d}-{one.month:02d}"
        yield ExportedSkippedCheckIn(id=number, month=month, child_id=one.whose or None)
