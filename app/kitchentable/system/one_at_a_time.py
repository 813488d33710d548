"""Only one of several processes at a time: a file that the system unlocks when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kitchentable.system.files import cannot_write


@contextlib.contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Hold the lock file at ``path`` for the block; give False, and hold nothing, where another process does.

    Never waits. Raises CannotWrite where there can be no such file.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        yield locked(handle)
    finally:
        os.close(handle)


def locked(handle: int) -> bool:
    """Take the lock on an open file without waiting; tell whether it is ours now."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not there

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
