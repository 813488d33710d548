"""Many files come into a folder together, or the folder stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitchentable.domain.errors import CannotWrite
from kitchentable.system.folders import all_or_nothing


def test_all_files_come_and_older_ones_of_the_same_name_go(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("old")
    (tmp_path / "other").write_text("mine")
    with all_or_nothing(tmp_path) as tray:
        (tray / "one").write_text("new")
        (tray / "two").write_text("new")
        assert (tmp_path / "one").read_text() == "old"
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"one": "new", "two": "new", "other": "mine"}


@pytest.mark.parametrize("error", [KeyboardInterrupt, CannotWrite("full")])
def test_an_error_leaves_the_folder_as_it_was(tmp_path: Path, error: BaseException) -> None:
    (tmp_path / "one").write_text("old")

    def fill(folder: Path) -> None:
        with all_or_nothing(folder) as tray:
            (tray / "one").write_text("new")
            raise error

    for folder in (tmp_path, tmp_path / "new" / "inside"):
        with pytest.raises((KeyboardInterrupt, CannotWrite)):
            fill(folder)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("one", "old")]


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for place in (tmp_path / "file", tmp_path / "file" / "inside"):
        with pytest.raises(CannotWrite, match="is not a folder"), all_or_nothing(place):
            pytest.fail("there is no such folder")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_in_the_way_of_a_file_is_told_before_anything_moves(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()

    def fill() -> None:
        with all_or_nothing(tmp_path) as tray:
            (tray / "one").write_text("new")
            (tray / "two").write_text("new")

    with pytest.raises(CannotWrite, match="two is a folder"):
        fill()
    assert [one.name for one in tmp_path.iterdir()] == ["two"]


def test_a_place_nobody_can_write_to_is_told() -> None:
    with pytest.raises(CannotWrite, match="please choose another place"), all_or_nothing(Path("/proc/nowhere/deep")):
        pytest.fail("there is no such folder")
