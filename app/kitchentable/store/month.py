"""The month in the records: the talks a family left out of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from kitchentable.store.connection import Store


class _Row(NamedTuple):
    topic_id: str


def skipped(store: Store, *, child_id: int, month: date) -> frozenset[str]:
    """Return the topics left out of a month (given by any day in it) for a child."""
    sql = "SELECT topic_id FROM skipped_talk WHERE child_id = ? AND month = ?"
    return frozenset(row.topic_id for row in store.rows(_Row, sql, (child_id, f"{month:%Y-%m}")))


def skip(store: Store, *, child_id: int, month: date, topic_id: str, skipped_at: datetime) -> None:
    """Leave a topic out of a month; doing it twice is the same as once."""
    store.write(
        "INSERT INTO skipped_talk VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (child_id, f"{month:%Y-%m}", topic_id, skipped_at.isoformat()),
    )
