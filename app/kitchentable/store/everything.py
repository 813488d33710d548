"""All of the records at once: read for an export, or put into records that are still empty.

Each kind of entry is one table whose columns are the entry's fields; what belongs to an entry (the ticks of a talk, the
promises of an agreement) is a table of its own and stands inside the entry. ``tests/store/test_everything.py`` holds
this against the schema: a table or a column that is not here fails it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import apsw
import msgspec

from kitchentable.domain.errors import BadInput, StoreDamaged
from kitchentable.domain.export import (
    Entry,
    Everything,
    ExportedAccount,
    ExportedAgreement,
    ExportedCalendar,
    ExportedCheckIn,
    ExportedChild,
    ExportedChoice,
    ExportedDevice,
    ExportedFollowUp,
    ExportedIncident,
    ExportedOwnCheckIn,
    ExportedPause,
    ExportedPromise,
    ExportedReminder,
    ExportedSkip,
    ExportedSkippedCheckIn,
    ExportedSwitch,
    ExportedTalk,
    ExportedTold,
)
from kitchentable.store.connection import Store, Value
from kitchentable.store.troubles import DAMAGED

_DOES_NOT_FIT = (
    "What is in this export does not fit together: something in it names an entry that is not there, or is there twice."
)
_NOT_EMPTY = "There is something in your records already. An export can only be brought into records that are empty."

_FLAGS = {"hidden", "is_on"}
"""Columns that hold 0 or 1 and are true or false in an export."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table whose rows stand inside an entry: as entries, or (``kind`` None) as the texts of one column.

    ``numbered`` is the column that keeps the order of such texts, counted from 1, where order matters.
    """

    field: str
    table: str
    owner: str
    kind: type[Entry] | None = None
    text: str = ""
    numbered: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that an export shows."""
        return (self.text,) if self.kind is None else _fields(self.kind)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the kind of its entries, the order they are told in, and what stands inside them."""

    field: str
    name: str
    kind: type[Entry]
    order: str = "id"
    parts: tuple[Part, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The table's own columns."""
        inside = {part.field for part in self.parts}
        return tuple(name for name in _fields(self.kind) if name not in inside)


TABLES = (
    Table("children", "child", ExportedChild),
    Table("devices", "device", ExportedDevice),
    Table("accounts", "account", ExportedAccount),
    Table("choices", "choice", ExportedChoice),
    Table(
        "talks",
        "talk",
        ExportedTalk,
        parts=(
            Part("ticked", "tick", "talk_id", text="line_id"),
            Part("agreed", "agreed", "talk_id", text="sentence", numbered="place"),
        ),
    ),
    Table(
        "agreements",
        "agreement",
        ExportedAgreement,
        parts=(Part("promises", "promise", "agreement_id", ExportedPromise),),
    ),
    Table(
        "incidents",
        "incident",
        ExportedIncident,
        parts=(
            Part("told", "told", "incident_id", ExportedTold),
            Part("follow_ups", "follow_up", "incident_id", ExportedFollowUp),
        ),
    ),
    Table("skipped_talks", "skipped_talk", ExportedSkip, order="child_id, month, topic_id"),
)
"""Every table of the family's, parents before what belongs to them."""

SET_TABLES = (
    Table("own_check_ins", "own_check_in", ExportedOwnCheckIn, order="child_id"),
    Table("skipped_check_ins", "skipped_check_in", ExportedSkippedCheckIn),
    Table("pauses", "check_in_pause", ExportedPause, order="place"),
    Table("switches", "check_in_switch", ExportedSwitch, order="place"),
)
"""What was set about check-ins, and so does not count as something written: it makes way for what comes."""

SINGLES = (
    Table("reminder", "reminder", ExportedReminder),
    Table("check_in", "check_in", ExportedCheckIn),
    Table("calendar", "calendar_file", ExportedCalendar),
)
"""Tables of one row, of id 1, or none; they make way too, as the preferences do."""

_Row = tuple[Value, ...]


def read_everything(store: Store) -> Everything:
    """Return all of the records as they are at one moment; StoreDamaged for what no version of ours has written."""
    with store.moment():
        found: dict[str, object] = {table.field: _entries(store, table) for table in (*TABLES, *SET_TABLES)}
        for table in SINGLES:
            found[table.field] = next(iter(_entries(store, table)), None)
        found["preferences"] = {
            str(one["name"]): one["value"] for one in _plain(store, ("name", "value"), "preference", "name")
        }
    try:
        return msgspec.convert(found, Everything)
    except msgspec.ValidationError as error:
        raise StoreDamaged(DAMAGED) from error


