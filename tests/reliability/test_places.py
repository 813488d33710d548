"""The short version of the full disk and the read-only place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability import places


def test_a_full_disk_and_a_read_only_place_lose_nothing(tmp_path: Path) -> None:
    if not places.possible():
        pytest.skip("this system gives no private mounts")
    figures = places.run(tmp_path, 7, 20261121)
    assert [(one.what, one.faults) for one in figures if not one.holds] == []
    full, read_only = figures
    assert full.seen["refused: CannotWrite"] > 10
    assert read_only.seen["refused: CannotWrite"] == 7
