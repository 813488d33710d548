"""The family's own pages: what they say for one child and for six, with hostile names, and that nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pdfua
import pypdfium2
import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import SettingBox
from kitchentable.guidance.build import build
from kitchentable.printing.depth import Depth
from kitchentable.printing.family_pages import AgreementSheet, HomeSheet, IncidentSheet, MinderSheet, MonthSheet
from kitchentable.printing.letters import MISSING
from kitchentable.printing.pages import Paper, Style
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services import devices, family_papers
from kitchentable.services.family import add_child
from kitchentable.services.family_papers import (
    FamilyWhat,
    PrintAgreement,
    PrintHome,
    PrintIncident,
    PrintMinder,
    PrintMonth,
    family_sheet,
)
from kitchentable.services.household import Household
from kitchentable.system.resources import resources
from tests.fakes.clock import FakeClock
from tests.printing.conftest import DAY
from tests.printing.families import large_family, small_family
from tests.printing.family_sheets import agreement, home, incident, minder, month, open_home
from tests.printing.paper import font_names, needs_poppler, opened, poppler, words
from tests.printing.paper_guidance import paper_guidance
from tests.printing.test_pages import every_style

EVERYTHING: tuple[FamilyWhat, ...] = (PrintMonth(), PrintHome(), PrintAgreement(5), PrintIncident(1), PrintMinder())


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
@pytest.mark.parametrize("paper", list(Paper))
def test_what_a_child_agreed_follows_on_the_same_page(
    typesetter: Typesetter, large: Household, paper: Paper, tmp_path: Path
) -> None:
    """In large print: it was kept together with the next child's card, so nearly every page was left half empty."""
    pdf = _pdf(typesetter, large, PrintMonth(), Style(paper, large=True))
    pages = poppler("pdftotext", pdf=pdf, folder=tmp_path).split("\f")
    begun = [page.strip().splitlines()[0] for page in pages if page.strip()]
    assert len(begun) >= 4
    assert sum(one.startswith("Agreed in") for one in begun) <= 1, "one of them may come just where a page is full"


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


def test_what_is_set_tells_each_choice_with_its_days_and_what_is_not_set_yet() -> None:
    sheet = home()
    assert isinstance(sheet, HomeSheet)
    (guide,) = sheet.children[0].guides
    assert [(one.setting, one.chosen, one.on, one.again) for one in guide.rows] == [
        ("Who can message", "Set", "21 Sep 2026", "21 Jan 2027")
    ]
    assert [one.text for one in guide.open] == ["Is it a child account?"]
    assert guide.open[0].code
    assert sheet.dates == "Printed on 21 November 2026. Look at it again by 21 January 2027."


def test_brief_leaves_out_notes_and_what_is_not_set_yet(large: Household) -> None:
    full, brief = (
        family_sheet(large, large.guidance.country("uk"), PrintHome(depth=depth), codes=False)
        for depth in (Depth.FULL, Depth.BRIEF)
    )
    assert isinstance(full, HomeSheet)
    assert isinstance(brief, HomeSheet)
    told = {one.chosen for child in full.children for guide in child.guides for one in guide.rows}
    assert told == {"Set", "Our own way: Friends of friends, until the summer", "Not for us", "Later"}
    short = {one.chosen for child in brief.children for guide in child.guides for one in guide.rows}
    assert short == {"Set", "Our own way", "Not for us"}
    assert any(guide.open for child in full.children for guide in child.guides)
    assert not any(guide.open for child in brief.children for guide in child.guides)


def test_what_is_set_once_for_everybody_on_a_device_says_so_and_its_code_is_that_device_s() -> None:
    clock, guidance = FakeClock(), paper_guidance()
    with open_home(guidance, clock) as family:
        child_id = small_family(family, clock)[0]
        added = devices.add_device(family, name="Living room", guide_id="console", child_ids=(child_id,))
        device_id = added.new_id
        sheet = family_sheet(family, guidance.country("uk"), PrintHome(), codes=True)
        assert isinstance(sheet, HomeSheet)
        guide = sheet.children[0].guides[0]
        assert guide.title == "Sample console: Living room"
        (code,) = family_papers.code_book(family).read(guide.open[0].code)
        assert code.box == SettingBox("console", "child-account", device_id)


def test_a_note_longer_than_a_page_goes_on_and_loses_nothing(typesetter: Typesetter, tmp_path: Path) -> None:
    sheet = home()
    assert isinstance(sheet, HomeSheet)
    child = sheet.children[0]
    row = replace(child.guides[0].rows[0], chosen="word " * 4_000)
    long = replace(sheet, children=(replace(child, guides=(replace(child.guides[0], rows=(row,)),)),))
    for style in (Style(), Style(large=True)):
        pdf = typesetter.pdf(long, style, on=DAY)
        assert poppler("pdftotext", pdf=pdf, folder=tmp_path).split().count("word") == 4_000


def test_the_agreement_has_both_sides_lines_to_sign_on_and_the_day_to_read_it_again() -> None:
    sheet = agreement()
    assert isinstance(sheet, AgreementSheet)
    assert [one.title for one in sheet.sides] == ["Robin Sample promises", "The grown-ups promise"]
    assert "I show you a new app before I use it." in sheet.sides[0].promises
    assert sheet.signers == ("Robin Sample", "A grown-up", "Another grown-up")
    assert "We read it again by 21 December 2026." in sheet.dates


def test_an_agreement_without_names_names_nobody_and_one_that_is_not_there_is_not_found(large: Household) -> None:
    uk = large.guidance.country("uk")
    assert "Ada" not in repr(family_sheet(large, uk, PrintAgreement(1, with_names=False), codes=False))
    clock, guidance = FakeClock(), paper_guidance()
    with open_home(guidance, clock) as family:
        add_child(family, name="Ava", born=BirthMonth(2015, 3), guides=())
        with pytest.raises(NotFound, match="no agreement yet"):
            family_sheet(family, guidance.country("uk"), PrintAgreement(1), codes=False)
        with pytest.raises(NotFound):
            family_sheet(family, guidance.country("uk"), PrintIncident(1), codes=False)


def test_a_note_warns_first_and_tells_all_of_it() -> None:
    sheet = incident()
    assert isinstance(sheet, IncidentSheet)
    assert sheet.private.startswith("This page is private.")
    assert [(one.label, one.words) for one in sheet.facts] == [
        ("Day", "19 November 2026"),
        ("Time", "after school"),
        ("About whom", "Robin Sample"),
        ("Help page", "Somebody is blackmailing my child"),
        ("App or device", "A sample chat"),
        ("What we kept, and where", "Chat left on the phone; phone in my drawer."),
    ]
    assert sheet.what == ("Somebody asked for a picture.", "We stopped answering and kept the chat.")
    assert [(one.who, one.on, one.reference) for one in sheet.told] == [
        ("The school", "20 November 2026", "A-17"),
        ("Sample line", "", ""),
    ]
    assert [one.done for one in sheet.to_do] == [False, True]
    assert "it is a crime" in sheet.never


def test_others_are_told_what_holds_and_nothing_of_talks_or_notes() -> None:
    sheet = minder()
    assert isinstance(sheet, MinderSheet)
    (child,) = sheet.children
    assert "I show you a new app before I use it." in child.child
    assert child.set == ("Sample console",)
    assert "picture of a child" in " ".join(sheet.worried)
    assert "Somebody asked" not in repr(sheet)
    assert sheet.dates == "Printed on 21 November 2026. Ask us for a new one after 21 February 2027."
