"""Every sheet as a web page: WCAG 2.2 AA in a real browser, sound HTML, one light file, the very words of the PDF."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import PrintFailed
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.hand_pages import PackSheet
from kitchentable.printing.page import Page
from kitchentable.printing.pages import GuideSheet, Paper, Style, TalkSheet
from kitchentable.printing.typesetter import Typesetter
from kitchentable.printing.web import PaperOnly, WebPages
from kitchentable.services.prints import PrintCard, PrintGuide, PrintHelp, PrintRequest, PrintTalk, What, make_document
from kitchentable.system.resources import guidance_pack, resources
from tests.printing.browser import Reader, Scheme, needs_chromium, reader
from tests.printing.conftest import DAY, SHEETS, guide, help_sheet, pack, recovery, talk
from tests.printing.paper import needs_poppler, tree

_SPACE = re.compile(r"\s+")


@pytest.fixture(scope="module")
def web() -> WebPages:
    """Return the templates, kept as the app keeps them."""
    return WebPages(resources())


@pytest.fixture(scope="module")
def browser() -> Iterator[Reader]:
    """Return one browser for all pages."""
    with reader() as one:
        yield one


@pytest.fixture(params=[kind for kind in SHEETS if kind != "recovery"])
def sheet(request: pytest.FixtureRequest) -> Page:
    """Return each sheet in turn that has a web page; the pack once, for the screen needs no copies."""
    sheet = SHEETS[request.param]()
    return dataclasses.replace(sheet, copies=1) if isinstance(sheet, PackSheet) else sheet


@needs_chromium
@pytest.mark.parametrize(("scheme", "large", "width"), [("light", False, 1000), ("dark", True, 320)])
def test_axe_core_finds_no_fault_in_chromium(
    web: WebPages, browser: Reader, sheet: Page, *, scheme: Scheme, large: bool, width: int, tmp_path: Path
) -> None:
    file = _saved(web, sheet, Style(large=large), tmp_path)
    verdict = browser.judged(file, scheme=scheme, width=width)
    assert verdict.violations == ()
    assert verdict.incomplete == ()
    assert {"color-contrast", "document-title", "html-has-lang", "heading-order", "region"} <= {
        one.id for one in verdict.passes
    }


@needs_chromium
@pytest.mark.parametrize(
    "what",
    [PrintTalk("live-streaming", AgeBand.FROM_10, "Ava"), PrintGuide("xbox"), PrintHelp(), PrintCard(wallet=True)],
)
def test_axe_core_finds_no_fault_in_what_we_ship(web: WebPages, browser: Reader, what: What, tmp_path: Path) -> None:
    file = _saved(web, make_document(load_pack(guidance_pack()), PrintRequest(what), DAY), Style(), tmp_path)
    assert browser.judged(file).violations == ()


@needs_chromium
def test_a_fault_would_be_found(browser: Reader, web: WebPages, tmp_path: Path) -> None:
    file = _saved(web, talk(), Style(), tmp_path)
    broken = file.read_text(encoding="utf-8").replace(' lang="en-GB"', "").replace("--muted: #4d5a5f", "--muted: #ddd")
    file.write_text(broken, encoding="utf-8")
    assert {"html-has-lang", "color-contrast"} <= {one.id for one in browser.judged(file).violations}


@needs_chromium
def test_a_narrow_window_and_a_very_long_name_need_no_scrolling_sideways(
    web: WebPages, browser: Reader, sheet: Page, tmp_path: Path
) -> None:
    long = dataclasses.replace(sheet, name="W" * 10_000) if isinstance(sheet, TalkSheet) else sheet
    with browser.reading(_saved(web, long, Style(large=True), tmp_path), width=320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@needs_chromium
def test_a_box_can_be_ticked_and_a_line_written_on_by_keyboard(web: WebPages, browser: Reader, tmp_path: Path) -> None:
    with browser.reading(_saved(web, talk(), Style(), tmp_path)) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert page.get_by_role("checkbox").first.is_checked()
        page.get_by_label("Talked on").fill("Sunday")
        assert page.get_by_label("Talked on").input_value() == "Sunday"


@needs_chromium
@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_printed_from_the_browser_it_has_the_chosen_paper(
    web: WebPages, browser: Reader, paper: Paper, size: tuple[int, int], tmp_path: Path
) -> None:
    with browser.reading(_saved(web, talk(), Style(paper), tmp_path)) as page:
        pdf = page.pdf(prefer_css_page_size=True)
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert box is not None
    assert tuple(round(float(edge)) for edge in box.groups()) == size


@needs_poppler
def test_it_says_the_words_of_the_pdf_in_the_same_order(
    typesetter: Typesetter, web: WebPages, sheet: Page, tmp_path: Path
) -> None:
    printed = _told_by_tags(tree(typesetter.pdf(sheet, Style(), on=DAY), tmp_path))
    body = _page(web, sheet).find("body")
    assert body is not None
    shown = "".join(body.itertext())
    assert _SPACE.sub("", shown).casefold() == _SPACE.sub("", printed + sheet.foot.version).casefold()


@pytest.mark.parametrize("large", [False, True])
def test_it_is_sound_html_with_one_title_and_no_level_skipped(web: WebPages, sheet: Page, *, large: bool) -> None:
    page = _page(web, sheet, Style(large=large))  # strict: any fault is raised
    levels = [int(str(one.tag)[1]) for one in page.iter() if re.fullmatch(r"h[1-6]", str(one.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_it_is_one_light_file_without_a_script_or_anything_to_fetch(web: WebPages, sheet: Page) -> None:
    page = web.html(sheet, Style())
    assert len(page) < 20_000
    assert not re.search(rb"<(script|link|iframe|img|object)\b|\bon[a-z]+=|@import|url\(", page)
    assert web.html(sheet, Style()) == page


def test_only_the_recovery_code_has_no_web_page_and_says_why(web: WebPages) -> None:
    with pytest.raises(PaperOnly, match="The code that opens your records is for paper only"):
        web.html(recovery(), Style())
    kinds = dict(_kinds(Page))
    assert [kind for kind, one in kinds.items() if one.paper_only] == ["recovery"]
    assert set(SHEETS) <= set(kinds)
    for kind, one in kinds.items():
        assert (resources() / "print" / "web" / f"{kind}.html").is_file() is not bool(one.paper_only), kind


def test_a_pack_has_all_its_sheets_below_its_one_title_each_with_its_own(web: WebPages) -> None:
    sheet = pack()
    assert isinstance(sheet, PackSheet)
    page = _page(web, sheet)
    assert ["".join(one.itertext()) for one in page.iter("h1")] == [sheet.title]
    inside = [str(next(one.iter("h2")).text) for one in page.iter("article")]
    assert inside == [sheet.help.title, *(one.title for one in sheet.talks), sheet.card.title]


def _kinds(base: type[Page]) -> Iterator[tuple[str, type[Page]]]:
    """Yield the kind of every class of page below this one: those that are only a base have none."""
    for one in base.__subclasses__():
        kind = one.__dataclass_fields__["kind"].default
        if isinstance(kind, str):
            yield kind, one
        yield from _kinds(one)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{ sheet }}", '" onload="x', "&amp;", "علي", "李明", "👨‍👩‍👧"]
)
def test_a_name_is_shown_whole_as_text_and_in_its_own_direction(web: WebPages, name: str) -> None:
    shown = _page(web, _named(name)).find(".//bdi")
    assert shown is not None
    assert "".join(shown.itertext()) == name


def test_a_pack_from_others_can_not_lead_anywhere_but_the_web(web: WebPages) -> None:
    sheet = guide()
    assert isinstance(sheet, GuideSheet)
    line = dataclasses.replace(
        sheet.source_lines[0], address=dataclasses.replace(sheet.source_lines[0].address, url="javascript:alert(1)")
    )
    page = web.html(dataclasses.replace(sheet, source_lines=(line,)), Style())
    assert b"javascript:" not in page


def test_a_missing_template_is_told(tmp_path: Path) -> None:
    with pytest.raises(PrintFailed, match="could not be made"):
        WebPages(tmp_path).html(help_sheet(), Style())


def _named(name: str) -> Page:
    sheet = talk()
    assert isinstance(sheet, TalkSheet)
    return dataclasses.replace(sheet, name=name)


def _saved(web: WebPages, sheet: Page, style: Style, folder: Path) -> Path:
    file = folder / "page.html"
    file.write_bytes(web.html(sheet, style))
    return file


def _page(web: WebPages, sheet: Page, style: Style | None = None) -> ET.Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(web.html(sheet, style or Style()).decode("utf-8"))
    assert isinstance(page, ET.Element)
    return page


def _told_by_tags(told: str) -> str:
    """Return what the tags say, without the marks of lists: a browser makes those itself."""
    said, in_mark = [], -1
    for line in told.splitlines():
        depth = len(line) - len(line.lstrip())
        if in_mark >= 0 and depth > in_mark:
            continue
        in_mark = depth if line.strip() == "Lbl" else -1
        if line.lstrip().startswith('"'):
            said.append(line.strip()[1:-1])
    return "".join(said)
