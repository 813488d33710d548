"""The print commands: a file where it was asked for, or one clear line and nothing written."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kitchentable.cli import prints
from kitchentable.main import main
from tests.fakes.clock import FakeClock
from tests.printing.paper import opened
from tests.printing.paper_guidance import paper_guidance


@pytest.mark.parametrize(
    "words",
    [
        ["talk", "going-live", "--age", "10-12"],
        ["talk", "going-live", "--age", "11", "--name", "علي 😀", "--large", "--paper", "letter"],
        ["talk", "going-live", "--age", "11", "--child-page", "--name", "Ava"],
        ["guide", "console"],
        ["guide", "console", "--age", "13-15"],
        ["help", "--country", "uk"],
        ["card", "--name", "Ava"],
        ["console", "console", "--age", "11", "--codes", "--name", "Ava"],
        ["console", "console", "--age", "13-15", "--on", "website"],
        ["pack"],
        ["pack", "--age", "10-12", "--topic", "going-live", "--copies", "3"],
        ["talk", "going-live", "--age", "11", "--codes"],
        ["guide", "console", "--codes"],
        ["card", "--wallet", "--large", "--paper", "letter"],
    ],
)
def test_a_sheet_is_saved_and_said(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sheet.pdf"
    assert _run([*words, "--to", str(file)]) == 0
    assert capsys.readouterr().out == f"Saved {file}\n"
    with opened(file.read_bytes()) as saved:
        assert len(saved.pages) >= 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["talk", "no-such", "--age", "10-12"], "There is no talk called “no-such”."),
        (["talk", "going-live", "--age", "under-7"], "Under 7, talk about video calls first."),
        (["talk", "going-live", "--age", "18"], "“18” is not an age we write for"),
        (["talk", "going-live", "--age", "١١"], "is not an age we write for"),
        (["talk", "going-live", "--age", "11", "--name", "a" * 10_000], "That name is too long."),
        (["talk", "going-live", "--age", "11", "--name", "\u202e\u0007"], "Please type a name."),
        (["guide", "no-such"], "There is no guide called “no-such”."),
        (["console", "console", "--age", "11", "--on", "moon"], "“moon” is not a place we know"),
        (["console", "console", "--age", "11", "--on", "router"], "has nothing to set there"),
        (["pack", "--copies", "many"], "“many” is not a number of copies."),
        (["pack", "--copies", "101"], "at most 100 copies"),
        (["pack", "--topic", "no-such"], "There is no talk called “no-such”."),
        (["help", "--country", "xx"], "There is no help for the country “xx” yet."),
        (["help", "--paper", "a5"], "please use a4 or letter"),
        (["help", "--format", "docx"], "please use pdf or html"),
    ],
)
def test_a_wrong_word_gets_one_line_and_nothing_is_written(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run([*words, "--to", str(tmp_path / "sheet.pdf")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert said in told.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["--format", "html"], ["--name", "Ava"]])
def test_a_web_page_is_saved_by_its_format_or_by_its_ending(words: list[str], tmp_path: Path) -> None:
    file = tmp_path / ("sheet.bin" if "html" in words else "sheet.html")
    assert _run(["talk", "going-live", "--age", "10-12", *words, "--to", str(file)]) == 0
    assert file.read_bytes().startswith(b"<!doctype html>")


def test_everything_is_saved_with_a_file_for_each_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["--all", "--age", "11", "--format", "html", "--to", str(tmp_path / "school")]) == 0
    told = capsys.readouterr()
    assert told.out == f"Saved 8 files in {tmp_path / 'school'}\n"
    assert told.err.splitlines()[-1] == "8 of 8"
    assert sorted(one.name for one in (tmp_path / "school").iterdir()) == [
        "An evening for parents.html",
        "Get help now.html",
        "Going live, a page for age 10 to 12.html",
        "Going live, age 10 to 12.html",
        "Help card.html",
        "Help cards to cut out.html",
        "Sample console settings, age 10 to 12.html",
        "Sample console step by step, age 10 to 12.html",
    ]


def test_the_pack_for_an_evening_is_saved_as_a_web_page(tmp_path: Path) -> None:
    assert _run(["pack", "--to", str(tmp_path / "pack.html")]) == 0
    assert "<h2>Get help now</h2>" in (tmp_path / "pack.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Please say what to print"),
        (["--all"], "Please say which folder"),
        (["--all", "--to", "{folder}/all", "--age", "19"], "is not an age we write for"),
        (["--all", "--to", "{folder}/all", "--format", "doc"], "please use pdf or html"),
        (["--all", "--to", "{folder}/all", "--paper", "a5"], "please use a4 or letter"),
        (["--all", "--to", "{folder}/all", "--country", "xx"], "no help for the country"),
        (["--all", "--to", "/dev/null"], "is not a folder"),
        (["--all", "help", "--to", "{folder}/sheet.pdf"], "one or the other"),
    ],
)
def test_everything_with_a_wrong_word_gets_one_line_and_nothing_is_written(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run([one.format(folder=tmp_path) for one in words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert said in told.err
    assert list(tmp_path.iterdir()) == []


_AT_A_TERMINAL = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    " from kitchentable.main import main; sys.exit(main())"
)
"""The program with Ctrl+C as at a terminal: what a shell starts in the background is made deaf to it."""


def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path) -> None:
    folder = tmp_path / "school"
    words = ["print", "--all", "--to", str(folder)]
    with subprocess.Popen(
        [sys.executable, "-c", _AT_A_TERMINAL, *words],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as program:
        assert program.stderr is not None
        assert " of " in program.stderr.readline()
        assert list(folder.iterdir())
        program.send_signal(signal.SIGINT)
        assert "Traceback" not in program.stderr.read()
    assert program.returncode == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["help"], ["--all"]])
def test_a_place_without_a_name_gets_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", *words, "--to", ""]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "the name is empty" in told


def test_what_is_not_a_file_is_not_replaced_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert _run(["help", "--to", str(tmp_path / "pipe")]) == 2
    assert "pipe is not a file: please choose another name." in capsys.readouterr().err
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("place", ["nowhere/sheet.pdf", "folder"])
def test_a_place_that_cannot_be_written_gets_one_line(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    assert _run(["help", "--to", str(tmp_path / place)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert [one.name for one in tmp_path.rglob("*")] == ["folder"]


def _run(words: list[str]) -> int:
    parser = argparse.ArgumentParser()
    prints.add_arguments(parser.add_subparsers(dest="command"))
    return prints.run(parser.parse_args(["print", *words]), paper_guidance(), FakeClock())
