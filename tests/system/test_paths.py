"""Where things are kept, and folders that can't be used."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import platformdirs
import pytest

from kitchentable.domain.errors import CannotWrite
from kitchentable.system.paths import Paths, default_data_folder


def test_without_a_folder_it_is_the_systems_own_place(home: Path) -> None:
    assert Paths.of(None).data == home / ".local" / "share" / "kitchentable"
    assert str(default_data_folder()) == platformdirs.user_data_dir("kitchentable", appauthor=False)


@pytest.mark.parametrize("base", ["", "relative/place"])
def test_a_base_that_is_no_absolute_path_is_ignored(home: Path, monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", base)
    assert default_data_folder() == home / ".local" / "share" / "kitchentable"


def test_a_named_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Paths.of(Path("family")).data == tmp_path / "family"


def test_the_folder_is_for_this_user_only(tmp_path: Path) -> None:
    paths = Paths.of(tmp_path / "a" / "b")
    paths.prepare()
    paths.data.chmod(0o755)
    paths.prepare()
    assert paths.data.stat().st_mode & 0o777 == 0o700


def test_a_file_in_its_place_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(CannotWrite, match="please check that it is a folder"):
        Paths.of(tmp_path / "data").prepare()
    assert (tmp_path / "data").read_text() == "a file"


def test_a_folder_that_can_t_be_written_is_one_clear_sentence() -> None:
    with pytest.raises(CannotWrite) as caught:  # /proc takes no folders, whoever asks
        Paths.of(Path("/proc/kitchentable")).prepare()
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("name", ["data", "d" * 200, "ä😀" * 30])
def test_the_socket_s_name_is_one_the_kernel_takes(tmp_path: Path, name: str) -> None:
    address = Paths.of(tmp_path / name).socket
    assert len(os.fsencode(address)) <= 103
    address.parent.mkdir(parents=True, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(address))


def test_two_folders_have_two_sockets(tmp_path: Path) -> None:
    assert Paths.of(tmp_path / ("d" * 200)).socket != Paths.of(tmp_path / ("e" * 200)).socket


def test_without_a_session_folder_the_socket_is_in_one_of_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert Paths.of(tmp_path / ("d" * 200)).socket.parent.name == f"kitchentable-{os.getuid()}"
