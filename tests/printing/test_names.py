"""Whatever a child is called, the sheet is made; what our fonts have no letters for is left to a pen, and said so."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pdfua
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitchentable.domain.errors import BadInput
from kitchentable.domain.names import clean_name
from kitchentable.printing.page import NamedPage, Page
from kitchentable.printing.pages import Style
from kitchentable.printing.typesetter import Typesetter
from kitchentable.system.resources import resources
from tests.printing.conftest import DAY, SHEETS, talk
from tests.printing.paper import needs_poppler, poppler, tree, words
from tests.printing.test_pages import every_style

NOTE = "Not every letter of the name can be printed here"

WHOLE = [
    "Zoë",
    "Łukasz Żółć",
    "Ŵyn Ffôn",
    "Nguyễn",
    "İpek",
    "Ольга",
    "Ελένη",
    "علي",
    "דוד",
    "आरव",
    "O’Neill-Smith",
    "Mia❤️",
]
MARKUP = ['#panic("x")', "*bold* _it_ `raw`", "$x^2$ \\ ] } #", "<label> @ref // no", "= Heading", '"; } {"a": 1']


@needs_poppler
@pytest.mark.parametrize("name", WHOLE + MARKUP)
def test_a_name_is_printed_whole_and_as_it_is(typesetter: Typesetter, name: str, tmp_path: Path) -> None:
    said = tree(_pdf(typesetter, name), tmp_path)
    assert NOTE not in said
    assert typesetter.printable(name) == name
    if name.isascii():
        assert name in said.replace('"\n', "").replace('        "', "")


@needs_poppler
@pytest.mark.parametrize(
    ("name", "left"), [("😀 Bo", "Bo"), ("李明", ""), ("👨‍👩‍👧", ""), ("Ana 🦄🌈 علي", "Ana علي"), ("Mia🌶️", "Mia")]
)
def test_letters_we_have_not_are_left_out_and_the_sheet_says_so(
    typesetter: Typesetter, name: str, left: str, tmp_path: Path
) -> None:
    assert typesetter.printable(name) == left
    said = tree(_pdf(typesetter, name), tmp_path)
    assert NOTE in said
    assert "�" not in said


@pytest.mark.parametrize("name", ["علي 😀", "דוד", "a\u0301\u0323\u0331", "ﷺ", "𝕬𝖛𝖆", "\u00ad\u2060x"])
def test_pdfua_finds_nothing_whatever_the_name(typesetter: Typesetter, name: str, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(_pdf(typesetter, clean_name(name)))
    assert list(pdfua.validate(str(file)).findings) == []


NAMED = [kind for kind, make in SHEETS.items() if isinstance(make(), NamedPage)]


@needs_poppler
@every_style
@pytest.mark.parametrize("name", ["W" * 60, "علي" * 20, "Wilhelmina-Constantinopolita Featherstonehaugh III"])
@pytest.mark.parametrize("kind", NAMED)
def test_a_name_longer_than_a_line_goes_on_below_and_runs_off_no_sheet(
    typesetter: Typesetter, kind: str, name: str, style: Style, tmp_path: Path
) -> None:
    named, short = (_named(SHEETS[kind](), one) for one in (name, "Ava"))
    pdf = typesetter.pdf(named, style, on=DAY)
    for word in words(pdf, tmp_path):
        assert 45 <= word.left <= word.right <= word.page_width - 45, word
    said = tree(pdf, tmp_path).replace("\u200b", "")
    assert "�" not in said
    if not style.large:
        assert len(typesetter.svg(named, style, on=DAY)) == len(typesetter.svg(short, style, on=DAY))


@needs_poppler
def test_a_name_of_ten_thousand_letters_is_all_there(typesetter: Typesetter, tmp_path: Path) -> None:
    pdf = _pdf(typesetter, "W" * 10_000)
    for word in words(pdf, tmp_path):
        assert 45 <= word.left <= word.right <= word.page_width - 45, word
    assert poppler("pdftotext", pdf=pdf, folder=tmp_path).count("W") >= 10_000


_TYPESETTER = Typesetter(resources())


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_name_that_can_be_kept_can_be_printed(text: str) -> None:
    try:
        name = clean_name(text)
    except BadInput:
        return
    assert _pdf(_TYPESETTER, name).startswith(b"%PDF")
    assert _TYPESETTER.printable(_TYPESETTER.printable(name)) == _TYPESETTER.printable(name)


def _pdf(typesetter: Typesetter, name: str) -> bytes:
    return typesetter.pdf(_named(talk(), name), Style(), on=DAY)


def _named(sheet: Page, name: str) -> Page:
    assert isinstance(sheet, NamedPage)
    return dataclasses.replace(sheet, name=name)
