"""Any SQLCipher 4 opens the records with the key: nobody is locked in by us."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from kitchentable.store import preferences
from kitchentable.store.connection import Store


@pytest.fixture
def filled(database: Path, key: bytes) -> Path:
    store = Store.create(database, key)
    with store.transaction():
        preferences.put(store, "sample", "read by somebody else")
    store.close()
    return database


def test_the_right_key_opens_it(filled: Path, key: bytes) -> None:
    other = sqlcipher.connect(str(filled))
    other.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    assert other.execute("SELECT value FROM preference").fetchall() == [("read by somebody else",)]
    assert other.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert other.execute("PRAGMA cipher_version").fetchone()[0].startswith("4.")
    other.close()


def test_we_open_what_it_wrote(filled: Path, key: bytes) -> None:
    other = sqlcipher.connect(str(filled))
    other.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    other.execute("UPDATE preference SET value = 'and written'")
    other.commit()
    other.close()
    store = Store.open(filled, key)
    assert preferences.get(store, "sample") == "and written"
    store.close()


@pytest.mark.parametrize("wrong", ["00" * 32, "ff" * 32])
def test_a_wrong_key_does_not_open_it(filled: Path, wrong: str) -> None:
    other = sqlcipher.connect(str(filled))
    other.execute(f"PRAGMA key = \"x'{wrong}'\"")
    with pytest.raises(sqlcipher.DatabaseError, match="not a database"):
        other.execute("SELECT value FROM preference")
    other.close()


def test_no_key_does_not_open_it(filled: Path) -> None:
    other = sqlcipher.connect(str(filled))
    with pytest.raises(sqlcipher.DatabaseError, match="not a database"):
        other.execute("SELECT count(*) FROM sqlite_master")
    other.close()
