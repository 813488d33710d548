"""The command that starts us again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kitchentable.system.paths import Paths
from kitchentable.system.program import program_command, reminder_command, start_detached
from tests.real.daemons import wait_until

APP = Path(__file__).resolve().parents[2] / "app"


def test_the_command_really_starts_us_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(APP))
    monkeypatch.setattr(sys, "executable", _interpreter_without_script(tmp_path))
    command = reminder_command(Paths.of(tmp_path / "a family’s data"))
    bare = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
    done = subprocess.run(command, cwd="/", env=bare, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, "Reminders are off.\n"), done.stderr


def test_the_data_folder_is_named_only_where_it_is_not_the_usual_one(tmp_path: Path) -> None:
    assert "--data-dir" not in program_command(Paths.of(None))
    assert program_command(Paths.of(tmp_path))[-2:] == ("--data-dir", str(tmp_path))
    assert reminder_command(Paths.of(tmp_path))[-5:] == ("--data-dir", str(tmp_path), "remind", "--check", "--settle")


def test_the_script_beside_the_interpreter_is_what_starts_an_installed_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / "kitchentable").touch()
    assert program_command(Paths.of(None)) == (str(tmp_path / "kitchentable"),)


def test_a_frozen_program_is_its_own_command_and_an_appimage_its_own_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/kitchentable/kitchentable")
    assert program_command(Paths.of(None)) == ("/opt/kitchentable/kitchentable",)
    monkeypatch.setenv("APPIMAGE", "/home/someone/KitchenTable.AppImage")
    assert program_command(Paths.of(None)) == ("/home/someone/KitchenTable.AppImage",)


def test_a_detached_program_has_a_session_of_its_own(tmp_path: Path) -> None:
    told = tmp_path / "session"
    start_detached(("/bin/sh", "-c", f"cut -d' ' -f6 /proc/$$/stat > {told}.new && mv {told}.new {told}"))
    wait_until(told.exists, "the detached program to say its session")
    assert int(told.read_text()) != os.getsid(0)


def _interpreter_without_script(folder: Path) -> str:
    """Return an interpreter with no console script beside it, as in a checkout."""
    link = folder / "bin" / "python"
    link.parent.mkdir()
    link.symlink_to(Path(sys.executable).resolve())
    return str(link)
