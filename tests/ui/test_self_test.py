"""The self-test: whole here, and honest about what is missing."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kitchentable.domain.errors import NotFound
from kitchentable.ui import self_checks, self_test

ROOT = Path(__file__).resolve().parents[2]
NAMES = [
    "guidance",
    "search",
    "store",
    "window",
    "icons and type",
    "paper",
    "calendar",
    "keychain and notices",
    "no network",
]


def test_every_check_is_ok_here_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "app"))
    done = subprocess.run(
        [sys.executable, "-m", "kitchentable", "self-test"], capture_output=True, text=True, check=False, timeout=180
    )
    assert done.stderr == ""
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [f"ok {name}" for name in NAMES]
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_hold_is_told_and_the_rest_still_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone() -> str:
        raise NotFound("A part is missing.")

    def broken() -> str:
        raise OSError("no such library")

    def fine() -> str:
        return "all there"

    def checks(_folder: Path) -> Mapping[str, Callable[[], str]]:
        return {"one": gone, "two": broken, "three": fine}

    monkeypatch.setattr(self_checks, "checks", checks)
    assert self_test.run(argparse.Namespace(on_screen=True)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "FAILED one: A part is missing.",
        "FAILED two: OSError: no such library",
        "ok three: all there",
    ]
