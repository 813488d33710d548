"""Run by the tests in a process of its own: one writer that can be killed, one that holds on, one in a bad place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.errors import Trouble
from kitchentable.store import children, preferences, talks
from kitchentable.store.connection import Store

KEY = bytes(range(32))
NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)


def tick_for_ever(path: Path) -> None:
    """Tick one line after the other and say each only after it was saved."""
    store = Store.open(path, KEY)
    with store.transaction():
        child_id = children.add(store, name="Sample", born=BirthMonth(2015, 3), added_at=NOW)
        record_id = talks.begin(
            store, child_id=child_id, topic_id="t", band=AgeBand.FROM_10, started_at=NOW, guidance_version="1"
        )
    number = 0
    while True:
        with store.transaction():
            talks.set_tick(store, record_id=record_id, line_id=f"{child_id}-{number}", ticked=True)
        say(f"{child_id}-{number}")
        number += 1


def hold(path: Path) -> None:
    """Hold a transaction open until told to let go."""
    store = Store.open(path, KEY)
    with store.transaction():
        preferences.put(store, "held", "yes")
        say("holding")
        sys.stdin.readline()
    store.close()


def create(path: Path) -> None:
    """Make a database, say what happened, and what is left in the folder."""
    attempt(lambda: Store.create(path, KEY).close())
    say(" ".join(sorted(one.name for one in path.parent.iterdir())) or "nothing left")


def fill(path: Path) -> None:
    """Write until it no longer works; say so, and how many writes are there when it is opened again."""
    store = Store.open(path, KEY)
    written = 0

    def write_on() -> None:
        nonlocal written
        while written < 2000:
            with store.transaction():
                preferences.put(store, str(written), "x" * 2000)
            written += 1

    attempt(write_on)
    say("idle" if not store.in_transaction else "stuck")
    store.close()
    again = Store.open(path, KEY)
    there = sum(1 for number in range(written + 1) if preferences.get(again, str(number)) is not None)
    again.close()
    say(f"{written > 0} {there == written}")


def read_then_write(path: Path) -> None:
    """Read, then try to write."""
    store = Store.open(path, KEY)
    say(str(len(children.all_children(store))))

    def write() -> None:
        with store.transaction():
            preferences.put(store, "a", "b")

    attempt(write)
    store.close()


def attempt(work: Callable[[], None]) -> None:
    """Do it, and say which trouble it met."""
    try:
        work()
    except Trouble as trouble:
        say(f"{type(trouble).__name__}: {trouble.message}")
    else:
        say("done")


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    works = {work.__name__: work for work in (tick_for_ever, hold, create, fill, read_then_write)}
    works[sys.argv[1]](Path(sys.argv[2]))
