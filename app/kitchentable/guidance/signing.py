"""Signing packs from others with Ed25519: making a key pair, keeping its private half in a file, naming a key.

A public key is 32 bytes and says only “the same as last time”. Who is behind it a parent learns from the fingerprint,
which a publisher can print on paper or show on its own pages.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kitchentable.domain.errors import BadInput

KEY_BYTES = 32
SIGNATURE_BYTES = 64

_FINGERPRINT_BYTES = 16
"""128 bits of the key's SHA-256: nobody can make another key to fit it, and a parent can still read it aloud."""


def new_key(passphrase: str | None = None) -> bytes:
    """Return a new private key as a PEM file's bytes, locked with a passphrase where one is given."""
    lock: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        lock = serialization.BestAvailableEncryption(passphrase.encode())
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock
    )


def is_locked(pem: bytes) -> bool:
    """Tell whether a key file asks for a passphrase."""
    return pem.lstrip().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")


def open_key(pem: bytes, name: str, passphrase: str | None = None) -> Ed25519PrivateKey:
    """Return the private key in a file's bytes; raise BadInput that names the file where it is none, or stays shut."""
    secret = passphrase.encode() if passphrase and is_locked(pem) else None
    try:
        key = serialization.load_pem_private_key(pem, secret)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        why = "does not open with that passphrase" if is_locked(pem) else "is not a key of “guidance key”"
        raise BadInput(f"{name} {why}; please check it and try again.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInput(f"{name} is a key of another kind; please make one with “guidance key”.")
    return key


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """Return the public half of a key, 32 bytes."""
    return key.public_key().public_bytes_raw()


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the holder of a public key signed just this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Return a public key's fingerprint as it is shown and read aloud: eight groups of four."""
    told = hashlib.sha256(public).hexdigest()[: _FINGERPRINT_BYTES * 2].upper()
    return " ".join(told[at : at + 4] for at in range(0, len(told), 4))
