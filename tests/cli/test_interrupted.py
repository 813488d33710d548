"""Ctrl+C at any file a command makes: a shell’s code, no words, and all as it was; or the same command finishes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kitchentable.main import INTERRUPTED, main
from kitchentable.services.reminder_files import DueList, save_dues
from kitchentable.system.paths import Paths
from tests.cli.test_leaving_commands import PASSPHRASE, family_in, make_family
from tests.cli.test_remind import RULE

ROOT = Path(__file__).resolve().parents[2]
NOT_WHOLE = {"app.lock", "app.socket", "reminder.lock"}
"""Files that hold nothing: they say that a program runs."""


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a family's records, a due list, their passphrase, a backup and an export."""
    folder = tmp_path_factory.mktemp("lived-in")
    paths = make_family(Paths.of(folder / "data"))
    save_dues(paths.reminders, DueList(rules=(RULE,), calendar="mark"))
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    key = ["--passphrase-file", str(folder / "passphrase")]
    for words in (["backup", str(folder / "old.ktbackup")], ["export", str(folder / "out")]):
        assert main(["--data-dir", str(folder / "data"), *words, *key]) == 0
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ["print", "help", "--to", "PLACE/help.pdf"],
        ["print", "help", "--to", "PLACE/help.html"],
        ["remind", "--calendar", "PLACE/family.ics"],
        ["guidance", "key", "--to", "PLACE/key.pem"],
        ["backup", "PLACE/new.ktbackup", "--passphrase-file", "PLACE/passphrase"],
        ["export", "PLACE/more", "--passphrase-file", "PLACE/passphrase"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_nothing_is_left_half_written(words: list[str], lived_in: Path, tmp_path: Path) -> None:
    before = whole(lived_in)
    for place, _ in each_interruption(lived_in, tmp_path, ["--data-dir", "PLACE/data", *words]):
        assert whole(place) == before


@pytest.mark.parametrize(
    "words",
    [
        ["--data-dir", "PLACE/data", "restore", "PLACE/old.ktbackup", "--yes"],
        ["--data-dir", "PLACE/new", "import", "PLACE/out"],
    ],
    ids=lambda words: words[2],
)
def test_what_came_too_far_to_turn_back_is_finished_by_the_next(
    words: list[str], lived_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = whole(lived_in)
    for place, here in each_interruption(lived_in, tmp_path, [*words, "--passphrase-file", "PLACE/passphrase"]):
        if whole(place) != before:
            assert main(here) == 0 or "something in your records" in capsys.readouterr().err
        left = [name for name in whole(place) if name.endswith((".new", ".restored", ".tmp", "restoring.json"))]
        assert left == []
        data = ["--data-dir", here[1]] if Path(here[1]).exists() else ["--data-dir", f"{place}/data"]
        assert main([*data, "export", f"{place}/again", *here[-2:]]) == 0
        assert family_in(place / "again") == family_in(place / "out")


def each_interruption(lived_in: Path, tmp_path: Path, words: list[str]) -> Iterator[tuple[Path, list[str]]]:
    """Run a command with Ctrl+C at its first file, its second, and so on, each in a copy of the folder, to its end."""
    for after in count():
        place = tmp_path / str(after)
        shutil.copytree(lived_in, place)
        here = [word.replace("PLACE", str(place)) for word in words]
        done = interrupted(place, after, here)
        if done.returncode == 0:
            assert after > 0, "it was never interrupted"
            return
        assert (done.returncode, done.stderr) == (INTERRUPTED, ""), (after, done.stderr)
        yield place, here
        shutil.rmtree(place)


def interrupted(folder: Path, after: int, words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", "-m", "tests.cli.interrupted", str(folder), str(after), *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def whole(folder: Path) -> dict[str, bytes | None]:
    """Return every file below a folder with what is in it, and every folder."""
    found = (one for one in folder.rglob("*") if one.name not in NOT_WHOLE)
    return {str(one.relative_to(folder)): one.read_bytes() if one.is_file() else None for one in found}
