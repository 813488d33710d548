"""Pages to hand out: the help card, the steps at one device, the pack for an evening."""

from __future__ import annotations

from pathlib import Path

import pdfua
import pikepdf
import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.guides import Place
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import CodeBook
from kitchentable.guidance.build import build
from kitchentable.printing.console_sheet import console_sheet
from kitchentable.printing.evening_pack import evening_pack
from kitchentable.printing.guide_sheet import NOT_CONFIRMED
from kitchentable.printing.help_card import help_card
from kitchentable.printing.pages import Paper, Style
from kitchentable.printing.talk_sheet import talk_sheet
from kitchentable.printing.typesetter import Typesetter
from kitchentable.system.resources import resources
from tests.printing.conftest import DAY
from tests.printing.paper import needs_poppler, opened, poppler, tree
from tests.printing.paper_guidance import paper_guidance
from tests.printing.test_pages import every_style


@pytest.fixture(scope="module")
def real() -> Guidance:
    """Return the guidance this checkout ships."""
    return Guidance(build(resources() / "guidance", DAY))


def test_the_card_has_the_foot_s_lines_those_for_a_crisis_and_a_code_for_each_address() -> None:
    guidance = paper_guidance()
    card = help_card(guidance, guidance.country("uk"), DAY)
    assert card.number == "999"
    assert [(one.name, one.number, one.note) for one in card.lines] == [
        ("Sample child line", "01632 960001", "for children"),
        ("Sample parent line", "01632 960002", "for adults"),
        ("Sample centre", "example.org/help", ""),
        ("Sample text line", "01632", "text HELP"),
    ]
    assert [one.qr_alt for one in card.lines] == ["", "", "QR code for example.org/help", ""]
    assert card.dates == "Printed on 21 November 2026. Print a new one by 21 November 2027."


@needs_poppler
@every_style
def test_each_country_s_wallet_cards_are_one_page_sound_and_read_out_once(
    typesetter: Typesetter, real: Guidance, style: Style, tmp_path: Path
) -> None:
    for country in (one for one in real.pack.countries if not one.contacts_only):
        card = help_card(real, country, DAY, wallet=True)
        pdf = typesetter.pdf(card, style, on=DAY)
        (tmp_path / "card.pdf").write_bytes(pdf)
        assert list(pdfua.validate(str(tmp_path / "card.pdf")).findings) == []
        printed = poppler("pdftotext", pdf=pdf, folder=tmp_path)
        assert tree(pdf, tmp_path).count(card.danger) == 1
        cards = {(Paper.A4, False): 8, (Paper.LETTER, False): 6, (Paper.A4, True): 1, (Paper.LETTER, True): 1}
        assert printed.count(card.danger) >= cards[style.paper, style.large], country.id
        with opened(pdf) as file:
            assert len(file.pages) == 1, country.id


@needs_poppler
@every_style
def test_an_address_or_number_on_cards_to_cut_out_is_never_broken(
    typesetter: Typesetter, real: Guidance, style: Style, tmp_path: Path
) -> None:
    """Nobody can tell a hyphen of the address from one at a line's end."""
    card = help_card(real, real.country("uk"), DAY, wallet=True)
    printed = poppler("pdftotext", "-layout", pdf=typesetter.pdf(card, style, on=DAY), folder=tmp_path)
    address = next(one.number for one in card.lines if "-" in one.number and "." in one.number)
    start = address.partition(".")[0]
    assert printed.count(address) == printed.count(f"{start}.") > 1


@pytest.mark.parametrize("paper", list(Paper))
def test_each_country_s_card_for_the_wall_is_one_page(typesetter: Typesetter, real: Guidance, paper: Paper) -> None:
    for country in (one for one in real.pack.countries if not one.contacts_only):
        assert len(typesetter.svg(help_card(real, country, DAY), Style(paper), on=DAY)) == 1, country.id


def test_the_card_s_code_says_in_words_what_it_is(typesetter: Typesetter) -> None:
    guidance = paper_guidance()
    pdf = typesetter.pdf(help_card(guidance, guidance.country("uk"), DAY), Style(), on=DAY)
    with opened(pdf) as file:
        figures = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert [str(one.Alt) for one in figures] == ["QR code for example.org/help"]


