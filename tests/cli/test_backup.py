"""``backup FILE`` and ``restore FILE``: between two computers, by every way of giving a secret, and each refusal."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kitchentable.cli import backup, restore
from kitchentable.cli.arguments import OneLineParser
from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import BackupUnusable, BadInput, NotFound, StoreLocked, Trouble, WrongPassphrase
from kitchentable.main import main
from kitchentable.services.family import add_child, family_view
from kitchentable.services.household import Household
from kitchentable.services.opening import create_household, open_household
from kitchentable.system.paths import Paths
from kitchentable.system.single_instance import SingleInstance
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.sample_guidance import sample_guidance

PASSPHRASE = "three wet dogs"  # noqa: S105 - a sample


class Shell:
    """Types commands with a keychain and a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.paths = Paths.of(folder)
        self.keychain = FakeKeychain()
        self.clock = FakeClock()

    def begins(self, passphrase: str | None) -> None:
        home = create_household(
            paths=self.paths,
            keychain=self.keychain,
            guidance=sample_guidance(),
            clock=self.clock,
            passphrase=passphrase,
        )
        add_child(home, name="Ava", born=BirthMonth(2015, 3))
        home.close()

    def opens(self, passphrase: str | None) -> Household:
        return open_household(
            paths=self.paths,
            keychain=self.keychain,
            guidance=sample_guidance(),
            clock=self.clock,
            passphrase=passphrase,
        )

    def names(self, passphrase: str | None = None) -> list[str]:
        home = self.opens(passphrase)
        found = [card.child.name for card in family_view(home).children]
        home.close()
        return found

    def types(self, *words: str | Path) -> int:
        parser: argparse.ArgumentParser = OneLineParser(prog="kitchentable")
        parser.add_argument("--data-dir", type=Path)
        commands = parser.add_subparsers(dest="command")
        backup.add_arguments(commands)
        restore.add_arguments(commands)
        args = parser.parse_args(["--data-dir", str(self.paths.data), *map(str, words)])
        run = {"backup": backup.run, "restore": restore.run}[args.command]
        return run(args, self.clock, self.keychain)


class Terminal(io.TextIOWrapper):
    """Standard input that somebody sits at."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Return a function that pipes bytes in."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    put(b"")
    return put


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Return a function that seats somebody who types a secret and then an answer."""

    def seat(secret: str, answer: str) -> None:
        def typed(_prompt: str) -> str:
            return secret

        monkeypatch.setattr("getpass.getpass", typed)
        monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO(f"{answer}\n".encode()), encoding="utf-8"))

    return seat


@pytest.fixture
def old(tmp_path: Path) -> Shell:
    """Return a computer whose records open with a passphrase."""
    shell = Shell(tmp_path / "old")
    shell.begins(PASSPHRASE)
    return shell


@pytest.fixture
def new(tmp_path: Path) -> Shell:
    """Return a computer with nothing on it."""
    return Shell(tmp_path / "new")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Return a file with the passphrase, as an editor of Windows saves it."""
    file = tmp_path / "secret.txt"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nsecond line\n")
    return file


@pytest.fixture
def file(old: Shell, secret: Path, tmp_path: Path) -> Path:
    """Return a backup of the old computer's records."""
    place = tmp_path / "mine.ktbackup"
    assert old.types("backup", place, "--passphrase-file", secret) == 0
    return place


Out = pytest.CaptureFixture[str]
Pipe = Callable[[bytes], None]
Seat = Callable[[str, str], None]


def test_from_one_computer_to_another(
    old: Shell, new: Shell, secret: Path, tmp_path: Path, pipe: Pipe, capsys: Out
) -> None:
    assert pipe is not None
    file = tmp_path / "mine.ktbackup"
    assert old.types("backup", file, "--passphrase-file", secret) == 0
    said = capsys.readouterr().out
    assert "opened it again and read all of it: 1 child" in said
    assert "Ava" not in said
    assert new.types("restore", file, "--yes", "--passphrase-file", secret) == 0
    said = capsys.readouterr().out
    assert "This backup was made on Saturday 21 November 2026 at 18:30: 1 child" in said
    assert "There are no records here yet." in said
    assert "The records open with your passphrase." in said
    assert "turn reminders on in Preferences" in said, "this computer does not wake them yet"
    assert new.names(PASSPHRASE) == ["Ava"]


@pytest.mark.parametrize("words", [(), ("--passphrase-file", "-")])
def test_the_passphrase_can_come_through_a_pipe(words: tuple[str, ...], file: Path, new: Shell, pipe: Pipe) -> None:
    pipe(f"{PASSPHRASE}\nmore".encode())
    assert new.types("restore", file, "--yes", *words) == 0
    assert new.names(PASSPHRASE) == ["Ava"]


def test_at_a_terminal_it_is_asked_for_and_so_is_the_deed(
    file: Path, old: Shell, new: Shell, terminal: Seat, capsys: Out
) -> None:
    terminal(PASSPHRASE, "y")
    assert new.types("restore", file) == 0
    assert new.names(PASSPHRASE) == ["Ava"]
    before = {one.name: one.read_bytes() for one in old.paths.data.iterdir()}
    terminal(PASSPHRASE, "n")
    capsys.readouterr()
    assert old.types("restore", file) == 1
    said = capsys.readouterr().out
    assert "Here now, and replaced: 1 child" in said
    assert said.endswith("Nothing was changed.\n")
    assert {one.name: one.read_bytes() for one in old.paths.data.iterdir()} == before


def test_no_makes_no_folder(file: Path, new: Shell, terminal: Seat) -> None:
    for answer in ("no", "", "perhaps"):
        terminal(PASSPHRASE, answer)
        assert new.types("restore", file) == 1
        assert not new.paths.data.exists()