def is_empty(store: Store) -> bool:
    """Tell whether nothing about a family was written yet; check-ins and preferences don't count."""
    return not any(store.rows(_Row, f"SELECT 1 FROM {table.name} LIMIT 1") for table in TABLES)  # noqa: S608 - our names


def count_everything(store: Store) -> dict[str, int]:
    """Return how many entries there are of each kind, by the kind's field in an export."""
    return {
        table.field: int(str(store.rows(_Row, f"SELECT count(*) FROM {table.name}")[0][0]))  # noqa: S608 - our names
        for table in TABLES
    }


def put_everything(store: Store, everything: Everything) -> None:
    """Put all of it into empty records with the same ids, or nothing.

    Raises BadInput where the records are not empty, or where what is given does not fit together.
    """
    try:
        with store.transaction():
            if not is_empty(store):
                raise BadInput(_NOT_EMPTY, title="Your records are not empty")
            store.write("PRAGMA defer_foreign_keys = ON")  # an agreement may name the later one that replaced it
            _put_all(store, everything)
    except apsw.ConstraintError as error:
        raise BadInput(_DOES_NOT_FIT, title="That export can’t be used") from error


def _put_all(store: Store, everything: Everything) -> None:
    for name in (*(table.name for table in (*SET_TABLES, *SINGLES)), "preference"):
        store.write(f"DELETE FROM {name}")  # noqa: S608 - our names
    for table in (*TABLES, *SET_TABLES):
        for entry in getattr(everything, table.field):
            _put(store, table.name, _values(entry, table.columns))
            for part in table.parts:
                for row in _part_rows(part, entry):
                    _put(store, part.table, row)
    for table in SINGLES:
        single = getattr(everything, table.field)
        if single is not None:
            _put(store, table.name, {"id": 1, **_values(single, table.columns)})
    for name, value in everything.preferences.items():
        _put(store, "preference", {"name": name, "value": value})


def _entries(store: Store, table: Table) -> list[dict[str, object]]:
    entries = _plain(store, table.columns, table.name, table.order)
    for part in table.parts:
        inside = _inside(store, part)
        for entry in entries:
            entry[part.field] = inside[entry["id"]]
    return entries


def _inside(store: Store, part: Part) -> defaultdict[object, list[object]]:
    """Return what stands inside each entry, by the entry's id, in order."""
    order = f"{part.owner}, {part.numbered or (part.text if part.kind is None else 'id')}"
    inside: defaultdict[object, list[object]] = defaultdict(list)
    for row in _plain(store, (part.owner, *part.columns), part.table, order):
        owner = row.pop(part.owner)
        inside[owner].append(row[part.text] if part.kind is None else row)
    return inside


def _plain(store: Store, columns: tuple[str, ...], table: str, order: str) -> list[dict[str, object]]:
    rows = store.rows(_Row, f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")  # noqa: S608 - our names
    return [{name: _told(name, value) for name, value in zip(columns, row, strict=True)} for row in rows]


def _told(column: str, value: Value) -> object:
    return bool(value) if column in _FLAGS else value


def _part_rows(part: Part, entry: Entry) -> Iterator[dict[str, Value]]:
    owner = _stored(getattr(entry, "id"))  # noqa: B009 - every entry with parts has one; the type does not say so
    for place, one in enumerate(getattr(entry, part.field), start=1):
        values = {part.text: _stored(one)} if part.kind is None else _values(one, part.columns)
        number: dict[str, Value] = {part.numbered: place} if part.numbered else {}
        yield {part.owner: owner, **number, **values}


def _values(entry: Entry, columns: tuple[str, ...]) -> dict[str, Value]:
    return {name: _stored(getattr(entry, name)) for name in columns}


def _stored(value: object) -> Value:
    """Return a value as the records keep it: a day or a moment as the text every module of ours writes."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value
    raise TypeError(f"the records keep no {type(value).__name__}")


def _put(store: Store, table: str, row: dict[str, Value]) -> None:
    marks = ", ".join("?" * len(row))
    store.write(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 - our names


def _fields(kind: type[Entry]) -> tuple[str, ...]:
    return kind.__struct_fields__
