"""Run by the tests in a process of its own: move a database to today's schema and be killed in the middle."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import apsw

from kitchentable.store.connection import Store
from kitchentable.store.migrations.steps import STEPS


def power_cut(*_values: object) -> None:
    """End this process as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def add_power_cut(connection: apsw.Connection) -> None:
    """Give SQL a word for it."""
    connection.create_scalar_function("power_cut", power_cut)


def statements(script: str) -> list[str]:
    """Return a script's statements."""
    found, so_far = [], ""
    for line in script.splitlines():
        so_far += line.partition("--")[0] + "\n"
        if apsw.complete(so_far):
            found.append(so_far)
            so_far = ""
    return found


def migrate(path: Path, key: bytes, *, after: int) -> None:
    """Open the database and be killed after so many statements of the newest step; nearly no memory is used for it."""
    apsw.connection_hooks.append(add_power_cut)
    newest = [*statements(STEPS[-1])[:after], "SELECT power_cut();"]
    Store.open(path, key, steps=(*STEPS[:-1], "PRAGMA cache_size = 1;" + "".join(newest)))


if __name__ == "__main__":
    migrate(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), after=int(sys.argv[3]))
