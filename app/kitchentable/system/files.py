"""Writing files so that a crash, a full disk or a pulled plug leaves the old file or the new one, never half."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kitchentable.domain.errors import CannotWrite

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {errno.EACCES, errno.EPERM}


def write_atomically(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Put ``data`` at ``path``: temporary file beside it, mode, fsync, replace, fsync of the folder.

    Raises CannotWrite with a sentence of its own for a full disk, a read-only place, a missing permission and a
    missing folder. What was at ``path`` before stays whole in every one of these cases.
    """
    try:
        _write(path, data, mode)
    except OSError as error:
        raise cannot_write(path, error) from error


class Draft(NamedTuple):
    """A file that is being written beside the place it is for."""

    path: Path
    file: BinaryIO

    def settle(self) -> None:
        """Bring what was written so far to the disk."""
        self.file.flush()
        os.fsync(self.file.fileno())


@contextlib.contextmanager
def drafted(path: Path, *, mode: int = 0o600) -> Iterator[Draft]:
    """Give a draft to write; it takes the name ``path`` when the block ends, and is gone where the block fails.

    For files too large to hold in memory, or to be looked at before they count. Raises CannotWrite as
    ``write_atomically`` does; what was at ``path`` before stays whole then.
    """
    try:
        with _draft(path, mode) as draft:
            yield draft
    except OSError as error:
        raise cannot_write(path, error) from error


def draft_path(path: Path) -> Path:
    """Return a name for a draft beside ``path``: hidden, and never taken by another."""
    return path.with_name(f".{path.name[:60]}.{os.urandom(6).hex()}.tmp")


def sync_folder(folder: Path) -> None:
    """Make new names in a folder safe on disk; raises CannotWrite."""
    try:
        _sync_folder(folder)
    except OSError as error:
        raise cannot_write(folder / "x", error) from error


def clear_drafts(path: Path) -> None:
    """Take away drafts of ``path`` that a crash left beside it; only for who alone may write it, once per start."""
    for draft in path.parent.glob(f".{path.name[:60]}.*.tmp"):
        with contextlib.suppress(OSError):  # it does no harm, and the next start tries again
            draft.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> CannotWrite:
    """Say in one sentence why ``path`` could not be written, and what to do."""
    folder = path.parent
    if error.errno in _FULL:
        return CannotWrite(f"The disk that holds {folder} is full: please free some space and try again.")
    if error.errno == errno.EROFS:
        return CannotWrite(f"{folder} can only be read, not written to: please choose another place.")
    if error.errno in _REFUSED:
        return CannotWrite(f"You do not have permission to write to {path}: please choose another place.")
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return CannotWrite(f"The folder {folder} is not there: please choose another place.")
    if error.errno == errno.EISDIR:
        return CannotWrite(f"{path} is a folder: please choose another name.")
    return CannotWrite(f"{path} could not be written ({os.strerror(error.errno or 0)}): please choose another place.")


def _may_be_replaced(path: Path) -> None:
    """Refuse what a file must not take the place of: no name at all, or a device, which would be gone for everybody."""
    if not path.name:
        raise CannotWrite("Please give the file a name.")
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise CannotWrite(f"{path} is not a file: please choose another name.")


def _write(path: Path, data: bytes, mode: int) -> None:
    with _draft(path, mode) as draft:
        draft.file.write(data)


@contextlib.contextmanager
def _draft(path: Path, mode: int) -> Iterator[Draft]:
    _may_be_replaced(path)
    place = draft_path(path)
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(handle, "wb") as file:
            if hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
            draft = Draft(place, file)
            yield draft
            draft.settle()
        place.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):  # the first error is the one to tell; the draft may never have been made
            place.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself safe on disk; systems that can't open a folder (Windows) do it on their own."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network folders can't; the file is written
            raise
    finally:
        os.close(handle)
