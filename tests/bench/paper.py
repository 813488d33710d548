"""How long one sheet takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench import programs
from tests.bench.measured import Measured, side_by_side


def measure(folder: Path) -> Iterator[Measured]:
    """Time one talk sheet after the first, against an empty page of the same typesetter."""
    times = side_by_side(*programs.pdf_pair(folder), rounds=40)
    yield Measured("one talk sheet as PDF", "an empty tagged page", *times, most=20)
