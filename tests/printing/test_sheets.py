"""What the sheets say: numbers from the contacts and nowhere else, hours only where confirmed, doubts in words."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path

import msgspec
import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.domain.sources import published_words
from kitchentable.domain.topics import Audience
from kitchentable.guidance.build import build
from kitchentable.printing.child_page import child_page
from kitchentable.printing.guide_sheet import NOT_CONFIRMED, guide_sheet
from kitchentable.printing.help_page import help_page
from kitchentable.printing.page import Page
from kitchentable.printing.pages import GuideSheet, Paper, Style, TalkSheet
from kitchentable.printing.talk_sheet import MOST_FACTS, talk_sheet
from kitchentable.printing.typesetter import Typesetter
from kitchentable.printing.wording import web_address
from kitchentable.system.resources import resources
from tests.printing.conftest import DAY
from tests.printing.paper import OUR_FONT, font_names, needs_poppler, opened, poppler
from tests.printing.paper_guidance import full_talk, paper_guidance, paper_pack, topic


@pytest.fixture(scope="module")
def real() -> Guidance:
    """Return the guidance this checkout ships."""
    return Guidance(build(resources() / "guidance", DAY))


def test_the_foot_names_the_country_s_contacts_with_their_own_numbers() -> None:
    assert [(one.before, one.number, one.after) for one in _talk().foot.lines] == [
        ("In danger now ", "999", ""),
        ("Sample child line ", "01632 960001", " (for children)"),
        ("Sample parent line ", "01632 960002", " (for adults)"),
        ("Sample centre ", "example.org/help", ""),
    ]


def test_no_template_holds_a_phone_number() -> None:
    for file in (resources() / "print").glob("*.typ"):
        lines = re.sub(r'#[0-9A-F]{6}"|[\d.]+(pt|mm|em|fr|%)', "", file.read_text(encoding="utf-8"))
        assert not re.search(r"\d{3}", lines), file.name


def test_hours_are_shown_only_where_they_are_confirmed() -> None:
    guidance = paper_guidance()
    cards = help_page(guidance, guidance.country("uk"), DAY).contacts
    assert [line.after for card in cards for line in card.numbers] == ["Free. Always.", "Free.", ""]


def test_the_help_page_leads_with_danger_and_the_lines_for_a_crisis() -> None:
    guidance = paper_guidance()
    page = help_page(guidance, guidance.country("uk"), DAY)
    assert page.emergency.number == "999"
    assert [(one.before, one.number) for one in page.crisis] == [("Sample text line: text HELP to", "01632")]
    assert "Emergency services" not in [card.name for card in page.contacts]
    assert [step.text for step in page.situations[0].steps] == ["Stay calm.", "Stop answering.", "Do not pay."]
    assert [step.do_not for step in page.situations[0].steps] == [False, False, True]
    assert page.nations[0].name == "Scotland"


def test_a_talk_gives_its_first_reasons_with_their_sources_and_dates() -> None:
    assert [fact.source for fact in _talk().why] == [
        "Sample charity; Sample maker, May 2026",
        "Sample charity, read 1 July 2026; Sample maker, June 2026",
    ]
    assert len(_talk().why) == MOST_FACTS


def test_both_sides_promise_and_two_parents_promise_each_other() -> None:
    assert (_talk().agree[0].child_label, _talk().agree[0].parent_label) == ("Child:", "Parent:")
    pack = msgspec.structs.replace(paper_pack(), topics=(topic(audience=Audience.PARENT),))
    guidance = Guidance(pack)
    sheet = talk_sheet(guidance, guidance.country("uk"), "going-live", AgeBand.FROM_10, DAY)
    assert (sheet.agree[0].child_label, sheet.agree[0].parent_label) == ("One of us:", "The other:")


def test_the_setting_everything_hangs_on_comes_first() -> None:
    assert [one.title for one in _guide().settings] == ["1. Is it a child account?", "2. Who can message"]


def test_a_path_that_no_good_source_confirms_says_so() -> None:
    first, second = _guide().settings
    assert [way.doubt for way in first.ways] == ["", NOT_CONFIRMED]
    assert [way.doubt for way in second.ways] == [NOT_CONFIRMED]


def test_a_guide_suggests_for_one_band_or_for_all() -> None:
    assert [one.label for one in _guide().settings[0].suggest] == ["We suggest for 10 to 12:"]
    assert [one.label for one in _guide(None).settings[0].suggest] == [f"For {band.words}:" for band in AgeBand]


def test_a_guide_lists_every_source_once() -> None:
    assert [one.address.text for one in _guide().source_lines] == [
        "example.com/a/page-with-a-long-name",
        "example.org/leaflet",
    ]


@pytest.mark.parametrize(
    ("published", "said"), [("2026", "2026"), ("2026-06", "June 2026"), ("2026-06-05", "5 June 2026")]
)
def test_a_page_s_date_is_written_as_far_as_it_is_known(published: str, said: str) -> None:
    assert published_words(published) == said


def test_an_address_is_printed_short_and_followed_whole() -> None:
    address = web_address("https://www.example.org/help/")
    assert (address.url, address.text) == ("https://www.example.org/help/", "www.example.org/help")


def test_a_band_without_a_talk_says_why() -> None:
    guidance = paper_guidance()
    with pytest.raises(NotFound, match="Under 7, talk about video calls first"):
        talk_sheet(guidance, guidance.country("uk"), "going-live", AgeBand.UNDER_7, DAY)


@pytest.mark.parametrize("paper", list(Paper))
def test_a_talk_with_all_the_ticks_it_may_have_fits_one_page(typesetter: Typesetter, paper: Paper) -> None:
    assert _pages(typesetter, _talk(), Style(paper)) == 1


@needs_poppler
@pytest.mark.parametrize("large", [False, True])
def test_a_talk_too_long_for_a_page_goes_on_and_loses_nothing(
    typesetter: Typesetter, *, large: bool, tmp_path: Path
) -> None:
    guidance = Guidance(msgspec.structs.replace(paper_pack(), topics=(topic(talk=full_talk(times=12)),)))
    sheet = talk_sheet(guidance, guidance.country("uk"), "going-live", AgeBand.FROM_10, DAY)
    pdf = typesetter.pdf(sheet, Style(large=large), on=DAY)
    with opened(pdf) as file:
        assert len(file.pages) > 1
    printed = poppler("pdftotext", pdf=pdf, folder=tmp_path).split()
    told = " ".join([*sheet.ask, *sheet.listen_for, *sheet.say, *sheet.avoid]).split()
    told += " ".join(f"{one.child} {one.parent}" for one in sheet.agree).split()
    assert {
        word: printed.count(word) - told.count(word) for word in set(told) if printed.count(word) < told.count(word)
    } == {}


@pytest.mark.parametrize("paper", list(Paper))
def test_every_real_talk_for_10_to_12_fits_one_page(typesetter: Typesetter, real: Guidance, paper: Paper) -> None:
    uk = real.country("uk")
    fitting = [one.id for one in real.topics() if AgeBand.FROM_10 in one.talks]
    assert fitting
    for topic_id in fitting:
        sheet = talk_sheet(real, uk, topic_id, AgeBand.FROM_10, DAY, name="Ava")
        assert _pages(typesetter, sheet, Style(paper)) == 1, topic_id


def test_every_real_guide_and_the_real_help_page_is_printed_in_our_font(typesetter: Typesetter, real: Guidance) -> None:
    uk = real.country("uk")
    guides: list[Page] = [guide_sheet(real, uk, one.id, AgeBand.FROM_10, DAY) for one in real.pack.guides]
    for sheet in (*guides, help_page(real, uk, DAY)):
        assert all(name.startswith(OUR_FONT) for name in font_names(typesetter.pdf(sheet, Style(), on=DAY))), (
            sheet.title
        )


def test_a_sheet_for_nobody_has_no_name_line(typesetter: Typesetter) -> None:
    nobody = dataclasses.replace(_talk(), name="")
    assert typesetter.pdf(nobody, Style(), on=DAY) != typesetter.pdf(_talk(), Style(), on=DAY)


def _talk() -> TalkSheet:
    guidance = paper_guidance()
    return talk_sheet(guidance, guidance.country("uk"), "going-live", AgeBand.FROM_10, DAY, name="Ava")


def _guide(band: AgeBand | None = AgeBand.FROM_10) -> GuideSheet:
    guidance = paper_guidance()
    return guide_sheet(guidance, guidance.country("uk"), "console", band, DAY)


def _pages(typesetter: Typesetter, sheet: TalkSheet, style: Style) -> int:
    return len(typesetter.svg(sheet, style, on=date(2026, 1, 1)))


def test_a_child_s_page_is_theirs_and_names_the_country_s_line_for_children() -> None:
    guidance = paper_guidance()
    page = child_page(guidance, guidance.country("uk"), "going-live", AgeBand.FROM_10, DAY, name="Ava")
    talk = guidance.talk("going-live", AgeBand.FROM_10)
    assert page.lines == tuple(line.text for line in talk.child_page)
    assert [(one.child, one.parent) for one in page.promises] == [(one.child, one.parent) for one in talk.agree]
    assert [one.number for one in page.lines_for_you] == ["01632 960001"]
    assert page.name == "Ava"


def test_what_parents_promise_each_other_is_not_on_the_child_s_page(real: Guidance) -> None:
    parents = next(one for one in real.topics() if one.audience is Audience.PARENT)
    page = child_page(real, real.country("uk"), parents.id, next(iter(parents.talks)), DAY)
    assert page.lines
    assert page.promises == ()


def test_a_talk_without_a_page_for_the_child_says_so() -> None:
    pack = paper_pack()
    first = pack.topics[0]
    band, talk = next(iter(first.talks.items()))
    bare = msgspec.structs.replace(first, talks={band: msgspec.structs.replace(talk, child_page=())})
    guidance = Guidance(msgspec.structs.replace(pack, topics=(bare,)))
    with pytest.raises(NotFound, match="no page for a child"):
        child_page(guidance, guidance.country("uk"), first.id, band, DAY)


def test_every_talk_has_a_short_page_for_the_child(real: Guidance) -> None:
    for one in real.topics():
        for band, talk in one.talks.items():
            assert 3 <= len(talk.child_page) <= 7, f"{one.id} {band}"
