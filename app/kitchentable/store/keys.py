"""The key ring, ``keys.json``: which store it opens, and the slots that give its data key.

The file holds no open key. A checksum over the whole file tells a damaged file from a wrong passphrase, and a tag made
with the data key tells whether a key belongs to this store before the database is touched, so that a wrong key and a
damaged database are told apart. Slots come and go without a byte of the database being written again.

Format 1 knew keychain and passphrase; format 2 adds the recovery code and ``leaving``. Both are read, 2 is written.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date
from typing import Annotated, TypeAlias

import msgspec

from kitchentable.domain.errors import BadInput, StoreDamaged, StoreNewer, WrongPassphrase, WrongRecoveryCode
from kitchentable.domain.recovery_code import ALPHABET, FREE, code_of, read_code
from kitchentable.store.slots import (
    KeychainSlot,
    PassphraseSlot,
    RecoverySlot,
    Slot,
    seal_passphrase,
    seal_recovery,
    unseal,
)

FORMAT = 2
KEY_BYTES = 32
SHORTEST_PASSPHRASE = 8
LONGEST_PASSPHRASE = 1000

_DAMAGED = (
    "The file keys.json beside your records is damaged, and we have left it just as it is. "
    "If you have a copy of keys.json, put it back in its place and start again."
)
_NEWER = "The keys to your records were written by a newer Kitchen Table. Please install the newest version."
_WRONG = "That is not the passphrase for these records. Please try again; capital letters matter."
_NEVER_GIVEN = "These records were never given a passphrase: they open with this computer’s keychain."
_WRONG_CODE = "That is not the recovery code for these records. A newer sheet, or new keys, may have taken its place."
_NO_CODE = "These records have no recovery code that counts now."

Bytes32: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
StoreId: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]


class _Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frozen, and strict about what a file may say."""


class KeyRing(_Struct, frozen=True):
    """What keys.json says: which store, the tag of its key, and the slots, at most one of each kind.

    ``leaving`` names the keychain's entries that are still to be removed: a crash or a keychain that says no must not
    leave a key behind that nobody remembers.
    """

    format: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)]
    store: StoreId
    check: Bytes32
    slots: Annotated[tuple[Slot, ...], msgspec.Meta(min_length=1, max_length=3)]
    leaving: tuple[StoreId, ...] = ()

    def __post_init__(self) -> None:
        """Refuse two slots of one kind, which no version of ours writes."""
        if len({type(slot) for slot in self.slots}) != len(self.slots):
            raise ValueError("two slots of one kind")

    @property
    def name(self) -> str:
        """What people can tell these records by: eight signs of the store's id, as on the recovery sheet."""
        return f"{self.store[:4]} {self.store[4:8]}"

    @property
    def in_keychain(self) -> bool:
        """Tell whether the key lies in the keychain."""
        return any(isinstance(slot, KeychainSlot) for slot in self.slots)

    @property
    def takes_passphrase(self) -> bool:
        """Tell whether a passphrase opens the key."""
        return any(isinstance(slot, PassphraseSlot) for slot in self.slots)

    @property
    def takes_recovery(self) -> bool:
        """Tell whether a recovery code opens the key."""
        return self.recovery_made is not None

    @property
    def recovery_made(self) -> date | None:
        """The day on the recovery sheet, or None where there is no code."""
        return next((slot.made for slot in self.slots if isinstance(slot, RecoverySlot)), None)

    def fits(self, key: bytes) -> bool:
        """Tell whether a key is this store's."""
        return hmac.compare_digest(self.check, _tag(key, self.store))

    def unseal(self, passphrase: str) -> bytes:
        """Return the data key; WrongPassphrase where the passphrase does not fit. Takes about 0.3 s by design."""
        slot = next((one for one in self.slots if isinstance(one, PassphraseSlot)), None)
        if slot is None:
            raise WrongPassphrase(_NEVER_GIVEN)
        key = None if len(passphrase) > LONGEST_PASSPHRASE else unseal(slot, self.store, passphrase)
        if key is None:
            raise WrongPassphrase(_WRONG)
        return key

    def recover(self, code: str) -> bytes:
        """Return the data key for a recovery code as typed; WrongRecoveryCode says which group to look at again."""
        slot = next((one for one in self.slots if isinstance(one, RecoverySlot)), None)
        if slot is None:
            raise WrongRecoveryCode(_NO_CODE)
        key = unseal(slot, self.store, read_code(code[:LONGEST_PASSPHRASE]))
        if key is None:
            raise WrongRecoveryCode(_WRONG_CODE)
        return key

    def with_slot(self, slot: Slot) -> KeyRing:
        """Return the ring with a slot, in place of any of its kind."""
        others = self._others(type(slot))
        return msgspec.structs.replace(self, format=FORMAT, slots=(*others, slot))

    def without(self, kind: type[Slot]) -> KeyRing:
        """Return the ring without the slot of a kind; ValueError where no other everyday way in would be left."""
        others = self._others(kind)
        if not any(isinstance(one, KeychainSlot | PassphraseSlot) for one in others):
            raise ValueError("this would leave the family without a way in")
        return msgspec.structs.replace(self, format=FORMAT, slots=others)

    def with_leaving(self, *accounts: str) -> KeyRing:
        """Return the ring with just these entries of the keychain still to be removed."""
        return msgspec.structs.replace(self, format=FORMAT, leaving=tuple(dict.fromkeys(accounts)))

    def _others(self, kind: type[Slot]) -> tuple[Slot, ...]:
        return tuple(one for one in self.slots if not isinstance(one, kind))


