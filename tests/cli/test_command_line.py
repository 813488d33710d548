"""What is typed wrong on the command line: one line on standard error, exit code 2, nothing made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kitchentable.main import INTERRUPTED, UNHEARD, main

ENDLESS = "x" * 5000


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-command"],
        ["--no-such-option"],
        ["--data-dir"],
        ["print"],
        ["print", "no-such-sheet", "--to", "x.pdf"],
        ["print", "help"],
        ["print", "help", "--to", "x.pdf", "--paper", "papyrus"],
        ["print", "help", "--to", "no/such/folder/x.pdf"],
        ["remind"],
        ["backup"],
        ["backup", "x.zip"],
        ["backup", "x.ktbackup"],
        ["restore"],
        ["restore", "no/such.ktbackup", "--yes"],
        ["restore", "x.ktbackup", "--passphrase-file", "a", "--recovery-code-file", "b"],
        ["export"],
        ["export", "new", "--passphrase-file", "no/such/file"],
        ["import"],
        ["import", "no/such/folder"],
        ["erase", "--no-such-option"],
        ["doctor", "--no-such-option"],
        ["guidance", "no-such-action"],
        ["guidance", "check", "no/such/folder"],
    ],
    ids=" ".join,
)
def test_it_is_one_line_and_nothing_is_made(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert said.err[0].isupper() or said.err.startswith(("/", "no/", "“")), said.err
    assert list(tmp_path.iterdir()) == []


def _short(place: str) -> str:
    return repr(place[-12:])


PLACES = [
    ["--data-dir", "PLACE", "doctor"],
    ["--data-dir", "PLACE", "erase", "--yes"],
    ["--data-dir", "PLACE", "remind", "--check"],
    ["print", "help", "--to", "PLACE"],
    ["print", "--all", "--to", "PLACE"],
    ["print", "month", "--to", "PLACE"],
    ["remind", "--calendar", "PLACE"],
    ["guidance", "check", "PLACE"],
    ["guidance", "build", "--to", "PLACE"],
    ["guidance", "diff", "PLACE", "."],
    ["guidance", "key", "--to", "PLACE"],
    ["guidance", "helplines", "--to", "PLACE"],
    ["guidance", "schema", "--to", "PLACE"],
    ["backup", "PLACE"],
    ["restore", "PLACE", "--yes"],
    ["export", "PLACE"],
    ["import", "PLACE"],
]
"""Every argument that is a file or a folder."""


@pytest.mark.parametrize("place", ["", ENDLESS, f"{ENDLESS}.ktbackup", "circle", "a\0b"], ids=_short)
@pytest.mark.parametrize("words", PLACES, ids=" ".join)
def test_a_place_no_computer_has_is_one_short_line_and_nothing_is_made(
    words: list[str], place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("circle").symlink_to("circle")
    assert main([place if word == "PLACE" else word for word in words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert len(said.err) < 300
    assert [one.name for one in tmp_path.iterdir()] == ["circle"]
    assert Path("circle").is_symlink()


@pytest.mark.parametrize("folder", ["/nowhere/~", "~nobody-of-this-name/records", "circle"])
def test_as_it_is_scheduled_a_folder_that_can_t_be_is_one_line_too(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("circle").symlink_to("circle")
    code = main(["--data-dir", folder, "remind", "--check"])
    said = capsys.readouterr()
    assert (code, said.out, said.err) == (0, "Reminders are off.\n", "") if folder.startswith("/") else code == 2
    assert len(said.err.splitlines()) <= 1
    assert [one.name for one in tmp_path.iterdir()] == ["circle"]


@pytest.mark.parametrize(
    "words",
    [
        ["search", "--json"],
        ["search", " ", "--json"],
        ["search", "xbox", "--country", "atlantis", "--json"],
        ["remind", "--json"],
        ["remind", "--check", "--remove", "--json"],
        ["remind", "--calendar", "x.ics", "--json"],
        ["remind", "--no-such-option", "--json"],
        ["guidance", "stats", "no/such/folder", "--json"],
        ["guidance", "diff", "--json"],
        ["guidance", "diff", "no/such", "folder", "--json"],
        ["doctor", "too", "much", "--json"],
        ["--data-dir", "", "doctor", "--json"],
        ["--data-dir", "~nobody-of-this-name", "doctor", "--json"],
    ],
    ids=" ".join,
)
def test_where_json_was_asked_for_the_trouble_is_json(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    told = json.loads(said.err)["error"]
    assert set(told) == {"title", "message"}
    assert all(told.values())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["export", "print", "doctor"])
def test_a_folder_can_be_called_as_a_command_is(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--data-dir", folder, "remind", "--check", "--json"]) == 0


def test_a_reader_that_has_gone_is_no_fault(tmp_path: Path) -> None:
    """``kitchentable search … | head -1``: the pipe is closed before anything is written to it."""
    listens, speaks = os.pipe()
    os.close(listens)
    with os.fdopen(speaks, "wb") as into:
        done = subprocess.run(
            _command("search", "xbox"), stdout=into, stderr=subprocess.PIPE, check=False, cwd=tmp_path
        )
    assert (done.returncode, done.stderr) == (UNHEARD, b"")


def test_a_terminal_without_curly_quotes_gets_their_numbers(tmp_path: Path) -> None:
    for words, code in ((("search", "xbox"), 0), (("print", "guide", "“x”", "--to", "x.pdf"), 2)):
        done = subprocess.run(
            _command(*words),
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
        assert b"\\u20" in done.stdout + done.stderr


def test_ctrl_c_has_a_shells_code_and_no_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("kitchentable.cli.search.run", interrupted)
    assert main(["search", "xbox"]) == INTERRUPTED
    assert capsys.readouterr() == ("", "")


def _command(*words: str) -> list[str]:
    app = Path(__file__).resolve().parents[2] / "app"
    return [sys.executable, "-W", "error", "-c", _START.format(app=str(app)), *words]


_START = "import sys; sys.path.insert(0, {app!r}); from kitchentable.main import main; sys.exit(main())"
"""As an installed console script starts the program."""
