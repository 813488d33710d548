"""Thousands of damaged files: only ever a clear sentence, never a crash, and no damaged file is written over.

A file may also come through unhurt (a bit in a page that nothing uses): then all must be there. The small files have no
seal: a flipped digit may read as another day. What the records know is put right from them.
"""

from __future__ import annotations

import logging
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from kitchentable.domain.errors import Trouble
from tests.reliability.apart import Report, in_a_process
from tests.reliability.figures import Figure, timed
from tests.reliability.sentences import fault_of
from tests.reliability.spoiling import ANY, unchanged
from tests.reliability.targets import Target, targets

_BATCH = 50


def run(folder: Path, size: int, seed: int) -> list[Figure]:
    """Damage ``size`` files, shared out among the kinds."""
    kinds = targets(folder / "sound")
    shares = sum(one.share for one in kinds)
    return [damage(one, folder, max(1, size * one.share // shares), seed) for one in kinds]


def damage(target: Target, folder: Path, size: int, seed: int) -> Figure:
    """Damage one kind of file so many times."""
    figure = Figure("damage", f"damaged {target.name}: a clear sentence, no crash, never written over")
    with timed(figure):
        for first in range(0, size, _BATCH):
            batch = _Batch(target, folder / "tried", range(first, min(first + _BATCH, size)), seed)
            for report in in_a_process(batch):
                figure.seen[report.seen] += 1
                figure.judge(report.fault)
    return figure


class _Batch:
    """Some tries, one after the other, each on a copy of its own."""

    def __init__(self, target: Target, folder: Path, numbers: Sequence[int], seed: int) -> None:
        self._target, self._folder, self._numbers, self._seed = target, folder, numbers, seed

    def __call__(self) -> list[Report]:
        logging.disable(logging.CRITICAL)
        return [self._try(number) for number in self._numbers]

    def _try(self, number: int) -> Report:
        dice = random.Random(f"{self._seed} {self._target.name} {number}")  # noqa: S311 - a test's dice
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._target.sound, self._folder)
        file = self._folder / self._target.file
        sound = file.read_bytes()
        spoil = dice.choice([*ANY, *self._target.swaps]) if number else unchanged
        damaged = spoil(sound, dice)
        file.write_bytes(damaged)
        before = _files(self._folder)
        seen, fault = self._open(damaged == sound)
        fault = fault or self._written_over(before)
        where = f"{getattr(spoil, '__name__', spoil)}, try {number}: "
        return Report(seen, None if fault is None else where + fault)

    def _open(self, same: bool) -> tuple[str, str | None]:  # noqa: FBT001 - a fact, not a switch
        try:
            fault = self._target.open(self._folder)
        except Trouble as trouble:
            refused = "a sound file was refused: " + trouble.message if same else None
            return f"said: {type(trouble).__name__}", refused or fault_of(trouble)
        except Exception as error:  # noqa: BLE001 - what the campaign looks for
            return "raised", f"{type(error).__name__}: {error}"
        if any(one.suffix == ".damaged" for one in self._folder.iterdir()):
            return "kept aside, and made anew", fault
        return ("the damage changed nothing" if same else "came through, all there"), fault

    def _written_over(self, before: dict[str, bytes]) -> str | None:
        """Say which file is not as it was found, nor kept aside as it was found."""
        after = _files(self._folder)
        for name, data in before.items():
            reads = self._target.small.get(name)
            if reads is not None and (reads(data) or after.get(f"{name}.damaged") == data):
                continue
            if after.get(name) != data:
                return f"{name} was written over"
        return None


def _files(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
