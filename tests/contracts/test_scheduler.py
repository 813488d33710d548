"""What every scheduler must do, seen on the fake one, on real autostart files and on a real systemd user manager."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kitchentable.domain.errors import ReminderTrouble
from kitchentable.system.autostart import Autostart
from kitchentable.system.schedule import Scheduler, Wake
from kitchentable.system.systemd import SystemdTimer, TimerTimes, service_text
from kitchentable.system.waking import choose_scheduler
from tests.fakes.scheduler import FakeScheduler
from tests.real.daemons import wait_until
from tests.real.user_systemd import UserSystemd, user_systemd


@dataclass
class World:
    """A scheduler, and the program it is to start."""

    scheduler: Scheduler
    program: Path
    remove_program: Callable[[], None]

    @property
    def command(self) -> tuple[str, ...]:
        return (str(self.program), "--data-dir", '/a folder/100% "ours" $HOME \\ é', "remind", "--check")


@pytest.fixture(params=["fake", "autostart", pytest.param("systemd", marks=pytest.mark.real_systemd)])
def world(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    program = tmp_path / "our 50% $program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    if request.param == "fake":
        fake = FakeScheduler()
        yield World(fake, program, lambda: setattr(fake, "broken", True))
    elif request.param == "autostart":
        yield World(Autostart(), program, program.unlink)
    else:
        with user_systemd(tmp_path) as manager:
            _enter(manager, monkeypatch)
            yield World(SystemdTimer(), program, program.unlink)


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
            wait_until(told.exists, "systemd to run the program", 60)
        finally:
            timer.disable()
    assert told.read_text().split("\n")[:-1] == list(NASTY)


def test_a_name_no_unit_can_hold_is_refused_in_one_sentence() -> None:
    for command in (("kitchentable",), ("/bin/\udcff",)):
        with pytest.raises(ReminderTrouble):
            service_text(command)


def test_without_a_user_manager_autostart_is_chosen() -> None:
    assert isinstance(choose_scheduler(("/bin/true",)), Autostart)


def _enter(manager: UserSystemd, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "PATH", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, manager.env[name])
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert os.environ["HOME"] == str(manager.home)
