"""Many sheets to a printer, one after the other: each a document of its own, made and drawn while the window lives on.

A document each, as when several files are sent to a printer: a sheet begins on a leaf of its own where both sides are
printed on, two copies of it lie together, and what went wrong with one is not the end of all. A file to print to is one
document, else each sheet would take the place of the one before.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer

from kitchentable.domain.errors import Trouble
from kitchentable.services.print_jobs import Copy
from kitchentable.services.prints import Press
from kitchentable.ui.paper import Feed, in_order, renderers
from kitchentable.ui.session import Session


@dataclass(frozen=True, slots=True)
class Printed:
    """How a run ended: how many sheets went to the printer, and what was in the way, if anything."""

    sent: int
    stopped: bool = False
    trouble: Trouble | None = None


class PrintRun(QObject):
    """One run at a time. Pages are made on the session's worker, between a parent's ticks, and drawn one by one."""

    told = Signal(int)
    """How many sheets are on their way."""
    ended = Signal(object)
    """A ``Printed``."""

    def __init__(self, parent: QObject, session: Session, press: Press) -> None:
        """Wait for sheets."""
        super().__init__(parent)
        self._session = session
        self._press = press
        self._printer: QPrinter | None = None
        self._waiting: deque[Copy] = deque()
        self._pages: deque[QSvgRenderer] = deque()
        self._feed: Feed | None = None
        self._sent = 0
        self._stopped = False
        self._step = QTimer(self)
        self._step.setInterval(0)
        self._step.timeout.connect(self._draw)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.leave)

    @property
    def running(self) -> bool:
        """Tell whether sheets are on their way."""
        return self._printer is not None

    def start(self, printer: QPrinter, wanted: tuple[Copy, ...]) -> None:
        """Begin; only where nothing is running."""
        self._printer = printer
        self._waiting = deque(wanted)
        self._sent, self._stopped = 0, False
        self._next()

    def stop(self) -> None:
        """Print no more. A sheet that is being drawn is finished: Qt can't take back a page, and half is no use."""
        if self.running:
            self._stopped = True

    def leave(self) -> None:
        """Stop at once, as the program ends: the sheet that is being drawn is finished first."""
        self.stop()
        while self._step.isActive():
            self._draw()

    def _next(self) -> None:
        if self._stopped or not self._waiting:
            self._finish()
            return
        copy = self._waiting.popleft()
        if self._printer is not None and not self._one_file:
            self._printer.setDocName(Path(copy.name).stem)
        self._session.run(partial(_pages, self._press, copy), self._take, self._failed)

    def _take(self, pages: tuple[str, ...]) -> None:
        if self._printer is None:
            return
        self._pages = deque(in_order(self._printer, renderers(pages)))
        self._step.start()

    def _draw(self) -> None:
        """Draw one page, so that Cancel can be pressed before the next."""
        try:
            if self._stopped and (self._feed is None or self._one_file):
                self._finish()
            elif self._pages:
                self._feeder().page(self._pages.popleft())
            else:
                self._sheet_is_out()
        except Trouble as trouble:
            self._finish(trouble)

    def _feeder(self) -> Feed:
        if self._printer is None:
            raise RuntimeError("a page without a printer")
        if self._feed is None:
            self._feed = Feed(self._printer)
            self.destroyed.connect(self._feed.close)  # a printer must not go while it is drawn on
        return self._feed

    def _sheet_is_out(self) -> None:
        self._step.stop()
        if not self._one_file:
            self._end_document()
        self._sent += 1
        self.told.emit(self._sent)
        self._next()

    def _end_document(self) -> None:
        feed, self._feed = self._feed, None
        if feed is not None:
            feed.end()

    def _failed(self, trouble: Trouble) -> None:
        self._finish(trouble)

    def _finish(self, trouble: Trouble | None = None) -> None:
        """End the run; a file that is not whole goes."""
        self._step.stop()
        whole = trouble is None and not self._stopped
        try:
            if whole:
                self._end_document()
        except Trouble as fault:
            trouble = fault
        self._give_up()
        half = self._one_file and (trouble is not None or self._stopped)
        if half and self._printer is not None:
            Path(self._printer.outputFileName()).unlink(missing_ok=True)
        printed = Printed(0 if half else self._sent, self._stopped, trouble)
        self._printer = None
        self._waiting.clear()
        self._pages.clear()
        self.ended.emit(printed)

    def _give_up(self) -> None:
        """Let go of a document that is not whole."""
        feed, self._feed = self._feed, None
        if feed is not None:
            feed.close()

    @property
    def _one_file(self) -> bool:
        return self._printer is not None and bool(self._printer.outputFileName())


def _pages(press: Press, copy: Copy) -> tuple[str, ...]:
    return press.typesetter.svg(copy.sheet, copy.style, on=press.clock.today())
