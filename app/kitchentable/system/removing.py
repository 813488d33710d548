"""Taking files away: written over first where that is worth something, never through a link, never half."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

_PIECE = 1 << 20
_MOST_OVERWRITTEN = 256 * _PIECE
"""Bytes that are written over at most: what is larger is encrypted, and its key is gone by then."""


def remove_overwritten(file: Path) -> None:
    """Write zeros over a file and take it away; nothing happens where it is not there. Raises OSError.

    A disk may keep the old bytes elsewhere all the same (flash does, and so do file systems with snapshots): that is
    why records are encrypted and their key goes first. A file that has a second name is only taken away: the bytes
    belong to the other name too.
    """
    with contextlib.suppress(FileNotFoundError):
        found = file.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
            with contextlib.suppress(PermissionError):  # a file we may not write can still be taken from our folder
                _overwrite(file, min(found.st_size, _MOST_OVERWRITTEN))
        file.unlink()


def remove_empty_folder(folder: Path) -> bool:
    """Take a folder away where nothing is in it; tell whether it is gone."""
    with contextlib.suppress(OSError):  # not empty, a link, or where something is mounted: it stays
        folder.rmdir()
    return not os.path.lexists(folder)


def _overwrite(file: Path, size: int) -> None:
    handle = os.open(file, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "wb") as opened:
        for start in range(0, size, _PIECE):
            opened.write(bytes(min(_PIECE, size - start)))
        opened.flush()
        os.fsync(handle)
