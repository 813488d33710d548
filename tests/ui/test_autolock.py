"""Locking by itself: after the chosen while without a key or a mouse, and at once when the parent is gone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.ways_in import DEFAULT_MINUTES, WaysIn, minutes_in_effect
from kitchentable.services.household import Household
from kitchentable.store import keys
from kitchentable.ui.autolock import AutoLock
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from tests.fakes.away import FakeAway

PASSPHRASE = "seven green kettles"  # noqa: S105 - a sample
MINUTE = 60_000

Make = Callable[[int], AutoLock]


@pytest.fixture
def shut(qtbot: QtBot, theme: Theme) -> Iterator[Session]:
    """Return a session whose records are not open yet."""
    assert theme is not None
    session = Session()
    yield session
    qtbot.waitUntil(lambda: not session.busy)
    session.close()


@pytest.fixture
def kept(shut: Session, household: Household, theme: Theme) -> KeptPreferences:
    return KeptPreferences(shut, household.paths, theme)


@pytest.fixture
def away() -> FakeAway:
    return FakeAway()


@pytest.fixture
def make(qtbot: QtBot, shut: Session, kept: KeptPreferences, household: Household, away: FakeAway) -> Iterator[Make]:
    """Return a function that opens the records under an AutoLock whose minutes are so many milliseconds."""
    made: list[AutoLock] = []

    def the_away() -> FakeAway:
        return away

    def open_under(minute: int) -> AutoLock:
        lock = AutoLock(shut, kept, household.paths, the_away, minute_ms=minute)
        made.append(lock)
        shut.opened(household)
        qtbot.waitUntil(lambda: not shut.busy and away.heard)
        return lock

    yield open_under
    for one in made:
        one.close()
    household.close()


def ask_for_passphrase(household: Household) -> None:
    """Have keys.json say that they ask; its key is not tried here."""
    household.paths.keys.write_bytes(keys.encode(keys.passphrase_ring(keys.new_key(), PASSPHRASE)))


@pytest.mark.parametrize(
    ("chosen", "keychain_slot", "passphrase", "minutes"),
    [
        (None, True, False, 0),
        (None, True, True, 0),
        (None, False, True, DEFAULT_MINUTES),
        (0, False, True, 0),
        (5, True, False, 5),
        (30, False, True, 30),
    ],
)
def test_what_was_chosen_counts_and_else_whether_a_passphrase_is_asked_for(
    chosen: int | None, minutes: int, *, keychain_slot: bool, passphrase: bool
) -> None:
    assert minutes_in_effect(chosen, WaysIn(keychain_slot, passphrase, None, leaving=False, name="")) == minutes
    assert minutes_in_effect(None, None) == 0


def test_it_locks_after_a_while_without_a_sign_of_life(
    qtbot: QtBot, make: Make, shut: Session, kept: KeptPreferences
) -> None:
    kept.lock_after(5)
    make(1)
    qtbot.waitUntil(lambda: shut.state is SessionState.LOCKED)


def test_never_is_never_and_a_change_of_mind_counts_at_once(
    qtbot: QtBot, make: Make, shut: Session, kept: KeptPreferences
) -> None:
    lock = make(MINUTE)
    assert lock.left == -1
    kept.lock_after(30)
    assert 29 * MINUTE < lock.left <= 30 * MINUTE
    kept.lock_after(5)
    assert 4 * MINUTE < lock.left <= 5 * MINUTE
    kept.lock_after(0)
    assert lock.left == -1
    qtbot.waitUntil(lambda: not shut.busy)
    assert shut.state is SessionState.OPEN


def test_records_that_ask_for_a_passphrase_lock_by_default(make: Make, household: Household) -> None:
    ask_for_passphrase(household)
    lock = make(MINUTE)
    assert (DEFAULT_MINUTES - 1) * MINUTE < lock.left <= DEFAULT_MINUTES * MINUTE


@pytest.mark.parametrize("sign", ["key", "click", "move"])
def test_a_key_or_the_mouse_begins_the_wait_again(qtbot: QtBot, make: Make, kept: KeptPreferences, sign: str) -> None:
    kept.lock_after(5)
    lock = make(MINUTE)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    handle = window.windowHandle()
    qtbot.waitUntil(window.isActiveWindow)
    before = lock.left
    qtbot.waitUntil(lambda: lock.left < before - 3)
    waited = lock.left
    if sign == "key":
        QTest.keyClick(handle, Qt.Key.Key_A)
    elif sign == "click":
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3))
    else:
        QTest.mouseMove(handle, QPoint(5, 5))
        QTest.mouseMove(handle, QPoint(9, 9))
    qtbot.waitUntil(lambda: lock.left > waited)


def test_a_window_that_is_closed_is_watched_no_more(qtbot: QtBot, make: Make, kept: KeptPreferences) -> None:
    kept.lock_after(5)
    lock = make(MINUTE)
    for _ in range(3):
        window = QWidget()
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.close()
        window.deleteLater()
    assert lock.left > 0


@pytest.mark.parametrize("reason", ["lock_screen", "fall_asleep"])
def test_it_locks_at_once_when_the_parent_is_gone(
    qtbot: QtBot, make: Make, shut: Session, away: FakeAway, reason: str
) -> None:
    make(MINUTE)
    teller = threading.Thread(target=getattr(away, reason))  # the system's word comes on a thread of its own
    teller.start()
    teller.join()
    qtbot.waitUntil(lambda: shut.state is SessionState.LOCKED)
    getattr(away, reason)()
    assert shut.state is SessionState.LOCKED


def test_once_locked_nothing_waits_any_more(qtbot: QtBot, make: Make, shut: Session, kept: KeptPreferences) -> None:
    kept.lock_after(5)
    lock = make(MINUTE)
    shut.lock()
    assert lock.left == -1
    kept.lock_after(30)
    assert lock.left == -1
    qtbot.waitUntil(lambda: not shut.busy)


def test_records_made_to_look_round_stay_open(
    qtbot: QtBot, shut: Session, kept: KeptPreferences, household: Household, away: FakeAway
) -> None:
    def the_away() -> FakeAway:
        return away

    kept.lock_after(5)
    lock = AutoLock(shut, kept, household.paths, the_away, minute_ms=1)
    shut.opened(household, for_now=True)
    qtbot.waitUntil(lambda: not shut.busy)
    assert not away.heard
    assert lock.left == -1
    assert shut.state is SessionState.OPEN
    lock.close()
    household.close()


def test_turning_the_passphrase_on_sets_the_default_at_once(
    qtbot: QtBot, make: Make, shut: Session, household: Household
) -> None:
    lock = make(MINUTE)
    assert lock.left == -1
    ask_for_passphrase(household)
    shut.run(keys_changed)
    qtbot.waitUntil(lambda: lock.left > 0)


def keys_changed() -> Change:
    return Change.of(Touched.KEYS)
