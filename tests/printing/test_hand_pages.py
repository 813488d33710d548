"""Pages to hand out: the help card, the steps at one device, the pack for an evening."""

from __future__ import annotations

from pathlib import Path

import pdfua
import pikepdf
import pytest

from kitchentable.domain.pack import Guidance
from kitchentable.guidance.build import build
from kitchentable.printing.help_card import help_card
from kitchentable.printing.pages import Paper, Style
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
