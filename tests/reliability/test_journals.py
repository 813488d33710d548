"""The short version of two misfortunes at once."""

from __future__ import annotations

from pathlib import Path

from tests.reliability import journals


def test_a_damaged_journal_after_a_kill_is_no_crash(tmp_path: Path) -> None:
    (figure,) = journals.run(tmp_path, 10, 20261121)
    assert figure.faults == []
    assert figure.tried >= 10
