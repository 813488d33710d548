"""Beginning again where nothing opens the records: the old ones go aside, whole and encrypted, and can come back.

Nothing is deleted and nothing is opened. The keychain's entry stays under its own name, as new records get another;
backups stay where they are. What wakes the reminder check is switched off: the due list begins anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kitchentable.domain.errors import NotFound
from kitchentable.services import replacing, set_aside
from kitchentable.services.erasing import stop_waking
from kitchentable.services.set_aside import SetAside
from kitchentable.system.paths import Paths
from kitchentable.system.schedule import Scheduler

__all__ = ["BegunAnew", "SetAside", "all_set_aside", "begin_anew", "bring_back"]


@dataclass(frozen=True, slots=True)
class BegunAnew:
    """Where the old records are now; None where there were none. ``left`` has a sentence for what was not stopped."""

    folder: Path | None
    left: tuple[str, ...]


def begin_anew(paths: Paths, *, today: date, scheduler: Callable[[], Scheduler]) -> BegunAnew:
    """Put the records here aside, so that the next look at the door finds none. They must be closed.

    Raises CannotWrite: then either nothing was moved, or the next start (``replacing.finish``) moves the rest.
    """
    _tidied(paths)
    if not set_aside.is_anything_here(paths):
        return BegunAnew(None, ())
    folder = replacing.put_aside(paths, day=today)
    return BegunAnew(folder, tuple(stop_waking(paths, scheduler)))


def bring_back(paths: Paths, folder: Path, *, today: date) -> Path | None:
    """Put records that were put aside back in their place; return where those that were here are now, if any.

    Whoever has what opens them can open them then. The records here must be closed. Raises NotFound where the folder
    has none, and CannotWrite as ``begin_anew`` does.
    """
    _tidied(paths)
    if folder not in {one.folder for one in all_set_aside(paths)}:
        raise NotFound(f"There are no records in {folder}. Please look which folders there are.")
    return replacing.bring_back(paths, folder.name, day=today)


def all_set_aside(paths: Paths) -> tuple[SetAside, ...]:
    """Return what was put aside, newest first; nothing is opened. Raises NotFound where the folder can't be read."""
    try:
        return set_aside.all_set_aside(paths)
    except OSError as error:
        raise NotFound(f"The folder {paths.data} can’t be read. Please check its permissions.") from error


def _tidied(paths: Paths) -> None:
    paths.prepare()
    replacing.finish(paths)
    replacing.clear(paths)
