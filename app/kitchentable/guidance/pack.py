"""The pack on disk: guidance as one MessagePack file that knows when it is damaged or too new.

The file is an envelope of four: a mark, the format, a SHA-256 digest and the pack itself as bytes. The digest stands
outside, so that a flipped bit in a phone number is noticed; the format stands first, so that an older app can say
that a pack is newer without understanding it. Nothing here reads YAML.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kitchentable.domain.errors import GuidanceFault
from kitchentable.domain.pack import PACK_FORMAT, Guidance, Pack

_MARK = "kitchentable-guidance"


class _Envelope(msgspec.Struct, array_like=True, frozen=True):
    """What a pack's file holds; later formats may only add after these."""

    mark: str
    format: int
    digest: bytes
    body: bytes


def encode(pack: Pack) -> bytes:
    """Return a pack's file; the same pack gives the same bytes."""
    body = msgspec.msgpack.encode(pack)
    return msgspec.msgpack.encode(_Envelope(_MARK, pack.format, hashlib.sha256(body).digest(), body))


def decode(data: bytes, name: str) -> Pack:
    """Return the pack in a file's bytes; raise GuidanceFault that names the file where it can't be used."""
    if not data:
        raise GuidanceFault(f"{name} is empty. Please install Kitchen Table again, or build the guidance again.")
    try:
        envelope = msgspec.msgpack.decode(data, type=_Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(name) from error
    if envelope.mark != _MARK:
        raise GuidanceFault(f"{name} is not a pack of Kitchen Table guidance. Please choose another file.")
    if envelope.format > PACK_FORMAT:
        raise GuidanceFault(f"{name} is for a newer Kitchen Table. Please update Kitchen Table to use it.")
    if hashlib.sha256(envelope.body).digest() != envelope.digest:
        raise _damaged(name)
    try:
        with _nothing_thrown_away():
            return msgspec.msgpack.decode(envelope.body, type=Pack)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(name) from error


def load_pack(path: Path) -> Guidance:
    """Return the guidance in a pack's file; raise GuidanceFault with one sentence where it can't be used."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise GuidanceFault(
            f"The guidance at {path} can't be read ({reason}). Please build or install it again."
        ) from error
    return Guidance(decode(data, str(path)))


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Keep the garbage collector from looking ten times through thousands of new values that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _damaged(name: str) -> GuidanceFault:
    return GuidanceFault(f"{name} is damaged. Please install Kitchen Table again, or build the guidance again.")
