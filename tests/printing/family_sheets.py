"""The family's own pages of the small sample family on the sample pack: made once each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from kitchentable.domain.pack import Guidance
from kitchentable.printing.page import WrittenPage
from kitchentable.printing.record_sheet import record_sheet
from kitchentable.services.export_file import make_export
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
from kitchentable.services.opening import create_household
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.printing.families import small_family
from tests.printing.paper_guidance import paper_guidance


@contextmanager
def open_home(guidance: Guidance, clock: FakeClock) -> Iterator[Household]:
    """Make records in a folder of their own, and close them after."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.of(Path(folder) / "data")
        home = create_household(paths=paths, keychain=FakeKeychain(), guidance=guidance, clock=clock, passphrase=None)
        try:
            yield home
        finally:
            home.close()


@cache
def _made(what: FamilyWhat) -> WrittenPage:
    guidance, clock = paper_guidance(), FakeClock()
    with open_home(guidance, clock) as home:
        small_family(home, clock)
        return family_sheet(home, guidance.country("uk"), what, codes=True)


def month() -> WrittenPage:
    """Return this month, with codes."""
    return _made(PrintMonth())


def home() -> WrittenPage:
    """Return what is set, with codes."""
    return _made(PrintHome())


def agreement() -> WrittenPage:
    """Return the agreement."""
    return _made(PrintAgreement(1))


def incident() -> WrittenPage:
    """Return the note."""
    return _made(PrintIncident(1))


def minder() -> WrittenPage:
    """Return the sheet for grandparents and sitters."""
    return _made(PrintMinder())


@cache
def record() -> WrittenPage:
    """Return the record, with the note."""
    guidance, clock = paper_guidance(), FakeClock()
    with open_home(guidance, clock) as home:
        small_family(home, clock)
        return record_sheet(guidance, make_export(home), country="uk", incidents=True)
