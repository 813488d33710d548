"""Kill -9 at random moments: a writer says each change before and after it, and dies somewhere in between.

The writer is forked from a process that has everything loaded, so that its whole short life is spent writing. After
its death the database must say what was acknowledged: all of it, and of the change under way all or nothing. A kill is
not a power cut: what the system holds in memory is written later as usual. ``synchronous=EXTRA`` is for that.
"""

from __future__ import annotations

import copy
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from kitchentable.domain.errors import StoreNewer, Trouble
from kitchentable.services import opening
from kitchentable.services.household import Household
from kitchentable.services.opening import Door
from kitchentable.store.connection import Store
from kitchentable.store.migrations.steps import STEPS
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.reliability import world
from tests.reliability.figures import Figure, timed
from tests.reliability.reading import faults_of, read
from tests.reliability.workload import Expected, Family, Menu, Step

LONGEST_LIFE = 0.12
"""Seconds a writer lives at most, counted from its first word."""
LONGEST_MAKING = 0.02
"""Seconds after which the making of new records, or the moving of old ones, is killed at the latest."""
NEWER = (
    *STEPS,
    "CREATE TABLE later (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;"
    "WITH RECURSIVE many(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM many WHERE n < 3000)"
    " INSERT INTO later SELECT n, hex(randomblob(60)) FROM many; UPDATE talk SET note = note || ' ';"
    " UPDATE talk SET note = substr(note, 1, length(note) - 1);",
)
"""The steps of a version still to come: one that writes a good deal, so that a kill meets it at work."""
_A_NEW_FAMILY_AFTER = 50
_BEGUN, _DONE = b"begun ", b"done"


class Said(NamedTuple):
    """What a writer said before it died: changes acknowledged, and the one under way."""

    done: tuple[Step, ...]
    under_way: Step | None
    was_killed: bool
    """False where it ended by itself, which no writer should."""


