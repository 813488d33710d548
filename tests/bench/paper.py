"""How long one sheet takes, and a thousand of them: beside an empty page, and beside WeasyPrint with the same words."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import weasyprint

from kitchentable.domain.ages import AgeBand
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.page import Page
from kitchentable.printing.pages import Style
from kitchentable.printing.typesetter import Typesetter
from kitchentable.printing.web import WebPages
from kitchentable.services.print_jobs import Copy, Format, save_all
from kitchentable.services.prints import Press, PrintRequest, PrintTalk, make_document, pdf
from kitchentable.system.resources import guidance_pack, resources
from tests.bench import programs
from tests.bench.measured import Measured, milliseconds, side_by_side
from tests.fakes.clock import FakeClock

_MANY = 1000
_FEW = 20
"""Sheets that WeasyPrint makes: a thousand would take it many minutes."""


def measure(folder: Path) -> Iterator[Measured]:
    """Time one talk sheet after the first, a thousand with names of their own, and WeasyPrint with some of them."""
    times = side_by_side(*programs.pdf_pair(folder), rounds=40)
    yield Measured("one talk sheet as PDF, after the first", "an empty tagged page", *times, most=10, aim_ms=15)
    press = Press(load_pack(guidance_pack()), Typesetter(resources()), FakeClock())
    yield Measured("a sheet never made before", "an empty tagged page", _first(press), times[1], most=40)
    web = WebPages(resources())
    ours = _saved(press, web, folder) / _MANY
    theirs = _by_weasyprint(press, web) / _FEW
    yield Measured(
        f"each of {_MANY} sheets with names, saved ({1000 / ours:.0f} a second)",
        f"WeasyPrint, the same words as PDF/UA ({1000 / theirs:.1f} a second)",
        ours,
        theirs,
        most=0.1,
        aim_ms=20,
    )


def _first(press: Press) -> float:
    """Return the milliseconds of a sheet that was not made before, each another talk, after one to warm up."""
    talks = [PrintTalk(one.id, AgeBand.FROM_10) for one in press.guidance.topics() if AgeBand.FROM_10 in one.talks]
    requests = iter([PrintRequest(one) for one in talks])
    pdf(press, request=next(requests))
    return statistics.median(milliseconds(partial(pdf, press, request=one)) for one in requests)


def _saved(press: Press, web: WebPages, folder: Path) -> float:
    """Return the milliseconds for all of them, as the app's own job saves them."""
    wanted = [Copy(_talk(press, place), Style(), f"{place}.pdf") for place in range(_MANY)]
    begun = time.perf_counter()
    save_all(press, web, wanted=wanted, form=Format.PDF, folder=folder / "many", told=_nobody, stop=threading.Event())
    return (time.perf_counter() - begun) * 1000


def _by_weasyprint(press: Press, web: WebPages) -> float:
    """Return the milliseconds for some of them, made from our own web pages after a first one."""
    pages = [web.html(_talk(press, place), Style()).decode() for place in range(_FEW + 1)]
    _weasyprint(pages.pop())
    begun = time.perf_counter()
    for page in pages:
        _weasyprint(page)
    return (time.perf_counter() - begun) * 1000


def _weasyprint(page: str) -> bytes:
    made = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(made, bytes)
    return made


def _talk(press: Press, place: int) -> Page:
    talk = PrintTalk("live-streaming", AgeBand.FROM_10, name=f"Sample {place}")
    return make_document(press.guidance, PrintRequest(talk), press.clock.today())


def _nobody(_made: int) -> None:
    """Hear how far a job is, and do nothing."""
