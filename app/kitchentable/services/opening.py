"""Opening the records: is there anything yet, does it open by itself, or is a passphrase needed.

Making them goes in steps so that a crash at any point loses nothing and leaves nothing that looks damaged: the key
goes to the keychain, the database is made whole under another name, keys.json is written, and then the database
gets its name. What a crash left of making new keys (``rekeying``) is finished or cleared away when the records open.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from kitchentable.domain.errors import (
    CannotWrite,
    KeychainRefused,
    KeychainUnavailable,
    StoreDamaged,
    StoreLocked,
    StoreNewer,
)
from kitchentable.domain.pack import Guidance
from kitchentable.services import replacing
from kitchentable.services.household import Household
from kitchentable.store import keys
from kitchentable.store.connection import Store
from kitchentable.store.exchange import copy_beside, finish
from kitchentable.system.clock import Clock
from kitchentable.system.files import write_atomically
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths

_NO_KEYS = (
    "The file keys.json that belongs to your records is missing, and they can’t be opened without it. "
    "If you have a copy of keys.json, put it back beside family.db and start again."
)
_NO_RECORDS = (
    "The file family.db with your records is missing, but its keys are here. "
    "If you have a copy of family.db, put it back; to begin anew, move keys.json away."
)
_LOST = "The keychain no longer holds the key to your records."
_OTHER = "The keychain holds a key that does not fit your records."
_TYPE_IT = "Please type your passphrase instead."
_USE_CODE = "Please use your recovery code instead."
_SHUT = "The keychain would not open: please unlock it and try again, or sign out and in again."
_ABSENT = "The keychain that holds the key to your records is not running: please sign out and in again."
_OTHER_ACCOUNT = "Please sign in with the user account that made them, or put its keychain back."
_RESTORING = "Your records are being restored just now. Please try again in a moment."
_NEW_KEYS = "Your records are being made ready just now. Please try again in a moment."
_EXISTS = "There are records in this folder already; we have left them as they are."


class Door(StrEnum):
    """What stands before the records."""

    NEW = "new"
    OPENS_ITSELF = "opens-itself"
    NEEDS_PASSPHRASE = "needs-passphrase"  # noqa: S105 - a state, not a secret


def look(paths: Paths, *, alone: bool = True) -> Door:
    """Say what stands before the records, without asking the keychain; nothing is written.

    Save that a restore which a crash stopped is finished first, where we are ``alone`` (see ``read_ring``). Raises
    StoreDamaged where a file is missing or damaged, StoreNewer for a newer format of keys.json.
    """
    ring = read_ring(paths, alone=alone)
    if ring is None:
        return Door.NEW
    return Door.OPENS_ITSELF if ring.in_keychain else Door.NEEDS_PASSPHRASE


def takes_passphrase(paths: Paths) -> bool:
    """Tell whether a passphrase opens the records: what to offer when the keychain does not."""
    ring = read_ring(paths)
    return ring is not None and ring.takes_passphrase


def store_id(paths: Paths) -> str | None:
    """Return the name under which the keychain keeps the key; None where keys.json is not there or can't be read."""
    try:
        return keys.decode(paths.keys.read_bytes()).store
    except (OSError, StoreDamaged, StoreNewer):
        return None


def create_household(
    *, paths: Paths, keychain: Keychain, guidance: Guidance, clock: Clock, passphrase: str | None
) -> Household:
    """Make new records. Without a passphrase the key goes to the keychain, and nowhere else.

    Raises KeychainUnavailable or KeychainRefused (ask for a passphrase then), BadInput for a passphrase that is too
    short, CannotWrite where the folder can't be written or holds records already.
    """
    paths.prepare()
    replacing.finish(paths)
    if paths.database.exists() or paths.keys.exists():
        raise CannotWrite(_EXISTS)
    key = keys.new_key()
    ring = keys.keychain_ring(key) if passphrase is None else keys.passphrase_ring(key, passphrase)
    if passphrase is None:
        to_keychain(keychain, ring.store, key)
    draft = _draft(paths)
    for leftover in (draft, draft.with_name(draft.name + "-journal")):
        leftover.unlink(missing_ok=True)  # from a crash before keys.json was written: nothing was ever in it
    Store.create(draft, key).close()
    write_atomically(paths.keys, keys.encode(ring))
    _name_database(paths)
    return Household(Store.open(paths.database, key), guidance, clock, paths)


