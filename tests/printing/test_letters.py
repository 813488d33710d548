"""A family's own words on paper: long words may break, missing letters get a stand-in, all else stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kitchentable.printing.family_pages import MonthSheet
from kitchentable.printing.letters import MISSING, printable_words
from kitchentable.printing.pages import Style
from kitchentable.printing.typesetter import Typesetter
from tests.printing.family_sheets import month


def _printed(name: str, gone: str = "") -> MonthSheet:
    sheet = month()
    assert isinstance(sheet, MonthSheet)
    named = replace(sheet, children=(replace(sheet.children[0], name=name),))
    return printable_words(named, list, lambda text: not set(text) & set(gone))


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Ada", "Ada"),
        ("Montgomery-Featherstonehaugh", "Montgomery-Featherstonehaugh"),
        ("a" * 18, "a" * 18),
        ("a" * 21, "a" * 10 + "\u200b" + "a" * 10 + "\u200ba"),
    ],
)
def test_only_a_word_longer_than_a_line_may_break(name: str, printed: str) -> None:
    assert _printed(name).children[0].name == printed


def test_a_letter_that_is_missing_gets_a_stand_in_and_the_page_says_so() -> None:
    sheet = _printed("Dé ✿ Ω", gone="✿")
    assert (sheet.children[0].name, sheet.missing) == ("Dé _ Ω", MISSING)
    assert _printed("Dé ✿ Ω").missing == ""


def test_numbers_and_addresses_of_the_foot_stay_whole() -> None:
    sheet, before = _printed("a" * 40), month()
    assert sheet.foot == before.foot


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\u200c", "\u034f"])
@pytest.mark.parametrize("end", ["\v", "\f", "\u0085", "\u2028", "\u2029"])
def test_a_foreign_line_end_beside_a_letter_that_cannot_be_seen_is_a_line_end(
    typesetter: Typesetter, end: str, unseen: str
) -> None:
    sheet = month()
    assert isinstance(sheet, MonthSheet)
    agreed = (f"a{end}{unseen}b", f"a{unseen}{end}b")
    said = replace(sheet, children=(replace(sheet.children[0], agreed=agreed),))
    assert typesetter.pdf(said, Style(), on=date(2026, 11, 29)).startswith(b"%PDF")
