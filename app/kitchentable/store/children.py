"""Children in the records."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import NotFound
from kitchentable.domain.family import Child
from kitchentable.store.connection import Store

_GONE = "That child is no longer in your family here."


class _Row(NamedTuple):
    id: int
    name: str
    born: str


def all_children(store: Store) -> tuple[Child, ...]:
    """Return every child in the order they were added."""
    return tuple(_child(row) for row in store.rows(_Row, "SELECT id, name, born FROM child ORDER BY id"))


def child(store: Store, child_id: int) -> Child:
    """Return one child, or raise NotFound."""
    rows = store.rows(_Row, "SELECT id, name, born FROM child WHERE id = ?", (child_id,))
    if not rows:
        raise NotFound(_GONE)
    return _child(rows[0])


def add(store: Store, *, name: str, born: BirthMonth, added_at: datetime) -> int:
    """Add a child and return the new id."""
    sql = "INSERT INTO child (name, born, added_at) VALUES (?, ?, ?)"
    return store.insert(sql, (name, str(born), added_at.isoformat()))


def rename(store: Store, *, child_id: int, name: str) -> None:
    """Change a child's name, or raise NotFound."""
    _one(store.write("UPDATE child SET name = ? WHERE id = ?", (name, child_id)))


def correct_birth_month(store: Store, *, child_id: int, born: BirthMonth) -> None:
    """Change a child's birth month, or raise NotFound."""
    _one(store.write("UPDATE child SET born = ? WHERE id = ?", (str(born), child_id)))


def remove(store: Store, *, child_id: int) -> None:
    """Remove a child with all accounts, choices and talks (schema: ON DELETE CASCADE), or raise NotFound."""
    _one(store.write("DELETE FROM child WHERE id = ?", (child_id,)))


def _one(changed: int) -> None:
    if changed != 1:
        raise NotFound(_GONE)


def _child(row: _Row) -> Child:
    return Child(row.id, row.name, BirthMonth.parse(row.born))
