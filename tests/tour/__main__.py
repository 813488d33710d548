"""``make tour``: drives every screen with a sample family and saves what it looks like to build/tour/.

The same walk is what ``make run`` shows where there is no display. Everything is real but the outside world: a fixed
evening, a keychain in memory, no notification and no system timer.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from kitchentable.domain.ages import AgeBand
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services import opening
from kitchentable.services.household import Household
from kitchentable.services.preferences import Theme
from kitchentable.services.prints import (
    Press,
    PrintChildPage,
    PrintGuide,
    PrintHelp,
    PrintRequest,
    PrintTalk,
    What,
    save_pdf,
)
from kitchentable.store import devices
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack, resources
from kitchentable.ui.app import Desk, make_application
from kitchentable.ui.outside import Outside
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler
from tests.sample_family import ROBIN, SampleFamily, add_check_ins, add_sample_family
from tests.tour.stops import TALK, WITHOUT_CHILDREN, Stop, come_to_rest, family_stops, visit


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
    """Three windows, walked through and photographed: not begun, begun without a child, and a sample family's."""

    def __init__(self, app: QApplication, folder: Path, to: Path) -> None:
        """Make the sample family and open the windows."""
        self._app = app
        self._to = to
        self._clock = FakeClock()
        self._guidance = load_pack(guidance_pack())
        self._new = self._desk(folder / "new", FakeKeychain())
        empty, keychain = folder / "empty", FakeKeychain()
        self._make(empty, keychain).close()
        self._empty = self._desk(empty, keychain)
        family, keychain = folder / "family", FakeKeychain()
        home = self._make(family, keychain)
        self._family: SampleFamily = add_sample_family(home, self._clock)
        scheduler = add_check_ins(home, self._clock, self._family)
        self._account = devices.accounts(home.store, child_id=self._family.robin)[0].id
        home.close()
        self._full = self._desk(family, keychain, scheduler)

    def walk(self, look: Look) -> None:
        """Photograph every screen in one look."""
        for desk in self._desks:
            desk.kept.wear(look.theme, look.percent)
            desk.open() if desk.window.isHidden() else None
            desk.window.resize(look.size)
            come_to_rest(desk)
        self._picture(self._new, look, "welcome")
        for stop in WITHOUT_CHILDREN:
            self._photograph(self._empty, look, stop)
        for stop in family_stops(self._family.robin, self._account):
            self._photograph(self._full, look, stop)
        self._full.session.lock()
        come_to_rest(self._full)
        self._picture(self._full, look, "lock")
        self._full.doors.approach()
        come_to_rest(self._full)

    def print_all(self) -> None:
        """Save one sheet of each kind as a family would."""
        press = Press(self._guidance, Typesetter(resources()), self._clock)
        sheets: dict[str, What] = {
            "talk": PrintTalk(TALK, AgeBand.FROM_10, ROBIN),
            "child": PrintChildPage(TALK, AgeBand.FROM_10, ROBIN),
            "guide": PrintGuide("xbox", AgeBand.FROM_10),
            "help": PrintHelp(),
        }
        for name, what in sheets.items():
            save_pdf(press, request=PrintRequest(what), to=self._to / f"{name}.pdf")

    def close(self) -> None:
        """Close the windows as a parent does, and wait for what is being written."""
        for desk in self._desks:
            desk.window.close()
            come_to_rest(desk)
            desk.close()

    @property
    def _desks(self) -> tuple[Desk, ...]:
        return self._new, self._empty, self._full

    def _make(self, folder: Path, keychain: FakeKeychain) -> Household:
        return opening.create_household(
            paths=Paths.of(folder), keychain=keychain, guidance=self._guidance, clock=self._clock, passphrase=None
        )

    def _desk(self, folder: Path, keychain: FakeKeychain, scheduler: FakeScheduler | None = None) -> Desk:
        outside = Outside(self._clock, keychain, FakeNotifier, (scheduler or FakeScheduler()).itself)
        return Desk(self._app, Paths.of(folder), self._guidance, outside)

    def _photograph(self, desk: Desk, look: Look, stop: Stop) -> None:
        bar = visit(desk, stop).verticalScrollBar()
        self._picture(desk, look, stop.name)
        if bar.value() < bar.maximum():
            bar.setValue(bar.maximum())
            come_to_rest(desk)
            self._picture(desk, look, f"{stop.name}-end")

    def _picture(self, desk: Desk, look: Look, name: str) -> None:
        desk.window.grab().save(str(self._to / f"{look.name}-{name}.png"))


if __name__ == "__main__":
    sys.exit(main())
