"""Many files at once: all of them whole in their folder, or the folder as it was."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from kitchentable.domain.errors import CannotWrite
from kitchentable.system.files import cannot_write


@contextlib.contextmanager
def all_or_nothing(folder: Path) -> Iterator[Path]:
    """Yield a hidden tray in ``folder`` to fill; at the end its files move into the folder, over older ones.

    Where the block is left by any error, Ctrl+C too, nothing of it stays, nor the folder if it is new. Raises
    CannotWrite where the folder can't be made or written to, or where a name is a folder's already.
    """
    new = _first_missing(folder)
    tray = folder / f".kitchen-table-{os.urandom(6).hex()}"
    try:
        _make(tray)
        yield tray
        _move(tray, folder)
    except BaseException:
        shutil.rmtree(tray, ignore_errors=True)
        _remove(new, folder)
        raise
    tray.rmdir()


def _make(tray: Path) -> None:
    folder = tray.parent
    try:
        tray.mkdir(mode=0o700, parents=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise CannotWrite(f"{folder} is not a folder: please choose another place.") from error
    except OSError as error:
        raise cannot_write(tray, error) from error


def _move(tray: Path, folder: Path) -> None:
    names = sorted(one.name for one in tray.iterdir())
    for name in names:
        if (folder / name).is_dir():
            raise CannotWrite(f"{folder / name} is a folder: please choose another place.")
    for name in names:
        try:
            (tray / name).replace(folder / name)
        except OSError as error:
            raise cannot_write(folder / name, error) from error


def _first_missing(folder: Path) -> Path | None:
    """Return the outermost folder that is not there yet."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    return missing[-1] if missing else None


def _remove(new: Path | None, folder: Path) -> None:
    """Take away the folders we made, from the inside out, as long as they are empty."""
    if new is None:
        return
    for one in (folder, *folder.parents):
        if not one.is_relative_to(new):
            return
        with contextlib.suppress(OSError):  # someone else has put something there meanwhile: it stays
            one.rmdir()
