"""The short version of the kills, and the proof that the judge sees a change that was acknowledged and not kept."""

from __future__ import annotations

import os
import time
from pathlib import Path

import msgspec
import pytest

from tests.reliability import killing, world
from tests.reliability.workload import AddChild, Expected

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


def test_what_was_acknowledged_is_there_after_kill_9(tmp_path: Path) -> None:
    figures = killing.run(tmp_path, 12, 20261121)
    assert [(one.what, one.faults) for one in figures if not one.holds] == []
    assert figures[0].seen["changes acknowledged"] > 50
    assert figures[0].seen["killed inside a change"] > 0


class _Liar:
    """Says that a change is done which was never made."""

    def __call__(self, speak: int) -> None:
        step = AddChild("Sample", ())
        os.write(speak, b"begun " + msgspec.json.encode(step) + b"\ndone\n")
        time.sleep(60)


class _Quitter:
    """Ends by itself."""

    def __call__(self, speak: int) -> None:
        os.write(speak, b"\n")


def test_a_change_acknowledged_and_not_kept_is_seen(tmp_path: Path) -> None:
    home = world.create(tmp_path / "family")
    _, fault = killing.judge(home, Expected(), killing.killed(_Liar(), 0.01))
    assert fault is not None
    assert "the records say something else" in fault
    home.close()


def test_a_writer_that_ends_by_itself_is_seen(tmp_path: Path) -> None:
    home = world.create(tmp_path / "family")
    _, fault = killing.judge(home, Expected(), killing.killed(_Quitter(), 0.2))
    assert fault == "the writer ended by itself before it was killed"
    home.close()
