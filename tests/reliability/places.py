"""A full disk and a read-only place, met at every write of a journey, on a small disk in a mount of its own.

For each act of the journey the disk is filled to the last byte, then one page less, and so on until the act goes
through: so each page an act writes is once the page for which there is no room.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import msgspec

from tests.reliability.figures import Figure, timed

ROOT = Path(__file__).parents[2]
PLACE = "/mnt"
"""Where the private mount namespace has its little disk; nobody else sees it."""
_INSIDE = ("unshare", "--map-root-user", "--mount")


class Told(msgspec.Struct):
    """What the process on the small disk says of one figure."""

    what: str
    tried: int
    held: int
    seen: dict[str, int]
    faults: list[str]


def possible() -> bool:
    """Tell whether this system gives private mounts."""
    mount = f"mount -t tmpfs tmpfs {PLACE}"
    return subprocess.run([*_INSIDE, "sh", "-c", mount], capture_output=True, check=False).returncode == 0


def run(folder: Path, size: int, seed: int) -> list[Figure]:
    """Meet a full disk and a read-only place at every write; ``size`` is the number of acts at most."""
    both = Figure("places", "disk full and read-only")
    with timed(both):
        told = msgspec.json.decode(_inside(folder, size, seed), type=list[Told])
    return [
        Figure("places", one.what, one.tried, one.held, Counter(one.seen), one.faults, both.seconds / len(told))
        for one in told
    ]


def _inside(folder: Path, size: int, seed: int) -> bytes:
    script = f'mount -t tmpfs -o size=8m,mode=700 tmpfs {PLACE} && exec "$@"'
    words = [sys.executable, "-W", "error", "-m", "tests.reliability.small_disk", str(folder), str(size), str(seed)]
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'app'}{os.pathsep}{ROOT}"}
    command = [*_INSIDE, "sh", "-c", script, "sh", *words]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    return done.stdout
