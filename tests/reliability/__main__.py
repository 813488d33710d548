"""``make reliability``: the whole campaign, or the parts that are named; figures go to build/reliability.json."""

from __future__ import annotations

import argparse
import importlib
import json
import secrets
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.reliability.figures import Figure

PARTS = {
    "kill": ("killing", 1000),
    "midway": ("midway", 200),
    "places": ("places", 99),
    "damage": ("damage", 5000),
    "journals": ("journals", 500),
    "network": ("network", 99),
    "markers": ("markers", 5),
    "keychain": ("keychains", 1),
    "circumstances": ("circumstances", 1500),
}
"""Each part's module, and how often it tries in a whole campaign."""
ALL = Path("build/reliability.json")


def main(words: Sequence[str] | None = None) -> int:
    """Run parts, print a line for each figure, write them down; 1 where one did not hold."""
    asked = _arguments(words)
    figures: list[Figure] = []
    for name in asked.parts or PARTS:
        figures += _run(name, asked.size, asked.seed)
    _write(asked.to, figures)
    return 0 if all(one.holds for one in figures) else 1


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="parts to run; none runs all")
    parser.add_argument("--size", type=int, help="how often to try, in place of the full number")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32), help="the same seed makes the same choices")
    parser.add_argument("--to", type=Path, default=ALL, help="where the figures go")
    return parser.parse_args(words)


def _run(name: str, size: int | None, seed: int) -> list[Figure]:
    module, full = PARTS[name]
    part = importlib.import_module(f"tests.reliability.{module}")
    with tempfile.TemporaryDirectory(prefix=f"reliability-{name}-") as folder:
        figures: list[Figure] = part.run(Path(folder), size or full, seed)
    for one in figures:
        _tell(one, seed)
    return figures


def _tell(one: Figure, seed: int) -> None:
    verdict = "holds" if one.holds else "DOES NOT HOLD"
    sys.stdout.write(f"{one.part}: {one.what}: {one.held} of {one.tried} in {one.seconds:.0f} s: {verdict}\n")
    for name, number in sorted(one.seen.items()):
        sys.stdout.write(f"    {name}: {number}\n")
    for fault in one.faults:
        sys.stdout.write(f"    FAULT (seed {seed}): {fault}\n")
    sys.stdout.flush()


def _write(to: Path, figures: Sequence[Figure]) -> None:
    """Put the figures in place of those of the same parts; other parts' stay as they were."""
    ran = {one.part for one in figures}
    before = json.loads(to.read_text(encoding="utf-8")) if to.exists() else []
    kept = [one for one in before if one["part"] not in ran]
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(kept + [one.report() for one in figures], indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
