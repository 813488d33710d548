"""Empty records in memory, to try on them what is about to be written: our rules stand in the schema."""

from __future__ import annotations

from pathlib import Path

import apsw

from kitchentable.store.connection import Store
from kitchentable.store.migrations.steps import STEPS


def empty_records() -> Store:
    """Return records of today's schema that are on no disk and gone when closed."""
    connection = apsw.Connection(":memory:")
    connection.execute("PRAGMA foreign_keys = ON")
    for step in STEPS:
        connection.execute(step)
    return Store(Path(":memory:"), connection, b"")
