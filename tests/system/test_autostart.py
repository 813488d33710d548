"""The autostart entry: quoted for any folder, and read back as desktops change it."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.system.autostart import Autostart, entry_text
from kitchentable.system.autostart import _words as words_of
from kitchentable.system.schedule import Wake

WORDS = st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20), min_size=1, max_size=5)


@given(WORDS)
def test_any_command_reads_back_as_it_was(words: list[str]) -> None:
    lines = entry_text(tuple(words)).decode().split("\n")
    (line,) = [one.removeprefix("Exec=") for one in lines if one.startswith("Exec=")]
    assert words_of(line) == words


def test_quoting_is_what_the_specification_says() -> None:
    text = entry_text(("/opt/a b/k", "100%", 'say "hi"', "$HOME", "back\\slash", "`x`")).decode()
    assert 'Exec="/opt/a b/k" "100%%" "say \\\\"hi\\\\"" "\\\\$HOME" "back\\\\\\\\slash" "\\\\`x\\\\`"\n' in text


def test_the_entry_is_a_whole_desktop_entry() -> None:
    parsed = configparser.RawConfigParser()
    parsed.read_string(entry_text(("/usr/bin/kitchentable", "remind", "--check")).decode())
    entry = dict(parsed["Desktop Entry"])
    assert entry["type"] == "Application"
    assert entry["exec"] == '"/usr/bin/kitchentable" "remind" "--check"'


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_the_desktop_has_switched_off_is_off(line: str) -> None:
    autostart = Autostart()
    autostart.enable(("/bin/true",))
    with autostart.entry.open("a") as file:
        file.write(f"{line}\n")
    assert autostart.state().wake is Wake.OFF
    assert "switched off" in autostart.state().words
    autostart.enable(("/bin/true",))
    assert autostart.state().wake is Wake.ON


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"Exec=\n", b"Exec=relative\n", b'Exec="/bin/true\n'])
def test_an_entry_someone_has_spoilt_is_broken_not_an_error(content: bytes) -> None:
    autostart = Autostart(command=("/bin/true", "remind", "--check"))
    autostart.entry.parent.mkdir(parents=True)
    autostart.entry.write_bytes(content)
    assert autostart.state().wake is Wake.BROKEN


def test_an_entry_for_another_folder_is_broken() -> None:
    Autostart().enable(("/bin/true", "--data-dir", "/a", "remind", "--check"))
    assert Autostart(command=("/bin/true", "remind", "--check")).state().wake is Wake.BROKEN


def test_a_place_that_can_t_be_written_is_one_clear_sentence(home: Path) -> None:
    (home / ".config" / "autostart").write_text("a file in the way")
    with pytest.raises(CannotWrite):
        Autostart().enable(("/bin/true",))
    assert Autostart().state().wake is Wake.OFF


@pytest.mark.parametrize("command", [("kitchentable",), ("/bin/true", "a\nb")])
def test_a_command_no_entry_can_hold_is_refused(command: tuple[str, ...]) -> None:
    with pytest.raises(ReminderTrouble):
        Autostart().enable(command)
