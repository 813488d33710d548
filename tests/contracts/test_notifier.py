"""What every notifier must do, seen on the fake one and on a real dunst on a virtual screen."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from desktop_notifier.backends.base import DesktopNotifierBackend
from desktop_notifier.backends.dummy import DummyNotificationCenter

from kitchentable.services.reminders import TEST_NOTICE
from kitchentable.system.desktop_notices import DesktopNotifier
from kitchentable.system.notify import Notice, Notifier, Outcome, Shown
from tests.fakes.notifier import FakeNotifier
from tests.patience import PATIENCE_SECONDS
from tests.real.daemons import Dunst, dunst, screen, session_bus, wait_until

NOTICE = Notice("Kitchen Table", "Your monthly check-in is due.")


@dataclass
class World:
    """A notifier, and the parent who answers its next notice."""

    notifier: Notifier
    will: Callable[[Outcome], None]


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.real_notifier)])
def world(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    if request.param == "fake":
        fake = FakeNotifier()
        yield World(fake, lambda outcome: setattr(fake, "answer", Shown(outcome, "Gone." if "un" in outcome else "")))
        return
    with session_bus(tmp_path) as address, screen(tmp_path) as display:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        parent = _Parent(tmp_path, address, display)
        try:
            yield World(DesktopNotifier(), parent.will)
        finally:
            parent.leave()


class _Parent:
    """Sits before a real screen; clicks through the daemon's own tool as soon as a notice is up."""

    def __init__(self, folder: Path, address: str, display: str) -> None:
        self._daemon = dunst(folder, address, display)
        self._dunst: Dunst | None = self._daemon.__enter__()
        self._act: threading.Thread | None = None

    def will(self, outcome: Outcome) -> None:
        if outcome is Outcome.UNAVAILABLE:
            self.leave()
        elif outcome is not Outcome.SHOWN:
            self._act = threading.Thread(target=self._click, args=(outcome,))
            self._act.start()

    def leave(self) -> None:
        if self._act is not None:
            self._act.join()
        if self._dunst is not None:
            self._dunst = None
            self._daemon.__exit__(None, None, None)

    def _click(self, outcome: Outcome) -> None:
        daemon = self._dunst
        assert daemon is not None
        daemon.waits_for_a_notice()
        if outcome is Outcome.CLICKED:
            daemon.click()
        else:
            daemon.press_button("Open" if outcome is Outcome.ACTION else "Tomorrow")


@pytest.mark.parametrize("outcome", [Outcome.CLICKED, Outcome.ACTION, Outcome.TOMORROW])
def test_a_click_is_told(world: World, outcome: Outcome) -> None:
    world.will(outcome)
    answer = world.notifier.show(NOTICE, wait_seconds=PATIENCE_SECONDS)
    assert answer == Shown(outcome)


def test_a_notice_nobody_clicks_was_shown(world: World) -> None:
    assert world.notifier.show(NOTICE, wait_seconds=0) == Shown(Outcome.SHOWN)
    assert world.notifier.show(NOTICE, wait_seconds=0.1) == Shown(Outcome.SHOWN)


def test_a_desktop_that_takes_no_notices_is_an_outcome_with_a_reason_not_an_error(world: World) -> None:
    world.will(Outcome.UNAVAILABLE)
    answer = world.notifier.show(NOTICE, wait_seconds=PATIENCE_SECONDS)
    assert answer.outcome is Outcome.UNAVAILABLE
    assert answer.why


def test_without_any_bus_it_is_unavailable() -> None:
    answer = DesktopNotifier().show(NOTICE, wait_seconds=PATIENCE_SECONDS)
    assert answer.outcome is Outcome.UNAVAILABLE
    assert answer.why


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], AbstractContextManager[Dunst]]]:
    """Return what starts the notification daemon of a desktop that has none yet."""
    with session_bus(tmp_path) as address, screen(tmp_path) as display:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield partial(dunst, tmp_path, address, display)


@pytest.mark.real_notifier
def test_a_notice_that_is_dismissed_is_over_and_opens_nothing(
    desktop: Callable[[], AbstractContextManager[Dunst]],
) -> None:
    with desktop() as daemon, _later(daemon, daemon.dismiss):
        assert DesktopNotifier().show(NOTICE, wait_seconds=PATIENCE_SECONDS) == Shown(Outcome.SHOWN)


