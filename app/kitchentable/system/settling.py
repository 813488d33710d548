"""Waiting until the computer has settled: no notice in the second somebody opens the lid (peers.md §3 rule 6)."""

from __future__ import annotations

import time
from collections.abc import Callable

SETTLE_SECONDS = 180.0
_SLEPT_SECONDS = 30.0


def settle(
    *,
    seconds: float = SETTLE_SECONDS,
    wait: Callable[[float], object] = time.sleep,
    now: Callable[[], float] = time.time,
) -> None:
    """Wait ``seconds``, and anew where the computer slept meanwhile: the wall clock tells it on every system.

    ``wait`` waits so many seconds; ``now`` is the wall clock in seconds.
    """
    while True:
        begun = now()
        wait(seconds)
        if now() - begun < seconds + _SLEPT_SECONDS:
            return
