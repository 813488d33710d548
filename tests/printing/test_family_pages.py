"""The family's own pages: what they say for one child and for six, with hostile names, and that nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pdfua
import pypdfium2
import pytest

from kitchentable.domain.errors import NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.build import build
from kitchentable.printing.depth import Depth
from kitchentable.printing.family_pages import MonthSheet
from kitchentable.printing.letters import MISSING
from kitchentable.printing.pages import Paper, Style
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services import family_papers
from kitchentable.services.family_papers import FamilyWhat, PrintMonth, family_sheet
from kitchentable.services.household import Household
from kitchentable.system.resources import resources
from tests.fakes.clock import FakeClock
from tests.printing.conftest import DAY
from tests.printing.families import large_family
from tests.printing.family_sheets import month, open_home
from tests.printing.paper import font_names, needs_poppler, opened, poppler, words
from tests.printing.test_pages import every_style

EVERYTHING: tuple[FamilyWhat, ...] = (PrintMonth(),)


@pytest.fixture(scope="module")
def large() -> Iterator[Household]:
    """Return the records of six children with hostile names, on the guidance this checkout ships."""
    clock = FakeClock()
    with open_home(Guidance(build(resources() / "guidance", DAY)), clock) as home:
        large_family(home, clock)
        yield home


def _pdf(typesetter: Typesetter, home: Household, what: FamilyWhat, style: Style) -> bytes:
    sheet = family_sheet(home, home.guidance.country("uk"), what, codes=True)
    return typesetter.pdf(sheet, style, on=DAY)


@needs_poppler
@every_style
@pytest.mark.parametrize("what", EVERYTHING, ids=lambda one: type(one).__name__)
def test_a_large_family_s_page_is_sound_and_nothing_runs_off_it(
    typesetter: Typesetter, large: Household, what: FamilyWhat, style: Style, tmp_path: Path
) -> None:
    pdf = _pdf(typesetter, large, what, style)
    (tmp_path / "large.pdf").write_bytes(pdf)
    assert list(pdfua.validate(str(tmp_path / "large.pdf")).findings) == []
    assert all(font_names(pdf).values())
    for word in words(pdf, tmp_path):
        assert word.left >= 45, word
        assert word.right <= word.page_width - 45, word
        assert word.bottom <= word.page_height - 20, word
    with opened(pdf) as file:
        count = len(file.pages)
    seen = pypdfium2.PdfDocument(pdf)
    assert len(seen) == count
    assert all(page.get_textpage().get_text_bounded() for page in seen)
    seen.close()


def test_a_month_has_for_each_child_a_talk_with_three_lines_settings_what_was_agreed_and_when_next() -> None:
    sheet = month()
    assert isinstance(sheet, MonthSheet)
    child = sheet.children[0]
    assert (sheet.title, child.name, child.talk) == ("November 2026", "Robin Sample", "Talk: Going live")
    assert len(child.lines) == 3
    assert [one.text for one in child.settings] == ["Sample console: Is it a child account?"]
    assert child.agreed_title == "Agreed in September"
    assert child.agreed
    assert child.next.startswith("Next: talk in December")
    assert sheet.dates == "Printed on 21 November 2026. A new page is ready from 1 December 2026."
    codes = [one.code for one in (*child.lines, *child.settings)]
    assert all(codes)
    assert len(set(codes)) == len(codes)


def test_a_month_for_the_fridge_can_leave_out_names_lines_and_children(large: Household) -> None:
    uk = large.guidance.country("uk")
    ids = tuple(
        one.plan.child.id for one in (family_papers.month_part(large, now) for now in family_papers.chosen(large, ()))
    )
    what = PrintMonth(ids[:2], Depth.BRIEF, with_names=False)
    sheet = family_sheet(large, uk, what, codes=False)
    assert isinstance(sheet, MonthSheet)
    assert [(one.name, one.lines) for one in sheet.children] == [("Age under 7", ()), ("Age 7 to 9", ())]
    assert all(not box.code for one in sheet.children for box in one.settings)
    with pytest.raises(NotFound, match="no longer in your family"):
        family_sheet(large, uk, PrintMonth((999,)), codes=False)


def test_no_two_boxes_of_six_children_have_the_same_code(large: Household) -> None:
    sheet = family_sheet(large, large.guidance.country("uk"), PrintMonth(), codes=True)
    assert isinstance(sheet, MonthSheet)
    codes = [box.code for one in sheet.children for box in (*one.lines, *one.settings)]
    assert len(set(codes)) == len(codes) > 20


@pytest.mark.parametrize("paper", list(Paper))
def test_six_children_s_month_is_one_page(typesetter: Typesetter, large: Household, paper: Paper) -> None:
    sheet = family_sheet(large, large.guidance.country("uk"), PrintMonth(), codes=True)
    assert isinstance(sheet, MonthSheet)
    plain = tuple(replace(one, name=f"Child {number}") for number, one in enumerate(sheet.children))
    assert len(typesetter.svg(replace(sheet, children=plain), Style(paper), on=DAY)) == 1


@needs_poppler
@pytest.mark.parametrize("name", ["E" * 10_000, "علي" * 30, "👨‍👩‍👧 李明", "a\u0301" * 60, '#panic("x") *b*', "  x  "])
def test_whatever_a_child_is_called_the_page_is_made_and_says_what_is_missing(
    typesetter: Typesetter, name: str, tmp_path: Path
) -> None:
    sheet = month()
    assert isinstance(sheet, MonthSheet)
    named = replace(sheet, children=tuple(replace(one, name=name) for one in sheet.children))
    pdf = typesetter.pdf(named, Style(), on=DAY)
    for word in words(pdf, tmp_path):
        assert 45 <= word.left <= word.right <= word.page_width - 45, word
    said = " ".join(poppler("pdftotext", pdf=pdf, folder=tmp_path).split())
    assert (MISSING in said) == ("李" in name)
