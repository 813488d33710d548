"""The data key and the slots that open it: the keychain, or a passphrase.

``keys.json`` holds no open key. The keychain slot says that the key lies in the keychain under the store's id; the
passphrase slot holds the key sealed (ChaCha20-Poly1305) under what Argon2id makes of the passphrase. A checksum over
the whole file tells a damaged file from a wrong passphrase, and a tag made with the data key tells whether a key
belongs to this store before the database is touched, so that a wrong key and a damaged database are told apart.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from typing import Annotated, TypeAlias

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kitchentable.domain.errors import BadInput, StoreDamaged, StoreNewer, WrongPassphrase, WrongRecoveryCode

FORMAT = 1
KEY_BYTES = 32
SHORTEST_PASSPHRASE = 8
LONGEST_PASSPHRASE = 1000

ITERATIONS = 3
LANES = 4
MEMORY_KIB = 65_536
"""RFC 9106 §4, second choice: 3 passes, 4 lanes, 64 MiB. About 0.2 to 0.3 s on a small computer of 2026."""

_FEWEST_ITERATIONS, _MOST_ITERATIONS = 3, 16
_LEAST_MEMORY_KIB, _MOST_MEMORY_KIB = 65_536, 1_048_576
# A doctored file can't ask for a weak sum, nor for all the memory or the rest of the evening.

_DAMAGED = (
    "The file keys.json beside your records is damaged, and we have left it just as it is. "
    "If you have a copy of keys.json, put it back in its place and start again."
)
_NEWER = "The keys to your records were written by a newer Kitchen Table. Please install the newest version."
_WRONG = "That is not the passphrase for these records. Please try again; capital letters matter."
_NEVER_GIVEN = "These records were never given a passphrase: they open with this computer’s keychain."

Bytes12: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=12, max_length=12)]
Bytes16: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Bytes32: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Bytes48: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=48, max_length=48)]


class _Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frozen, and strict about what a file may say."""


class KeychainSlot(_Struct, frozen=True, tag="keychain", tag_field="kind"):
    """The key lies in the keychain, under the store's id."""


class PassphraseSlot(_Struct, frozen=True, tag="passphrase", tag_field="kind"):
    """The key, sealed under a passphrase. ``memory`` is in KiB."""

    salt: Bytes16
    iterations: Annotated[int, msgspec.Meta(ge=_FEWEST_ITERATIONS, le=_MOST_ITERATIONS)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)]
    memory: Annotated[int, msgspec.Meta(ge=_LEAST_MEMORY_KIB, le=_MOST_MEMORY_KIB)]
    nonce: Bytes12
    sealed: Bytes48


class KeyRing(_Struct, frozen=True):
    """What keys.json says: which store, the tag of its key, and the slots."""

    format: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)]
    store: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    check: Bytes32
    slots: tuple[KeychainSlot | PassphraseSlot, ...]

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
        return False

    def fits(self, key: bytes) -> bool:
        """Tell whether a key is this store's."""
        return hmac.compare_digest(self.check, _tag(key, self.store))

    def unseal(self, passphrase: str) -> bytes:
        """Return the data key; WrongPassphrase where the passphrase does not fit. Takes about 0.3 s by design."""
        for slot in self.slots:
            if isinstance(slot, PassphraseSlot):
                return _unseal(slot, self.store, passphrase)
        raise WrongPassphrase(_NEVER_GIVEN)

    def recover(self, code: str) -> bytes:  # noqa: ARG002 - no ring of this format has one
        """Return the data key; WrongRecoveryCode where the code does not fit."""
        raise WrongRecoveryCode("These records were never given a recovery code.")


class _File(_Struct, frozen=True):
    """The file: a checksum over the exact bytes of what follows it."""

    sha256: str
    keys: msgspec.Raw


def new_key() -> bytes:
    """Return a fresh random data key."""
    return secrets.token_bytes(KEY_BYTES)


def keychain_ring(key: bytes) -> KeyRing:
    """Return a ring for a key that will lie in the keychain under the ring's ``store`` id."""
    store = secrets.token_hex(16)
    return KeyRing(format=FORMAT, store=store, check=_tag(key, store), slots=(KeychainSlot(),))


def passphrase_ring(key: bytes, passphrase: str) -> KeyRing:
    """Return a ring for a key sealed under a passphrase; BadInput where it is too short or too long."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BadInput(f"Please choose a passphrase of at least {SHORTEST_PASSPHRASE} letters; three words are good.")
    if len(passphrase) > LONGEST_PASSPHRASE:
        raise BadInput(f"Please choose a passphrase of at most {LONGEST_PASSPHRASE:,} letters.")
    store = secrets.token_hex(16)
    return KeyRing(format=FORMAT, store=store, check=_tag(key, store), slots=(_seal(key, store, passphrase),))


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
    except (msgspec.MsgspecError, UnicodeDecodeError, TypeError) as error:
        raise StoreDamaged(_DAMAGED) from error


class _Format(msgspec.Struct, frozen=True):
    """The one field every format has."""

    format: int


def _tag(key: bytes, store: str) -> bytes:
    return hmac.digest(key, b"kitchentable key check 1 " + store.encode("ascii"), "sha256")


def _seal(key: bytes, store: str, passphrase: str) -> PassphraseSlot:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    stretched = _stretch(passphrase, salt, ITERATIONS, LANES, MEMORY_KIB)
    sealed = ChaCha20Poly1305(stretched).encrypt(nonce, key, _about(store))
    return PassphraseSlot(salt=salt, iterations=ITERATIONS, lanes=LANES, memory=MEMORY_KIB, nonce=nonce, sealed=sealed)


def _unseal(slot: PassphraseSlot, store: str, passphrase: str) -> bytes:
    if len(passphrase) > LONGEST_PASSPHRASE:
        raise WrongPassphrase(_WRONG)
    stretched = _stretch(passphrase, slot.salt, slot.iterations, slot.lanes, slot.memory)
    try:
        return ChaCha20Poly1305(stretched).decrypt(slot.nonce, slot.sealed, _about(store))
    except InvalidTag as error:
        raise WrongPassphrase(_WRONG) from error


def _stretch(passphrase: str, salt: bytes, iterations: int, lanes: int, memory: int) -> bytes:
    """Make a key of a passphrase. NFC first, so that é typed on another keyboard is the same é (RFC 8265 §4.2)."""
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=iterations, lanes=lanes, memory_cost=memory)
    return kdf.derive(text)


def _about(store: str) -> bytes:
    return b"kitchentable passphrase slot 1 " + store.encode("ascii")
