"""Walks MessagePack without building anything from it, so that what a stranger sent can't eat memory or the stack.

The bytes are not compressed, so they hold no more than their size; what could still grow is a nest of lists, a list
that says it has billions of items, or millions of tiny values. All three are found here before anything is decoded.
"""

from __future__ import annotations

MOST_NESTING = 16
"""Our own pack nests eleven deep."""

MOST_VALUES = 150_000
"""As many as our own whole guidance may one day hold; a school or charity writes a few thousand."""

_SIZES = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
"""Bytes and texts, by how many bytes tell their length."""

_FIXED = {0xC0: 0, 0xC2: 0, 0xC3: 0, 0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2}
_FIXED |= {0xD2: 4, 0xD3: 8}
_LISTS = {0xDC: (2, 1), 0xDD: (4, 1), 0xDE: (2, 2), 0xDF: (4, 2)}
"""Lists and maps: how many bytes tell their length, and how many values each item is."""


def is_bounded(data: bytes) -> bool:
    """Tell whether bytes are one whole MessagePack value within the bounds, with nothing after it."""
    waiting = [1]
    at = values = 0
    while waiting:
        if waiting[-1] == 0:
            waiting.pop()
            continue
        step = _step(data, at) if at < len(data) else None
        if step is None or values >= MOST_VALUES or len(waiting) > MOST_NESTING:
            return False
        at, items = step
        if at + items > len(data):
            return False
        waiting[-1] -= 1
        values += 1
        waiting.append(items)
    return at == len(data)


def _step(data: bytes, at: int) -> tuple[int, int] | None:
    """Return where the next value begins and how many values are inside this one; None for what packs never hold."""
    kind = data[at]
    at += 1
    if not 0x80 <= kind < 0xC0:
        return _wide(data, at, kind)
    if kind >= 0xA0:
        return at + (kind & 0x1F), 0  # a short text
    return at, (kind & 0x0F) * (2 if kind < 0x90 else 1)  # a short map or list


def _wide(data: bytes, at: int, kind: int) -> tuple[int, int] | None:
    if kind < 0x80 or kind >= 0xE0:
        return at, 0  # a small number
    if kind in _FIXED:
        return at + _FIXED[kind], 0
    if kind in _SIZES:
        width = _SIZES[kind]
        return at + width + int.from_bytes(data[at : at + width]), 0
    if kind in _LISTS:
        width, each = _LISTS[kind]
        return at + width, int.from_bytes(data[at : at + width]) * each
    return None  # extension types: nothing of ours has one
