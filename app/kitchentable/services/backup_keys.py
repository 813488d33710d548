"""The key to a backup: from this computer's keychain, from what a parent typed, or from records that are open.

The ring of the records in the folder is tried before the one in the backup: where it fits, it is the newer one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kitchentable.domain.errors import (
    BackupUnusable,
    KeychainRefused,
    KeychainUnavailable,
    StoreDamaged,
    StoreNewer,
    WrongPassphrase,
    WrongRecoveryCode,
)
from kitchentable.services.backup_files import ring_here
from kitchentable.store.keys import KeyRing
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths

_ELSEWHERE = (
    "This backup opens only on the computer it was made on, with the keychain there. "
    "To open one elsewhere, first make a recovery code or a passphrase on that computer, and a new backup."
)


class SecretKind(Enum):
    """What a parent gave."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a secret
    RECOVERY_CODE = "recovery code"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Secret:
    """What was typed, and what it is meant to be."""

    text: str = field(repr=False)
    kind: SecretKind = SecretKind.EITHER


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The data key, and whether the ring of the records in the folder gave it (else the backup's did)."""

    key: bytes = field(repr=False)
    by_ring_here: bool


def current_ring(paths: Paths) -> KeyRing | None:
    """Return the ring of the records in a folder, or None where there is none that can be read."""
    try:
        return ring_here(paths)
    except (StoreDamaged, StoreNewer):
        return None


def asks_for(ring: KeyRing) -> str:
    """Return what to call that which opens a ring: "passphrase", "recovery code" or both."""
    ways = (["passphrase"] if ring.takes_passphrase else []) + (["recovery code"] if ring.takes_recovery else [])
    return " or ".join(ways)


def unlock(
    paths: Paths, ring: KeyRing, keychain: Keychain, secret: Secret | None, known: bytes | None = None
) -> Unlocked | None:
    """Return the key to a backup's ring, or None where a passphrase or recovery code has to be asked for.

    ``known`` is the key of records that are open now. Raises WrongPassphrase or WrongRecoveryCode for a secret that
    does not fit, and BackupUnusable where nothing could open it on this computer.
    """
    here = current_ring(paths)
    rings = [one for one in (here, ring) if one is not None and (one.store, one.check) == (ring.store, ring.check)]
    if known is not None and ring.fits(known):
        return Unlocked(known, by_ring_here=here in rings)
    for one in rings if secret is None else ():
        key = from_keychain(keychain, one)
        if key is not None:
            return Unlocked(key, by_ring_here=one is here)
    if not any(one.takes_passphrase or one.takes_recovery for one in rings):
        raise BackupUnusable(_ELSEWHERE)
    return None if secret is None else _typed(rings, here, secret)


def from_keychain(keychain: Keychain, ring: KeyRing) -> bytes | None:
    """Return the key to a ring where this computer's keychain really has it; None also where it can't be asked."""
    if not ring.in_keychain:
        return None
    try:
        key = keychain.get(ring.store)
    except (KeychainRefused, KeychainUnavailable):
        return None
    return key if key is not None and ring.fits(key) else None


def open_with(ring: KeyRing, secret: Secret) -> bytes:
    """Return the key for what was typed; WrongPassphrase or WrongRecoveryCode."""
    if secret.kind is SecretKind.RECOVERY_CODE:
        return ring.recover(secret.text)
    if secret.kind is SecretKind.PASSPHRASE or not ring.takes_recovery:
        return ring.unseal(secret.text)
    if not ring.takes_passphrase:
        return ring.recover(secret.text)
    try:
        return ring.unseal(secret.text)
    except WrongPassphrase as wrong:
        try:
            return ring.recover(secret.text)
        except WrongRecoveryCode:
            raise wrong from None


def _typed(rings: list[KeyRing], here: KeyRing | None, secret: Secret) -> Unlocked:
    wrong: WrongPassphrase | WrongRecoveryCode | None = None
    for one in rings:
        try:
            key = open_with(one, secret)
        except (WrongPassphrase, WrongRecoveryCode) as trouble:
            wrong = wrong or trouble
        else:
            if one.fits(key):
                return Unlocked(key, by_ring_here=one is here)
    raise wrong or BackupUnusable(_ELSEWHERE)
