"""What a part of the campaign reports: how often something was tried, how often it held, and what was seen."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST_FAULTS = 20
"""Faults told in words; more are only counted."""


@dataclass(slots=True)
class Figure:
    """One promise under test. ``seen`` counts what happened on the way; ``faults`` says what did not hold."""

    part: str
    what: str
    tried: int = 0
    held: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        """Tell whether it was tried, and held each time."""
        return self.tried > 0 and self.held == self.tried

    def judge(self, fault: str | None) -> None:
        """Count one try; ``fault`` says what did not hold, None that all did."""
        self.tried += 1
        if fault is None:
            self.held += 1
        elif len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def report(self) -> dict[str, object]:
        """Return what goes into build/reliability.json."""
        return {
            "part": self.part,
            "what": self.what,
            "tried": self.tried,
            "held": self.held,
            "holds": self.holds,
            "seen": dict(sorted(self.seen.items())),
            "faults": self.faults,
            "seconds": round(self.seconds, 1),
        }


@contextmanager
def timed(figure: Figure) -> Iterator[Figure]:
    """Add how long the block took."""
    begun = time.perf_counter()
    try:
        yield figure
    finally:
        figure.seconds += time.perf_counter() - begun
