"""Sheets into files: one, or many as one job that tells how far it is, can be stopped, and leaves no half file."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue

from kitchentable.domain.errors import CannotWrite, Trouble
from kitchentable.domain.file_names import distinct_names
from kitchentable.printing.page import Page
from kitchentable.printing.pages import Style
from kitchentable.printing.typesetter import Typesetter
from kitchentable.printing.web import WebPages
from kitchentable.services.household import Household
from kitchentable.services.print_lists import title_of
from kitchentable.services.prints import Press, PrintRequest, What, make_document
from kitchentable.system.files import write_atomically
from kitchentable.system.folders import all_or_nothing


class Format(StrEnum):
    """The files a sheet can be saved as; the value is also the file's ending."""

    PDF = "pdf"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Copy:
    """One sheet of a job: what it says, how it is set, and the name of its file."""

    sheet: Page
    style: Style
    name: str


class Stopped(Trouble):
    """The parent stopped the job; nothing was saved."""

    title = "Stopped"


def requests_like(like: PrintRequest, whats: Sequence[What]) -> tuple[PrintRequest, ...]:
    """Return a request for each sheet, all for the same country, on the same paper, in the same print."""
    return tuple(replace(like, what=one) for one in whats)


def copies(
    press: Press, *, requests: Sequence[PrintRequest], form: Format, home: Household | None = None
) -> tuple[Copy, ...]:
    """Return what each sheet says, with a file name of its own; ``home`` is needed for the family's own.

    Raises NotFound.
    """
    names = distinct_names((title_of(press.guidance, one.what) for one in requests), form)
    return tuple(
        Copy(make_document(press.guidance, one, press.clock.today(), home), Style(one.paper, one.large), name)
        for one, name in zip(requests, names, strict=True)
    )


def save_as(
    press: Press, web: WebPages, *, request: PrintRequest, form: Format, to: Path, home: Household | None = None
) -> Path:
    """Save one sheet at ``to`` and return it; ``home`` is needed for the family's own pages.

    Raises NotFound, PrintFailed or CannotWrite; leaves no half file.
    """
    sheet = make_document(press.guidance, request, press.clock.today(), home)
    style = Style(request.paper, request.large)
    html = form is Format.HTML
    write_atomically(to, web.html(sheet, style) if html else press.typesetter.pdf(sheet, style, on=press.clock.today()))
    return to


def save_all(
    press: Press,
    web: WebPages,
    *,
    wanted: Sequence[Copy],
    form: Format,
    folder: Path,
    told: Callable[[int], None],
    stop: threading.Event,
) -> int:
    """Save all copies in ``folder``, or none, and return how many; ``told`` hears how many are made so far.

    Runs on as many threads as there are processors: a typesetter works outside Python's lock. Raises Stopped once
    ``stop`` is set, PrintFailed, or CannotWrite; then, and after Ctrl+C, the folder is as it was.
    """
    with all_or_nothing(folder) as tray:
        job = _Job(press, web, form, tray, stop)
        with ThreadPoolExecutor(max_workers=job.hands, thread_name_prefix="kitchentable-prints") as pool:
            try:
                for count, one in enumerate(as_completed([pool.submit(job.make, copy) for copy in wanted]), start=1):
                    one.result()
                    told(count)
            except BaseException:
                job.give_up()
                pool.shutdown(cancel_futures=True)
                raise
    return len(wanted)


class _Job:
    """Makes copies into a tray, each hand with a typesetter of its own."""

    def __init__(self, press: Press, web: WebPages, form: Format, tray: Path, stop: threading.Event) -> None:
        self._press = press
        self._web = web
        self._form = form
        self._tray = tray
        self._stop = stop
        self._given_up = threading.Event()
        self.hands = max(1, min(4, os.cpu_count() or 1))
        self._idle: SimpleQueue[Typesetter] = SimpleQueue()
        self._idle.put(press.typesetter)
        for _ in range(self.hands - 1 if form is Format.PDF else 0):
            self._idle.put(press.typesetter.another())

    def make(self, copy: Copy) -> None:
        """Make one copy. Raises Stopped where nobody waits for it any more."""
        if self._stop.is_set() or self._given_up.is_set():
            raise Stopped("The job was stopped. Nothing was saved.")
        page = self._page(copy)
        try:
            write_atomically(self._tray / copy.name, page)
        except CannotWrite as trouble:  # a parent knows the folder, not the tray in it
            raise CannotWrite(trouble.message.replace(str(self._tray), str(self._tray.parent))) from trouble

    def give_up(self) -> None:
        """Let the copies still waiting be: the job is over."""
        self._given_up.set()

    def _page(self, copy: Copy) -> bytes:
        if self._form is Format.HTML:
            return self._web.html(copy.sheet, copy.style)
        typesetter = self._idle.get()
        try:
            return typesetter.pdf(copy.sheet, copy.style, on=self._press.clock.today())
        finally:
            self._idle.put(typesetter)
