"""How much memory the reminder check holds at most: it starts dozens of times a day, and mostly finds nothing to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import programs


@dataclass(frozen=True, slots=True)
class Memory:
    """One measurement: the most that was resident, in MB, of ours and of the floor, and what ours may be."""

    what: str
    floor: str
    ours_mb: float
    floor_mb: float
    most_mb: float

    @property
    def ratio(self) -> float:
        """Return ours over the floor."""
        return self.ours_mb / self.floor_mb

    @property
    def holds(self) -> bool:
        """Tell whether ours is within its bound."""
        return self.ours_mb <= self.most_mb

    @property
    def line(self) -> str:
        """Say it in a line."""
        verdict = "holds" if self.holds else "DOES NOT HOLD"
        return (
            f"{self.what}: {self.ours_mb:.1f} MB, {self.ratio:.2f} × {self.floor} ({self.floor_mb:.1f} MB);"
            f" at most {self.most_mb:g} MB: {verdict}"
        )


def measure(folder: Path) -> Iterator[Memory]:
    """Yield the memory of the reminder check with nothing due, on a sample family's list."""
    data = folder / "remembered"
    subprocess.run([sys.executable, "-c", programs.MAKE_FAMILY, str(data)], check=True, env=_environment())
    ours, floor = _most(programs.CHECK, str(data)), _most("pass")
    yield Memory("remind --check, nothing due, memory", "python -c pass", ours, floor, most_mb=30)


def _most(program: str, *arguments: str) -> float:
    """Return the most resident memory (MB) of a process, which tells it at its end.

    Not what wait4 tells: that counts from before the program was started, when the process was still a copy of us.
    """
    done = subprocess.run(
        [sys.executable, "-c", program + programs.TELL_MEMORY, *arguments],
        check=True,
        env=_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    return int(done.stdout.split()[-2]) / 1024


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(["app", "."])}
