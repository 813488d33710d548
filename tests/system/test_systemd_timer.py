"""The timer on a real systemd user manager: fires, catches up, lives through a changed time, is quiet once we are gone.

Switched off is a manager that ended; how long is told by the stamp that systemd keeps, set back by hand.
"""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kitchentable.system.schedule import Wake
from kitchentable.system.systemd import SystemdTimer, TimerTimes
from tests.real.daemons import program, wait_until
from tests.real.user_systemd import UserSystemd, user_systemd

pytestmark = pytest.mark.real_systemd

AT_ONCE = TimerTimes(calendar="*-*-* *:*:0/2", after_login="1d", accuracy="1us", spread="0")


def once_a_day(*, hours_ago: int = 6) -> TimerTimes:
    """Return a timer whose time of today is so many hours past: while a test runs, it does not come by itself."""
    then = datetime.now(UTC) - timedelta(hours=hours_ago)
    return TimerTimes(calendar=f"*-*-* {then:%H:%M}", after_login="1d", accuracy="1us", spread="0")


class Laptop:
    """A laptop with a reminder on it; ``fired`` counts how often that ran."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._patch = monkeypatch
        self.ran = folder / "ran"
        self.program = folder / "kitchentable"
        self.program.write_text(f"#!/bin/sh\necho >> {self.ran}\n")
        self.program.chmod(0o755)
        self.command = (str(self.program), "remind", "--check", "--settle")

    def enter(self, manager: UserSystemd) -> None:
        for name in ("HOME", "PATH", "XDG_RUNTIME_DIR"):
            self._patch.setenv(name, manager.env[name])
        self._patch.delenv("XDG_CONFIG_HOME", raising=False)

    @property
    def fired(self) -> int:
        return self.ran.read_text().count("\n") if self.ran.exists() else 0

    @property
    def stamp(self) -> Path:
        (found,) = (self.folder / "systemd-home").rglob("stamp-*reminder.timer")
        return found

    def was_off_for(self, time: timedelta) -> None:
        """Set the stamp back: that is when it last fired."""
        moment = (datetime.now(UTC) - time).timestamp()
        os.utime(self.stamp, (moment, moment))


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    return Laptop(tmp_path, monkeypatch)


def test_a_time_missed_while_switched_off_is_made_up_for_once_and_one_not_missed_is_not(laptop: Laptop) -> None:
    with user_systemd(laptop.folder) as manager:
        laptop.enter(manager)
        SystemdTimer(times=once_a_day()).enable(laptop.command)
        told = SystemdTimer(command=laptop.command).state()
        assert (told.wake, laptop.fired) == (Wake.ON, 0)
    laptop.was_off_for(timedelta(days=20))
    with user_systemd(laptop.folder) as manager:
        laptop.enter(manager)
        wait_until(lambda: laptop.fired > 0, "the missed time to be made up for")
        state = SystemdTimer(command=laptop.command).state()
        assert state.wake is Wake.ON
        assert state.last is not None
        assert laptop.fired == 1, "twenty days missed are one run"
    with user_systemd(laptop.folder) as manager:
        laptop.enter(manager)
        assert SystemdTimer(command=laptop.command).state().wake is Wake.ON
        assert laptop.fired == 1, "what was made up for is not made up for again"


def test_a_changed_time_is_taken_up_and_still_catches_up(laptop: Laptop) -> None:
    with user_systemd(laptop.folder) as manager:
        laptop.enter(manager)
        SystemdTimer(times=once_a_day(hours_ago=12)).enable(laptop.command)
        changed = once_a_day(hours_ago=2)
        SystemdTimer(times=changed).enable(laptop.command)
        upcoming = SystemdTimer().state().next
        assert upcoming is not None
        assert f"{upcoming.astimezone(UTC):%H:%M}" == changed.calendar.split()[1]
    laptop.was_off_for(timedelta(hours=4))
    with user_systemd(laptop.folder) as manager:
        laptop.enter(manager)
        wait_until(lambda: laptop.fired > 0, "the changed timer to catch up")


def test_a_laptop_that_travelled_is_woken_by_the_clock_on_the_wall(laptop: Laptop) -> None:
    times = TimerTimes(calendar="*-*-* 18:00", after_login="1d", accuracy="1us", spread="0")
    hours = []
    for zone in ("UTC", "Asia/Tokyo"):
        with user_systemd(laptop.folder, zone=zone) as manager:
            laptop.enter(manager)
            if zone == "UTC":
                SystemdTimer(times=times).enable(laptop.command)
            told = _ask(manager, "show", "--property=NextElapseUSecRealtime", "--value", SystemdTimer().timer)
            hours.append(told.split()[2])
    assert hours == ["18:00:00", "18:00:00"]


def test_it_is_gone_after_disable_and_fires_no_more(laptop: Laptop) -> None:
    with user_systemd(laptop.folder) as manager:
        laptop.enter(manager)
        timer = SystemdTimer(times=AT_ONCE)
        timer.enable(laptop.command)
        wait_until(lambda: laptop.fired > 0, "the timer to fire")
        timer.disable()
        assert timer.state().wake is Wake.OFF
        assert SystemdTimer().timer not in _ask(manager, "list-timers", "--all")
    left = [one for one in (laptop.folder / "systemd-home").rglob("*reminder*") if not one.is_dir()]
    assert left == []


def test_once_the_program_is_uninstalled_the_timer_is_quiet_and_shows_as_broken(laptop: Laptop) -> None:
    with user_systemd(laptop.folder) as manager:
        laptop.enter(manager)
        timer = SystemdTimer(times=AT_ONCE, command=laptop.command)
        timer.enable(laptop.command)
        wait_until(lambda: laptop.fired > 0, "the timer to fire")
        laptop.program.unlink()
        _ask(manager, "start", timer.service)  # what a timer does; a failure would end it with an error
        told = _ask(manager, "show", "--property=ConditionResult,Result,ActiveState", timer.service)
        assert sorted(told.split()) == ["ActiveState=inactive", "ConditionResult=no", "Result=success"]
        assert _ask(manager, "list-units", "--failed", "--plain", "--no-legend") == ""
        assert timer.state().wake is Wake.BROKEN
        timer.disable()


def _ask(manager: UserSystemd, *words: str) -> str:
    """Ask the manager with its own tool."""
    done = subprocess.run(
        [program("systemctl"), "--user", "--no-pager", *words],
        env=manager.env,
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return done.stdout