def open_household(
    *,
    paths: Paths,
    keychain: Keychain,
    guidance: Guidance,
    clock: Clock,
    passphrase: str | None,
    code: str | None = None,
    alone: bool = True,
) -> Household:
    """Open the records with the keychain, or with a passphrase or a recovery code where one is given.

    ``alone`` as ``read_ring`` has it. Raises KeychainUnavailable, KeychainRefused, WrongPassphrase, WrongRecoveryCode,
    StoreDamaged, StoreNewer, StoreLocked, CannotWrite.
    """
    ring = read_ring(paths, alone=alone)
    if ring is None:
        raise StoreDamaged(_NO_KEYS)
    key = key_of(ring, keychain, passphrase=passphrase, code=code)
    if alone:
        finish(paths.database, ring.store, key)
        if not paths.database.exists():
            _name_database(paths)
    elif copy_beside(paths.database, ring.store).exists() or not paths.database.exists():
        raise StoreLocked(_NEW_KEYS)
    return Household(Store.open(paths.database, key), guidance, clock, paths)


def key_of(ring: keys.KeyRing, keychain: Keychain, *, passphrase: str | None, code: str | None) -> bytes:
    """Return the data key: of the recovery code, else of the passphrase, else (both None) of the keychain.

    Raises WrongRecoveryCode, WrongPassphrase, KeychainUnavailable, KeychainRefused, StoreDamaged.
    """
    if code is not None:
        key = ring.recover(code)
    elif passphrase is not None:
        key = ring.unseal(passphrase)
    else:
        key = _from_keychain(keychain, ring)
    if not ring.fits(key):  # sealed by us, yet not this store's: the file was put together from two
        raise StoreDamaged(_NO_KEYS)
    return key


def to_keychain(keychain: Keychain, account: str, key: bytes) -> None:
    """Give the keychain a key and see that it kept it. Raises KeychainUnavailable or KeychainRefused."""
    keychain.set(account, key)
    if keychain.get(account) != key:
        raise KeychainRefused("The keychain did not keep the key. Please choose a passphrase instead.")


def read_ring(paths: Paths, *, alone: bool = True) -> keys.KeyRing | None:
    """Return the key ring, or None where there is nothing yet; first finish a restore that a crash stopped.

    A program that is not ``alone``, since another holds the folder, finishes and clears away nothing: what looks left
    half done may be what the other is doing now. Raises StoreDamaged, StoreNewer, StoreLocked, CannotWrite.
    """
    if alone:
        replacing.finish(paths)
    elif replacing.is_pending(paths):
        raise StoreLocked(_RESTORING)
    try:
        data = paths.keys.read_bytes()
    except FileNotFoundError:
        if paths.database.exists():
            raise StoreDamaged(_NO_KEYS) from None
        return None
    except OSError as error:
        raise CannotWrite(f"The file {paths.keys} can’t be read. Please check its permissions.") from error
    ring = keys.decode(data)
    if not any(one.exists() for one in (paths.database, _draft(paths), copy_beside(paths.database, ring.store))):
        raise StoreDamaged(_NO_RECORDS)
    return ring


def _draft(paths: Paths) -> Path:
    return paths.database.with_name(paths.database.name + ".new")


def _name_database(paths: Paths) -> None:
    """Give the finished database its name, never over another file."""
    if paths.database.exists():
        raise CannotWrite(_EXISTS)
    try:
        replacing.keep_strays_aside(paths.database)
        _draft(paths).rename(paths.database)
    except OSError as error:
        raise CannotWrite(f"Your new records could not be put in {paths.data}. Please check the folder.") from error


def _from_keychain(keychain: Keychain, ring: keys.KeyRing) -> bytes:
    instead = _TYPE_IT if ring.takes_passphrase else _USE_CODE if ring.takes_recovery else _OTHER_ACCOUNT
    try:
        key = keychain.get(ring.store)
    except (KeychainRefused, KeychainUnavailable) as trouble:
        if ring.takes_passphrase:
            raise
        words = _SHUT if isinstance(trouble, KeychainRefused) else _ABSENT
        raise type(trouble)(words) from trouble  # the keychain's own words speak of a passphrase; there is none
    if key is None:
        raise KeychainRefused(f"{_LOST} {instead}")
    if not ring.fits(key):
        raise KeychainRefused(f"{_OTHER} {instead}")
    return key
