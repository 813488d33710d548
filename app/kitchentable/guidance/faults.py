"""Faults: what is wrong in guidance, each with its file and line, gathered so that all are told at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kitchentable.domain.errors import GuidanceFault


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong, at a line counted from 1."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        """Write it as compilers do, so that editors can jump there."""
        return f"{self.file}:{self.line}: {self.words}"


class Report:
    """Collects faults while reading and checking go on, so that a writer sees all of them in one run."""

    def __init__(self) -> None:
        """Start with nothing wrong."""
        self._faults: set[Fault] = set()

    def add(self, file: str, line: int, words: str) -> None:
        """Note a fault; the same one noted twice counts once."""
        self._faults.add(Fault(file, line, words))

    def __len__(self) -> int:
        """Count what was noted so far."""
        return len(self._faults)

    def faults(self) -> tuple[Fault, ...]:
        """Return what was noted, by file and line."""
        return tuple(sorted(self._faults))


def refuse(faults: Iterable[Fault]) -> None:
    """Raise GuidanceFault with one line for each fault; do nothing where there is none."""
    lines = [str(fault) for fault in faults]
    if lines:
        raise GuidanceFault("\n".join(lines))
