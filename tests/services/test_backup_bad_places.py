"""Backups and restores that are killed at every step, on a full disk, and where nothing can be written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACE = "/mnt"
"""Where each private mount namespace has its little disk; nobody else sees it."""


def command(work: str, *places: Path | str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "tests.services.outside_backups", work, *map(str, places)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'app'}{os.pathsep}{ROOT}"}


def lines(words: list[str]) -> list[str]:
    done = subprocess.run(words, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def on_a_small_disk(script: str) -> list[str]:
    """Run a shell script in a mount namespace of its own, with a disk of one megabyte at PLACE; return its lines."""
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-e", "-c"]
    mount = f"mount -t tmpfs -o size=1000k tmpfs {PLACE}"
    if subprocess.run([*inside, mount], capture_output=True, check=False).returncode != 0:
        pytest.skip("this system gives no private mounts")
    return lines([*inside, f"{mount}\n{script}"])


@pytest.mark.parametrize(("work", "least"), [("kill_restores", 20), ("kill_mending", 20), ("kill_backups", 12)])
def test_killed_at_every_step_nothing_good_is_lost(work: str, least: int, tmp_path: Path) -> None:
    [said] = lines(command(work, tmp_path))
    found = re.fullmatch(r"(\d+) steps", said)
    assert found is not None
    assert int(found[1]) >= least


def test_a_full_disk_keeps_what_was_good_and_says_so_in_one_sentence() -> None:
    said = on_a_small_disk(" ".join(command("full", PLACE)))
    assert re.match(r"CannotWrite: .*(disk.*full|full.*disk)", said[0])
    assert said[1] == "family-2026-11-21-0001.ktbackup"
    assert re.match(r"CannotWrite: .*(disk.*full|full.*disk)", said[2])
    assert said[3] == "backups family.db keys.json"
    assert said[4:] == ["done", "done", "2"]


def test_where_nothing_can_be_written_it_is_said_and_another_disk_still_takes_a_backup(tmp_path: Path) -> None:
    read_only = f"mount -o remount,ro {PLACE}"
    said = on_a_small_disk(
        f"{' '.join(command('ready', PLACE))}\n{read_only}\n{' '.join(command('read_only', PLACE, tmp_path))}"
    )
    assert said[0].startswith("CannotWrite: ")
    assert said[1].startswith("CannotWrite: ")
    assert said[2].startswith("Contents(schema=")
    assert said[3:] == ["done", "backups family.db keys.json"]
    assert [one.name for one in tmp_path.iterdir()] == ["out.ktbackup"]
