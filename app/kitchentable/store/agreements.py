"""Agreements in the records: one that holds for each child; those that were replaced stay."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kitchentable.domain.agreement import Agreement, KeptPromise, Side
from kitchentable.domain.errors import NotFound
from kitchentable.store.connection import Store

_GONE = "That promise is no longer there. Please open the agreement again."


@dataclass(frozen=True, slots=True)
class NewPromise:
    """A promise about to be kept."""

    side: Side
    sentence: str
    talk_id: int | None = None
    choice_id: int | None = None


class _Row(NamedTuple):
    id: int
    child_id: int
    made_on: date
    review_on: date | None
    signed_on: date | None
    replaced_on: date | None


class _Promise(NamedTuple):
    agreement_id: int
    id: int
    side: Side
    sentence: str
    talk_id: int | None
    choice_id: int | None


class _Id(NamedTuple):
    id: int


def agreements(store: Store, *, child_id: int) -> tuple[Agreement, ...]:
    """Return a child's agreements, newest first; the first holds unless it is replaced."""
    rows = store.rows(
        _Row,
        "SELECT id, child_id, made_on, review_on, signed_on, replaced_on FROM agreement"
        " WHERE child_id = ? ORDER BY id DESC",
        (child_id,),
    )
    promises: defaultdict[int, list[KeptPromise]] = defaultdict(list)
    found = store.rows(
        _Promise,
        "SELECT agreement_id, id, side, sentence, talk_id, choice_id FROM promise"
        " WHERE agreement_id IN (SELECT id FROM agreement WHERE child_id = ?) ORDER BY id",
        (child_id,),
    )
    for one in found:
        promises[one.agreement_id].append(KeptPromise(*one[1:]))
    return tuple(Agreement(*row, tuple(promises[row.id])) for row in rows)


def current(store: Store, *, child_id: int) -> Agreement | None:
    """Return the agreement that holds for a child, or None where there is none yet."""
    return next((one for one in agreements(store, child_id=child_id) if one.replaced_on is None), None)


def begin(store: Store, *, child_id: int, made_on: date, review_on: date | None) -> int:
    """Begin an agreement that holds and return its id; there is none for that child yet, or it was replaced."""
    return store.insert(
        "INSERT INTO agreement (child_id, made_on, review_on) VALUES (?, ?, ?)",
        (child_id, made_on.isoformat(), _iso(review_on)),
    )


def replace(store: Store, old: Agreement, *, made_on: date, review_on: date | None) -> int:
    """Put a new agreement with the same promises in an old one’s place, and return its id. The old one stays."""
    store.write("UPDATE agreement SET replaced_on = ? WHERE id = ?", (made_on.isoformat(), old.id))
    new = begin(store, child_id=old.child_id, made_on=made_on, review_on=review_on)
    store.write("UPDATE agreement SET replaced_by = ? WHERE id = ?", (new, old.id))
    for one in old.promises:
        add_promise(store, agreement_id=new, new=NewPromise(one.side, one.sentence, one.talk_id, one.choice_id))
    return new


def set_review(store: Store, *, agreement_id: int, review_on: date | None) -> None:
    """Set the day to look at it together again."""
    store.write("UPDATE agreement SET review_on = ? WHERE id = ?", (_iso(review_on), agreement_id))


def sign(store: Store, *, agreement_id: int, signed_on: date) -> None:
    """Write down that both have said yes."""
    store.write("UPDATE agreement SET signed_on = ? WHERE id = ?", (signed_on.isoformat(), agreement_id))


def add_promise(store: Store, *, agreement_id: int, new: NewPromise) -> int:
    """Add a promise and return its id."""
    return store.insert(
        "INSERT INTO promise (agreement_id, side, sentence, talk_id, choice_id) VALUES (?, ?, ?, ?, ?)",
        (agreement_id, new.side.value, new.sentence, new.talk_id, new.choice_id),
    )


def reword(store: Store, *, agreement_id: int, side: Side, sentence: str, instead: str) -> None:
    """Say a promise, known by its side and words, in other words; NotFound where it is not there."""
    sql = "UPDATE promise SET sentence = ? WHERE agreement_id = ? AND side = ? AND sentence = ?"
    _some(store.write(sql, (instead, agreement_id, side.value, sentence)))


def remove_promise(store: Store, *, agreement_id: int, side: Side, sentence: str) -> None:
    """Take out a promise by its side and words; NotFound where it is not there."""
    sql = "DELETE FROM promise WHERE agreement_id = ? AND side = ? AND sentence = ?"
    _some(store.write(sql, (agreement_id, side.value, sentence)))


def _some(changed: int) -> None:
    if changed == 0:
        raise NotFound(_GONE)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
