"""Leaving on the command line, as a process of its own on real encrypted records: out, erased, back, and the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kitchentable.guidance.pack import load_pack
from kitchentable.main import main
from kitchentable.services.leaving import DATA_FILE, PAPER_FILE
from kitchentable.services.opening import create_household
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from kitchentable.system.single_instance import SingleInstance
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.sample_family import ROBIN, SAM, add_sample_family

PASSPHRASE = "three plain words é"  # noqa: S105 - a sample


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the folder of the sample family, which opens with PASSPHRASE."""
    return make_family(Paths.of(tmp_path / "data"))


def make_family(paths: Paths) -> Paths:
    clock = FakeClock()
    home = create_household(
        paths=paths,
        keychain=FakeKeychain(),
        guidance=load_pack(guidance_pack()),
        clock=clock,
        passphrase=PASSPHRASE,
    )
    add_sample_family(home, clock)
    home.close()
    return paths


@pytest.fixture
def key_file(tmp_path: Path) -> str:
    """Return a file with the passphrase in its first line."""
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return str(file)


def kitchentable(paths: Paths, *words: str, piped: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kitchentable", "--data-dir", str(paths.data), *words],
        input=piped,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def refused(done: subprocess.CompletedProcess[str], says: str) -> None:
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr


def family_in(folder: Path) -> object:
    return json.loads((folder / DATA_FILE).read_bytes())["family"]


def test_out_erased_and_back_is_the_same(paths: Paths, key_file: str, tmp_path: Path) -> None:
    out, again = tmp_path / "out", tmp_path / "again"
    done = kitchentable(paths, "export", str(out), "--passphrase-file", key_file)
    assert done.returncode == 0, done.stderr
    assert "These files are not encrypted" in done.stdout
    assert (out / PAPER_FILE).read_bytes().startswith(b"%PDF")

    done = kitchentable(paths, "erase", "--yes")
    assert done.returncode == 0, done.stderr
    assert "Everything is erased." in done.stdout
    assert "What Kitchen Table can’t reach:" in done.stdout
    assert not paths.data.exists()

    done = kitchentable(paths, "import", str(out), "--passphrase-file", key_file)
    assert done.returncode == 0, done.stderr
    done = kitchentable(paths, "export", str(again), piped=f"{PASSPHRASE}\n")
    assert done.returncode == 0, done.stderr
    assert family_in(again) == family_in(out)
    refused(
        kitchentable(paths, "import", str(out), "--passphrase-file", key_file), "There is something in your records"
    )


def test_no_word_of_the_family_is_left_anywhere_after_an_erase(paths: Paths, home: Path, tmp_path: Path) -> None:
    assert kitchentable(paths, "erase", "--yes").returncode == 0
    everywhere = [one for place in (home, tmp_path) for one in place.rglob("*") if one.is_file()]
    marks = (ROBIN.encode(), SAM.encode(), b"A sample note", b"family.db")
    assert [one for one in everywhere if any(mark in one.read_bytes() for mark in marks)] == []
    assert not paths.data.exists()


@pytest.mark.parametrize("typed", ["", "yes\n", "eras\n"])
def test_without_the_word_nothing_is_erased(paths: Paths, typed: str) -> None:
    before = contents(paths)
    done = kitchentable(paths, "erase", piped=typed)
    assert done.returncode == 2
    assert "Nothing was erased" in done.stderr
    assert contents(paths) == before


def test_the_word_erases(paths: Paths) -> None:
    assert kitchentable(paths, "erase", piped="Erase\n").returncode == 0
    assert not paths.data.exists()
    done = kitchentable(paths, "erase")
    assert (done.returncode, "There is nothing" in done.stdout) == (0, True)


def test_an_open_window_is_not_erased_under_its_feet(paths: Paths, key_file: str, tmp_path: Path) -> None:
    assert kitchentable(paths, "export", str(tmp_path / "out"), "--passphrase-file", key_file).returncode == 0
    with SingleInstance(paths) as instance:
        assert instance.claim()
        before = contents(paths)
        refused(kitchentable(paths, "erase", "--yes"), "Kitchen Table is open")
        refused(kitchentable(paths, "import", str(tmp_path / "out")), "Kitchen Table is open")
        done = kitchentable(paths, "export", str(tmp_path / "too"), "--passphrase-file", key_file)
        assert done.returncode == 0, done.stderr
        assert contents(paths) == before


def contents(paths: Paths) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in paths.data.iterdir() if one.is_file() and one != paths.lock}


