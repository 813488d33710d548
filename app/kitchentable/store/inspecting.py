"""Looking at a database without changing it: sound or not, and of which schema. Nothing is moved to a newer form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import apsw

from kitchentable.store.connection import BUSY_MILLISECONDS
from kitchentable.store.migrations.steps import STEPS
from kitchentable.store.troubles import troubles

NEWEST = len(STEPS)
"""The schema of this version."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a look at the database found; ``busy`` where a write was cut short, which the next opening puts right."""

    sound: bool
    schema: int
    busy: bool = False


def inspect(path: Path, key: bytes) -> Inspected:
    """Read every page once, for reading only. Raises StoreDamaged, StoreLocked or CannotWrite."""
    with troubles():
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            connection.set_busy_timeout(BUSY_MILLISECONDS)
            for statement in ("PRAGMA cipher = 'sqlcipher'", "PRAGMA legacy = 4", f"PRAGMA key = \"x'{key.hex()}'\""):
                connection.execute(statement, can_cache=False)
            sound = connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
            return Inspected(sound, int(str(connection.pragma("user_version"))))
        except apsw.ReadOnlyError:  # a journal has to be played back first
            return Inspected(sound=True, schema=0, busy=True)
        finally:
            connection.close()


def looks_encrypted(path: Path) -> bool:
    """Tell whether a file does not begin like a plain SQLite database; True also where it is not there."""
    try:
        with path.open("rb") as file:
            return not file.read(16).startswith(b"SQLite format 3")
    except OSError:
        return True
