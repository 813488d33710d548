"""The way back from the last change: what undoing it would write, kept in memory and nowhere else.

SQLite’s own session extension records each row that a transaction touches, cascades included; turned round, that is
the way back. It is followed as a whole or not at all: a row that is no longer as the change left it ends it.
"""

from __future__ import annotations

import apsw

from kitchentable.domain.errors import CannotUndo

_TABLES = (
    "child",
    "device",
    "account",
    "choice",
    "talk",
    "tick",
    "agreed",
    "agreement",
    "promise",
    "incident",
    "told",
    "follow_up",
    "skipped_talk",
    "own_check_in",
    "skipped_check_in",
)
"""What can be undone. Preferences and the reminder are set, not lost: the system’s timer would stay as it is."""

_GO_ALONG = frozenset({"own_check_in", "skipped_check_in"})
"""What of the reminder goes with a removed child and comes back with it. By itself it is set, as the reminder is."""

_TOO_LATE = "Something was changed since, so this can no longer be undone. Your records are as you see them."


class Recording:
    """Records what one transaction writes; ``close`` it in any case."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Begin; the transaction of ``connection`` has begun, and nothing was written in it yet."""
        self._session = apsw.Session(connection, "main")
        for table in _TABLES:
            self._session.attach(table)

    def inverse(self) -> bytes:
        """Return what would undo the writes so far; empty where nothing that counts was written."""
        changes = self._session.changeset()
        return apsw.Changeset.invert(changes) if changes else b""

    def close(self) -> None:
        """Stop recording."""
        self._session.close()


class WayBack:
    """The way back from the last change of one store, under a number that is never used twice."""

    def __init__(self) -> None:
        """Know of no change."""
        self._count = 0
        self._inverse = b""

    @property
    def number(self) -> int | None:
        """The number of the last change, or None where it can't be undone."""
        return self._count if self._inverse else None

    def take(self, inverse: bytes, *, undoable: bool) -> None:
        """Take what would undo the change just committed, in place of any before; nothing that counts is no change."""
        if inverse and not _GO_ALONG.issuperset(change.name for change in apsw.Changeset.iter(inverse)):
            self._count += 1
            self._inverse = inverse if undoable else b""

    def follow(self, number: int, connection: apsw.Connection) -> frozenset[str]:
        """Undo the change of that number inside the open transaction; return the names of the tables it touched.

        Raises CannotUndo where it is not the last change any more, or its rows were changed since.
        """
        if number != self.number:
            raise CannotUndo(_TOO_LATE)
        try:
            # Without actions of foreign keys: exactly those rows are written, and no others go with them.
            apsw.Changeset.apply(self._inverse, connection, flags=apsw.SQLITE_CHANGESETAPPLY_FKNOACTION)
        except (apsw.AbortError, apsw.ConstraintError) as error:
            raise CannotUndo(_TOO_LATE) from error
        return frozenset(change.name for change in apsw.Changeset.iter(self._inverse))
