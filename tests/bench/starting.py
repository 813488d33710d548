"""How long a parent waits for the window, and the system for the reminder check: whole processes, each its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import programs
from tests.bench.measured import Measured, side_by_side


def measure(folder: Path) -> Iterator[Measured]:
    """Yield the start for a new family and for one with records, and the reminder check."""
    yield start_up(folder)
    yield start_with_records(folder)
    yield reminder_check(folder)


def start_up(folder: Path) -> Measured:
    """Time from nothing to a painted window, for a new family."""
    data = folder / "new"
    ours = side_by_side(_run(programs.OUR_WINDOW, str(data)), _run(programs.BARE_WINDOW))
    return Measured("start, new family", "a bare PySide6 window", *ours, most=2.5)


def start_with_records(folder: Path) -> Measured:
    """Time from nothing to this month on screen, records opened on the way."""
    data = folder / "family"
    subprocess.run(_words(programs.MAKE_FAMILY, str(data)), check=True, env=_environment())
    ours = side_by_side(_run(programs.OUR_MONTH, str(data)), _run(programs.BARE_WINDOW))
    return Measured("start, this month on screen", "a bare PySide6 window", *ours, most=3.5)


def reminder_check(folder: Path) -> Measured:
    """Time the reminder check with nothing due, on the due list of the family that was just made."""
    words = [sys.executable, "-m", "kitchentable", "--data-dir", str(folder / "family"), "remind", "--check"]
    ours = side_by_side(_command(words), _command([sys.executable, "-c", "pass"]), rounds=25)
    return Measured("remind --check, nothing due", "python -c pass", *ours, most=4)


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
