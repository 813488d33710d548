"""``make tour``: drives every screen with a sample family and saves what it looks like to build/tour/.

The same walk is what ``make run`` shows where there is no display. Everything is real but the outside world: a fixed
evening, a keychain in memory, no notification and no system timer.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QScrollArea

from kitchentable.domain.ages import AgeBand
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services import opening
from kitchentable.services.preferences import Theme
from kitchentable.services.prints import Press, PrintGuide, PrintHelp, PrintRequest, PrintTalk, save_pdf
from kitchentable.store import devices
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack, resources
from kitchentable.ui.app import Desk, make_application
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.outside import Outside
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler
from tests.sample_family import ROBIN, SampleFamily, add_sample_family

TALK = "live-streaming"
_PATIENCE_MS = 20_000


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at the window."""

    name: str
    theme: Theme
    percent: int
    size: QSize


LOOKS = (
    Look("light", Theme.LIGHT, 100, QSize(1200, 820)),
    Look("dark", Theme.DARK, 100, QSize(1200, 820)),
    Look("contrast", Theme.CONTRAST, 100, QSize(1200, 820)),
    Look("large-text", Theme.LIGHT, 200, QSize(1200, 820)),
    Look("small-window", Theme.LIGHT, 100, QSize(1024, 640)),
    Look("small-window-large-text", Theme.DARK, 200, QSize(1024, 640)),
)


def main() -> int:
    """Walk through the app once for each look, then print; say where the pictures are."""
    to = Path(sys.argv[1] if len(sys.argv) > 1 else "build/tour")
    to.mkdir(parents=True, exist_ok=True)
    for old in (*to.glob("*.png"), *to.glob("*.pdf")):
        old.unlink()
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        tour = Tour(app, Path(folder), to)
        for look in LOOKS:
            tour.walk(look)
        tour.print_all()
        tour.close()
    sys.stdout.write(f"{len(list(to.glob('*.png')))} pictures and {len(list(to.glob('*.pdf')))} PDF files in {to}\n")
    return 0


class Tour:
    """One window on a sample family's records, walked through and photographed."""

    def __init__(self, app: QApplication, folder: Path, to: Path) -> None:
        """Make the sample family and open the window on it; the welcome is photographed on an empty folder."""
        self._app = app
        self._to = to
        self._clock = FakeClock()
        self._guidance = load_pack(guidance_pack())
        keychain = FakeKeychain()
        outside = Outside(self._clock, keychain, FakeNotifier, FakeScheduler)
        self._new = Desk(app, Paths.of(folder / "new"), self._guidance, outside)
        paths = Paths.of(folder / "family")
        home = opening.create_household(
            paths=paths, keychain=keychain, guidance=self._guidance, clock=self._clock, passphrase=None
        )
        self._family: SampleFamily = add_sample_family(home, self._clock)
        self._accounts = devices.accounts(home.store, child_id=self._family.robin)
        home.close()
        self._desk = Desk(app, paths, self._guidance, outside)

    def walk(self, look: Look) -> None:
        """Photograph every screen in one look."""
        for desk in (self._new, self._desk):
            desk.kept.wear(look.theme, look.percent)
            desk.window.resize(look.size)
            desk.open() if desk.window.isHidden() else None
            self._settle(desk)
        self._picture(self._new, look, "welcome")
        for name, destination in self._stops():
            self._desk.window.go(destination)
            self._settle(self._desk)
            self._picture(self._desk, look, name)
            self._lower_half(look, name)
        self._desk.session.lock()
        self._settle(self._desk)
        self._picture(self._desk, look, "lock")
        self._desk.doors.approach()
        self._settle(self._desk)

    def print_all(self) -> None:
        """Save one sheet of each kind as a family would."""
        press = Press(self._guidance, Typesetter(resources()), self._clock)
        sheets: dict[str, PrintTalk | PrintGuide | PrintHelp] = {
            "talk": PrintTalk(TALK, AgeBand.FROM_10, ROBIN),
            "guide": PrintGuide("xbox", AgeBand.FROM_10),
            "help": PrintHelp(),
        }
        for name, what in sheets.items():
            save_pdf(press, request=PrintRequest(what), to=self._to / f"{name}.pdf")

    def close(self) -> None:
        """Close both windows as a parent does, and wait for what is being written."""
        for desk in (self._new, self._desk):
            desk.window.close()
            self._settle(desk)
            desk.close()

    def _stops(self) -> Iterator[tuple[str, Destination]]:
        robin = self._family.robin
        yield "month", Destination(Place.MONTH, child_id=robin)
        yield "talks", Destination(Place.TALKS)
        yield "talk", Destination(Place.TALK, topic_id=TALK, band=AgeBand.FROM_10, child_id=robin)
        yield "checks", Destination(Place.CHECKS)
        yield "guide", Destination(Place.GUIDE, account_id=self._accounts[0].id)
        yield "family", Destination(Place.FAMILY)
        yield "print", Destination(Place.PRINTS, topic_id=TALK, band=AgeBand.FROM_10, child_id=robin)
        yield "help", Destination(Place.HELP)
        yield "situation", Destination(Place.SITUATION, situation_id="blackmailed")
        yield "preferences", Destination(Place.PREFERENCES)

    def _picture(self, desk: Desk, look: Look, name: str) -> None:
        desk.window.grab().save(str(self._to / f"{look.name}-{name}.png"))

    def _lower_half(self, look: Look, name: str) -> None:
        """Photograph what lies below the fold too."""
        page = next(one for one in self._desk.window.findChildren(QScrollArea) if one.isVisible())
        bar = page.verticalScrollBar()
        if bar.maximum() > 0:
            bar.setValue(bar.maximum())
            self._settle(self._desk)
            self._picture(self._desk, look, f"{name}-end")
            bar.setValue(0)

    def _settle(self, desk: Desk) -> None:
        """Let work and layout come to rest."""
        patience = QDeadlineTimer(_PATIENCE_MS)
        quiet = 0
        while quiet < 5 and not patience.hasExpired():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            self._app.sendPostedEvents()
            quiet = 0 if desk.session.busy else quiet + 1
        if patience.hasExpired():
            raise TimeoutError("the window did not come to rest")


if __name__ == "__main__":
    sys.exit(main())
