"""The icon beside the clock on a real screen, and a notice clicked while the program runs: it comes forward."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kitchentable.guidance.pack import load_pack
from kitchentable.services import opening
from kitchentable.services.preferences import Preferences, Tray, save_preferences
from kitchentable.services.reminder_files import Due, DueList, load_log, save_dues
from kitchentable.system.clock import SystemClock
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from tests.fakes.keychain import FakeKeychain
from tests.patience import PATIENCE_SECONDS
from tests.real.daemons import dunst, wait_until
from tests.real.evening import zone_where_it_is_evening
from tests.real.kitchen import APP, Kitchen, kitchen
from tests.real.tray_host import TrayHost, tray_host
from tests.real.x_window import close_window

pytestmark = pytest.mark.real_screen

PASSPHRASE = "three plain words"  # noqa: S105 - of records made for one test


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the records of a family with a passphrase."""
    paths = Paths.of(tmp_path / "records")
    guidance = load_pack(guidance_pack())
    opening.create_household(
        paths=paths, keychain=FakeKeychain(), guidance=guidance, clock=SystemClock(), passphrase=PASSPHRASE
    ).close()
    return paths


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Kitchen]:
    with kitchen(tmp_path) as computer:
        yield computer


@pytest.fixture
def icons(computer: Kitchen) -> Iterator[TrayHost]:
    """Have the desktop show icons beside the clock."""
    with tray_host(computer.env["DBUS_SESSION_BUS_ADDRESS"]) as host:
        yield host


def test_closed_it_stays_beside_the_clock_and_a_click_or_a_second_start_brings_it_back(
    computer: Kitchen, icons: TrayHost, paths: Paths
) -> None:
    save_preferences(paths, Preferences(tray=Tray.STAY, welcome_done=True))
    running, glass = computer.start("--data-dir", str(paths.data))
    glass.waits_to_see("Passphrase")
    wait_until(lambda: len(icons.icons) == 1, "the icon beside the clock")
    for come_back in (icons.click, _SecondStart(computer, paths)):
        close_window(computer.env["DISPLAY"], "Kitchen Table")
        glass.waits_until_gone("Passphrase")
        assert running.poll() is None
        come_back()
        glass.waits_to_see("Passphrase")
    assert running.poll() is None


def test_where_no_icon_shows_closing_ends_the_program(computer: Kitchen, paths: Paths) -> None:
    save_preferences(paths, Preferences(tray=Tray.STAY, welcome_done=True))
    running, glass = computer.start("--data-dir", str(paths.data))
    glass.waits_to_see("Passphrase")
    close_window(computer.env["DISPLAY"], "Kitchen Table")
    assert running.wait(PATIENCE_SECONDS) == 0


@pytest.mark.real_notifier
def test_a_notice_clicked_while_the_program_runs_brings_it_forward(
    computer: Kitchen, icons: TrayHost, paths: Paths, tmp_path: Path
) -> None:
    save_preferences(paths, Preferences(tray=Tray.STAY, welcome_done=True))
    due = datetime.combine(datetime.now(UTC).date() - timedelta(days=2), datetime.min.time()) + timedelta(hours=18)
    save_dues(paths.reminders, DueList(enabled=True, dues=(Due(due),)))
    running, glass = computer.start("--data-dir", str(paths.data))
    glass.waits_to_see("Passphrase")
    wait_until(lambda: len(icons.icons) == 1, "the icon beside the clock")
    close_window(computer.env["DISPLAY"], "Kitchen Table")
    glass.waits_until_gone("Passphrase")
    bus, display = (computer.env[name] for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY"))
    with dunst(tmp_path, bus, display) as daemon, _run(computer, paths, "remind", "--check") as check:
        daemon.waits_for_a_notice()
        daemon.click()
        assert check.wait(PATIENCE_SECONDS) == 0
    glass.waits_to_see("Passphrase")
    assert running.poll() is None
    assert load_log(paths.reminder_log).outcome == "opened"


class _SecondStart:
    """Starts the program from the menu again."""

    def __init__(self, computer: Kitchen, paths: Paths) -> None:
        self._computer = computer
        self._paths = paths

    def __call__(self) -> None:
        with _run(self._computer, self._paths) as second:
            assert second.wait(PATIENCE_SECONDS) == 0


@contextmanager
def _run(computer: Kitchen, paths: Paths, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program once more; it does not outlive the test."""
    env = computer.env | {
        "PYTHONPATH": f"{APP}:{sysconfig.get_path('purelib')}",
        "TZ": zone_where_it_is_evening(),
    }
    command = [sys.executable, "-W", "error", "-m", "kitchentable", "--data-dir", str(paths.data), *words]
    with subprocess.Popen(command, env=env) as running:
        try:
            yield running
        finally:
            running.kill()
