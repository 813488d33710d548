"""The short version of the kills midway, and the proof that what is left half done is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitchentable.services import backups
from kitchentable.services.backup_files import source_of
from tests.reliability import midway, world
from tests.reliability.figures import Figure

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


def test_the_old_or_the_new_opens_after_kill_9_midway(tmp_path: Path) -> None:
    figures = midway.run(tmp_path, 6, 20261121)
    assert [(one.what, one.faults) for one in figures if not one.holds] == []
    assert [one.tried for one in figures] == [6, 6, 6]


def test_a_key_that_nobody_remembers_is_seen(tmp_path: Path) -> None:
    home = world.create(tmp_path / "family")
    world.keychain(tmp_path / "family").set("f" * 32, bytes(32))
    assert midway.after_new_keys(home, Figure("", ""), 0) == "the keychain holds 2 keys"
    home.close()


def test_a_damaged_backup_and_a_lost_one_are_seen(tmp_path: Path) -> None:
    home = world.create(tmp_path / "family")
    backups.make_automatic(source_of(home))
    assert midway.after_backups(home, Figure("", ""), 5) == "of 5 backups 1 are left"
    newest = backups.automatic(home.paths)[0]
    newest.write_bytes(newest.read_bytes()[:-1])
    fault = midway.after_backups(home, Figure("", ""), 1)
    assert fault is not None
    assert "is damaged" in fault
    home.close()
