"""The whole way of a reminder on real parts: a systemd timer fires, a real notice comes up, a click opens the app."""

from __future__ import annotations

import json
import os
import signal
import sys
import sysconfig
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kitchentable.services.reminder_files import Due, DueList, load_dues, load_log, save_dues
from kitchentable.system.paths import Paths
from kitchentable.system.schedule import Wake
from kitchentable.system.systemd import SystemdTimer, TimerTimes
from tests.real.daemons import dunst, screen, wait_until
from tests.real.evening import zone_where_it_is_evening
from tests.real.user_systemd import UserSystemd, user_systemd

ROOT = Path(__file__).resolve().parents[2]
SOON = TimerTimes(calendar="*-*-* *:*:0/3", after_login="1h", accuracy="1us", spread="0")

# What an installed console script does for the check; opening the app leaves its arguments and process id instead of a
# window, and stays, to show that it outlives the check that started it.
SCRIPT = """#!/bin/sh
case "$*" in
*remind*) PYTHONPATH={app}:{packages} exec {folder}/bin/python -W error -m kitchentable "$@" ;;
*) echo "$@" > {folder}/arguments; echo $$ > {folder}/process; exec sleep 300 ;;
esac
"""


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[UserSystemd]:
    with user_systemd(tmp_path, zone=zone_where_it_is_evening()) as running:
        for name in ("HOME", "PATH", "XDG_RUNTIME_DIR"):
            monkeypatch.setenv(name, running.env[name])
        monkeypatch.delenv("XDG_CONFIG_HOME")
        yield running


@pytest.mark.real_systemd
@pytest.mark.real_notifier
def test_a_timer_fires_one_notice_comes_up_and_a_click_opens_the_app(manager: UserSystemd, tmp_path: Path) -> None:
    paths = Paths.of(tmp_path / "a family’s 100% “data”")
    paths.prepare()
    due = datetime.combine(datetime.now(UTC).date() - timedelta(days=2), datetime.min.time()) + timedelta(hours=18)
    save_dues(paths.reminders, DueList(enabled=True, dues=(Due(due),)))
    timer = SystemdTimer(times=SOON)
    script, process = _installed(tmp_path), tmp_path / "process"
    with screen(tmp_path) as display, dunst(tmp_path, manager.bus, display) as daemon:
        timer.enable((str(script), "--data-dir", str(paths.data), "remind", "--check"))
        try:
            daemon.waits_for_a_notice()
            daemon.click()
            wait_until(lambda: process.exists() and bool(process.read_text()), "the app to be opened")
            wait_until(lambda: _checked_again(paths), "a later check to find that it was said already")
            assert timer.state().wake is Wake.ON
            assert timer.state().last is not None
            daemon.ask("close-all")  # dunst leaves a notice up when it is clicked through its tool
            told = json.loads(daemon.ask("history"))["data"][0]
        finally:
            timer.disable()
        assert timer.state().wake is Wake.OFF
    assert [(one["summary"]["data"], one["body"]["data"]) for one in told] == [
        ("Kitchen Table", "Your monthly check-in is due.")
    ]
    assert (tmp_path / "arguments").read_text().strip() == f"--data-dir {paths.data}"
    os.kill(int(process.read_text()), signal.SIGTERM)  # it is still there, though the service is stopped and gone


@pytest.mark.real_systemd
@pytest.mark.real_notifier
def test_tomorrow_on_a_real_notice_puts_the_check_in_off(manager: UserSystemd, tmp_path: Path) -> None:
    paths = Paths.of(tmp_path / "data")
    paths.prepare()
    due = datetime.combine(datetime.now(UTC).date() - timedelta(days=2), datetime.min.time()) + timedelta(hours=18)
    save_dues(paths.reminders, DueList(enabled=True, dues=(Due(due),)))
    timer = SystemdTimer(times=SOON)
    with screen(tmp_path) as display, dunst(tmp_path, manager.bus, display) as daemon:
        timer.enable((str(_installed(tmp_path)), "--data-dir", str(paths.data), "remind", "--check"))
        try:
            daemon.waits_for_a_notice()
            daemon.press_button("Tomorrow")
            wait_until(lambda: load_log(paths.reminder_log).outcome == "put-off", "the check-in to be put off")
        finally:
            timer.disable()
    dues = load_dues(paths.reminders)
    assert dues is not None
    assert dues.put_off is not None
    assert dues.put_off.time().hour == 18
    assert not (tmp_path / "process").exists(), "it opens nothing"


def _checked_again(paths: Paths) -> bool:
    log = load_log(paths.reminder_log)
    return log.outcome == "told-already" and len(log.shown) == 1


def _installed(folder: Path) -> Path:
    """Lay out what an installation has: an interpreter and, beside it, the console script."""
    (folder / "bin").mkdir()
    (folder / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    script = folder / "bin" / "kitchentable"
    script.write_text(SCRIPT.format(app=ROOT / "app", packages=sysconfig.get_path("purelib"), folder=folder))
    script.chmod(0o755)
    return script
