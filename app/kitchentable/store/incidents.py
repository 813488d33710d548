"""Notes of what happened, with who was told and what is still to do."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from kitchentable.domain.errors import NotFound
from kitchentable.domain.incidents import FollowUp, Happening, Incident, Told
from kitchentable.store.connection import Store, Value

_COLUMNS = "id, happened_on, what, child_id, situation_id, happened_at, app, kept, written_at, closed_on"
_GONE = "That note is no longer among yours."


class _Row(NamedTuple):
    id: int
    happened_on: date
    what: str
    child_id: int | None
    situation_id: str | None
    happened_at: str
    app: str
    kept: str
    written_at: datetime
    closed_on: date | None


class _Told(NamedTuple):
    incident_id: int
    who: str
    told_on: date | None
    reference: str


class _FollowUp(NamedTuple):
    incident_id: int
    what: str
    due_on: date | None
    done_on: date | None


def incidents(store: Store) -> tuple[Incident, ...]:
    """Return every note, the latest happening first."""
    told: defaultdict[int, list[Told]] = defaultdict(list)
    for one in store.rows(_Told, "SELECT incident_id, who, told_on, reference FROM told ORDER BY id"):
        told[one.incident_id].append(Told(*one[1:]))
    follow_ups: defaultdict[int, list[FollowUp]] = defaultdict(list)
    for step in store.rows(_FollowUp, "SELECT incident_id, what, due_on, done_on FROM follow_up ORDER BY id"):
        follow_ups[step.incident_id].append(FollowUp(*step[1:]))
    sql = f"SELECT {_COLUMNS} FROM incident ORDER BY happened_on DESC, id DESC"  # noqa: S608 - our own column names
    return tuple(_incident(row, tuple(told[row.id]), tuple(follow_ups[row.id])) for row in store.rows(_Row, sql))


def incident(store: Store, incident_id: int) -> Incident:
    """Return one note, or raise NotFound."""
    found = next((one for one in incidents(store) if one.id == incident_id), None)
    if found is None:
        raise NotFound(_GONE)
    return found


def add(store: Store, happening: Happening, *, written_at: datetime) -> int:
    """Keep a new note and return its id."""
    sql = (
        "INSERT INTO incident (happened_on, what, child_id, situation_id, happened_at, app, kept, written_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    )
    incident_id = store.insert(sql, (*_values(happening), written_at.isoformat()))
    _put_lists(store, incident_id, happening)
    return incident_id


def change(store: Store, happening: Happening, *, incident_id: int) -> None:
    """Write a note anew, or raise NotFound."""
    sql = (
        "UPDATE incident SET happened_on = ?, what = ?, child_id = ?, situation_id = ?, happened_at = ?, app = ?,"
        " kept = ? WHERE id = ?"
    )
    _one(store.write(sql, (*_values(happening), incident_id)))
    store.write("DELETE FROM told WHERE incident_id = ?", (incident_id,))
    store.write("DELETE FROM follow_up WHERE incident_id = ?", (incident_id,))
    _put_lists(store, incident_id, happening)


def close(store: Store, *, incident_id: int, closed_on: date | None) -> None:
    """Close a note, or open it again with None; NotFound where it is gone."""
    closed = closed_on.isoformat() if closed_on else None
    _one(store.write("UPDATE incident SET closed_on = ? WHERE id = ?", (closed, incident_id)))


def remove(store: Store, *, incident_id: int) -> None:
    """Delete a note with who was told and what was to do, or raise NotFound."""
    _one(store.write("DELETE FROM incident WHERE id = ?", (incident_id,)))


def _put_lists(store: Store, incident_id: int, happening: Happening) -> None:
    for told in happening.told:
        values = (incident_id, told.who, _iso(told.told_on), told.reference)
        store.write("INSERT INTO told (incident_id, who, told_on, reference) VALUES (?, ?, ?, ?)", values)
    for step in happening.follow_ups:
        dates = (_iso(step.due_on), _iso(step.done_on))
        store.write(
            "INSERT INTO follow_up (incident_id, what, due_on, done_on) VALUES (?, ?, ?, ?)",
            (incident_id, step.what, *dates),
        )


def _values(happening: Happening) -> tuple[Value, ...]:
    return (
        happening.happened_on.isoformat(),
        happening.what,
        happening.child_id,
        happening.situation_id,
        happening.happened_at,
        happening.app,
        happening.kept,
    )


def _one(changed: int) -> None:
    if changed != 1:
        raise NotFound(_GONE)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _incident(row: _Row, told: tuple[Told, ...], follow_ups: tuple[FollowUp, ...]) -> Incident:
    happening = Happening(
        happened_on=row.happened_on,
        what=row.what,
        child_id=row.child_id,
        situation_id=row.situation_id,
        happened_at=row.happened_at,
        app=row.app,
        kept=row.kept,
        told=told,
        follow_ups=follow_ups,
    )
    return Incident(row.id, happening, row.written_at, row.closed_on)
