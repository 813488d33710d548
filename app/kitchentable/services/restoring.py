"""Restoring: look at a backup, say what it would replace, and put it in place with the old records kept beside.

Also the way back from damage: the newest backup that really opens, found by opening it.
"""

from __future__ import annotations

import contextlib
import dataclasses
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from pathlib import Path

import msgspec

from kitchentable.domain.backups import Contents
from kitchentable.domain.errors import (
    BackupUnusable,
    KeychainRefused,
    KeychainUnavailable,
    NotFound,
    StoreDamaged,
    StoreNewer,
    Trouble,
)
from kitchentable.services import backup_files, replacing
from kitchentable.services.backup_keys import Secret, Unlocked, asks_for, current_ring, from_keychain, open_with, unlock
from kitchentable.services.backups import automatic
from kitchentable.store import copying, keys
from kitchentable.store.slots import KeychainSlot
from kitchentable.system.files import write_atomically
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths

_CHANGED = "The backup “{name}” is another one than before. Please look at it again."


class Replaced(Enum):
    """What is in the place that a backup would take."""

    NOTHING = "nothing"
    READABLE = "readable"
    SHUT = "shut"
    """Records with another key, or of a newer version: they can't be counted."""
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Offer:
    """A backup that was opened and read through, and what it would replace.

    ``here`` counts what would be replaced, where that can be read. ``keys_only``: the records in the folder are whole
    and stay; only their file of keys comes from the backup.
    """

    file: Path
    made_at: datetime
    holds: Contents
    replaced: Replaced
    here: Contents | None
    keys_only: bool
    sum: bytes = field(repr=False)
    unlocked: Unlocked = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asks:
    """A backup can't be opened before something is typed: ``words`` is what, such as "passphrase or recovery code"."""

    file: Path
    words: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: where the old files are kept, and what opens the records now.

    ``typed`` is what can be typed, such as "passphrase or recovery code"; empty for the keychain alone.
    """

    kept: tuple[Path, ...]
    by_keychain: bool
    typed: str


def look_at(
    paths: Paths, file: Path, *, keychain: Keychain, secret: Secret | None = None, known: bytes | None = None
) -> Offer | Asks:
    """Open a backup and read all of it; say what restoring it would replace, or what has to be typed first.

    Raises NotFound, BackupUnusable, StoreNewer, WrongPassphrase, WrongRecoveryCode, CannotWrite; changes nothing.
    """
    ring = backup_files.ring_of(backup_files.read(file))
    unlocked = unlock(paths, ring, keychain, secret, known)
    if unlocked is None:
        return Asks(file, asks_for(ring))
    return _offer(paths, file, unlocked, known)


def newest_good(paths: Paths, *, keychain: Keychain, secret: Secret | None = None) -> Offer | Asks:
    """Return the newest automatic backup that really opens, for records that are damaged; it is read to its end.

    Those that are damaged themselves are passed over. Raises NotFound where none is left, WrongPassphrase or
    WrongRecoveryCode where what was typed does not open the newest that is whole.
    """
    here = current_ring(paths)
    known = _known(here, secret)
    for file in automatic(paths):
        try:
            ring = backup_files.ring_of(backup_files.read(file))
            if here is not None and here.store != ring.store:
                continue
            unlocked = unlock(paths, ring, keychain, secret, known)
            if unlocked is None:
                return Asks(file, asks_for(here if here is not None else ring))
            offer = _offer(paths, file, unlocked, known)
        except (BackupUnusable, StoreNewer, NotFound):
            continue
        return _without_loss(paths, offer)
    raise NotFound("There is no backup here that opens. If you have saved one elsewhere, choose its file.")


def restore(paths: Paths, offer: Offer, *, keychain: Keychain, today: date) -> Restored:
    """Put a backup in place. The old files stay beside it under dated names; a crash at any step loses neither.

    The records must be closed. Raises BackupUnusable where the file is no longer the one that was looked at, and
    CannotWrite.
    """
    paths.prepare()
    replacing.finish(paths)
    replacing.clear(paths)
    try:
        ring, made = _prepare(paths, offer, keychain)
    except BaseException:
        replacing.clear(paths)
        raise
    why = replacing.DAMAGED if offer.replaced is Replaced.DAMAGED else replacing.REPLACED
    kept = replacing.replace(paths, made=made, why=why, day=today)
    return Restored(kept, from_keychain(keychain, ring) is not None, asks_for(ring))


def _prepare(paths: Paths, offer: Offer, keychain: Keychain) -> tuple[keys.KeyRing, tuple[Path, ...]]:
    """Make the new files; return the ring that the records will have, and the places that files were made for."""
    made = () if offer.keys_only else (paths.database,)
    if offer.keys_only:
        ring = backup_files.ring_of(backup_files.read(offer.file))
    else:
        proved = backup_files.take_out(offer.file, offer.unlocked.key, to=replacing.draft_of(paths.database))
        if proved.sum != offer.sum:
            raise BackupUnusable(_CHANGED.format(name=offer.file.name))
        ring = proved.ring
    here = current_ring(paths)
    if offer.unlocked.by_ring_here and here is not None and here.fits(offer.unlocked.key):
        return here, made  # the same key, and newer: a passphrase changed since the backup stays the one that opens
    ring = _living(ring, keychain, offer.unlocked.key)
    write_atomically(replacing.draft_of(paths.keys), keys.encode(ring))
    return ring, (*made, paths.keys)


def _living(ring: keys.KeyRing, keychain: Keychain, key: bytes) -> keys.KeyRing:
    """Leave the keychain out of a ring where this computer's keychain does not have the key but a passphrase opens it.

    It can be put back in Preferences. A slot that opens nothing would only stand in the way at every start. A recovery
    code is not for every day: where there is nothing else, this computer's keychain gets the key, as the old one had.
    """
    if not ring.in_keychain or not asks_for(ring) or from_keychain(keychain, ring) is not None:
        return ring
    if not ring.takes_passphrase:
        with contextlib.suppress(
            KeychainRefused, KeychainUnavailable
        ):  # then the code opens it, and can be typed again
            keychain.set(ring.store, key)
        return ring
    slots = tuple(slot for slot in ring.slots if not isinstance(slot, KeychainSlot))
    return msgspec.structs.replace(ring, slots=slots)


def _offer(paths: Paths, file: Path, unlocked: Unlocked, known: bytes | None) -> Offer:
    paths.prepare()
    proved = backup_files.prove(file, unlocked.key, work=paths.data)
    replaced, here = _here(paths, tuple(one for one in (unlocked.key, known) if one is not None))
    return Offer(
        file=file,
        made_at=proved.head.made_at,
        holds=proved.contents,
        replaced=replaced,
        here=here,
        keys_only=False,
        sum=proved.sum,
        unlocked=unlocked,
    )


def _without_loss(paths: Paths, offer: Offer) -> Offer:
    """Keep the records in the folder where only their file of keys is damaged or gone: then nothing is lost at all."""
    if offer.here is None or current_ring(paths) is not None:
        return offer
    return dataclasses.replace(offer, keys_only=True)


def _here(paths: Paths, tried: tuple[bytes, ...]) -> tuple[Replaced, Contents | None]:
    """Look at what is in the folder now, with the keys there are; nothing is changed."""
    if not paths.database.exists() and not paths.keys.exists():
        return Replaced.NOTHING, None
    ring = current_ring(paths)
    fitting = [key for key in tried if ring is None or ring.fits(key)]
    if ring is not None and not fitting and paths.database.exists():
        return Replaced.SHUT, None
    for key in fitting:
        try:
            found = copying.examine(paths.database, key)
        except StoreNewer:
            return Replaced.SHUT, None
        except StoreDamaged:
            continue
        return (Replaced.READABLE if ring is not None else Replaced.DAMAGED), found
    return Replaced.DAMAGED, None


def _known(here: keys.KeyRing | None, secret: Secret | None) -> bytes | None:
    """Return the key by the ring of the damaged records, where what was typed opens that; it fits their backups."""
    if here is None or secret is None:
        return None
    try:
        return open_with(here, secret)
    except Trouble:
        return None  # a backup's own ring may still take it


__all__ = ["Asks", "Offer", "Replaced", "Restored", "look_at", "newest_good", "restore"]
