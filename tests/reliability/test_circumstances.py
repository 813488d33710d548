"""The short version of writers side by side and of clocks, zones and homes that move."""

from __future__ import annotations

from pathlib import Path

from tests.reliability import circumstances


def test_writers_side_by_side_lose_nothing(tmp_path: Path) -> None:
    figure = circumstances.together(tmp_path / "together", 60, 20261121)
    assert figure.faults == []
    assert figure.seen["changes acknowledged"] == 60


def test_clocks_zones_leap_days_and_a_moved_home_lose_nothing(tmp_path: Path) -> None:
    figure = circumstances.through_time(tmp_path / "time", 45, 20261121)
    assert figure.faults == []
    assert figure.seen["the home moved"] == 2
