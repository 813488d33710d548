"""``make bench``: start-up, the reminder check and one PDF, each beside a floor timed in the same run.

A ratio says more than milliseconds: it holds on a slow laptop too. Runs alternate between the two sides, so that
whatever else the computer does meets both; the median of each side counts.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench import programs

ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: milliseconds of ours and of the floor, and the most their ratio may be."""

    what: str
    floor: str
    ours_ms: float
    floor_ms: float
    most: float

    @property
    def ratio(self) -> float:
        """Return ours over the floor."""
        return self.ours_ms / self.floor_ms

    @property
    def holds(self) -> bool:
        """Tell whether the ratio is within its bound."""
        return self.ratio <= self.most


def main() -> int:
    """Measure, print a line each and write build/bench.json; 1 where a bound does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        measured = [start_up(place), start_with_records(place), reminder_check(place), one_pdf(place)]
    for one in measured:
        verdict = "holds" if one.holds else "DOES NOT HOLD"
        sys.stdout.write(
            f"{one.what}: {one.ours_ms:.0f} ms, {one.ratio:.2f} × {one.floor} ({one.floor_ms:.0f} ms);"
            f" at most {one.most:g} ×: {verdict}\n"
        )
    written = Path("build/bench.json")
    written.parent.mkdir(exist_ok=True)
    written.write_text(json.dumps([asdict(one) | {"ratio": one.ratio} for one in measured], indent=2) + "\n")
    return 0 if all(one.holds for one in measured) else 1


def start_up(folder: Path) -> Measured:
    """Time from nothing to a painted window, for a new family."""
    data = folder / "new"
    ours = _side_by_side(_run(programs.OUR_WINDOW, str(data)), _run(programs.BARE_WINDOW))
    return Measured("start, new family", "a bare PySide6 window", *ours, most=2.5)


def start_with_records(folder: Path) -> Measured:
    """Time from nothing to this month on screen, records opened on the way."""
    data = folder / "family"
    subprocess.run(_words(programs.MAKE_FAMILY, str(data)), check=True, env=_environment())
    ours = _side_by_side(_run(programs.OUR_MONTH, str(data)), _run(programs.BARE_WINDOW))
    return Measured("start, this month on screen", "a bare PySide6 window", *ours, most=3.5)


def reminder_check(folder: Path) -> Measured:
    """Time the reminder check with nothing due, on the due list of the family that was just made."""
    words = [sys.executable, "-m", "kitchentable", "--data-dir", str(folder / "family"), "remind", "--check"]
    ours = _side_by_side(_command(words), _command([sys.executable, "-c", "pass"]), rounds=25)
    return Measured("remind --check, nothing due", "python -c pass", *ours, most=4)


def one_pdf(folder: Path) -> Measured:
    """Time one talk sheet after the first, against an empty page of the same typesetter."""
    ours, floor = programs.pdf_pair(folder)
    times = _side_by_side(ours, floor, rounds=40)
    return Measured("one talk sheet as PDF", "an empty tagged page", *times, most=20)


def _side_by_side(ours: Callable[[], object], floor: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median milliseconds of both, run in turns after one warm-up each."""
    ours(), floor()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for side, call in zip(taken, (ours, floor), strict=True):
            begun = time.perf_counter()
            call()
            side.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])


def _run(program: str, *arguments: str) -> Callable[[], object]:
    return _command(_words(program, *arguments))


def _words(program: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", program, *arguments]


def _command(words: list[str]) -> Callable[[], object]:
    def call() -> object:
        return subprocess.run(words, check=True, env=_environment(), stdout=subprocess.DEVNULL)

    return call


def _environment() -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(["app", "."])}


if __name__ == "__main__":
    sys.exit(main())