def test_old_records_are_kept_and_named(file: Path, old: Shell, secret: Path, pipe: Pipe, capsys: Out) -> None:
    assert pipe is not None
    database = old.paths.database.read_bytes()
    assert old.types("restore", file, "--yes", "--passphrase-file", secret) == 0
    kept = old.paths.data / "family.db.replaced-2026-11-21"
    assert str(kept) in capsys.readouterr().out
    assert kept.read_bytes() == database
    assert old.names(PASSPHRASE) == ["Ava"]


def test_a_family_with_only_a_keychain_is_told_and_needs_no_typing_here(
    tmp_path: Path, pipe: Pipe, capsys: Out
) -> None:
    assert pipe is not None
    here, file = Shell(tmp_path / "here"), tmp_path / "mine.ktbackup"
    here.begins(None)
    assert here.types("backup", file) == 0
    assert "open only on this computer" in capsys.readouterr().out
    assert here.types("restore", file, "--yes") == 0
    assert here.names() == ["Ava"]
    elsewhere = Shell(tmp_path / "elsewhere")
    with pytest.raises(BackupUnusable, match="only on the computer it was made on"):
        elsewhere.types("restore", file, "--yes")
    assert not elsewhere.paths.data.exists()


def refused(shell: Shell, kind: type[Trouble], match: str, *words: str | Path) -> None:
    """Check that a command raises one sentence and leaves every file as it was."""
    before = records(shell)
    with pytest.raises(kind, match=match) as told:
        shell.types(*words)
    assert "\n" not in told.value.message
    assert records(shell) == before


def records(shell: Shell) -> dict[Path, bytes]:
    files = (one for one in shell.paths.data.rglob("*") if one.is_file() and one.name != "app.lock")
    return {one: one.read_bytes() for one in files}


def test_every_refusal_is_one_sentence_and_changes_nothing(
    file: Path, old: Shell, new: Shell, secret: Path, tmp_path: Path, pipe: Pipe
) -> None:
    assert pipe is not None
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the one\n")
    (tmp_path / "empty.txt").write_text("\n")
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    half = tmp_path / "half.ktbackup"
    half.write_bytes(file.read_bytes()[:5000])
    with_secret = ("--passphrase-file", secret)
    refused(old, BadInput, "there already", "backup", file, *with_secret)
    refused(old, BadInput, "ends in .ktbackup", "backup", tmp_path / "mine.zip", *with_secret)
    refused(old, WrongPassphrase, "not the passphrase", "backup", tmp_path / "a.ktbackup", "--passphrase-file", wrong)
    refused(old, NotFound, "can’t be read", "backup", tmp_path / "a.ktbackup", "--passphrase-file", tmp_path / "no")
    refused(old, BadInput, "is empty", "backup", tmp_path / "a.ktbackup")
    refused(new, NotFound, "no records", "backup", tmp_path / "a.ktbackup", *with_secret)
    for shell in (old, new):
        refused(shell, NotFound, "There is no backup", "restore", tmp_path / "no.ktbackup", "--yes", *with_secret)
        refused(shell, NotFound, "There is no backup", "restore", tmp_path, "--yes", *with_secret)
        refused(shell, BackupUnusable, "is damaged", "restore", half, "--yes", *with_secret)
        refused(shell, BackupUnusable, "is not a backup", "restore", secret, "--yes", *with_secret)
        refused(shell, WrongPassphrase, "not the passphrase", "restore", file, "--yes", "--passphrase-file", wrong)
        refused(shell, BadInput, "is empty", "restore", file, "--yes", "--passphrase-file", tmp_path / "empty.txt")
        refused(shell, BadInput, "UTF-8", "restore", file, "--yes", "--passphrase-file", tmp_path / "bytes.txt")
        refused(shell, BadInput, "add --yes", "restore", file, *with_secret)
    assert not new.paths.data.exists()
    assert {one.name for one in tmp_path.glob("*.ktbackup")} == {"mine.ktbackup", "half.ktbackup"}


def test_restoring_waits_for_no_window_but_says_to_close_it(file: Path, old: Shell, secret: Path, pipe: Pipe) -> None:
    assert pipe is not None
    with SingleInstance(old.paths) as window:
        assert window.claim()
        refused(old, StoreLocked, "close its window", "restore", file, "--yes", "--passphrase-file", secret)


def test_a_backup_can_be_made_while_the_window_is_open(old: Shell, secret: Path, tmp_path: Path) -> None:
    with SingleInstance(old.paths) as window:
        assert window.claim()
        home = old.opens(PASSPHRASE)
        add_child(home, name="Ben", born=BirthMonth(2016, 4))
        assert old.types("backup", tmp_path / "now.ktbackup", "--passphrase-file", secret) == 0
        add_child(home, name="Cleo", born=BirthMonth(2017, 5))
        home.close()
        old.paths.restoring.write_bytes(b"")
        refused(old, StoreLocked, "being restored", "backup", tmp_path / "b.ktbackup", "--passphrase-file", secret)
        old.paths.restoring.unlink()
    assert (tmp_path / "now.ktbackup").exists()


def test_the_program_says_one_line_and_ends_with_two(
    file: Path, tmp_path: Path, pipe: Pipe, capsys: Out, home: Path
) -> None:
    pipe(b"not the one\n")
    capsys.readouterr()
    assert main(["--data-dir", str(tmp_path / "there"), "restore", str(file), "--yes"]) == 2
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert main(["restore", str(tmp_path / "no.ktbackup")]) == 2
    assert main(["backup", str(tmp_path / "b.ktbackup")]) == 2
    assert not (tmp_path / "there").exists()
    assert not (home / ".local" / "share" / "kitchentable").exists()
