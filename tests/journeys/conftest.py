"""A journey's world: our real guidance, the real window and store; fake clock, keychain, notifier and scheduler."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kitchentable.domain.errors import CannotWrite
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.build import build
from kitchentable.services import opening
from kitchentable.system.paths import Paths
from kitchentable.system.resources import resources
from kitchentable.ui.app import Desk
from kitchentable.ui.outside import Outside
from tests.fakes.away import FakeAway
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler
from tests.sample_family import SampleFamily, add_sample_family
from tests.ui.probes.person import Person


@pytest.fixture(scope="session")
def our_guidance() -> Guidance:
    """Return our own guidance, built once from its sources."""
    return Guidance(build(resources() / "guidance", date(2026, 11, 21)))


class Computer:
    """One family's computer: what stays when the app is closed, and the app when it is open."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path, guidance: Guidance) -> None:
        """Own a data folder, a clock, a keychain, a notifier and a scheduler."""
        self._qtbot = qtbot
        self._app = app
        self._guidance = guidance
        self._desk: Desk | None = None
        self.paths = Paths.of(folder)
        self.clock = FakeClock()
        self.keychain = FakeKeychain()
        self.notifier = FakeNotifier()
        self.scheduler = FakeScheduler()
        self.away = FakeAway()

    def settle_in(self, passphrase: str | None = None) -> SampleFamily:
        """Put the sample family's records on the computer, with some months behind them."""
        home = opening.create_household(
            paths=self.paths, keychain=self.keychain, guidance=self._guidance, clock=self.clock, passphrase=passphrase
        )
        family = add_sample_family(home, self.clock)
        home.close()
        return family

    def settle_empty(self) -> None:
        """Put records with nobody in them on the computer."""
        opening.create_household(
            paths=self.paths, keychain=self.keychain, guidance=self._guidance, clock=self.clock, passphrase=None
        ).close()

    def start(self) -> Person:
        """Start the app and sit down at its window."""
        outside = Outside(self.clock, self.keychain, self._get_notifier, self._get_scheduler, self._get_away)
        barred: CannotWrite | None = None
        try:
            self.paths.prepare()
        except CannotWrite as trouble:
            barred = trouble
        self._desk = Desk(self._app, self.paths, self._guidance, outside, barred=barred)
        self._desk.open()
        return Person(self._qtbot, self._desk.window)

    def close(self) -> None:
        """Close the window as a parent does, and let the app end."""
        desk, self._desk = self._desk, None
        if desk is None:
            return
        desk.window.close()
        self._qtbot.waitUntil(lambda: not desk.session.busy)
        desk.close()
        desk.farewell.sweep()
        desk.window.deleteLater()
        desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def bot(self) -> QtBot:
        """What waits."""
        return self._qtbot

    @property
    def desk(self) -> Desk:
        """The running app."""
        assert self._desk is not None
        return self._desk

    def rest(self) -> None:
        """Wait until everything asked for so far is stored and shown."""
        desk = self._desk
        assert desk is not None
        self._qtbot.waitUntil(lambda: not desk.session.busy, timeout=10_000)

    def _get_notifier(self) -> FakeNotifier:
        return self.notifier

    def _get_scheduler(self) -> FakeScheduler:
        return self.scheduler

    def _get_away(self) -> FakeAway:
        return self.away


@pytest.fixture
def computer(qtbot: QtBot, qapp: QApplication, tmp_path: Path, our_guidance: Guidance) -> Iterator[Computer]:
    """Return a family's computer on which Kitchen Table was never started."""
    computer = Computer(qtbot, qapp, tmp_path / "data", our_guidance)
    yield computer
    computer.close()