def test_bad_asking_is_one_line_and_changes_nothing(paths: Paths, key_file: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase\n")
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter").write_text("mine")
    before = contents(paths)
    new = str(tmp_path / "new")
    for words, says in (
        (("export",), "Please say where to"),
        (("export", str(full)), "new or an empty folder"),
        (("export", new, "--passphrase-file", str(wrong)), "not the passphrase"),
        (("export", new, "--passphrase-file", str(tmp_path / "none")), "can’t be read"),
        (("export", new), "is empty"),
        (("export", str(tmp_path / "no" / "parent"), "--passphrase-file", key_file), "is not there"),
        (("import", str(full)), "There is no export"),
        (("import", str(wrong)), "damaged, or not an export"),
        (("erase", "--no-such"), "unrecognized arguments"),
    ):
        done = kitchentable(paths, *words)
        assert (words, done.returncode, len(done.stderr.splitlines())) == (words, 2, 1), done.stderr
        assert says.lower() in done.stderr.lower()
    assert contents(paths) == before
    assert not Path(new).exists()
    assert [one.name for one in full.iterdir()] == ["letter"]


def test_a_bad_import_makes_no_folder(paths: Paths, key_file: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert kitchentable(paths, "export", str(out), "--passphrase-file", key_file).returncode == 0
    new = Paths.of(tmp_path / "new")
    whole = (out / DATA_FILE).read_bytes()
    for bad in (whole[:-100], whole.replace(b'"format": 2', b'"format": 9'), b""):
        (out / DATA_FILE).write_bytes(bad)
        refused(kitchentable(new, "import", str(out)), DATA_FILE)
    (out / DATA_FILE).write_bytes(whole)
    refused(kitchentable(new, "import", str(out)), "choose a passphrase")  # there is no keychain in a test
    assert not new.data.exists()
    shutil.rmtree(paths.data)
    refused(kitchentable(paths, "export", str(tmp_path / "more")), "There are no records")


@pytest.mark.parametrize("words", [["doctor"], ["doctor", "--json"]])
def test_the_doctor_names_nobody_and_no_place(paths: Paths, words: Sequence[str], home: Path) -> None:
    done = kitchentable(paths, *words)
    assert done.returncode == 1  # no backup yet, and only a passphrase
    assert done.stderr == ""
    assert not any(secret in done.stdout for secret in (ROBIN, SAM, str(paths.data), str(home), PASSPHRASE))
    if "--json" in words:
        told = json.loads(done.stdout)
        assert told["ok"] is False
        assert {"part", "ok", "words", "todo"} == set(told["findings"][0])


def test_an_export_beside_the_window_leaves_what_the_window_is_making(
    paths: Paths, key_file: str, tmp_path: Path
) -> None:
    making = [paths.data / name for name in (f"family.db.rekeyed-{'f' * 32}", "family.db.restored")]
    for one in making:
        one.write_bytes(b"being made by the window")
    with SingleInstance(paths) as window:
        assert window.claim()
        assert kitchentable(paths, "export", str(tmp_path / "out"), "--passphrase-file", key_file).returncode == 0
        assert all(one.exists() for one in making)
    assert kitchentable(paths, "export", str(tmp_path / "2"), "--passphrase-file", key_file).returncode == 0
    assert not any(one.exists() for one in making), "alone, it clears away what a crash may have left"


def test_the_schema_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Kitchen Table export, format 2"
