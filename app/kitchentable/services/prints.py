"""Paper: a talk, the child’s page of it, a guide or the help page, as PDF or to look at; no records needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.printing.child_page import child_page
from kitchentable.printing.guide_sheet import guide_sheet
from kitchentable.printing.help_page import help_page
from kitchentable.printing.pages import Paper, Sheet, Style
from kitchentable.printing.talk_sheet import talk_sheet
from kitchentable.printing.typesetter import Typesetter
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


What = PrintTalk | PrintChildPage | PrintGuide | PrintHelp
"""Everything that can be printed."""


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """What to print and how. The country gives the help lines at the foot of each page."""

    what: What
    country: str = "uk"
    paper: Paper = Paper.A4
    large: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """What printing needs, made once: no family records are among it."""

    guidance: Guidance
    typesetter: Typesetter
    clock: Clock


def make_document(guidance: Guidance, request: PrintRequest) -> Sheet:
    """Return what the sheet says. Raises NotFound for a topic, age, guide or country we have nothing for."""
    country = guidance.country(request.country)
    if country.contacts_only:
        raise NotFound(f"Our help for {country.name} is not ready yet. Please choose another country.")
    match request.what:
        case PrintTalk(topic_id, band, name):
            return talk_sheet(guidance, country, topic_id, band, name=name)
        case PrintChildPage(topic_id, band, name):
            return child_page(guidance, country, topic_id, band, name=name)
        case PrintGuide(guide_id, band, name):
            return guide_sheet(guidance, country, guide_id, band, name=name)
        case PrintHelp():
            return help_page(guidance, country)


def pdf(press: Press, *, request: PrintRequest) -> bytes:
    """Return the sheet as a tagged PDF, the same bytes all day. Raises NotFound or PrintFailed."""
    sheet = make_document(press.guidance, request)
    return press.typesetter.pdf(sheet, Style(request.paper, request.large), on=press.clock.today())


def svg_pages(press: Press, *, request: PrintRequest) -> tuple[str, ...]:
    """Return the PDF's pages as SVG, for the preview and the printer. Raises NotFound or PrintFailed."""
    sheet = make_document(press.guidance, request)
    return press.typesetter.svg(sheet, Style(request.paper, request.large), on=press.clock.today())


def save_pdf(press: Press, *, request: PrintRequest, to: Path) -> Path:
    """Save the sheet at ``to`` and return it. Raises CannotWrite where it can't, and leaves no half file."""
    write_atomically(to, pdf(press, request=request))
    return to
