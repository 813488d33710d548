"""Backups: the automatic one after the day's first change, one to a file of the parent's choice, and what there is.

An automatic backup has its name only once it was proved whole; older ones are thinned only after that.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kitchentable.domain.backups import SUFFIX, Contents, Numbered, after, is_due, numbered, to_remove
from kitchentable.domain.errors import CannotWrite, StoreLocked, Trouble
from kitchentable.services import set_aside, superseded
from kitchentable.services.backup_files import Source, has_these_keys, head_of, ring_here, source_of, write
from kitchentable.services.household import Household
from kitchentable.store import keys
from kitchentable.system.files import cannot_write
from kitchentable.system.paths import Paths

log = logging.getLogger(__name__)

_one_at_a_time = threading.Lock()
"""The window makes the day's backup on a thread of its own, while another may be making the one under new keys."""

ONLY_HERE = (
    "These backups open only on this computer, with its keychain. To open one elsewhere, first make a recovery code or "
    "a passphrase for your records."
)
"""What a family is told whose records open with nothing but the keychain."""


@dataclass(frozen=True, slots=True)
class BackupsView:
    """What Preferences says: when the newest was made (None: there is none), how many there are, and where.

    ``only_here`` is set where nothing but this computer's keychain opens them.
    """

    newest: datetime | None
    count: int
    folder: Path
    only_here: bool
    suggested: str
    now: datetime


def due(home: Household) -> Source | None:
    """Return what today's automatic backup is made from, or None where there is one from today.

    It is due as well while there are backups that keys which were replaced still open.
    """
    store = ring_here(home.paths).store
    due_today = is_due(_made(home.paths, store), home.clock.today())
    return source_of(home) if due_today or superseded.stores(home.paths, store) else None


def make_automatic(made_from: Source) -> None:
    """Make an automatic backup, prove it, and then thin the older ones of the same records.

    Nothing is made where the records got new keys meanwhile: ``renew`` makes one under those. Raises Trouble, and
    leaves all older backups as they are, where it can't be made or proved.
    """
    with _one_at_a_time:
        if has_these_keys(made_from):
            _make_automatic(made_from)


def _make_automatic(made_from: Source) -> None:
    folder = _folder(made_from.paths)
    for leftover in folder.glob(".family*.tmp*"):  # from a program that was killed
        leftover.unlink(missing_ok=True)
    place = folder / after(list(_numbered(made_from.paths)), made_from.now.date()).name
    try:
        write(made_from, place)
    except StoreLocked:
        if has_these_keys(made_from):
            raise
        return
    for old in to_remove(_made(made_from.paths, made_from.ring.store)):
        _remove(folder / old.name)
    _remove_superseded(made_from)


def _remove_superseded(made_from: Source) -> None:
    """Now that there is a fresh one: remove those that keys which were replaced still open."""
    paths = made_from.paths
    gone = superseded.stores(paths, made_from.ring.store)
    for store in gone:
        for old in _made(paths, store):
            _remove(paths.backups / old.name)
    superseded.forget(paths, *(store for store in gone if not _made(paths, store)))


def make_file(made_from: Source, file: Path) -> Contents:
    """Save a backup as a file of the parent's choice, in place of one that is there; return what it holds."""
    return write(made_from, file).contents


def renew(home: Household) -> None:
    """After a change of the data key: make a fresh automatic backup, then remove those that open with another key.

    Those of records that were put aside stay: they are another family’s, or of another time.
    Raises Trouble, with every older backup still there, where the fresh one can't be made.
    """
    made_from = source_of(home)
    make_automatic(made_from)
    stay = {made_from.ring.store, None, *set_aside.stores(home.paths)}  # None: one that can't be read may be anybody's
    for old in _numbered(home.paths):
        if _store(home.paths.backups / old.name) not in stay:
            _remove(home.paths.backups / old.name)


def backups_view(home: Household) -> BackupsView:
    """Return what there is now, from the names and heads of the files; nothing is opened."""
    ring = ring_here(home.paths)
    made = _made(home.paths, ring.store)
    return BackupsView(
        newest=_made_at(home.paths.backups / max(made).name) if made else None,
        count=len(made),
        folder=home.paths.backups,
        only_here=opens_only_here(ring),
        suggested=f"kitchen-table-{home.clock.today().isoformat()}{SUFFIX}",
        now=home.clock.now(),
    )


def opens_only_here(ring: keys.KeyRing) -> bool:
    """Tell whether nothing but a keychain opens what this ring belongs to."""
    return not (ring.takes_passphrase or ring.takes_recovery)


def automatic(paths: Paths) -> tuple[Path, ...]:
    """Return every automatic backup, newest first."""
    return tuple(paths.backups / one.name for one in sorted(_numbered(paths), reverse=True))


def _folder(paths: Paths) -> Path:
    try:
        paths.backups.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise cannot_write(paths.backups, error) from error
    return paths.backups


def _numbered(paths: Paths) -> list[Numbered]:
    try:
        names = [one.name for one in paths.backups.iterdir()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CannotWrite(f"The folder {paths.backups} can’t be read. Please check its permissions.") from error
    return [one for one in map(numbered, names) if one is not None]


def _made(paths: Paths, store: str) -> list[Numbered]:
    """Return the automatic backups of one family's records: others, and what can't be read, are never thinned."""
    return [one for one in _numbered(paths) if _store(paths.backups / one.name) == store]


def _store(file: Path) -> str | None:
    try:
        return head_of(file).store
    except Trouble:
        return None


def _made_at(file: Path) -> datetime | None:
    try:
        return head_of(file).made_at
    except Trouble:
        return None


def _remove(file: Path) -> None:
    """Remove a backup that was thinned out; one that can't be removed does no harm."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
