"""One measurement: ours and a floor, run in turns, so that whatever else the computer does meets both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of ours and of the floor, and the most their ratio may be; ``aim_ms`` is what a parent should feel.

    Only the ratio is a bound: it holds on a slow laptop too.
    """

    what: str
    floor: str
    ours_ms: float
    floor_ms: float
    most: float
    aim_ms: float | None = None

    @property
    def ratio(self) -> float:
        """Return ours over the floor."""
        return self.ours_ms / self.floor_ms

    @property
    def holds(self) -> bool:
        """Tell whether the ratio is within its bound."""
        return self.ratio <= self.most

    @property
    def line(self) -> str:
        """Say it in a line."""
        aim = "" if self.aim_ms is None else f" (aim {self.aim_ms:g} ms)"
        verdict = "holds" if self.holds else "DOES NOT HOLD"
        return (
            f"{self.what}: {_ms(self.ours_ms)}{aim}, {self.ratio:.2f} × {self.floor} ({_ms(self.floor_ms)});"
            f" at most {self.most:g} ×: {verdict}"
        )


def side_by_side(ours: Callable[[], object], floor: Callable[[], object], rounds: int = 9) -> tuple[float, float]:
    """Return the median milliseconds of both, run in turns after one warm-up each."""
    ours(), floor()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for side, call in zip(taken, (ours, floor), strict=True):
            side.append(milliseconds(call))
    return statistics.median(taken[0]), statistics.median(taken[1])


def milliseconds(call: Callable[[], object]) -> float:
    """Return how long one call took."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def _ms(number: float) -> str:
    return f"{number:.0f} ms" if number >= 10 else f"{number:.2f} ms"