def test_the_steps_at_the_console_are_those_of_that_place_and_age_and_name_what_is_set_elsewhere() -> None:
    guidance = paper_guidance()
    uk = guidance.country("uk")
    sheet = console_sheet(guidance, uk, "console", AgeBand.FROM_10, DAY, codes=CodeBook(guidance))
    assert sheet.eyebrow == ("Kitchen Table", "On the console", "Age 10 to 12")
    (step,) = sheet.steps
    assert (step.title, step.suggest) == ("1. Is it a child account?", "Friends only (10-12)")
    assert step.code
    assert sheet.elsewhere == ("Who can message (on the website)",)
    assert "look again by 21 March 2027" in sheet.dates
    website = console_sheet(guidance, uk, "console", AgeBand.FROM_13, DAY, place=Place.WEBSITE)
    assert [(one.title, one.suggest) for one in website.steps] == [("1. Who can message", "Friends only (13-15)")]
    assert website.steps[0].doubt == NOT_CONFIRMED
    with pytest.raises(NotFound, match="nothing to set there"):
        console_sheet(guidance, uk, "console", AgeBand.FROM_10, DAY, place=Place.ROUTER)


def test_every_real_guide_has_steps_at_its_usual_place_and_no_step_is_lost(real: Guidance) -> None:
    uk = real.country("uk")
    for guide in real.pack.guides:
        sheet = console_sheet(real, uk, guide.id, AgeBand.FROM_10, DAY)
        told = len(sheet.steps) + len(sheet.elsewhere)
        assert told == sum(1 for one in guide.settings if one.ways), guide.id


def test_a_pack_has_a_cover_a_talk_for_each_age_and_the_help_page() -> None:
    guidance = paper_guidance()
    sheet = evening_pack(guidance, guidance.country("uk"), (), DAY)
    assert sheet.contents == (
        "For you: Get help now",
        "For each parent: Going live, for age 10 to 12",
        "For each parent: Help card",
    )
    assert [one.name for one in sheet.talks] == [""]
    assert sheet.dates == "Printed on 21 November 2026. After 21 May 2027, please print a new pack."


@pytest.mark.parametrize("copies", [0, -1, 101])
def test_a_pack_of_none_or_far_too_many_is_refused(copies: int) -> None:
    guidance = paper_guidance()
    with pytest.raises(BadInput, match="at most 100 copies"):
        evening_pack(guidance, guidance.country("uk"), (), DAY, copies=copies)


def test_a_pack_without_a_fitting_talk_is_not_found() -> None:
    guidance = paper_guidance()
    with pytest.raises(NotFound, match="no such talk for that age"):
        evening_pack(guidance, guidance.country("uk"), (AgeBand.UNDER_7,), DAY, topic_ids=("going-live",))


def test_each_copy_in_a_pack_is_two_pages_of_its_own_and_the_help_page_is_there_once(typesetter: Typesetter) -> None:
    guidance = paper_guidance()
    one, three = (evening_pack(guidance, guidance.country("uk"), (), DAY, copies=copies) for copies in (1, 3))
    once = len(typesetter.svg(one, Style(), on=DAY))
    assert once == 1 + len(typesetter.svg(one.help, Style(), on=DAY)) + 2
    assert len(typesetter.svg(three, Style(), on=DAY)) == once + 2 * 2


@needs_poppler
def test_a_talk_in_a_pack_looks_as_it_does_alone_one_level_down(typesetter: Typesetter) -> None:
    guidance = paper_guidance()
    uk = guidance.country("uk")
    alone = talk_sheet(guidance, uk, "going-live", AgeBand.FROM_10, DAY)
    inside = typesetter.svg(evening_pack(guidance, uk, (AgeBand.FROM_10,), DAY), Style(), on=DAY)[-2]
    (page,) = typesetter.svg(alone, Style(), on=DAY)
    assert abs(len(inside) - len(page)) < len(page) // 50
