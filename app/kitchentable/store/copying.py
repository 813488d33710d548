"""Copying an encrypted database while it is in use, and looking through a copy as thoroughly as SQLite can.

The copy is made by SQLite's online backup over a connection of its own: a write that comes meanwhile waits for a few
milliseconds, and the copy begins again, so that it is always the whole of one moment.
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import apsw

from kitchentable.domain.backups import Contents
from kitchentable.domain.errors import StoreDamaged, StoreNewer
from kitchentable.store.connection import connect
from kitchentable.store.migrations.steps import STEPS
from kitchentable.store.troubles import DAMAGED, troubles

_PAGES = 128
"""Pages copied at a time (half a megabyte): a write waits no longer than these take."""

_RESTARTS = 5
"""So often a write may make the copy begin again; then the rest is copied in one go."""

_TRIES = 500
_PAUSE_SECONDS = 0.01
"""SQLite does not wait by itself in a backup while another writes: we try again, for five seconds in all."""

_THROUGH = "integrity_check(1)"
_NEWER = "That backup was made by a newer Kitchen Table. Please install the newest version; nothing was changed."

_COUNTS = (
    "SELECT (SELECT count(*) FROM child), (SELECT count(*) FROM talk WHERE talked_on IS NOT NULL),"
    " (SELECT count(*) FROM choice)"
)
_DAYS = (
    "SELECT max(substr(added_at, 1, 10)) FROM child UNION ALL SELECT max(substr(started_at, 1, 10)) FROM talk"
    " UNION ALL SELECT max(talked_on) FROM talk UNION ALL SELECT max(substr(chosen_at, 1, 10)) FROM choice"
)
"""With ``_COUNTS``, columns that are there in every schema since the first."""
_SECOND = 2
_COUNTS_SINCE_SECOND = (
    "SELECT (SELECT count(*) FROM incident), (SELECT count(*) FROM agreement WHERE replaced_on IS NULL)"
)
_DAYS_SINCE_SECOND = "SELECT max(substr(written_at, 1, 10)) FROM incident UNION ALL SELECT max(made_on) FROM agreement"


def copy(source: Path, key: bytes, target: Path) -> int:
    """Copy a database to a new file under the same key, readable by this user only; return its schema.

    Raises StoreDamaged, StoreLocked where a long write is under way, CannotWrite; the target may then be there in part.
    """
    with troubles():
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(connect(source, key)) as read, closing(connect(target, key)) as written:
            # The file counts only once it was synced and looked through: until then its journal would help nobody.
            for statement in ("PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF"):
                written.execute(statement)
            with written.backup("main", read, "main") as under_way:
                _carry_through(under_way)
            return _schema(written)


def _carry_through(under_way: apsw.Backup) -> None:
    """Copy to the end; BusyError where another's write does not end."""
    restarts = tries = 0
    left = None
    while not under_way.done:
        try:
            under_way.step(_PAGES if restarts < _RESTARTS else -1)
        except apsw.BusyError:
            tries += 1
            if tries > _TRIES:
                raise
            time.sleep(_PAUSE_SECONDS)
            continue
        restarts += left is not None and under_way.remaining >= left
        left = under_way.remaining


def examine(path: Path, key: bytes) -> Contents:
    """Read everything in a database of any schema up to ours and count what it holds; nothing is changed.

    Raises StoreDamaged where a page, a row or a reference is not sound, StoreNewer, StoreLocked or CannotWrite.
    """
    with troubles():
        if not path.is_file():
            raise StoreDamaged(DAMAGED)
        with closing(connect(path, key, check=_THROUGH)) as connection:
            schema = _schema(connection)
            if schema > len(STEPS):
                raise StoreNewer(_NEWER)
            if schema == 0 or connection.execute("PRAGMA foreign_key_check").fetchall():
                raise StoreDamaged(DAMAGED)
            return _contents(connection, schema)


def _contents(connection: apsw.Connection, schema: int) -> Contents:
    children, talks, choices = _numbers(connection, _COUNTS)
    notes, agreements, days = 0, 0, connection.execute(_DAYS).fetchall()
    if schema >= _SECOND:
        notes, agreements = _numbers(connection, _COUNTS_SINCE_SECOND)
        days += connection.execute(_DAYS_SINCE_SECOND).fetchall()
    latest = max((str(day) for (day,) in days if day is not None), default=None)
    try:
        day = None if latest is None else date.fromisoformat(latest)
    except ValueError as error:
        raise StoreDamaged(DAMAGED) from error
    return Contents(schema, children, talks, choices, day, notes, agreements)


def _numbers(connection: apsw.Connection, sql: str) -> list[int]:
    [row] = connection.execute(sql).fetchall()
    return [int(str(one)) for one in row]


def _schema(connection: apsw.Connection) -> int:
    return int(str(connection.pragma("user_version")))
