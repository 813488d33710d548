"""What every screen's test stands on: a theme, an open session on a real encrypted store, an Ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.services import opening
from kitchentable.services.household import Household
from kitchentable.system.paths import Paths
from kitchentable.ui.ask import Ask
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Theme
from kitchentable.ui.tokens import ThemeName
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.sample_guidance import sample_guidance


@pytest.fixture
def clock() -> FakeClock:
    """Return a clock that stands still."""
    return FakeClock()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Put the light theme on."""
    theme = Theme(qapp)
    theme.put_on(ThemeName.LIGHT, 100)
    return theme


@pytest.fixture
def household(tmp_path: Path, clock: FakeClock) -> Household:
    """Return new, empty, encrypted records. The session that takes them closes them."""
    return opening.create_household(
        paths=Paths.of(tmp_path / "data"),
        keychain=FakeKeychain(),
        guidance=sample_guidance(),
        clock=clock,
        passphrase=None,
    )


@pytest.fixture
def session(qtbot: QtBot, theme: Theme, household: Household) -> Iterator[Session]:
    """Return an open session; it is closed, and its worker ended, after the test."""
    assert theme is not None
    session = Session()
    session.opened(household)
    yield session
    qtbot.waitUntil(lambda: not session.busy)
    session.close()


@pytest.fixture
def ask(qtbot: QtBot) -> Ask:
    """Return an Ask over a plain window of its own."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    return Ask(window)
