"""The encrypted database: making it, opening it, moving it to our schema, and one transaction at a time.

The file is SQLCipher 4 with a raw key, so that any SQLCipher 4 opens it with the same key.

The journal is a rollback journal (DELETE), not WAL: one program with small, rare writes gains nothing from WAL,
and between writes the whole family is in one file that can be copied. EXTRA is FULL plus a sync of the folder once
the journal is gone; without it a power cut just after a commit could bring the journal back and undo the commit.
Both files are encrypted page by page, and temporary tables stay in memory.
"""

from __future__ import annotations

import os
import shutil
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeAlias, TypeVar

import apsw
import msgspec

from kitchentable.domain.errors import CannotWrite, StoreDamaged, StoreLocked, StoreNewer
from kitchentable.store.migrations.steps import STEPS
from kitchentable.store.troubles import DAMAGED, troubles
from kitchentable.store.way_back import Recording, WayBack

KEY_BYTES = 32
BUSY_MILLISECONDS = 2000
"""How long to wait for another program's write before saying so."""

Value: TypeAlias = int | str | None
_Row = TypeVar("_Row", bound=tuple[object, ...])

_SET_UP = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)
_QUICK = "quick_check(1)"
_NEWER = "Your records were written by a newer Kitchen Table. Please install the newest version; nothing was changed."

_open_stores: weakref.WeakSet[Store] = weakref.WeakSet()


class Store:
    """One open connection. Any thread may use it, one at a time; reads return typed rows."""

    def __init__(self, path: Path, connection: apsw.Connection, key: bytes) -> None:
        """Hold a connection that ``create`` or ``open`` has unlocked and checked."""
        self.path = path
        self._connection = connection
        self._key = key
        self._lock = threading.RLock()
        self._way_back = WayBack()
        _open_stores.add(self)

    @classmethod
    def create(cls, path: Path, key: bytes, *, steps: Sequence[str] = STEPS) -> Store:
        """Make a new database, readable by this user only.

        Raises CannotWrite where something of that name is there already (never written over), or it can't be made.
        """
        with troubles():
            try:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            except FileExistsError:
                raise CannotWrite(
                    f"There are records in {path.parent} already; we have left them as they are."
                ) from None
            try:
                return cls(path, _migrated(connect(path, key), path, steps), key)
            except BaseException:
                for leftover in (path, path.with_name(path.name + "-journal")):
                    leftover.unlink(missing_ok=True)
                raise

    @classmethod
    def open(cls, path: Path, key: bytes, *, steps: Sequence[str] = STEPS) -> Store:
        """Open a database whose key is known to be right (``keys`` has checked it).

        Raises StoreDamaged, StoreNewer, StoreLocked or CannotWrite, and leaves the file as it is in each case. An
        older schema is moved to ours in one transaction, after a copy is kept as ``family.db.before-<schema>``.
        """
        with troubles():
            if not path.is_file():
                raise StoreDamaged(DAMAGED)
            connection = connect(path, key)
            if _schema(connection) == 0:  # SQLite takes a file cut down to a few bytes for a new, empty database
                connection.close()
                raise StoreDamaged(DAMAGED)
            return cls(path, _migrated(connection, path, steps), key)

    @staticmethod
    def open_transactions() -> list[str]:
        """Return the paths of stores with a transaction under way; a test's last look round."""
        return [str(store.path) for store in _open_stores if store.in_transaction]

    @property
    def in_transaction(self) -> bool:
        """Tell whether a transaction is under way."""
        return _in_transaction(self._connection)

    @property
    def key(self) -> bytes:
        """The data key, for a backup of these records; StoreLocked once they are closed."""
        if not self._key:
            raise StoreLocked("Please unlock your records first.")
        return self._key

    @property
    def schema(self) -> int:
        """The number of the schema."""
        return _schema(self._connection)

    @contextmanager
    def transaction(self, *, undoable: bool = False) -> Iterator[None]:
        """Do all of it or nothing. When this returns the writes are on the disk.

        An ``undoable`` change can be undone until the next one (``last_change``, ``undo``). Raises CannotWrite,
        StoreLocked or StoreDamaged after rolling back.
        """
        with self._lock, troubles():
            with _transaction(self._connection), closing(Recording(self._connection)) as recording:
                yield
                inverse = recording.inverse()
            self._way_back.take(inverse, undoable=undoable)

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Read several times and see the records of one moment; nothing is written, so it works in any place."""
        with self._lock, troubles():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @property
    def last_change(self) -> int | None:
        """The number of the last change, or None where it can't be undone."""
        with self._lock:
            return self._way_back.number

    def undo(self, number: int) -> frozenset[str]:
        """Undo the last change, all of it or nothing; return the names of the tables that were touched.

        Raises CannotUndo where ``number`` is not the last change any more, and what ``transaction`` raises.
        """
        with self.transaction():
            return self._way_back.follow(number, self._connection)

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement inside the open transaction; return how many rows it touched."""
        with self._lock, troubles():
            if not self.in_transaction:  # with the lock held, a transaction under way is this thread's own
                raise RuntimeError("a write outside a transaction")
            self._connection.execute(sql, values)
            return self._connection.changes()

    def insert(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one INSERT inside the open transaction; return the new row's id."""
        self.write(sql, values)
        return self._connection.last_insert_rowid()

    def rows(self, kind: type[_Row], sql: str, values: Sequence[Value] = ()) -> list[_Row]:
        """Return typed rows; a value no version of ours can have written raises StoreDamaged."""
        with self._lock, troubles():
            found = self._connection.execute(sql, values).fetchall()
        try:
            return [msgspec.convert(row, kind) for row in found]
        except msgspec.ValidationError as error:
            raise StoreDamaged(DAMAGED) from error

    def copy_under(self, key: bytes, path: Path) -> None:
        """Write a whole copy of the records under another key at ``path``, a new file, and sync it.

        Raises CannotWrite, StoreLocked or StoreDamaged; what was written so far is left for the caller to clear away.
        """
        with self._lock, troubles():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            copy = connect(path, key)
            try:
                with copy.backup("main", self._connection, "main") as pages:
                    pages.step()
                _check(copy, _QUICK)
            finally:
                copy.close()
            with path.open("rb+") as file:
                os.fsync(file.fileno())

    @contextmanager
    def moved(self, key: bytes) -> Iterator[None]:
        """Close the file while the block puts another in its place, then open that one with its key.

        Whoever holds this store goes on with it. Where the block raises, the store stays closed.
        """
        with self._lock, troubles():
            if self.in_transaction:
                raise RuntimeError("the records can't move inside a transaction")
            self._connection.close()
            yield
            self._connection = connect(self.path, key)
            self._key = key
            self._way_back = WayBack()

    def close(self) -> None:
        """Close the connection, let the key go and forget the last change; closing twice does nothing."""
        with self._lock, troubles():
            self._key = b""
            self._way_back = WayBack()
            self._connection.close()