class _File(_Struct, frozen=True):
    """The file: a checksum over the exact bytes of what follows it."""

    sha256: str
    keys: msgspec.Raw


def new_key() -> bytes:
    """Return a fresh random data key."""
    return secrets.token_bytes(KEY_BYTES)


def new_code() -> str:
    """Return a fresh random recovery code: 30 signs by lot, 135 bits, with their check digits."""
    return code_of([secrets.randbelow(len(ALPHABET)) for _ in range(FREE)])


def keychain_ring(key: bytes) -> KeyRing:
    """Return a ring for a key that will lie in the keychain under the ring's ``store`` id."""
    store = secrets.token_hex(16)
    return KeyRing(format=FORMAT, store=store, check=_tag(key, store), slots=(KeychainSlot(),))


def passphrase_ring(key: bytes, passphrase: str) -> KeyRing:
    """Return a ring for a key sealed under a passphrase; BadInput where it is too short or too long."""
    store = secrets.token_hex(16)
    return KeyRing(format=FORMAT, store=store, check=_tag(key, store), slots=(passphrase_slot(key, store, passphrase),))


def passphrase_slot(key: bytes, store: str, passphrase: str) -> PassphraseSlot:
    """Seal a key under a new passphrase; BadInput where it is too short or too long."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BadInput(f"Please choose a passphrase of at least {SHORTEST_PASSPHRASE} letters; three words are good.")
    if len(passphrase) > LONGEST_PASSPHRASE:
        raise BadInput(f"Please choose a passphrase of at most {LONGEST_PASSPHRASE:,} letters.")
    return seal_passphrase(key, store, passphrase)


def recovery_slot(key: bytes, store: str, code: str, made: date) -> RecoverySlot:
    """Seal a key under a recovery code that ``new_code`` made."""
    return seal_recovery(key, store, read_code(code), made)


def encode(ring: KeyRing) -> bytes:
    """Return the bytes of keys.json."""
    body = msgspec.json.encode(ring)
    return msgspec.json.encode(_File(sha256=hashlib.sha256(body).hexdigest(), keys=msgspec.Raw(body))) + b"\n"


def decode(data: bytes) -> KeyRing:
    """Read keys.json. StoreDamaged where it is not whole or asks for what no version of ours would; StoreNewer."""
    try:
        file = msgspec.json.decode(data, type=_File)
        body = bytes(file.keys)
        if not hmac.compare_digest(file.sha256, hashlib.sha256(body).hexdigest()):
            raise StoreDamaged(_DAMAGED)
        if msgspec.json.decode(body, type=_Format).format > FORMAT:
            raise StoreNewer(_NEWER)
        return msgspec.json.decode(body, type=KeyRing)
    except (msgspec.MsgspecError, UnicodeDecodeError, TypeError, RecursionError) as error:
        raise StoreDamaged(_DAMAGED) from error


class _Format(msgspec.Struct, frozen=True):
    """The one field every format has."""

    format: int


def _tag(key: bytes, store: str) -> bytes:
    return hmac.digest(key, b"kitchentable key check 1 " + store.encode("ascii"), "sha256")
