"""The detector of marker words sees a planted one in every encoding and place, and no field is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reliability.markers import found_in

ROOT = Path(__file__).parents[2]
UI = ROOT / "app" / "kitchentable" / "ui"
FILLED = {
    *("agreement/parts.py", "family/devices.py", "family/form.py", "lock/page.py", "notes/form.py", "notes/lines.py"),
    *("backups/card.py", "widgets/proof.py", "widgets/secrets.py"),
    *("search/page.py", "settings/panel.py", "welcome/key.py", "widgets/areas.py", "widgets/search_field.py"),
}
"""The modules with a field to type in that the journey of at_the_window and at_the_keys fills."""


def test_the_journey_knows_every_module_with_a_field() -> None:
    kind = re.compile(r"\b(?:QLineEdit|QPlainTextEdit|QTextEdit)(?:\(|\):)")
    found = {one.relative_to(UI).as_posix() for one in UI.rglob("*.py") if kind.search(one.read_text(encoding="utf-8"))}
    assert found == FILLED, "a new field: have the journey of tests/reliability/at_the_window.py fill it"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "latin-1"])
def test_a_planted_word_is_seen_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    planted = tmp_path / "recently-used.xbel"
    planted.write_bytes(b"\x00\x01" + "ZQXNOTE12 and more".encode(encoding) + b"\xff")
    assert list(found_in([planted], {"note": "Zqxnote12"})) == [("note", planted)]


def test_a_word_in_the_name_of_a_file_is_seen(tmp_path: Path) -> None:
    planted = tmp_path / "talk-zqxname12.pdf"
    planted.touch()
    assert list(found_in([planted], {"name": "Zqxname12"})) == [("name", planted)]


def test_what_is_not_there_is_not_seen(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"Zqxnote1")
    assert list(found_in([tmp_path / "file"], {"note": "Zqxnote12"})) == []
