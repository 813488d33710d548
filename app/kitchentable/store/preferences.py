"""Preferences that are about the family and so are kept encrypted, such as the monthly slot."""

from __future__ import annotations

from typing import NamedTuple

from kitchentable.store.connection import Store


class _Row(NamedTuple):
    value: str


def get(store: Store, name: str) -> str | None:
    """Return a preference's text, or None where it was never set."""
    rows = store.rows(_Row, "SELECT value FROM preference WHERE name = ?", (name,))
    return rows[0].value if rows else None


def put(store: Store, name: str, value: str) -> None:
    """Set a preference inside the open transaction."""
    store.write(
        "INSERT INTO preference VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
    )
