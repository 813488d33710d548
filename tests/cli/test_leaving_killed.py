"""The power goes in the middle of an erase, an import or an export: the next one finishes, and nothing is half."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kitchentable.main import main
from kitchentable.services.leaving import DATA_FILE
from kitchentable.services.opening import Door, look
from kitchentable.system.paths import Paths
from tests.cli.test_leaving_commands import PASSPHRASE, family_in, make_family

ROOT = Path(__file__).resolve().parents[2]
KILLED = -9
EXPORT, IMPORT, ERASE = range(5), range(9), range(13)
"""At which of the files that each touches the power goes; ``test_the_points_reach_past_the_end`` says: at every one."""


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a family's records, a file with their passphrase, and an export of them."""
    folder = tmp_path_factory.mktemp("lived-in")
    make_family(Paths.of(folder / "data"))
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    assert export(folder, folder / "out") == 0
    return folder


@pytest.fixture
def place(lived_in: Path, tmp_path: Path) -> Path:
    """Return a copy of it, for one test."""
    shutil.copytree(lived_in, tmp_path / "place")
    return tmp_path / "place"


def export(place: Path, to: Path, data: str = "data") -> int:
    return main([*with_data(place, data), "export", str(to), *key(place)])


def with_data(place: Path, data: str) -> list[str]:
    return ["--data-dir", str(place / data)]


def key(place: Path) -> list[str]:
    return ["--passphrase-file", str(place / "passphrase")]


def killed(after: int, words: list[str]) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.killed", str(after), *words],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode in {0, KILLED}, done.stderr
    return done.returncode


@pytest.mark.parametrize("after", ERASE)
def test_an_erase_is_finished_by_the_next(place: Path, after: int) -> None:
    erase = [*with_data(place, "data"), "erase", "--yes"]
    killed(after, erase)
    assert main(erase) == 0
    assert not (place / "data").exists()
    assert look(Paths.of(place / "data")) is Door.NEW


@pytest.mark.parametrize("after", IMPORT)
def test_an_import_is_whole_or_can_be_done_again(place: Path, after: int, capsys: pytest.CaptureFixture[str]) -> None:
    words = [*with_data(place, "new"), "import", str(place / "out"), *key(place)]
    killed(after, words)
    assert main(words) == 0 or "something in your records" in capsys.readouterr().err
    assert export(place, place / "again", "new") == 0
    assert family_in(place / "again") == family_in(place / "out")


@pytest.mark.parametrize("after", EXPORT)
def test_an_export_is_whole_or_has_no_data_yet(place: Path, after: int) -> None:
    killed(after, [*with_data(place, "data"), "export", str(place / "more"), *key(place)])
    if (place / "more" / DATA_FILE).exists():
        assert family_in(place / "more") == family_in(place / "out")
    assert export(place, place / "again") == 0


def test_the_points_reach_past_the_end(place: Path) -> None:
    into = [*with_data(place, "new"), "import", str(place / "out"), *key(place)]
    out = [*with_data(place, "data"), "export", str(place / "more"), *key(place)]
    erase = [*with_data(place, "data"), "erase", "--yes"]
    for points, words in ((IMPORT, into), (EXPORT, out), (ERASE, erase)):
        assert killed(len(points), words) == 0, words
