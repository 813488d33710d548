"""How long the whole guidance takes to load, as at every start."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kitchentable.guidance.pack import load_pack
from kitchentable.system.resources import guidance_pack
from tests.bench.measured import Measured, side_by_side

_ROUNDS = 41


def measure(folder: Path) -> Iterator[Measured]:
    """Yield loading beside the same pack read by ``json.loads``, and beside its bytes read untyped."""
    path = guidance_pack()
    told = folder / "pack.json"
    told.write_bytes(msgspec.json.encode(load_pack(path).pack))
    times = side_by_side(lambda: load_pack(path), lambda: json.loads(told.read_bytes()), rounds=_ROUNDS)
    yield Measured("loading the whole pack", "json.loads of the same", *times, most=1, aim_ms=30)
    times = side_by_side(lambda: load_pack(path), lambda: _untyped(path), rounds=_ROUNDS)
    yield Measured("loading the whole pack", "its bytes hashed and decoded untyped", *times, most=1.5, aim_ms=30)


def _untyped(path: Path) -> object:
    """Read the file, hash its body and decode it to plain lists and dictionaries: the least that must be done."""
    *_, body = msgspec.msgpack.decode(path.read_bytes())
    return hashlib.sha256(body).digest(), msgspec.msgpack.decode(body)
