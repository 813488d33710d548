"""What the tests of paper share: one typesetter, and each sheet of the sample pack and the sample family."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.paper_codes import CodeBook
from kitchentable.domain.recovery_code import code_of, groups
from kitchentable.printing.child_page import child_page
from kitchentable.printing.console_sheet import console_sheet
from kitchentable.printing.evening_pack import evening_pack
from kitchentable.printing.guide_sheet import guide_sheet
from kitchentable.printing.help_card import help_card
from kitchentable.printing.help_page import help_page
from kitchentable.printing.page import Page
from kitchentable.printing.recovery_sheet import recovery_sheet
from kitchentable.printing.talk_sheet import talk_sheet
from kitchentable.printing.typesetter import Typesetter
from kitchentable.system.resources import resources
from tests.printing import family_sheets
from tests.printing.paper_guidance import paper_guidance

DAY = date(2026, 11, 21)


def talk() -> Page:
    """Return the talk for 10 to 12, for a child."""
    guidance = paper_guidance()
    return talk_sheet(guidance, guidance.country("uk"), "going-live", AgeBand.FROM_10, DAY, name="Ava")


def child() -> Page:
    """Return the child's page of that talk."""
    guidance = paper_guidance()
    return child_page(guidance, guidance.country("uk"), "going-live", AgeBand.FROM_10, DAY, name="Ava")


def guide() -> Page:
    """Return the console's guide for 10 to 12."""
    guidance = paper_guidance()
    return guide_sheet(guidance, guidance.country("uk"), "console", AgeBand.FROM_10, DAY)


def help_sheet() -> Page:
    """Return the help page."""
    guidance = paper_guidance()
    return help_page(guidance, guidance.country("uk"), DAY)


def recovery() -> Page:
    """Return a recovery sheet."""
    guidance = paper_guidance()
    code = groups(code_of(list(range(20)) + list(range(10))))
    return recovery_sheet(guidance, guidance.country("uk"), code, made=DAY, records="3f2a 91bc")


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    """Return the one typesetter of the run, as the app keeps one."""
    return Typesetter(resources())


def card() -> Page:
    """Return the help card for the wall."""
    guidance = paper_guidance()
    return help_card(guidance, guidance.country("uk"), DAY, name="Ava")


def wallet() -> Page:
    """Return the help cards to cut out."""
    guidance = paper_guidance()
    return help_card(guidance, guidance.country("uk"), DAY, wallet=True)


def record() -> Page:
    """Return the small family's record."""
    return family_sheets.record()


def console() -> Page:
    """Return the console's steps for 10 to 12, with codes."""
    guidance = paper_guidance()
    uk, codes = guidance.country("uk"), CodeBook(guidance)
    return console_sheet(guidance, uk, "console", AgeBand.FROM_10, DAY, name="Ava", codes=codes)


def pack() -> Page:
    """Return the pack for an evening, twice."""
    guidance = paper_guidance()
    return evening_pack(guidance, guidance.country("uk"), (AgeBand.FROM_10,), DAY, copies=2)


SHEETS: dict[str, Callable[[], Page]] = {
    "talk": talk,
    "child": child,
    "guide": guide,
    "help": help_sheet,
    "card": card,
    "wallet": wallet,
    "record": record,
    "console": console,
    "pack": pack,
    "recovery": recovery,
    "month": family_sheets.month,
    "home": family_sheets.home,
    "agreement": family_sheets.agreement,
    "incident": family_sheets.incident,
    "minder": family_sheets.minder,
}


@pytest.fixture(params=list(SHEETS))
def sheet(request: pytest.FixtureRequest) -> Page:
    """Return each of the sheets in turn."""
    return SHEETS[request.param]()
