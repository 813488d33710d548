"""Every screen in every look: nothing cut off, nothing sideways, everything named, all of it by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication

from kitchentable.domain.errors import CannotWrite
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.services import opening, slots
from kitchentable.services.household import Household
from kitchentable.services.preferences import Theme
from kitchentable.store import devices
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from kitchentable.ui.app import Desk
from kitchentable.ui.outside import Outside
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler
from tests.sample_family import add_check_ins, add_sample_family
from tests.tour.stops import WITHOUT_CHILDREN, Stop, button_of, come_to_rest, family_stops, visit
from tests.ui.probes.eyes import Flashes, faults_of_tabbing, faults_to_hear, faults_to_see, too_much_open

_FORGOTTEN = "a passphrase nobody knows"
SIZES = (QSize(1200, 820), QSize(1024, 640))
LOOKS = ((Theme.DARK, 100), (Theme.CONTRAST, 200))
"""Tab goes through light. Themes differ in colours only (test_tokens.py says so): not each needs each size of text."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A window, and where to go in it."""

    desk: Desk
    stops: tuple[Stop, ...]


@pytest.fixture(scope="module")
def our_guidance() -> Guidance:
    """Return our own guidance as it is shipped."""
    return load_pack(guidance_pack())


class House:
    """Makes windows on records of their own, and closes them again."""

    def __init__(self, app: QApplication, folder: Path, guidance: Guidance) -> None:
        """Stand in an empty folder."""
        self._app, self._folder, self._guidance = app, folder, guidance
        self._clock = FakeClock()
        self._desks: list[Desk] = []

    def family(self) -> Walk:
        """Open a window on the sample family."""
        folder, keychain = self._folder / "family", FakeKeychain()
        home = self._make(folder, keychain)
        sample = add_sample_family(home, self._clock)
        robin = sample.robin
        scheduler = add_check_ins(home, self._clock, sample)
        account = devices.accounts(home.store, child_id=robin)[0].id
        home.close()
        return Walk(self._open(folder, keychain, scheduler), family_stops(robin, account))

    def childless(self) -> Walk:
        """Open a window on records without a child."""
        folder, keychain = self._folder / "empty", FakeKeychain()
        self._make(folder, keychain).close()
        return Walk(self._open(folder, keychain), WITHOUT_CHILDREN)

    def begin(self) -> Desk:
        """Open a window where nothing was begun: it shows the welcome."""
        return self._open(self._folder / "new", FakeKeychain())

    def forgetful(self) -> Desk:
        """Open a window on records whose passphrase was forgotten: the lock page asks for the recovery code."""
        folder = self._folder / "forgotten"
        self._make(folder, FakeKeychain(), _FORGOTTEN).close()
        paths, keychain = Paths.of(folder), FakeKeychain()
        new = slots.draft_code(paths, keychain, self._clock, proof=slots.Proof(_FORGOTTEN))
        slots.keep_code(paths, new=new, typed=new.code)
        desk = self._open(folder, keychain)
        button_of(desk, "Forgot it?").click()
        come_to_rest(desk)
        return desk

    def shut_out(self) -> Desk:
        """Open a window on records that nothing opens any more, with the last way unfolded."""
        folder = self._folder / "shut-out"
        self._make(folder, FakeKeychain(), _FORGOTTEN).close()
        desk = self._open(folder, FakeKeychain())
        button_of(desk, "Nothing opens them any more?").click()
        come_to_rest(desk)
        return desk

    def barred(self) -> Desk:
        """Open a window on a folder that can't be written to."""
        trouble = CannotWrite("The folder can only be read, not written to: please choose another place.")
        return self._open(self._folder / "barred", FakeKeychain(), barred=trouble)

    def choosing(self) -> Desk:
        """Open the welcome at its second step, where there is no keychain and a passphrase is asked for."""
        keychain = FakeKeychain()
        keychain.absent = True
        desk = self._open(self._folder / "choosing", keychain)
        button_of(desk, "Skip for now").click()
        come_to_rest(desk)
        return desk

    def close(self) -> None:
        """Close every window as a parent does."""
        for desk in self._desks:
            desk.window.close()
            come_to_rest(desk)
            desk.close()
            desk.window.deleteLater()
            desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _make(self, folder: Path, keychain: FakeKeychain, passphrase: str | None = None) -> Household:
        return opening.create_household(
            paths=Paths.of(folder),
            keychain=keychain,
            guidance=self._guidance,
            clock=self._clock,
            passphrase=passphrase,
        )

    def _open(
        self,
        folder: Path,
        keychain: FakeKeychain,
        scheduler: FakeScheduler | None = None,
        barred: CannotWrite | None = None,
    ) -> Desk:
        outside = Outside(self._clock, keychain, FakeNotifier, (scheduler or FakeScheduler()).itself)
        desk = Desk(self._app, Paths.of(folder), self._guidance, outside, barred=barred)
        self._desks.append(desk)
        desk.open()
        come_to_rest(desk)
        return desk


@pytest.fixture
def house(qapp: QApplication, tmp_path: Path, our_guidance: Guidance) -> Iterator[House]:
    """Return a house in which windows can be opened; none but those may ever have shown."""
    flashes = Flashes(qapp)
    house = House(qapp, tmp_path, our_guidance)
    yield house
    house.close()
    flashes.stop()
    assert not flashes.seen, "\n".join(flashes.seen)


@pytest.mark.parametrize(("theme", "percent"), LOOKS)
def test_nothing_is_cut_off_or_nameless_on_any_screen(house: House, theme: Theme, percent: int) -> None:
    faults: list[str] = []
    for walk in (house.childless(), house.family()):
        walk.desk.kept.wear(theme, percent)
        for stop in walk.stops:
            visit(walk.desk, stop)
            for size in SIZES:
                faults += _faults(walk.desk, size, stop.name)
            if not stop.presses:
                faults += [f"{stop.name}: {fault}" for fault in too_much_open(walk.desk.window)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_or_nameless_at_the_doors(house: House, percent: int) -> None:
    new, locked, forgotten = house.begin(), house.family().desk, house.forgetful()
    locked.session.lock()
    come_to_rest(locked)
    faults: list[str] = []
    doors = (
        ("welcome", new),
        ("welcome-passphrase", house.choosing()),
        ("lock", locked),
        ("lock-recovery", forgotten),
        ("lock-last-way", house.shut_out()),
        ("lock-barred", house.barred()),
    )
    for name, desk in doors:
        desk.kept.wear(Theme.LIGHT, percent)
        for size in SIZES:
            faults += _faults(desk, size, name)
            faults += [f"{name}: {fault}" for fault in faults_of_tabbing(desk.window)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("percent", "size"), [(100, SIZES[0]), (200, SIZES[1])])
def test_tab_reads_every_screen_from_top_to_bottom(house: House, percent: int, size: QSize) -> None:
    faults: list[str] = []
    for walk in (house.childless(), house.family()):
        walk.desk.kept.wear(Theme.LIGHT, percent)
        walk.desk.window.resize(size)
        for stop in walk.stops:
            visit(walk.desk, stop)
            faults += [f"{stop.name}: {fault}" for fault in faults_of_tabbing(walk.desk.window)]
    assert not faults, "\n".join(faults)


def _faults(desk: Desk, size: QSize, name: str) -> list[str]:
    desk.window.resize(size)
    come_to_rest(desk)
    found = [*faults_to_see(desk.window), *faults_to_hear(desk.window)]
    return [f"{name}, {size.width()} × {size.height()}: {fault}" for fault in found]
