"""The short version of the keychain’s moods: the same table, with less patience."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability import keychains

pytestmark = [
    pytest.mark.real_keyring,
    pytest.mark.leaves_threads("a silent keychain keeps its thread waiting"),
]


def test_a_keyring_in_every_mood_is_told_and_the_records_stay(short_path: Path) -> None:
    figure = keychains.table(short_path, 1, 1.0)
    assert figure.faults == []
    assert figure.tried == 2 * len(keychains.MOODS) + sum(one.new_too for one in keychains.MOODS.values())
