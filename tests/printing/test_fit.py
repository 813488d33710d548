"""A sheet's size is asked for once and said after that: the pages are those it would have found by itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from kitchentable.domain.errors import PrintFailed
from kitchentable.printing.help_card import help_card
from kitchentable.printing.mains import Given
from kitchentable.printing.page import Page
from kitchentable.printing.pages import ChildPage, Paper, Style, TalkSheet
from kitchentable.printing.typesetter import Typesetter
from kitchentable.system.resources import resources
from tests.printing.conftest import DAY, card, child, guide, pack, talk
from tests.printing.paper_guidance import paper_guidance

NAMES = ["", "Al", "Ava", "WWWWWWWWWWWWWWWW", "W" * 17, "W" * 50, "Maximilian Alexander of the Long Name"]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", [talk, child])
def test_whatever_the_name_the_sheet_keeps_to_one_page(
    typesetter: Typesetter, make: Callable[[], Page], name: str, paper: Paper
) -> None:
    assert len(typesetter.svg(_named(make(), name), Style(paper), on=DAY)) == 1


def test_the_bytes_do_not_depend_on_what_was_made_before() -> None:
    first, second = Typesetter(resources()), Typesetter(resources())
    for one in (guide(), _named(talk(), "Bo"), _named(child(), "W" * 30), _named(talk(), "")):
        first.pdf(one, Style(), on=DAY)
    for one in (_named(talk(), "Ava"), _named(talk(), "W" * 30), _named(child(), "Bo"), guide()):
        assert first.pdf(one, Style(), on=DAY) == second.pdf(one, Style(), on=DAY)


def test_a_sheet_inside_a_pack_has_a_size_of_its_own_whatever_was_made_before() -> None:
    first, second = Typesetter(resources()), Typesetter(resources())
    guidance = paper_guidance()
    for wallet in (True, False):
        first.pdf(help_card(guidance, guidance.country("uk"), DAY, wallet=wallet), Style(), on=DAY)
    first.pdf(pack(), Style(), on=DAY)
    for one in (card(), pack()):
        assert first.pdf(one, Style(), on=DAY) == second.pdf(one, Style(), on=DAY)


def test_cards_to_cut_out_do_not_keep_the_card_for_the_wall_from_being_fitted() -> None:
    guidance = paper_guidance()
    kinds = {
        Given.of(help_card(guidance, guidance.country("uk"), DAY, wallet=wallet), Style()).kind
        for wallet in (True, False)
    }
    assert len(kinds) == 2


def test_a_name_is_in_nothing_that_is_remembered() -> None:
    given = Given.of(_named(talk(), "Secretname"), Style())
    assert "Secretname" not in given.document
    assert given.key == Given.of(_named(talk(), "Other"), Style()).key
    assert given.key != Given.of(_named(talk(), ""), Style()).key
    assert given.key != Given.of(_named(talk(), "Secretname"), Style(Paper.LETTER)).key


def test_without_our_typeface_nothing_is_printed_in_another(tmp_path: Path) -> None:
    with pytest.raises(PrintFailed, match="typeface is missing"):
        Typesetter(resources(), tmp_path).pdf(talk(), Style(), on=DAY)


def _named(sheet: Page, name: str) -> Page:
    assert isinstance(sheet, TalkSheet | ChildPage)
    return dataclasses.replace(sheet, name=name)
