"""Settling: some minutes, and anew where the computer slept in them."""

from __future__ import annotations

import pytest

from kitchentable.system.settling import SETTLE_SECONDS, settle


class Room:
    """A wall clock, and a computer that sleeps so long during each wait."""

    def __init__(self, *slept: float) -> None:
        self._slept = list(slept)
        self.time = 0.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds + (self._slept.pop(0) if self._slept else 0.0)

    def now(self) -> float:
        return self.time


@pytest.mark.parametrize(
    ("slept", "waits"), [((), 1), ((5.0,), 1), ((8 * 3600.0,), 2), ((3600.0, 31.0), 3), ((-3600.0,), 1)]
)
def test_it_waits_once_and_anew_after_each_sleep(slept: tuple[float, ...], waits: int) -> None:
    room = Room(*slept)
    settle(wait=room.wait, now=room.now)
    assert room.waits == [SETTLE_SECONDS] * waits
