"""The monthly check-in in the records: one row, or none where it was never set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal, NamedTuple

from kitchentable.store.connection import Store

Kind = Literal["weekday", "day"]


@dataclass(frozen=True, slots=True)
class KeptReminder:
    """The slot and whether it is on; ``nth`` and ``day`` -1 are the last, ``weekday`` 0 is Monday.

    ``since`` is when it was last turned on or moved.
    """

    kind: Kind = "weekday"
    nth: int = 1
    weekday: int = 6
    day: int = 1
    at: time = time(18, 0)
    on: bool = False
    since: datetime | None = None


class _Row(NamedTuple):
    kind: Kind
    nth: int
    weekday: int
    day: int
    at: str
    is_on: int
    since: datetime | None


def get(store: Store) -> KeptReminder:
    """Return the check-in; where it was never set, the usual one, off."""
    rows = store.rows(_Row, "SELECT kind, nth, weekday, day, at, is_on, since FROM reminder")
    if not rows:
        return KeptReminder()
    kind, nth, weekday, day, at, is_on, since = rows[0]
    return KeptReminder(kind, nth, weekday, day, time.fromisoformat(at), bool(is_on), since)


def put(store: Store, kept: KeptReminder) -> None:
    """Set the check-in inside the open transaction."""
    store.write(
        "INSERT INTO reminder VALUES (1, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,"
        " nth = excluded.nth, weekday = excluded.weekday, day = excluded.day, at = excluded.at,"
        " is_on = excluded.is_on, since = excluded.since",
        (
            kept.kind,
            kept.nth,
            kept.weekday,
            kept.day,
            f"{kept.at:%H:%M}",
            int(kept.on),
            kept.since.isoformat() if kept.since else None,
        ),
    )
