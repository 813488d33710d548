"""What the print page asks the worker for: the sheets a choice stands for, their pages, or their words to keep."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kitchentable.domain.pack import Guidance
from kitchentable.printing.web import WebPages
from kitchentable.services.family_papers import FamilyWhat
from kitchentable.services.household import Household
from kitchentable.services.print_jobs import Copy, Format, copies, requests_like, save_all, save_as
from kitchentable.services.print_lists import Collection, Part
from kitchentable.services.prints import Press, PrintRequest, svg_pages


@dataclass(frozen=True, slots=True)
class Asked:
    """One sheet, or many, and how it is to be set. Which many are is found out with the records at hand."""

    like: PrintRequest
    many: Collection | None = None

    @property
    def from_records(self) -> bool:
        """Tell whether any of it is made from the family's records."""
        if self.many is not None:
            return Part.FAMILY in self.many.parts
        return isinstance(self.like.what, FamilyWhat)

    def requests(self, guidance: Guidance, home: Household | None) -> tuple[PrintRequest, ...]:
        """Return a request for each sheet."""
        return (self.like,) if self.many is None else requests_like(self.like, self.many.sheets(guidance, home))


@dataclass(frozen=True, slots=True)
class Made:
    """Pages of the (first) sheet with the turn of the request they answer, and how many sheets there are."""

    turn: int
    pages: tuple[str, ...]
    sheets: int


@dataclass(frozen=True, slots=True)
class Many:
    """Many sheets, read and ready to be saved."""

    press: Press
    web: WebPages
    wanted: tuple[Copy, ...]
    form: Format
    to: Path

    def save(self, told: Callable[[int], None], stop: threading.Event) -> Path:
        """Save them all, or none."""
        save_all(self.press, self.web, wanted=self.wanted, form=self.form, folder=self.to, told=told, stop=stop)
        return self.to


def made(press: Press, asked: Asked, turn: int, home: Household | None = None) -> Made:
    """Return the first sheet's pages; none where nothing is wanted."""
    requests = asked.requests(press.guidance, home)
    pages = svg_pages(press, request=requests[0], home=home) if requests else ()
    return Made(turn, pages, len(requests))


def saved_as(press: Press, web: WebPages, asked: Asked, form: Format, to: Path, home: Household | None = None) -> Path:
    """Save the one sheet."""
    return save_as(press, web, request=asked.like, form=form, to=to, home=home)


def read_copies(press: Press, asked: Asked, form: Format, home: Household | None = None) -> tuple[Copy, ...]:
    """Return what many sheets say, to be saved or printed without the records."""
    return copies(press, requests=asked.requests(press.guidance, home), form=form, home=home)
