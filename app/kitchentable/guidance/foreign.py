"""A pack from another publisher, as one signed file: written, read, and refused in one sentence where it is not sound.

The file is a row of fields, numbers big end first, and nothing in it is a path or is compressed:

    8 bytes    mark
    2 bytes    format of the pack inside
    32 bytes   the publisher's public key (Ed25519)
    64 bytes   signature over all other bytes of the file: those before it and those after it
    2 bytes    length of the publisher's name, then the name (UTF-8)
    4 bytes    length of the pack, then the pack (MessagePack, ids without the publisher's short name)

Nothing is decoded before the signature is proved, and nothing is trusted because it is signed: a signature tells who
made a pack, not that it is sound.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kitchentable.domain.errors import BadInput, GuidanceFault
from kitchentable.domain.pack import PACK_FORMAT, Pack
from kitchentable.guidance import signing
from kitchentable.guidance.bounds import is_bounded
from kitchentable.guidance.soundness import is_sound

MOST_BYTES = 4 * 1024 * 1024
"""The largest file that is read: more than ten times our own whole guidance of one country."""

LONGEST_NAME = 60
"""Letters of a publisher's name: it stands on every card of theirs."""

_MARK = b"KTPACK\r\n"
"""The line end at the close shows a file that a mail program has “mended”."""

_HEAD = struct.Struct(f">8sH{signing.KEY_BYTES}s{signing.SIGNATURE_BYTES}s")
_BEFORE_SIGNATURE = _HEAD.size - signing.SIGNATURE_BYTES
_UNSIGNED = bytes(signing.SIGNATURE_BYTES)
_OUR_PACK = b"kitchentable-guidance"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,’'&()-]*")
_OURS = re.compile(r"kitchen-?table")
_TITLE = "We did not open that pack"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who made a pack: the name they gave themselves, and the key that tells whether it is the same as last time."""

    name: str
    key: bytes

    @property
    def slug(self) -> str:
        """The short name that all their ids begin with."""
        return slug_of(self.name)

    @property
    def fingerprint(self) -> str:
        """The key's fingerprint as it is shown: eight groups of four."""
        return signing.fingerprint(self.key)


@dataclass(frozen=True, slots=True)
class ForeignPack:
    """A pack whose signature was proved, with its own plain ids."""

    publisher: Publisher
    pack: Pack


def slug_of(name: str) -> str:
    """Return the short name of a publisher: “St Mary’s School” is ``st-marys-school``."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name.casefold()) if mark not in "’'")
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def name_fault(name: str) -> str | None:
    """Return what is wrong with a publisher's name, or None.

    Only Latin letters, with or without accents: a name in look-alike letters could pass for another's.
    """
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    if len(name) > LONGEST_NAME or name != unicodedata.normalize("NFC", name).strip() or "  " in name:
        return f"a publisher’s name has at most {LONGEST_NAME} letters, and no spaces at its ends or side by side"
    if not _NAME.fullmatch(plain):
        return "a publisher’s name is of Latin letters, digits, spaces and . , ’ & ( ) -"
    if _OURS.search(slug_of(name)):
        return "“Kitchen Table” is our own name; a publisher needs one of its own"
    return None


def seal(pack: Pack, name: str, key: Ed25519PrivateKey) -> bytes:
    """Return a signed file; raise BadInput for a name or a pack that no app would take."""
    fault = name_fault(name)
    if fault is not None:
        raise BadInput(f"“{name}” can’t be used: {fault}.")
    body, told = msgspec.msgpack.encode(pack), name.encode()
    rest = len(told).to_bytes(2) + told + len(body).to_bytes(4) + body
    public = signing.public_bytes(key)
    before = _HEAD.pack(_MARK, pack.format, public, _UNSIGNED)[:_BEFORE_SIGNATURE]
    data = before + key.sign(before + rest) + rest
    if len(data) > MOST_BYTES:
        raise BadInput(f"The pack would have {len(data)} bytes; the most is {MOST_BYTES}, so please leave some out.")
    open_seal(data, "The pack")  # what we make, we would also take
    return data


def open_seal(data: bytes, name: str) -> ForeignPack:
    """Return the pack in a file's bytes; raise GuidanceFault with one sentence where it is refused.

    ``name`` is what to call the file. Nothing is written.
    """
    if len(data) > MOST_BYTES:
        raise refusal(f"{name} is larger than a pack may be ({MOST_BYTES // 1024 // 1024} MB), so we have not read it.")
    form, public, signature, rest = _fields(data, name)
    if form > PACK_FORMAT:
        raise refusal(f"{name} is for a newer Kitchen Table: please update Kitchen Table, then open it again.")
    if signature == _UNSIGNED:
        raise _unsigned(name)
    if not signing.is_signed(public, signature, data[:_BEFORE_SIGNATURE] + rest):
        raise _changed(name)
    told, body = _name_and_body(rest, name)
    if name_fault(told) is not None:
        raise refusal(f"{name} gives a publisher’s name that we don’t accept, so we have not opened it.")
    return ForeignPack(Publisher(told, public), _decoded(body, form, name))


def refusal(sentence: str) -> GuidanceFault:
    """Return the trouble that says in one sentence why a pack is not taken."""
    return GuidanceFault(sentence, title=_TITLE)


def _fields(data: bytes, name: str) -> tuple[int, bytes, bytes, bytes]:
    if not data.startswith(_MARK):
        if _OUR_PACK in data[:64]:
            raise _unsigned(name)
        raise refusal(f"{name} is not a pack of guidance: please choose a file that ends in .ktpack.")
    if len(data) < _HEAD.size:
        raise refusal(f"{name} ends too early: please ask for it again, as part of it got lost on the way.")
    _, form, public, signature = _HEAD.unpack_from(data)
    return form, public, signature, data[_HEAD.size :]


def _name_and_body(rest: bytes, name: str) -> tuple[str, bytes]:
    end = 2 + int.from_bytes(rest[:2])
    body = rest[end + 4 :]
    if len(rest) < end + 4 or len(body) != int.from_bytes(rest[end : end + 4]):
        raise _not_sound(name)
    try:
        return rest[2:end].decode(), body
    except UnicodeDecodeError as error:
        raise _not_sound(name) from error


def _decoded(body: bytes, form: int, name: str) -> Pack:
    if not is_bounded(body):
        raise _not_sound(name)
    try:
        pack = msgspec.msgpack.decode(body, type=Pack)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError) as error:
        raise _not_sound(name) from error
    if pack.format != form or not is_sound(pack):
        raise _not_sound(name)
    return pack


def _unsigned(name: str) -> GuidanceFault:
    return refusal(f"{name} is not signed, so nobody can tell whose it is: please ask its publisher for a signed one.")


def _changed(name: str) -> GuidanceFault:
    return refusal(f"{name} was changed after it was signed, or got damaged: please ask its publisher for it again.")


def _not_sound(name: str) -> GuidanceFault:
    return refusal(f"{name} is signed, but what is inside is not guidance that we can read: please tell its publisher.")
