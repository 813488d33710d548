"""Which keys were replaced while backups that they open are still here: noted before the new ones count.

``renewing.json`` holds the ids of those records' stores, and nothing secret. A crash in the middle of making new keys,
or a disk too full for a fresh backup, must not leave backups behind that a key somebody may have learnt still opens.
"""

from __future__ import annotations

import contextlib

import msgspec

from kitchentable.system.files import write_atomically
from kitchentable.system.paths import Paths


class _Note(msgspec.Struct, frozen=True):
    """What the file holds."""

    stores: tuple[str, ...] = ()


def note(paths: Paths, store: str) -> None:
    """Note that the keys of a store are about to be replaced, where there are any backups; raises CannotWrite."""
    if paths.backups.exists():
        _write(paths, (*_noted(paths), store))


def stores(paths: Paths, now: str) -> frozenset[str]:
    """Return the stores whose backups are to go; never the one that counts now, whatever was planned."""
    return frozenset(_noted(paths)) - {now}


def forget(paths: Paths, *gone: str) -> None:
    """Forget stores whose backups are gone, or whose keys were not replaced after all; raises CannotWrite."""
    left = tuple(one for one in _noted(paths) if one not in gone)
    if left:
        _write(paths, left)
        return
    with contextlib.suppress(OSError):  # then it names what is no longer there, and does no harm
        paths.renewing.unlink(missing_ok=True)


def _noted(paths: Paths) -> tuple[str, ...]:
    try:
        return msgspec.json.decode(paths.renewing.read_bytes(), type=_Note).stores
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return ()


def _write(paths: Paths, noted: tuple[str, ...]) -> None:
    write_atomically(paths.renewing, msgspec.json.encode(_Note(tuple(dict.fromkeys(noted)))) + b"\n")
