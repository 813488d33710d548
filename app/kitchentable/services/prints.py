"""Paper: what the guidance says, which needs no records, and the family’s own pages, which do; as PDF or to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import NotFound
from kitchentable.domain.guides import Place
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import CodeBook
from kitchentable.domain.situations import Country
from kitchentable.printing.child_page import child_page
from kitchentable.printing.console_sheet import console_sheet
from kitchentable.printing.evening_pack import evening_pack
from kitchentable.printing.guide_sheet import guide_sheet
from kitchentable.printing.help_card import help_card
from kitchentable.printing.help_page import help_page
from kitchentable.printing.page import Page
from kitchentable.printing.pages import Paper, Style
from kitchentable.printing.talk_sheet import talk_sheet
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.family_papers import FamilyWhat, family_sheet
from kitchentable.services.household import Household
from kitchentable.system.clock import Clock
from kitchentable.system.files import write_atomically


@dataclass(frozen=True, slots=True)
class PrintTalk:
    """A talk to print; ``name`` is the child it is for, or empty."""

    topic_id: str
    band: AgeBand
    name: str = ""


@dataclass(frozen=True, slots=True)
class PrintChildPage:
    """A talk's page for the child to keep; ``name`` is the child it is for, or empty."""

    topic_id: str
    band: AgeBand
    name: str = ""


@dataclass(frozen=True, slots=True)
class PrintGuide:
    """A guide to print, for one age band or (None) for all; ``name`` is the child it is for, or empty."""

    guide_id: str
    band: AgeBand | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class PrintHelp:
    """The help page of the request's country."""


@dataclass(frozen=True, slots=True)
class PrintCard:
    """The help card of the request's country: for the wall, or several to cut out; ``name`` is whose it is."""

    wallet: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class PrintConsole:
    """A guide's steps at one device, with what we suggest for one age; the usual place where None."""

    guide_id: str
    band: AgeBand
    place: Place | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class PrintPack:
    """A parents' evening: for these ages (all where empty), these talks (the first of each age where empty)."""

    bands: tuple[AgeBand, ...] = ()
    topic_ids: tuple[str, ...] = ()
    copies: int = 1


GuidanceWhat = PrintTalk | PrintChildPage | PrintGuide | PrintHelp | PrintCard | PrintConsole | PrintPack
"""Everything that is printed from the guidance alone."""

What = GuidanceWhat | FamilyWhat
"""Everything that can be printed."""

_LOCKED = "This page is made from your records. Please open them first."


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """What to print and how. The country gives the help lines at the foot of each page.

    ``codes`` puts a short code beside each box, to be typed in later (``paper_ticks``).
    """

    what: What
    country: str = "uk"
    paper: Paper = Paper.A4
    large: bool = False
    codes: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """What printing needs, made once: no family records are among it."""

    guidance: Guidance
    typesetter: Typesetter
    clock: Clock


def make_document(guidance: Guidance, request: PrintRequest, today: date, home: Household | None = None) -> Page:
    """Return what the sheet says; ``home`` is needed for the family's own pages.

    Raises NotFound for a topic, age, guide, child or country we have nothing for, and where records are needed.
    """
    country = guidance.country(request.country)
    if country.contacts_only:
        raise NotFound(f"Our help for {country.name} is not ready yet. Please choose another country.")
    if not isinstance(request.what, FamilyWhat):
        codes = CodeBook(guidance) if request.codes else None
        return _from_guidance(guidance, country, request.what, today, codes)
    if home is None:
        raise NotFound(_LOCKED)
    return family_sheet(home, country, request.what, codes=request.codes)


def _from_guidance(
    guidance: Guidance, country: Country, what: GuidanceWhat, today: date, codes: CodeBook | None
) -> Page:
    match what:
        case PrintTalk(topic_id, band, name):
            return talk_sheet(guidance, country, topic_id, band, today, name=name, codes=codes)
        case PrintChildPage(topic_id, band, name):
            return child_page(guidance, country, topic_id, band, today, name=name)
        case PrintGuide(guide_id, band, name):
            return guide_sheet(guidance, country, guide_id, band, today, name=name, codes=codes)
        case PrintHelp():
            return help_page(guidance, country, today)
        case _:
            return _to_hand_out(guidance, country, what, today, codes)


def _to_hand_out(
    guidance: Guidance,
    country: Country,
    what: PrintCard | PrintConsole | PrintPack,
    today: date,
    codes: CodeBook | None,
) -> Page:
    match what:
        case PrintCard(wallet, name):
            return help_card(guidance, country, today, wallet=wallet, name=name)
        case PrintConsole(guide_id, band, place, name):
            return console_sheet(guidance, country, guide_id, band, today, place=place, name=name, codes=codes)
        case PrintPack(bands, topic_ids, copies):
            return evening_pack(guidance, country, bands, today, topic_ids=topic_ids, copies=copies)


def pdf(press: Press, *, request: PrintRequest, home: Household | None = None) -> bytes:
    """Return the sheet as a tagged PDF, the same bytes all day. Raises NotFound or PrintFailed."""
    sheet = make_document(press.guidance, request, press.clock.today(), home)
    return press.typesetter.pdf(sheet, Style(request.paper, request.large), on=press.clock.today())


def svg_pages(press: Press, *, request: PrintRequest, home: Household | None = None) -> tuple[str, ...]:
    """Return the PDF's pages as SVG, for the preview and the printer. Raises NotFound or PrintFailed."""
    sheet = make_document(press.guidance, request, press.clock.today(), home)
    return press.typesetter.svg(sheet, Style(request.paper, request.large), on=press.clock.today())


def save_pdf(press: Press, *, request: PrintRequest, to: Path, home: Household | None = None) -> Path:
    """Save the sheet at ``to`` and return it. Raises CannotWrite where it can't, and leaves no half file."""
    write_atomically(to, pdf(press, request=request, home=home))
    return to
