"""Preferences that are needed before the records are open."""

from __future__ import annotations

import stat

import msgspec
import pytest

from kitchentable.services.preferences import (
    Paper,
    Preferences,
    Theme,
    load_preferences,
    read_preferences,
    save_preferences,
)
from kitchentable.system.paths import Paths
from tests.worlds import ExpectedLogs

CHANGED = Preferences(
    theme=Theme.DARK, text_percent=150, paper=Paper.LETTER, welcome_done=True, window_width=1024, window_height=640
)


def test_without_a_file_the_defaults_are_used_and_nothing_is_made(paths: Paths) -> None:
    assert load_preferences(paths) == Preferences()
    assert not paths.data.exists()


def test_what_is_saved_is_loaded(paths: Paths) -> None:
    save_preferences(paths, CHANGED)
    assert load_preferences(paths) == CHANGED
    assert stat.S_IMODE(paths.preferences.stat().st_mode) == 0o600


BAD = [
    *(b"", b"{", b"[]", b'{"text_percent": 5000}', b'{"theme": "pink"}', b"\xff\xfe", b"null"),
    b'{"a":' * 100_000,
]


@pytest.mark.parametrize("data", BAD, ids=range(len(BAD)))
def test_a_damaged_file_is_kept_aside_and_the_defaults_are_used(
    paths: Paths, expected_logs: ExpectedLogs, data: bytes
) -> None:
    expected_logs.allow("the preferences were damaged")
    paths.prepare()
    paths.preferences.write_bytes(data)
    value, trouble = read_preferences(paths)
    assert value == Preferences()
    assert trouble is not None
    assert "your records are safe" in trouble.message
    assert (paths.data / "preferences.json.damaged").read_bytes() == data
    save_preferences(paths, CHANGED)
    assert load_preferences(paths) == CHANGED


def test_a_field_of_a_later_version_is_passed_over(paths: Paths) -> None:
    paths.prepare()
    paths.preferences.write_bytes(b'{"theme": "dark", "unheard_of": 1}')
    assert load_preferences(paths).theme is Theme.DARK


def test_a_value_out_of_range_is_our_bug_and_is_not_written(paths: Paths) -> None:
    save_preferences(paths, CHANGED)
    with pytest.raises(msgspec.ValidationError):
        save_preferences(paths, Preferences(text_percent=5000))
    assert load_preferences(paths) == CHANGED
