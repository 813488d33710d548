"""What SQLite says, turned into one sentence for a parent; what is our own bug stays what it is."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from kitchentable.domain.errors import CannotWrite, StoreDamaged, StoreLocked, Trouble

DAMAGED = (
    "The file with your records is damaged, and we have left it just as it is. "
    "A backup can bring back what was saved before."
)
_FULL = "The disk is full, so this was not saved. Please free some space and try again."
_READ_ONLY = "Your records are in a place that can only be read, so this was not saved. Please make it writable."
_CANNOT_OPEN = "Kitchen Table may not write where your records are kept. Please check the folder and try again."
_BUSY = "Another program is using your records just now. Please close it, or wait a moment and try again."
_DISK = "The disk that holds your records gave an error, so this was not saved. Please check the disk and try again."

_TROUBLES: tuple[tuple[type[apsw.Error], type[Trouble], str], ...] = (
    (apsw.NotADBError, StoreDamaged, DAMAGED),
    (apsw.CorruptError, StoreDamaged, DAMAGED),
    (apsw.BusyError, StoreLocked, _BUSY),
    (apsw.LockedError, StoreLocked, _BUSY),
    (apsw.FullError, CannotWrite, _FULL),
    (apsw.ReadOnlyError, CannotWrite, _READ_ONLY),
    (apsw.CantOpenError, CannotWrite, _CANNOT_OPEN),
    (apsw.PermissionsError, CannotWrite, _CANNOT_OPEN),
    (apsw.IOError, CannotWrite, _DISK),
)


@contextmanager
def troubles() -> Iterator[None]:
    """Raise Trouble in place of SQLite's and the system's errors that are not our bugs."""
    try:
        yield
    except apsw.Error as error:
        trouble = next((make(words) for kind, make, words in _TROUBLES if isinstance(error, kind)), None)
        if trouble is None:
            raise
        raise trouble from error
    except OSError as error:
        raise _file_trouble(error) from error


def _file_trouble(error: OSError) -> CannotWrite:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return CannotWrite(_FULL)
    if error.errno == errno.EROFS:
        return CannotWrite(_READ_ONLY)
    if error.errno in {errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR}:
        return CannotWrite(_CANNOT_OPEN)
    return CannotWrite(f"Your records could not be saved ({os.strerror(error.errno or 0)}). Please try again.")
