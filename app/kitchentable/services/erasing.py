"""Erasing everything the family has here: the keys first, then every file of ours, then the mark that it was begun.

``erasing.json`` is written before anything goes and taken away last, with the names of the keychain's entries in it: an
erase that was cut short at any point is finished by the next one, or by the next start. Only names that are ours are
touched: a data folder may be one that somebody keeps other things in.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kitchentable.domain.errors import CannotWrite, KeychainRefused, KeychainUnavailable, ReminderTrouble
from kitchentable.services import set_aside
from kitchentable.system.files import write_atomically
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import APP_NAME, Paths
from kitchentable.system.removing import remove_empty_folder, remove_overwritten
from kitchentable.system.schedule import Scheduler, Wake
from kitchentable.system.waking import entries_of, is_ours

BEYOND_REACH = (
    "files you saved elsewhere, and what you printed",
    "backups of your computer, and its swap space",
    "your browser’s history, lists of recent files and past notices, and the computer’s own log",
    "old data that a disk keeps out of sight (your records in it are encrypted)",
)
"""What an erase can't reach, one thing a line."""

_STORE = re.compile(rb'"([0-9a-f]{32})"')
_HEAD_BYTES = 256 * 1024
_BACKUP = re.compile(r".+\.ktbackup|\.family[-.].+")
_PACK = re.compile(r"pack-.+\.ktpack|known\.json(\..+)?|\..+\.tmp")
_KEYCHAIN_LEFT = (
    "The keychain did not open, so its entry “Kitchen Table” is still there. It opens nothing any more; you can delete "
    "it in your keychain program."
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erase came to.

    ``left`` has a sentence for each thing of ours that is still there; ``others`` counts what is not ours and stays.
    """

    files: int
    left: tuple[str, ...]
    others: int


class _Mark(msgspec.Struct, frozen=True):
    """What ``erasing.json`` holds: under which names the keychain may have a key, and whether it ever had one."""

    stores: tuple[str, ...] = ()
    keychain: bool = False


def is_pending(paths: Paths) -> bool:
    """Tell whether an erase was begun and cut short."""
    return paths.erasing.exists()


def holds_copies(paths: Paths) -> bool:
    """Tell whether there are backups, packs or records put aside, which an erase takes along."""
    return any(any(_inside(folder)) for folder in _folders(paths))


def is_anything_there(paths: Paths) -> bool:
    """Tell whether there is anything of ours to erase."""
    return is_pending(paths) or bool(_files(paths)) or bool(entries_of(paths))


def erase(*, paths: Paths, keychain: Keychain, scheduler: Callable[[], Scheduler]) -> Erased:
    """Erase everything of ours. The caller holds the folder (``SingleInstance``) and has closed the records.

    Raises CannotWrite, with nothing changed, where nothing can be written in the folder at all. What could not be
    removed is told, and the mark then stays, so that another erase tries again.
    """
    if not paths.data.is_dir():
        return Erased(0, tuple(stop_waking(paths, scheduler)), 0)
    mark = _mark(paths)
    write_atomically(paths.erasing, msgspec.json.encode(mark) + b"\n")
    files = _files(paths)
    stuck = [one for one in files if _is_ring(one) and not _removed(one)]
    left = [*_keychain(keychain, mark), *stop_waking(paths, scheduler)]
    stuck += [one for one in files if not _is_ring(one) and not _removed(one)]
    for folder in _folders(paths):
        remove_empty_folder(folder)
    if not stuck:
        remove_overwritten(paths.erasing)
    left += [f"{one} could not be removed. Please check the folder and erase again." for one in stuck]
    return Erased(len(files) - len(stuck), tuple(left), len(_others(paths)))


def finish(*, paths: Paths, keychain: Keychain, scheduler: Callable[[], Scheduler]) -> Erased | None:
    """At a start: finish an erase that was cut short, the key being gone already; None where there is none.

    Where keys.json is there, nothing was erased yet, or other records were put here since: they stay, the mark goes.
    """
    if not is_pending(paths):
        return None
    if paths.keys.exists():
        remove_overwritten(paths.erasing)
        return None
    return erase(paths=paths, keychain=keychain, scheduler=scheduler)


def last_look(paths: Paths) -> None:
    """After an erase, when nothing of ours runs any more: take what came late (a check, a backup), and ``sweep``."""
    for file in _files(paths):
        _removed(file)
    for folder in _folders(paths):
        remove_empty_folder(folder)
    sweep(paths)


def sweep(paths: Paths) -> None:
    """Take away what only told that the app is open, and the folders where they are empty."""
    with contextlib.suppress(OSError):  # they hold nothing; a start would make them anew
        paths.socket.unlink(missing_ok=True)
        paths.lock.unlink(missing_ok=True)
        paths.reminder_lock.unlink(missing_ok=True)
    remove_empty_folder(paths.data)
    if paths.socket.parent.name.startswith(f"{APP_NAME}-"):
        remove_empty_folder(paths.socket.parent)


def _mark(paths: Paths) -> _Mark:
    """Return every name under which the keychain may hold a key to what is here, older copies and backups too.

    A family that has always had a passphrase need not hear of a keychain that does not open.
    """
    before = _marked(paths)
    stores, used = set(before.stores), before.keychain
    places = (paths.data, *set_aside.folders(paths))
    rings = (one for place in places for one in _inside(place) if _is_ring(one))
    for file in (*rings, *_inside(paths.data / "backups")):
        with contextlib.suppress(OSError), file.open("rb") as opened:  # one that can't be read names nothing
            head = opened.read(_HEAD_BYTES)
            stores.update(one.decode("ascii") for one in _STORE.findall(head))
            used = used or b'"keychain"' in head or b'"leaving":["' in head
    return _Mark(tuple(sorted(stores)), used)


def _marked(paths: Paths) -> _Mark:
    try:
        return msgspec.json.decode(paths.erasing.read_bytes(), type=_Mark)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return _Mark()


def stop_waking(paths: Paths, scheduler: Callable[[], Scheduler]) -> Iterator[str]:
    """Switch off and take away what starts the reminder check on this folder; yield what could not be."""
    try:
        timer = scheduler()
        wake = timer.state().wake
        if wake is Wake.ON or (wake is Wake.BROKEN and is_ours(timer, paths)):
            timer.disable()
        for entry in entries_of(paths):  # of the other kind, or of a system that does not answer
            entry.unlink(missing_ok=True)
    except (ReminderTrouble, CannotWrite) as trouble:
        yield trouble.message
    except OSError as error:
        yield f"{error.filename} could not be removed. Please delete it yourself."


def _keychain(keychain: Keychain, mark: _Mark) -> Iterator[str]:
    try:
        for store in mark.stores:
            keychain.delete(store)
    except (KeychainRefused, KeychainUnavailable):
        if mark.keychain:
            yield _KEYCHAIN_LEFT


def _files(paths: Paths) -> list[Path]:
    """Return our files but the mark."""
    places = (paths.data, *set_aside.folders(paths))
    found: list[Path] = []
    for name in (*_named(paths), paths.erasing.name):
        shape = re.compile(rf"{re.escape(name)}([.-].+)?|\.{re.escape(name)}\..+\.tmp(-\w+)?")
        for place in places:
            found += [one for one in _inside(place) if shape.fullmatch(one.name) and one != paths.erasing]
    for folder, shape in ((paths.data / "backups", _BACKUP), (paths.data / "packs", _PACK)):
        found += [one for one in _inside(folder) if shape.fullmatch(one.name)]
    return found


def _folders(paths: Paths) -> tuple[Path, ...]:
    """Return the folders of ours inside the data folder."""
    return (paths.data / "packs", paths.data / "backups", *set_aside.folders(paths))


def _is_ring(file: Path) -> bool:
    """Tell whether a file holds keys alone: these go first, and the rest is noise without them."""
    return file.name.lstrip(".").startswith("keys.json")


def _removed(file: Path) -> bool:
    try:
        remove_overwritten(file)
    except OSError:
        return False
    return True


def _named(paths: Paths) -> tuple[str, ...]:
    """Return the names of our files; copies and damaged ones are called after them."""
    named = (paths.keys, paths.database, paths.reminders, paths.reminder_log, paths.preferences)
    return (*(one.name for one in named), paths.restoring.name, paths.renewing.name)


def _inside(folder: Path) -> list[Path]:
    """Return the files in a folder, none where it is not there; never what a link to another folder leads to."""
    if not folder.is_dir() or folder.is_symlink():
        return []
    return sorted(one for one in folder.iterdir() if one.is_symlink() or not one.is_dir())


def _others(paths: Paths) -> list[Path]:
    """Return what is in the folder and not ours."""
    ours = {paths.erasing, paths.lock, paths.socket, paths.reminder_lock}
    return [one for one in paths.data.iterdir() if one not in ours]
