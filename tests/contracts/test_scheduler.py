"""What every scheduler must do.

Seen on the fake one, on real autostart files, on a real systemd user manager, on a real D-Bus with a stand-in for the
Background portal, and on stand-ins for launchctl and schtasks (whose files are held against their schemas in
tests/system/test_waking_files.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kitchentable.domain.errors import ReminderTrouble
from kitchentable.system.autostart import Autostart
from kitchentable.system.background_portal import BackgroundPortal
from kitchentable.system.launchd import LaunchAgent
from kitchentable.system.paths import APP_ID
from kitchentable.system.schedule import Scheduler, Wake
from kitchentable.system.systemd import SystemdTimer, TimerTimes, service_text
from kitchentable.system.task_scheduler import TaskScheduler
from kitchentable.system.waking import choose_scheduler
from tests.fakes.launchctl import FakeLaunchctl
from tests.fakes.scheduler import FakeScheduler
from tests.fakes.schtasks import FakeSchtasks
from tests.real.daemons import wait_until
from tests.real.portal import stand_in_portal
from tests.real.user_systemd import UserSystemd, user_systemd


def _nothing() -> None:
    """Stand in where enabling alone mends it."""


@dataclass
class World:
    """A scheduler, and the program it is to start."""

    scheduler: Scheduler
    program: Path
    remove_program: Callable[[], None]
    bring_back: Callable[[], None] = _nothing

    @property
    def command(self) -> tuple[str, ...]:
        return (str(self.program), "--data-dir", '/a folder/100% "ours" $HOME \\ é', "remind", "--check")


KINDS = ["fake", "autostart", "launchd", "task scheduler", "portal"]


@pytest.fixture(params=[*KINDS, pytest.param("systemd", marks=pytest.mark.real_systemd)])
def world(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    program = tmp_path / "our 50% $program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    if request.param == "systemd":
        with user_systemd(tmp_path) as manager:
            _enter(manager, monkeypatch)
            yield World(SystemdTimer(), program, program.unlink)
    elif request.param == "portal":
        with stand_in_portal(tmp_path) as (address, portal):
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            yield World(BackgroundPortal(), program, portal.forbid, portal.allow)
    else:
        yield _world_of_files(request.param, program)


def _world_of_files(kind: str, program: Path) -> World:
    if kind == "fake":
        fake = FakeScheduler()
        return World(fake, program, fake.lose_it)
    if kind == "autostart":
        return World(Autostart(), program, program.unlink)
    if kind == "launchd":
        return World(LaunchAgent(tool=FakeLaunchctl()), program, program.unlink)
    return World(TaskScheduler(user="HOME\\parent", tool=FakeSchtasks()), program, program.unlink)


def test_it_is_off_until_enabled_and_off_again_after(world: World) -> None:
    assert world.scheduler.state().wake is Wake.OFF
    world.scheduler.enable(world.command)
    state = world.scheduler.state()
    assert state.wake is Wake.ON, state
    assert state.words.endswith(".")
    world.scheduler.disable()
    assert world.scheduler.state().wake is Wake.OFF
    world.scheduler.disable()


def test_enabling_twice_changes_nothing(world: World) -> None:
    world.scheduler.enable(world.command)
    world.scheduler.enable(world.command)
    assert world.scheduler.state().wake is Wake.ON


def test_a_program_that_has_gone_shows_as_broken_and_enabling_mends_it(world: World) -> None:
    world.scheduler.enable(world.command)
    text, mode = world.program.read_bytes(), world.program.stat().st_mode
    world.remove_program()
    state = world.scheduler.state()
    assert state.wake is Wake.BROKEN
    assert state.words.endswith(".")
    world.program.write_bytes(text)
    world.program.chmod(mode)
    world.bring_back()
    world.scheduler.enable(world.command)
    assert world.scheduler.state().wake is Wake.ON


@pytest.mark.real_systemd
def test_systemd_leaves_no_file_behind_and_knows_a_command_that_is_not_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with user_systemd(tmp_path) as manager:
        _enter(manager, monkeypatch)
        command = ("/bin/true", "remind", "--check")
        scheduler = choose_scheduler(command)
        assert isinstance(scheduler, SystemdTimer)
        scheduler.enable(command)
        state = scheduler.state()
        assert state.wake is Wake.ON
        assert state.next is not None
        assert choose_scheduler(("/bin/false", "remind", "--check")).state().wake is Wake.BROKEN
        assert choose_scheduler(("/bin/true", "--data-dir", "/x", "remind", "--check")).state().wake is Wake.BROKEN
        scheduler.disable()
        assert [one for one in manager.home.rglob("*reminder*") if one.is_file() or one.is_symlink()] == []


NASTY = (
    "plain",
    "two words",
    "100%",
    "%h",
    "$HOME",
    "${HOME}",
    "$$",
    'say "hi"',
    "it's",
    "back\\slash",
    ";",
    "",
    "é😀",
    "a\tb",
)


@pytest.mark.real_systemd
def test_systemd_hands_over_every_word_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "100% $HOME “ours”"
    folder.mkdir()
    program, told = folder / "program", tmp_path / "told"
    program.write_text(f"#!/bin/sh\nfor one; do printf '%s\\n' \"$one\"; done > {told}.new\nmv {told}.new {told}\n")
    program.chmod(0o755)
    with user_systemd(tmp_path) as manager:
        _enter(manager, monkeypatch)
        timer = SystemdTimer(times=TimerTimes(calendar="*-*-* *:*:0/2", accuracy="1us", spread="0"))
        timer.enable((str(program), *NASTY))
        try:
            wait_until(told.exists, "systemd to run the program")
        finally:
            timer.disable()
    assert told.read_text().split("\n")[:-1] == list(NASTY)


def test_a_name_no_unit_can_hold_is_refused_in_one_sentence() -> None:
    for command in (("kitchentable",), ("/bin/\udcff",)):
        with pytest.raises(ReminderTrouble):
            service_text(command)


def test_without_a_user_manager_autostart_is_chosen() -> None:
    assert isinstance(choose_scheduler(("/bin/true",)), Autostart)


def test_each_system_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(choose_scheduler(("/bin/true",), platform="darwin"), LaunchAgent)
    assert isinstance(choose_scheduler(("/bin/true",), platform="win32"), TaskScheduler)
    monkeypatch.setenv("FLATPAK_ID", APP_ID)
    assert isinstance(choose_scheduler(("/bin/true",)), BackgroundPortal)


def _enter(manager: UserSystemd, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "PATH", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, manager.env[name])
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert os.environ["HOME"] == str(manager.home)
