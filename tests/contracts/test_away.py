"""What every teller of absence must do, seen on the fake and on a real D-Bus with a stand-in for logind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kitchentable.system.away import Away, NeverAway, system_away
from kitchentable.system.logind import Logind
from tests.fakes.away import FakeAway
from tests.real.daemons import session_bus, wait_until
from tests.real.logind import OURS, THEIRS, StandIn, stand_in_logind, wait_for_listeners

RULES = 3


@dataclass
class World:
    """A teller of absence, and what happens on the computer."""

    away: Away
    lock_screen: Callable[[], None]
    fall_asleep: Callable[[], None]
    wake_up: Callable[[], None]
    settled: Callable[[], None]


class Parent:
    """Counts how often they are said to be gone."""

    def __init__(self) -> None:
        self.gone = 0
        self.returns = 0

    def come_back(self) -> None:
        """Be back once more."""
        self.returns += 1

    def go(self) -> None:
        """Be gone once more."""
        self.gone += 1


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, StandIn]]:
    """Run a system bus with the stand-in on it."""
    with stand_in_logind(tmp_path) as (address, logind):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address, logind


@pytest.fixture(params=["fake", "real"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        fake = FakeAway()
        yield World(fake, fake.lock_screen, fake.fall_asleep, fake.wake_up, lambda: None)
        return
    address, logind = request.getfixturevalue("bus")
    away = Logind()
    yield World(
        away,
        lambda: logind.lock(OURS),
        lambda: logind.sleep(begins=True),
        lambda: logind.sleep(begins=False),
        lambda: wait_for_listeners(address, RULES),
    )
    away.close()


def test_it_tells_of_each_lock_and_each_sleep(world: World) -> None:
    parent = Parent()
    world.away.listen(parent.go)
    world.settled()
    world.lock_screen()
    wait_until(lambda: parent.gone == 1, "the lock to be heard")
    world.fall_asleep()
    wait_until(lambda: parent.gone == 2, "the sleep to be heard")
    world.away.close()


def test_it_tells_of_each_waking(world: World) -> None:
    parent = Parent()
    world.away.listen(parent.go, parent.come_back)
    world.settled()
    world.fall_asleep()
    world.wake_up()
    world.fall_asleep()
    world.wake_up()
    wait_until(lambda: parent.returns == 2, "the wakings to be heard")
    assert parent.gone == 2
    world.away.close()


def test_once_closed_it_tells_nothing_and_closing_twice_does_no_harm(world: World) -> None:
    parent = Parent()
    world.away.close()
    world.away.listen(parent.go)
    world.away.close()
    world.away.close()
    world.lock_screen()
    assert parent.gone == 0


@pytest.fixture
def parent(bus: tuple[str, StandIn]) -> Iterator[Parent]:
    """Return a parent of whom logind tells."""
    parent, away = Parent(), Logind()
    away.listen(parent.go)
    wait_for_listeners(bus[0], RULES)
    yield parent
    away.close()


def test_a_desktop_that_locks_by_itself_counts_and_unlocking_does_not(bus: tuple[str, StandIn], parent: Parent) -> None:
    logind = bus[1]
    logind.hint(OURS, locked=False)
    logind.hint(OURS, locked=True)
    wait_until(lambda: parent.gone > 0, "the hint to be heard")
    logind.lock(OURS)
    wait_until(lambda: parent.gone > 1, "what came after it")
    assert parent.gone == 2


def test_another_user_s_screen_is_none_of_ours(bus: tuple[str, StandIn], parent: Parent) -> None:
    logind = bus[1]
    logind.lock(THEIRS)
    logind.hint(THEIRS, locked=True)
    logind.lock(OURS)
    wait_until(lambda: parent.gone > 0, "our own lock")
    assert logind.asked == [THEIRS, THEIRS, OURS]
    assert parent.gone == 1


def test_waking_up_is_no_reason_to_lock(bus: tuple[str, StandIn], parent: Parent) -> None:
    logind = bus[1]
    logind.sleep(begins=False)
    logind.sleep(begins=True)
    wait_until(lambda: parent.gone > 0, "the sleep")
    assert parent.gone == 1


def test_where_there_is_no_system_bus_nothing_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for address in (f"unix:path={tmp_path}/nobody", "nonsense"):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        away = Logind()
        away.listen(Parent().go)
        away.close()


def test_where_there_is_a_bus_but_no_logind_nothing_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        away = Logind()
        away.listen(Parent().go)
        wait_for_listeners(address, RULES)
        away.close()


def test_a_bus_that_goes_away_ends_the_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        away = Logind()
        away.listen(Parent().go)
        wait_for_listeners(address, RULES)
    wait_until(lambda: not any(one.name == "away" for one in threading.enumerate()), "the thread to end")
    away.close()


def test_the_system_s_own_is_made_without_asking_the_bus() -> None:
    away = system_away()
    assert isinstance(away, Logind | NeverAway)
    away.close()
    NeverAway().listen(Parent().go)
    NeverAway().close()
