"""``make bench``: what a parent waits for, each beside a floor timed in the same run, and how often search is right.

A ratio says more than milliseconds: it holds on a slow laptop too. Some subjects: ``python -m tests.bench searching``.
"""

from __future__ import annotations

import compileall
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.bench import memory, opening, pack, paper, searching, starting
from tests.bench.measured import Measured

_SUBJECTS = {
    "starting": starting,
    "memory": memory,
    "opening": opening,
    "paper": paper,
    "pack": pack,
    "searching": searching,
}


def main(wanted: list[str]) -> int:
    """Measure, print a line each and write build/bench.json; 1 where a bound does not hold."""
    unknown = set(wanted) - _SUBJECTS.keys()
    if unknown:
        sys.stderr.write(f"There is no {', '.join(sorted(unknown))}; there are {', '.join(_SUBJECTS)}.\n")
        return 2
    compileall.compile_dir("app", quiet=1)  # as a package brings it, and as the second start finds it
    measured = _measured(wanted or list(_SUBJECTS))
    if not wanted or "searching" in wanted:
        for line in searching.hit_rates():
            sys.stdout.write(f"{line}\n")
    written = Path("build/bench.json")
    written.parent.mkdir(exist_ok=True)
    written.write_text(json.dumps([asdict(one) | {"ratio": one.ratio} for one in measured], indent=2) + "\n")
    return 0 if all(one.holds for one in measured) else 1


def _measured(wanted: list[str]) -> list[Measured | memory.Memory]:
    measured: list[Measured | memory.Memory] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            for one in _SUBJECTS[name].measure(Path(folder)):
                sys.stdout.write(f"{one.line}\n")
                sys.stdout.flush()
                measured.append(one)
    return measured


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
