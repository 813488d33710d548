"""The guidance commands: what they print, what they return, and that a fault changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kitchentable.guidance.folder import RELEASED
from kitchentable.guidance.pack import load_pack
from kitchentable.main import main
from tests.guidance.sample_folder import SampleFolder


def _run(*words: str | Path) -> int:
    return main(["guidance", *map(str, words)])


def test_check_says_that_all_is_well(folder: SampleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("check", folder.root) == 0
    told = capsys.readouterr()
    assert told.out.startswith("The guidance is sound: 1 topic, 1 talk, 1 guide, 1 setting, 1 situation, 2 contacts, ")
    assert told.err == ""


def test_check_tells_each_fault_in_a_line(folder: SampleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.change("topics/live-streaming.yaml", "order: 1", "order: one")
    folder.change("countries/uk.yaml", "crisis: [childline]", "crisis: [shout]")
    assert _run("check", folder.root) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        f"{folder.root}/countries/uk.yaml:5: there is no contact in this country called `shout`",
        f"{folder.root}/topics/live-streaming.yaml:2: `order` must be a whole number, not “one”",
    ]


def test_build_writes_a_pack_that_loads(
    folder: SampleFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new" / "guidance.pack"
    assert _run("build", folder.root, "--to", target, "--built-on", "2026-11-25") == 0
    assert capsys.readouterr().out.startswith(f"{target} is built: version 2026-11-21.1, 1 topic,")
    assert str(load_pack(target).pack.built_on) == "2026-11-25"
    assert [path.name for path in target.parent.iterdir()] == ["guidance.pack"]


def test_builds_of_a_release_are_the_same_on_any_day(
    folder: SampleFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    assert _run("build", folder.root, "--to", tmp_path / "one") == 0
    assert _run("build", folder.root, "--to", tmp_path / "two") == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert str(load_pack(tmp_path / "one").pack.built_on) == "2026-11-22"


def test_a_faulty_folder_leaves_the_old_pack_as_it_was(folder: SampleFolder, tmp_path: Path) -> None:
    target = tmp_path / "guidance.pack"
    target.write_bytes(b"old")
    folder.change("topics/live-streaming.yaml", "order: 1", "order: one")
    assert _run("build", folder.root, "--to", target) == 2
    assert target.read_bytes() == b"old"


def test_a_place_that_cannot_be_written_is_one_line(
    folder: SampleFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("here already", encoding="utf-8")
    assert _run("build", folder.root, "--to", tmp_path / "file" / "guidance.pack") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert (tmp_path / "file").read_text(encoding="utf-8") == "here already"


def test_a_folder_for_a_file_is_one_line(folder: SampleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("build", folder.root, "--to", folder.root) == 2
    assert capsys.readouterr().err == f"{folder.root} is a folder; please name a file.\n"


def test_a_name_that_is_too_long_is_one_line(
    folder: SampleFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("build", folder.root, "--to", tmp_path / ("x" * 300)) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["guidance"]


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01"])
def test_a_day_that_is_none_is_one_line(
    folder: SampleFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    assert _run("build", folder.root, "--to", tmp_path / "pack", "--built-on", day) == 2
    assert capsys.readouterr().err == f"“{day}” is not a day; write it as 2026-11-21.\n"
    assert not (tmp_path / "pack").exists()


def test_a_release_records_its_ids(folder: SampleFolder, tmp_path: Path) -> None:
    assert _run("build", folder.root, "--to", tmp_path / "pack") == 0
    assert not (folder.root / RELEASED).exists()
    assert _run("build", folder.root, "--to", tmp_path / "pack", "--release") == 0
    lines = (folder.root / RELEASED).read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if not line.startswith("#")]
    assert [line.removesuffix(" retired") for line in told] == list(load_pack(tmp_path / "pack").pack.ids)
    assert [line for line in told if line.endswith(" retired")] == [
        "setting/xbox/parent-pin retired",
        "talk/live-streaming/10-12/old-line retired",
    ]
    assert _run("check", folder.root) == 0


def test_stats_are_json(folder: SampleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("stats", folder.root, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["topics"], told["talks"], told["lines_to_tick"], told["ways"], told["claims"]) == (1, 1, 4, 1, 3)
    assert told["confidence"] == {"high": 1, "medium": 0, "low": 0}
    assert told["confidence_shares"] == {"high": 1.0, "medium": 0.0, "low": 0.0}
    assert told["sources_by_kind"]["maker"] == 1
    assert told["ids_retired"] == 2


def test_stats_are_a_table_without_json(folder: SampleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("stats", folder.root) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["contacts", "2"] in rows
    assert ["confidence:", "high", "1"] in rows


def test_errors_of_json_are_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("stats", tmp_path / "nowhere", "--json") == 2
    told = json.loads(capsys.readouterr().err)
    assert told["error"]["message"] == f"{tmp_path / 'nowhere'}:1: there is no such folder"
