"""Making a key of what people remember or have on paper: Argon2id, as costly as this computer does in about 0.3 s.

The cost is measured once on the computer that seals, and written beside what was sealed. It is never below the second
choice of RFC 9106 §4 (3 passes, 4 lanes, 64 MiB) however slow the computer, and never above what an old laptop opens in
a few seconds. A file that asks for less or more was not written by us: it can make the sum neither weak nor endless.
"""

from __future__ import annotations

import secrets
import time
import unicodedata
from functools import cache
from typing import Annotated, TypeAlias

import msgspec

from kitchentable.domain.errors import Trouble

AIM_SECONDS = 0.3
KEY_BYTES = 32
LANES = 4
FEWEST_PASSES, MOST_PASSES = 3, 8
LEAST_MEMORY_KIB, MOST_MEMORY_KIB = 65_536, 262_144
_STEP_KIB = 4096

Passes: TypeAlias = Annotated[int, msgspec.Meta(ge=FEWEST_PASSES, le=MOST_PASSES)]
Lanes: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=16)]
MemoryKiB: TypeAlias = Annotated[int, msgspec.Meta(ge=LEAST_MEMORY_KIB, le=MOST_MEMORY_KIB)]

_NO_MEMORY = "Your computer has too little memory free to check this. Please close another program and try again."


class Cost(msgspec.Struct, frozen=True):
    """What one stretching costs; ``memory`` is in KiB."""

    iterations: int = FEWEST_PASSES
    lanes: int = LANES
    memory: int = LEAST_MEMORY_KIB


def cost_for(seconds: float) -> Cost:
    """Return the cost that takes about ``AIM_SECONDS`` where the least cost took ``seconds``: memory, then passes."""
    room = AIM_SECONDS / max(seconds, 0.001)
    memory = int(LEAST_MEMORY_KIB * room) // _STEP_KIB * _STEP_KIB
    memory = min(MOST_MEMORY_KIB, max(LEAST_MEMORY_KIB, memory))
    passes = int(FEWEST_PASSES * room * LEAST_MEMORY_KIB / memory)
    return Cost(min(MOST_PASSES, max(FEWEST_PASSES, passes)), LANES, memory)


@cache
def cost_here() -> Cost:
    """Return the cost for this computer, measured at its first use."""
    begun = time.perf_counter()
    stretch("how quick is this computer", secrets.token_bytes(16), Cost())
    return cost_for(time.perf_counter() - begun)


def stretch(text: str, salt: bytes, cost: Cost) -> bytes:
    """Make a key of a text. NFC first, so that é typed on another keyboard is the same é (RFC 8265 §4.2)."""
    data = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - most starts stretch nothing

    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory)
    try:
        return kdf.derive(data)
    except MemoryError as error:
        raise Trouble(_NO_MEMORY) from error
