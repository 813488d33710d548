"""What can happen to a file: bits that flip, blocks that go, swap or are zeroed, ends that are cut off or grow."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeAlias

Spoil: TypeAlias = Callable[[bytes, random.Random], bytes]
"""Returns what becomes of a file's bytes."""

_BLOCKS = (16, 512, 4096)


def unchanged(data: bytes, _dice: random.Random) -> bytes:
    """Leave it sound: the first try, which has to come through."""
    return data


def flip_a_bit(data: bytes, dice: random.Random) -> bytes:
    """Flip one bit."""
    return _flip(data, dice, 1)


def flip_bits(data: bytes, dice: random.Random) -> bytes:
    """Flip a handful of bits."""
    return _flip(data, dice, dice.randint(2, 50))


def cut_off(data: bytes, dice: random.Random) -> bytes:
    """Cut the end off, anywhere."""
    return data[: dice.randrange(len(data))] if data else data


def cut_at_a_block(data: bytes, dice: random.Random) -> bytes:
    """Cut the end off at the end of a block: a file system that lost the rest."""
    return data[: dice.randrange(0, len(data) + 1, 512)]


def cut_the_beginning(data: bytes, dice: random.Random) -> bytes:
    """Lose the beginning."""
    return data[dice.randint(1, max(1, len(data) // 2)) :]


def empty(_data: bytes, _dice: random.Random) -> bytes:
    """Leave an empty file."""
    return b""


def zero_a_block(data: bytes, dice: random.Random) -> bytes:
    """Zero a block, as a disk that wrote nothing does."""
    start, size = _block(data, dice)
    return data[:start] + bytes(len(data[start : start + size])) + data[start + size :]


def zero_all(data: bytes, _dice: random.Random) -> bytes:
    """Zero everything, as a file system after a power cut may."""
    return bytes(len(data))


def noise_in_a_block(data: bytes, dice: random.Random) -> bytes:
    """Put noise in place of a block."""
    start, size = _block(data, dice)
    return data[:start] + dice.randbytes(len(data[start : start + size])) + data[start + size :]


def noise(data: bytes, dice: random.Random) -> bytes:
    """Put noise in place of everything."""
    return dice.randbytes(len(data))


def swap_blocks(data: bytes, dice: random.Random) -> bytes:
    """Swap two blocks."""
    size = dice.choice(_BLOCKS)
    count = len(data) // size
    if count < 2:
        return data[len(data) // 2 :] + data[: len(data) // 2]
    one, other = sorted(dice.sample(range(count), 2))
    blocks = [data[at * size : (at + 1) * size] for at in range(count)] + [data[count * size :]]
    blocks[one], blocks[other] = blocks[other], blocks[one]
    return b"".join(blocks)


def repeat_a_block(data: bytes, dice: random.Random) -> bytes:
    """Write one block over another."""
    start, size = _block(data, dice)
    to = dice.randrange(max(1, len(data)))
    return (data[:to] + data[start : start + size] + data[to + size :])[: len(data)]


def append_noise(data: bytes, dice: random.Random) -> bytes:
    """Grow by noise."""
    return data + dice.randbytes(dice.choice((1, 7, 512, 4096, 10_000)))


def append_zeros(data: bytes, dice: random.Random) -> bytes:
    """Grow by zeros."""
    return data + bytes(dice.choice((1, 7, 512, 4096, 10_000)))


def append_itself(data: bytes, _dice: random.Random) -> bytes:
    """Be there twice over."""
    return data + data


def mended_line_ends(data: bytes, _dice: random.Random) -> bytes:
    """Have line ends “mended” on the way, as by a mail program."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def as_text(data: bytes, _dice: random.Random) -> bytes:
    """Have been saved as text, with a mark at the beginning, by an editor."""
    return b"\xef\xbb\xbf" + data.decode("latin-1").encode("utf-8")


def odd_json(_data: bytes, dice: random.Random) -> bytes:
    """Be JSON, but nothing we would write."""
    return dice.choice(_ODD_JSON)


ANY: Sequence[Spoil] = (
    flip_a_bit,
    flip_a_bit,
    flip_bits,
    cut_off,
    cut_at_a_block,
    cut_the_beginning,
    empty,
    zero_a_block,
    zero_all,
    noise_in_a_block,
    noise,
    swap_blocks,
    repeat_a_block,
    append_noise,
    append_zeros,
    append_itself,
    mended_line_ends,
    as_text,
    odd_json,
)

_ODD_JSON = (
    b"null",
    b"[]",
    b"{}",
    b'""',
    b"1e999",
    b"-0",
    b"NaN",
    b'{"format": 1e400}',
    b'{"format": -1}',
    b'{"format": 99999999999999999999999999}',
    b'{"format": true, "enabled": "yes", "dues": {}}',
    b'{"format": 1, "enabled": true, "words": "x", "dues": ["9999-12-31T23:59", "0001-01-01T00:00"]}',
    b'{"format": 1, "enabled": true, "words": "", "dues": [null, 1, "2026-13-45"]}',
    b'{"sha256": "", "keys": {}}',
    b'{"sha256": 1, "keys": null}',
    b'{"sha256": "", "keys": ' + b"[" * 100_000,
    b'{"publishers": {"a": {"gone": ' + b'{"a":' * 100_000,
    b'{"text_percent": 100000}',
    b'{"theme": "\\ud800"}',
    b'{"country": "\\u0000/../../etc", "paper": "a0"}',
    b'{"last_check": "9999-12-31T23:59:59+00:00", "outcome": "", "why": "", "shown": []}',
    b'{"last_check": null, "outcome": "shown", "why": "", "shown": [{"month": "", "at": "0001-01-01T00:00:00+14:00"}]}',
    b'{"a":' * 100_000,
    b"[" * 100_000,
    b'"' + b"x" * 1_000_000,
    b"\xff\xfe{\x00}\x00",
)


def _flip(data: bytes, dice: random.Random, times: int) -> bytes:
    changed = bytearray(data)
    for _ in range(times if data else 0):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _block(data: bytes, dice: random.Random) -> tuple[int, int]:
    size = dice.choice(_BLOCKS)
    return dice.randrange(max(1, len(data))) // size * size, size
