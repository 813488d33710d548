"""Two misfortunes at once: the writer is killed, and then the journal it left is damaged before the next start.

SQLite rolls back with that journal, and what is damaged in it can't be put right; nor can every such damage be told,
since each page by itself is sound. So this part counts: told, all there, or (it is a figure too) not noticed.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from kitchentable.domain.errors import Trouble
from tests.reliability import world
from tests.reliability.apart import Report, in_a_process
from tests.reliability.figures import Figure, timed
from tests.reliability.killing import Said, Writing, judge, killed
from tests.reliability.sentences import fault_of
from tests.reliability.spoiling import ANY
from tests.reliability.workload import Expected, Menu

_EACH = 10
"""How often the journal of one kill is damaged."""
_LEAST_LIFE, _MOST_LIFE = 0.02, 0.1
_NO_HEAD = bytes(8)


def run(folder: Path, size: int, seed: int) -> list[Figure]:
    """Damage ``size`` journals."""
    figure = Figure("journals", "killed while writing, and the journal damaged then: no crash, and told or all there")
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    folder.mkdir(exist_ok=True)
    with timed(figure):
        while figure.tried < size:
            said = _kill(folder / "family", dice)
            for _ in range(_EACH if said else 0):
                assert said is not None
                for report in in_a_process(_Try(folder, said, dice.getrandbits(32))):
                    figure.seen[report.seen] += 1
                    figure.judge(report.fault)
    return [figure]


def _kill(family: Path, dice: random.Random) -> Said | None:
    """Kill a writer; return what it said where it left a journal that SQLite would roll back."""
    for one in (family, family.with_name(family.name + "-keychain")):
        shutil.rmtree(one, ignore_errors=True)
    world.create(family).close()
    writing = Writing(family, dice.getrandbits(32), Menu.of(world.guidance()), Expected())
    said = killed(writing, dice.uniform(_LEAST_LIFE, _MOST_LIFE))
    journal = family / "family.db-journal"
    return said if journal.exists() and journal.read_bytes()[:8] not in (b"", _NO_HEAD) else None


class _Try:
    """One damaged journal beside the database it belongs to."""

    def __init__(self, folder: Path, said: Said, seed: int) -> None:
        self._folder, self._said, self._seed = folder, said, seed

    def __call__(self) -> list[Report]:
        dice = random.Random(self._seed)  # noqa: S311 - a test's dice
        tried = self._folder / "tried"
        shutil.rmtree(tried, ignore_errors=True)
        shutil.copytree(self._folder / "family", tried)
        journal = tried / "family.db-journal"
        journal.write_bytes(dice.choice(ANY)(journal.read_bytes(), dice))
        try:
            home = world.reopen(tried, chain=world.keychain(self._folder / "family"))
        except Trouble as trouble:
            return [Report(f"said: {type(trouble).__name__}", fault_of(trouble))]
        try:
            _, fault = judge(home, Expected(), self._said)
        finally:
            home.close()
        if fault is None:
            return [Report("all there, before the change under way or after it", None)]
        return [Report("NOT NOTICED: a change half rolled back", None)]
