"""The commands for another publisher: a key, a check under its name, a signed pack; what is wrong changes nothing."""

from __future__ import annotations

import getpass
import os
import stat
from pathlib import Path

import pytest

from kitchentable.guidance import signing
from kitchentable.guidance.foreign import open_seal
from kitchentable.guidance.pack import encode
from kitchentable.main import main
from tests.foreign_sample import PUBLISHER, write_folder
from tests.sample_guidance import sample_pack


def _run(*words: str | Path) -> int:
    return main(["guidance", *map(str, words)])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ours = tmp_path / "ours.pack"
    ours.write_bytes(encode(sample_pack()))
    monkeypatch.setattr("kitchentable.cli.guidance.guidance_pack", lambda: ours)
    return write_folder(tmp_path / "school")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    assert _run("key", "--to", tmp_path / "school.key") == 0
    return tmp_path / "school.key"


def test_a_key_is_private_and_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "school.key"
    assert _run("key", "--to", key) == 0
    told = capsys.readouterr().out
    public = signing.public_bytes(signing.open_key(key.read_bytes(), "key"))
    assert f"Fingerprint: {signing.fingerprint(public)}" in told
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    assert _run("key", "--to", key) == 2
    assert key.read_bytes() == before
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_folder_becomes_a_signed_pack(folder: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder.parent / "new.ktpack"
    assert _run("check", folder, "--publisher", PUBLISHER) == 0
    assert "is sound: 1 topic, 1 talk," in capsys.readouterr().out
    assert _run("build", folder, "--publisher", PUBLISHER, "--sign", key, "--to", target) == 0
    read = open_seal(target.read_bytes(), "it")
    assert read.publisher.name == PUBLISHER
    assert [one.id for one in read.pack.topics] == ["phones-at-school"]
    assert read.publisher.fingerprint in capsys.readouterr().out


def test_a_locked_key_asks_for_its_passphrase(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["our words", "our words", "our words", "other words"])
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))
    key, target = folder.parent / "locked.key", folder.parent / "new.ktpack"
    assert _run("key", "--to", key, "--passphrase") == 0
    assert signing.is_locked(key.read_bytes())
    build = ("build", folder, "--publisher", PUBLISHER, "--sign", key, "--to", target)
    assert _run(*build) == 0
    target.unlink()
    assert _run(*build) == 2
    assert not target.exists()


def test_two_different_passphrases_make_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["one", "two"])
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))
    assert _run("key", "--to", tmp_path / "k", "--passphrase") == 2
    assert not (tmp_path / "k").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--publisher", "Kitchen Table", "--sign", "KEY", "--to", "TO.ktpack"), "is our own name"),
        (("--publisher", PUBLISHER, "--to", "TO.ktpack"), "--sign KEYFILE"),
        (("--publisher", PUBLISHER, "--sign", "KEY", "--to", "TO.pack"), "--to FILE.ktpack"),
        (("--publisher", PUBLISHER, "--sign", "NOWHERE", "--to", "TO.ktpack"), "can’t be read"),
        (("--publisher", PUBLISHER, "--sign", "KEY", "--to", "TO.ktpack", "--release"), "--release"),
        (("--sign", "KEY", "--to", "TO.ktpack"), "--publisher NAME"),
    ],
)
def test_what_is_missing_is_one_line(
    folder: Path, key: Path, words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"KEY": str(key), "TO.ktpack": str(folder.parent / "to.ktpack"), "TO.pack": str(folder.parent / "to.pack")}
    capsys.readouterr()
    assert _run("build", folder, *(places.get(word, word) for word in words)) == 2
    error = capsys.readouterr().err
    assert told in error
    assert len(error.splitlines()) == 1
    assert not list(folder.parent.glob("to.*"))


def test_their_folder_is_held_to_the_same_rules(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contacts = folder / "contacts" / "uk.yaml"
    text = contacts.read_text(encoding="utf-8").replace("kind: advice", "kind: emergency")
    contacts.write_text(text.replace("grade: A", "grade: D"), encoding="utf-8")
    topic = folder / "topics" / "phones-at-school.yaml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("[blackmailed]", "[blackmale]"), encoding="utf-8")
    (folder / "countries").mkdir()
    (folder / "countries" / "uk.yaml").write_text("id: uk\n", encoding="utf-8")
    assert _run("check", folder, "--publisher", PUBLISHER) == 2
    error = capsys.readouterr().err
    assert f"{topic}:15: there is no situation `blackmale`; did you mean `blackmailed`?" in error
    assert f"{contacts}:9: `grade` can't be “D”" in error
    assert "countries/uk.yaml:1: nobody reads this file" in error


def test_an_emergency_number_is_never_theirs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contacts = folder / "contacts" / "uk.yaml"
    contacts.write_text(
        contacts.read_text(encoding="utf-8").replace("kind: advice", "kind: emergency"), encoding="utf-8"
    )
    assert _run("check", folder, "--publisher", PUBLISHER) == 2
    assert f"{contacts}:3: an emergency number is never another publisher’s" in capsys.readouterr().err


def test_a_country_we_have_no_help_for_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "contacts" / "uk.yaml").rename(folder / "contacts" / "xx.yaml")
    assert _run("check", folder, "--publisher", PUBLISHER) == 2
    assert "there is no country `xx`" in capsys.readouterr().err


def test_an_empty_folder_is_no_pack(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert folder.exists()
    assert _run("check", tmp_path / "empty", "--publisher", PUBLISHER) == 2
    assert "there is nothing in this folder" in capsys.readouterr().err