def run(folder: Path, size: int, seed: int) -> list[Figure]:
    """Kill ``size`` writers, half as many makers of new records, a tenth as many movers of old ones."""
    writers = Figure("kill", "kill -9 while writing: every acknowledged change is there, the database is whole")
    makers = Figure("kill", "kill -9 while new records are made: they open, or can be made again")
    movers = Figure("kill", "kill -9 while a newer version moves the records: they are the old or the new, all there")
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    menu = Menu.of(world.guidance())
    with timed(writers):
        for first in range(0, size, _A_NEW_FAMILY_AFTER):
            _kill_writers(folder / f"family-{first}", min(_A_NEW_FAMILY_AFTER, size - first), writers, dice, menu)
    with timed(makers):
        for number in range(size // 2):
            _kill_maker(folder / f"new-{number}", makers, dice)
    with timed(movers):
        for number in range(max(1, size // 10)):
            _kill_mover(folder / f"old-{number}", movers, dice, menu)
    return [writers, makers, movers]


def _kill_writers(folder: Path, times: int, figure: Figure, dice: random.Random, menu: Menu) -> None:
    """Kill one writer after the other on the same records, as they grow."""
    world.create(folder).close()
    there = Expected()
    for _ in range(times):
        said = killed(Writing(folder, dice.getrandbits(32), menu, there), dice.uniform(0, LONGEST_LIFE))
        figure.seen["changes acknowledged"] += len(said.done)
        figure.seen["killed inside a change"] += said.under_way is not None
        figure.seen["left a journal to roll back"] += folder.joinpath("family.db-journal").exists()
        home = world.reopen(folder)
        found, fault = judge(home, there, said)
        home.close()
        figure.judge(fault)
        there = found
    shutil.rmtree(folder)


def judge(home: Household, before: Expected, said: Said) -> tuple[Expected, str | None]:
    """Hold the records against what was said; return what they say and what is wrong with it."""
    found = read(home)
    fault = faults_of(home) if said.was_killed else "the writer ended by itself before it was killed"
    expected = copy.deepcopy(before)
    for step in said.done:
        step.expect(expected)
    if fault is None and said.under_way is not None and found != expected:
        said.under_way.expect(expected)
        # Look and reminder are two files: the one may be written and the other not yet.
    if fault is None and found != expected:
        fault = f"after {len(said.done)} changes the records say something else; under way: {said.under_way!r}"[:300]
    return found, fault


def killed(write: Callable[[int], None], after: float) -> Said:
    """Run a writer in a process of its own, kill it so many seconds after its first word; return what it said."""
    hear, speak = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(hear)
            write(speak)
        finally:
            os._exit(1)
    os.close(speak)
    with os.fdopen(hear, "rb") as told:
        heard = told.read1(1)
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        heard += told.read()
    _, ending = os.waitpid(child, 0)
    return _understood(heard, was_killed=os.WIFSIGNALED(ending))


def _understood(heard: bytes, *, was_killed: bool) -> Said:
    """Turn lines into steps; what follows the last line break was not fully said."""
    done: list[Step] = []
    under_way: Step | None = None
    for line in heard.split(b"\n")[:-1]:
        if line == _DONE and under_way is not None:
            done.append(under_way)
            under_way = None
        elif line.startswith(_BEGUN):
            under_way = msgspec.json.decode(line.removeprefix(_BEGUN), type=Step)
    return Said(tuple(done), under_way, was_killed)


class Writing:
    """A family that writes without end."""

    def __init__(self, folder: Path, seed: int, menu: Menu, there: Expected) -> None:
        self.folder, self.seed = folder, seed
        self._menu, self._there = menu, there

    def __call__(self, speak: int) -> None:
        home = world.reopen(self.folder)
        family = Family(self.seed, self._menu, self._there)
        while True:
            step = family.next()
            os.write(speak, _BEGUN + msgspec.json.encode(step) + b"\n")
            step.do(home)
            os.write(speak, _DONE + b"\n")
            step.expect(self._there)
            self.after_a_step(home)

    def after_a_step(self, home: Household) -> None:
        """Do something else now and then; this family only writes."""


class _Making:
    """A family that starts for the first time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, speak: int) -> None:
        os.write(speak, b"\n")
        home = world.create(self._folder)
        os.write(speak, b"made\n")
        home.close()
        time.sleep(LONGEST_MAKING)


def _kill_maker(folder: Path, figure: Figure, dice: random.Random) -> None:
    killed(_Making(folder), LONGEST_MAKING * dice.random() ** 3)
    paths = Paths.of(folder)
    figure.seen["had a finished database"] += paths.database.exists()
    figure.seen["had keys and an unnamed database"] += paths.keys.exists() and not paths.database.exists()
    figure.judge(_maker_fault(folder, paths))
    shutil.rmtree(folder, ignore_errors=True)


def _maker_fault(folder: Path, paths: Paths) -> str | None:
    try:
        home = world.create(folder) if opening.look(paths) is Door.NEW else world.reopen(folder)
    except Trouble as trouble:
        left = sorted(one.name for one in folder.iterdir()) if folder.exists() else []
        return f"{trouble.message} In the folder: {left}"
    fault = faults_of(home)
    home.close()
    return fault


class _Moving:
    """A newer version that opens the records for the first time."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key

    def __call__(self, speak: int) -> None:
        os.write(speak, b"\n")
        Store.open(Paths.of(self._folder).database, self._key, steps=NEWER).close()
        os.write(speak, _DONE + b"\n")
        time.sleep(LONGEST_MAKING)


def _kill_mover(folder: Path, figure: Figure, dice: random.Random, menu: Menu) -> None:
    home, there = world.create(folder), Expected()
    family = Family(dice.getrandbits(32), menu, there)
    for _ in range(30):
        step = family.next()
        step.do(home)
        step.expect(there)
    home.close()
    paths, key = Paths.of(folder), world.key(folder)
    killed(_Moving(folder, key), LONGEST_MAKING * dice.random())
    old = Store.open(paths.database, key, steps=NEWER[: _schema(paths.database, key)])
    figure.seen["moved before the kill"] += old.schema == len(NEWER)
    figure.seen["left a journal to roll back"] += folder.joinpath("family.db-journal").exists()
    old.close()
    figure.judge(_mover_fault(paths, key, there))
    shutil.rmtree(folder)


def _mover_fault(paths: Paths, key: bytes, there: Expected) -> str | None:
    """Move what is left, whichever it is, and look that all of it is there, and that the copy of before opens."""
    home = Household(Store.open(paths.database, key, steps=NEWER), world.guidance(), FakeClock(), paths)
    found, fault = read(home), faults_of(home)
    home.close()
    if fault is None and found != there:
        fault = "after the move the records say something else"
    before = paths.data / f"family.db.before-{len(NEWER)}"
    Store.open(before, key).close()
    return fault


def _schema(database: Path, key: bytes) -> int:
    """Return which of our two forms a database has, without changing it."""
    copy = database.with_name("copy.db")
    shutil.copyfile(database, copy)
    journal = database.with_name(database.name + "-journal")
    if journal.exists():
        shutil.copyfile(journal, copy.with_name(copy.name + "-journal"))
    try:
        Store.open(copy, key).close()
    except StoreNewer:
        return len(NEWER)
    finally:
        copy.unlink()
    return len(STEPS)
