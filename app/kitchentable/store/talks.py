"""Talk records: begun with the first tick, finished by “We talked”."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.family import HowItWent, TalkRecord
from kitchentable.store.connection import Store

_TICKS = "SELECT talk_id, line_id FROM tick WHERE talk_id IN (SELECT id FROM talk WHERE child_id = ?)"
_AGREED = (
    "SELECT talk_id, sentence FROM agreed WHERE talk_id IN (SELECT id FROM talk WHERE child_id = ?)"
    " ORDER BY talk_id, place"
)


@dataclass(frozen=True, slots=True)
class Ending:
    """What a parent says when a talk was had."""

    talked_on: date
    how_it_went: HowItWent | None
    agreed: tuple[str, ...]
    note: str
    again_on: date | None
    guidance_version: str


class _Row(NamedTuple):
    id: int
    child_id: int
    topic_id: str
    band: AgeBand
    started_at: datetime
    talked_on: date | None
    how_it_went: HowItWent | None
    note: str
    again_on: date | None
    guidance_version: str


class Had(NamedTuple):
    """That a talk was had: with whom, about what, when."""

    child_id: int
    topic_id: str
    talked_on: date


class _Part(NamedTuple):
    """A tick's line or an agreed sentence, with the record it belongs to."""

    talk_id: int
    text: str


class _Id(NamedTuple):
    id: int


def records(store: Store, *, child_id: int) -> tuple[TalkRecord, ...]:
    """Return every record of a child, in the order they were begun."""
    rows = store.rows(
        _Row,
        "SELECT id, child_id, topic_id, band, started_at, talked_on, how_it_went, note, again_on, guidance_version"
        " FROM talk WHERE child_id = ? ORDER BY id",
        (child_id,),
    )
    ticks = _parts(store, _TICKS, child_id)
    agreed = _parts(store, _AGREED, child_id)
    return tuple(_record(row, frozenset(ticks[row.id]), tuple(agreed[row.id])) for row in rows)


def had(store: Store) -> tuple[Had, ...]:
    """Return the talks that were had with every child, without all else that is kept of them."""
    return tuple(store.rows(Had, "SELECT child_id, topic_id, talked_on FROM talk WHERE talked_on IS NOT NULL"))


def unfinished(store: Store, *, child_id: int, topic_id: str, band: AgeBand) -> int | None:
    """Return the id of the record begun and not finished, or None."""
    sql = "SELECT id FROM talk WHERE child_id = ? AND topic_id = ? AND band = ? AND talked_on IS NULL"
    rows = store.rows(_Id, sql, (child_id, topic_id, band.value))
    return rows[0].id if rows else None


def begin(
    store: Store, *, child_id: int, topic_id: str, band: AgeBand, started_at: datetime, guidance_version: str
) -> int:
    """Begin a record and return its id; one unfinished record for each child, topic and band."""
    return store.insert(
        "INSERT INTO talk (child_id, topic_id, band, started_at, guidance_version) VALUES (?, ?, ?, ?, ?)",
        (child_id, topic_id, band.value, started_at.isoformat(), guidance_version),
    )


def set_tick(store: Store, *, record_id: int, line_id: str, ticked: bool) -> None:
    """Tick or untick a line; doing it twice is the same as once."""
    if ticked:
        store.write("INSERT INTO tick VALUES (?, ?) ON CONFLICT DO NOTHING", (record_id, line_id))
    else:
        store.write("DELETE FROM tick WHERE talk_id = ? AND line_id = ?", (record_id, line_id))


def set_note(store: Store, *, record_id: int, note: str) -> None:
    """Keep a note that is still being written."""
    store.write("UPDATE talk SET note = ? WHERE id = ?", (note, record_id))


def set_agreed(store: Store, *, record_id: int, agreed: tuple[str, ...]) -> None:
    """Keep the sentences agreed, in place of any kept before."""
    store.write("DELETE FROM agreed WHERE talk_id = ?", (record_id,))
    for place, sentence in enumerate(agreed, start=1):
        store.write("INSERT INTO agreed VALUES (?, ?, ?)", (record_id, place, sentence))


def finish(store: Store, *, record_id: int, ending: Ending) -> None:
    """Write down that a talk was had and what was agreed."""
    store.write(
        "UPDATE talk SET talked_on = ?, how_it_went = ?, note = ?, again_on = ?, guidance_version = ? WHERE id = ?",
        (
            ending.talked_on.isoformat(),
            ending.how_it_went.value if ending.how_it_went else None,
            ending.note,
            ending.again_on.isoformat() if ending.again_on else None,
            ending.guidance_version,
            record_id,
        ),
    )
    set_agreed(store, record_id=record_id, agreed=ending.agreed)


def _parts(store: Store, sql: str, child_id: int) -> defaultdict[int, list[str]]:
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for row in store.rows(_Part, sql, (child_id,)):
        parts[row.talk_id].append(row.text)
    return parts


def _record(row: _Row, ticked: frozenset[str], agreed: tuple[str, ...]) -> TalkRecord:
    return TalkRecord(
        id=row.id,
        child_id=row.child_id,
        topic_id=row.topic_id,
        band=row.band,
        started_at=row.started_at,
        talked_on=row.talked_on,
        ticked=ticked,
        how_it_went=row.how_it_went,
        agreed=agreed,
        note=row.note,
        again_on=row.again_on,
        guidance_version=row.guidance_version,
    )