def connect(path: Path, key: bytes, *, check: str = _QUICK) -> apsw.Connection:
    """Return a connection to a database that is there, unlocked and looked through with one of SQLite's checks.

    Raises StoreDamaged, and SQLite's own errors: ``troubles`` turns those into ours.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    _check_journal(path, key)
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.set_busy_timeout(BUSY_MILLISECONDS)
        # The cipher comes before the key, and the key before anything that reads the file.
        for statement in ("PRAGMA cipher = 'sqlcipher'", "PRAGMA legacy = 4", f"PRAGMA key = \"x'{key.hex()}'\""):
            connection.execute(statement, can_cache=False)  # the text of the key is not kept for another time
        for statement in _SET_UP:
            connection.execute(statement)
        _check(connection, check)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_journal(path: Path, key: bytes) -> None:
    """Where a crash left a journal, prove it before SQLite rolls back with it; the module is loaded only then."""
    if path.with_name(path.name + "-journal").exists():
        from kitchentable.store.journal import is_sound  # noqa: PLC0415 - off the start's way

        if not is_sound(path, key):
            raise StoreDamaged(DAMAGED)


def _check(connection: apsw.Connection, check: str) -> None:
    """Read every page once: each carries its own seal, so damage shows now and not in the middle of an evening.

    A row whose reference leads nowhere shows that pages, each sound, are of different moments.
    """
    if connection.execute(f"PRAGMA {check}").fetchall() != [("ok",)]:
        raise StoreDamaged(DAMAGED)
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise StoreDamaged(DAMAGED)


def _schema(connection: apsw.Connection) -> int:
    return int(str(connection.pragma("user_version")))


def _migrated(connection: apsw.Connection, path: Path, steps: Sequence[str]) -> apsw.Connection:
    """Return the connection at the newest schema, or close it and raise."""
    try:
        _migrate(connection, path, steps)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: apsw.Connection, path: Path, steps: Sequence[str]) -> None:
    schema = _schema(connection)
    if schema > len(steps):
        raise StoreNewer(_NEWER)
    if schema == len(steps):
        return
    with _no_spare_copy(path), _transaction(connection):
        if schema > 0:
            _keep_copy(path, len(steps))
        for step in steps[schema:]:
            _take(connection, step)
        connection.execute(f"PRAGMA user_version = {len(steps)}")


def _take(connection: apsw.Connection, step: str) -> None:
    """Take one step; a value that its rules refuse is none that a version of ours can have written."""
    try:
        connection.execute(step)
    except apsw.ConstraintError as error:
        raise StoreDamaged(DAMAGED) from error


def _keep_copy(path: Path, schema: int) -> None:
    """Copy the file beside itself under a name not taken. Nothing is written to it yet: our transaction holds it."""
    names = (f"{path.name}.before-{schema}{tail}" for tail in ("", *(f".{number}" for number in range(2, 1000))))
    copy = next(place for place in (path.with_name(name) for name in names) if not place.exists())
    draft = copy.with_name(copy.name + ".tmp")
    shutil.copyfile(path, draft)
    draft.chmod(0o600)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(copy)


@contextmanager
def _no_spare_copy(path: Path) -> Iterator[None]:
    """Take a copy away again where the move did not go through, else trying again and again would fill the disk.

    It stays where a journal is left: then the file is not yet rolled back, and the copy may be the last good one.
    """
    before = set(path.parent.glob(f"{path.name}.before-*"))
    try:
        yield
    except BaseException:
        if not path.with_name(path.name + "-journal").exists():
            for copy in set(path.parent.glob(f"{path.name}.before-*")) - before:
                copy.unlink(missing_ok=True)
        raise


@contextmanager
def _transaction(connection: apsw.Connection) -> Iterator[None]:
    if _in_transaction(connection):
        raise RuntimeError("a transaction inside a transaction")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if _in_transaction(connection):  # a full disk may have ended it already
            with suppress(apsw.Error):  # the first error is the one to tell; SQLite rolls back at the next opening
                connection.execute("ROLLBACK")
        raise


def _in_transaction(connection: apsw.Connection) -> bool:
    try:
        return connection.in_transaction
    except apsw.ConnectionClosedError:
        return False