@pytest.mark.real_notifier
def test_a_daemon_that_starts_late_or_again_shows_the_next_notice(
    desktop: Callable[[], AbstractContextManager[Dunst]],
) -> None:
    assert DesktopNotifier().show(NOTICE, wait_seconds=0).outcome is Outcome.UNAVAILABLE
    with desktop() as daemon, _later(daemon, daemon.click):
        assert DesktopNotifier().show(NOTICE, wait_seconds=PATIENCE_SECONDS) == Shown(Outcome.CLICKED)
    assert DesktopNotifier().show(NOTICE, wait_seconds=0).outcome is Outcome.UNAVAILABLE
    with desktop() as daemon, _later(daemon, daemon.press_button):
        assert DesktopNotifier().show(NOTICE, wait_seconds=PATIENCE_SECONDS) == Shown(Outcome.ACTION)


@pytest.mark.real_notifier
def test_a_daemon_that_ends_under_a_notice_is_no_error(desktop: Callable[[], AbstractContextManager[Dunst]]) -> None:
    with ExitStack() as stack:
        daemon = stack.enter_context(desktop())
        with _later(daemon, stack.close):
            assert DesktopNotifier().show(NOTICE, wait_seconds=2) == Shown(Outcome.SHOWN)


@pytest.mark.real_notifier
def test_it_offers_open_and_tomorrow_and_a_test_offers_nothing_to_put_off(
    desktop: Callable[[], AbstractContextManager[Dunst]],
) -> None:
    for notice, offered in ((NOTICE, {"Open", "Tomorrow"}), (TEST_NOTICE, {"Open"})):
        with desktop() as daemon, _later(daemon, daemon.press_button):
            DesktopNotifier().show(notice, wait_seconds=PATIENCE_SECONDS)
            assert {line.strip("#").split(" (")[0].split(" [")[0] for line in daemon.buttons()} - {""} == offered


@pytest.mark.real_notifier
def test_do_not_disturb_holds_the_notice_back_until_it_ends(
    desktop: Callable[[], AbstractContextManager[Dunst]],
) -> None:
    with desktop() as daemon:
        daemon.ask("set-paused", "true")
        assert DesktopNotifier().show(NOTICE, wait_seconds=0) == Shown(Outcome.SHOWN)
        wait_until(lambda: int(daemon.ask("count", "waiting")) == 1, "the notice to be held back")
        assert daemon.waiting() == 0
        daemon.ask("set-paused", "false")
        wait_until(lambda: daemon.waiting() == 1, "the notice on the screen")


@contextmanager
def _later(daemon: Dunst, act: Callable[[], object]) -> Iterator[None]:
    """Act, from another thread, as soon as a notice is on the screen."""

    def wait_and_act() -> None:
        daemon.waits_for_a_notice()
        act()

    thread = threading.Thread(target=wait_and_act)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def test_a_system_where_the_library_shows_nothing_is_unavailable_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_notifier.main.get_backend_class", _dummy)
    answer = DesktopNotifier().show(NOTICE, wait_seconds=0)
    assert answer.outcome is Outcome.UNAVAILABLE
    assert "Applications folder" in answer.why


def test_a_parent_who_does_not_allow_notices_is_told_where_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_notifier.main.get_backend_class", _refusing)
    answer = DesktopNotifier().show(NOTICE, wait_seconds=0)
    assert answer.outcome is Outcome.UNAVAILABLE
    assert "not allowed" in answer.why


def _dummy() -> type[DesktopNotifierBackend]:
    return DummyNotificationCenter


def _refusing() -> type[DesktopNotifierBackend]:
    class Refusing(DummyNotificationCenter):
        async def request_authorisation(self) -> bool:
            return False

    return Refusing


@pytest.mark.real_notifier
def test_the_desktop_gets_our_name_our_words_and_one_button(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_bus(tmp_path) as address, screen(tmp_path) as display, dunst(tmp_path, address, display) as daemon:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        DesktopNotifier().show(NOTICE, wait_seconds=0)
        wait_until(lambda: daemon.waiting() == 1, "the notice on the screen")
        daemon.ask("close-all")
        (told,) = json.loads(daemon.ask("history"))["data"][0]
    assert told["appname"]["data"] == "Kitchen Table"
    assert told["summary"]["data"] == NOTICE.title
    assert told["body"]["data"] == NOTICE.body
