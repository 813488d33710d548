"""What is typed wrong on the command line: one line on standard error, exit code 2, nothing made."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitchentable.main import main


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
