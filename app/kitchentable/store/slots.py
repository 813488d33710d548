"""The slots of the key ring: the keychain, a passphrase, a recovery code; each holds the one data key in its own way.

A sealed slot is the data key under ChaCha20-Poly1305 with what Argon2id makes of the passphrase or code. The store's id
and the slot's kind are sealed along, so that a slot moved to another file or into another kind opens nothing.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

import msgspec

from kitchentable.store.stretching import Cost, Lanes, MemoryKiB, Passes, cost_here, stretch

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

Bytes12: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=12, max_length=12)]
Bytes16: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Bytes48: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=48, max_length=48)]


class _Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frozen, and strict about what a file may say."""


class KeychainSlot(_Struct, frozen=True, tag="keychain", tag_field="kind"):
    """The key lies in the keychain, under the store's id."""


class _Sealed(_Struct, frozen=True):
    """The key, sealed under something that is typed. ``memory`` is in KiB."""

    salt: Bytes16
    iterations: Passes
    lanes: Lanes
    memory: MemoryKiB
    nonce: Bytes12
    sealed: Bytes48


class PassphraseSlot(_Sealed, frozen=True, tag="passphrase", tag_field="kind"):
    """The key, sealed under a passphrase."""


class RecoverySlot(_Sealed, frozen=True, tag="recovery", tag_field="kind"):
    """The key, sealed under a recovery code; ``made`` is the day that stands on its sheet."""

    made: date


Slot: TypeAlias = KeychainSlot | PassphraseSlot | RecoverySlot


def seal_passphrase(key: bytes, store: str, passphrase: str) -> PassphraseSlot:
    """Seal a data key under a passphrase. Takes about 0.3 s by design."""
    salt, nonce, cost = secrets.token_bytes(16), secrets.token_bytes(12), cost_here()
    return PassphraseSlot(
        salt=salt,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory=cost.memory,
        nonce=nonce,
        sealed=_cipher(passphrase, salt, cost).encrypt(nonce, key, _about(PassphraseSlot, store)),
    )


def seal_recovery(key: bytes, store: str, code: str, made: date) -> RecoverySlot:
    """Seal a data key under a recovery code, as ``domain.recovery_code`` writes it. Takes about 0.3 s by design."""
    salt, nonce, cost = secrets.token_bytes(16), secrets.token_bytes(12), cost_here()
    return RecoverySlot(
        salt=salt,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory=cost.memory,
        nonce=nonce,
        sealed=_cipher(code, salt, cost).encrypt(nonce, key, _about(RecoverySlot, store)),
        made=made,
    )


def unseal(slot: PassphraseSlot | RecoverySlot, store: str, typed: str) -> bytes | None:
    """Return the data key, or None where what was typed does not open the slot."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - most starts open with the keychain, and unseal nothing

    cost = Cost(slot.iterations, slot.lanes, slot.memory)
    try:
        return _cipher(typed, slot.salt, cost).decrypt(slot.nonce, slot.sealed, _about(type(slot), store))
    except InvalidTag:
        return None


def _cipher(typed: str, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415 - the same

    return ChaCha20Poly1305(stretch(typed, salt, cost))


def _about(kind: type[PassphraseSlot | RecoverySlot], store: str) -> bytes:
    return f"kitchentable {kind.__struct_config__.tag} slot 1 {store}".encode("ascii")
