"""A fresh encrypted store for each test, and what the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kitchentable.store.connection import Store

KEY = bytes(range(32))


@pytest.fixture
def key() -> bytes:
    """Return a data key."""
    return KEY


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return where the database is, or will be."""
    return tmp_path / "family.db"


@pytest.fixture
def store(database: Path, key: bytes) -> Iterator[Store]:
    """Return a new, empty store, closed after the test."""
    made = Store.create(database, key)
    yield made
    made.close()
