"""The ground rules of every test: away from the real home, keyring, bus and network; and nothing left behind."""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from kitchentable.system.network_guard import refuse_internet
from tests.patient_bot import PatientBot
from tests.real.daemons import program
from tests.worlds import ExpectedLogs, fence_off, open_transactions, stray_windows

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before pytest-qt brings Qt in

_OFF_SCREEN = ("This plugin does not support", "No such signal QPlatformNativeInterface::systemTrayWindowChanged")

_TO_END_SECONDS = 15.0
"""For a thread whose work is done to end by itself; one left running costs its test this long."""

# The same examples at every run where a change is judged; at a desk, others at every run.
settings.register_profile(
    "kitchentable",
    deadline=None,
    max_examples=60,
    database=None,
    print_blob=True,
    derandomize="CI" in os.environ,
)
settings.load_profile("kitchentable")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse the internet to the test process itself, with the product's own guard."""
    config.addinivalue_line("markers", "leaves_threads(reason): a thread may outlive this test, for a reason")
    refuse_internet()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have Qt's own warnings fail each test, save those that only say what an off-screen window can't do."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
        item.add_marker(pytest.mark.qt_log_ignore(*_OFF_SCREEN, extend=True))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: pytest.ExitCode, config: pytest.Config
) -> None:
    """Say how to run the tests again in the order that failed; ``--quiet`` keeps the line that would say it."""
    seed = config.getoption("randomly_seed", None)
    if exitstatus == pytest.ExitCode.TESTS_FAILED and seed is not None:
        terminalreporter.write_line(f"In the same order again: make test TESTS=--randomly-seed={seed}")


@pytest.fixture(scope="session", autouse=True)
def _session_away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fence off what fixtures of a wider scope do."""
    with pytest.MonkeyPatch.context() as patch:
        fence_off(patch, tmp_path_factory.mktemp("session-home"))
        yield


@pytest.fixture(autouse=True)
def _away_from_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home of its own, with no session bus and no display."""
    home = tmp_path_factory.mktemp("home")
    fence_off(monkeypatch, home)
    return home


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """Return pytest-qt’s own, which gives up after five seconds, with our patience."""
    assert qapp is not None
    return PatientBot(request)


@pytest.fixture(scope="session")
def poppler_tools() -> None:
    """Fail, and do not skip, where poppler’s tools are missing: `make test` installs them."""
    program("pdfinfo")


@pytest.fixture(scope="session")
def chromium() -> None:
    """Fail, and do not skip, where Chromium is missing: `make test` installs it."""
    program("chromium")


@pytest.fixture
def home(_away_from_home: Path) -> Path:
    """Return the empty home folder of this test."""
    return _away_from_home


@pytest.fixture
def expected_logs() -> ExpectedLogs:
    """Let a test name the warnings it expects: ``expected_logs.allow("part of the line")``; each must come."""
    return ExpectedLogs()


@pytest.fixture(autouse=True)
def _nothing_left_behind(
    request: pytest.FixtureRequest, _away_from_home: Path, expected_logs: ExpectedLogs
) -> Iterator[None]:
    """Fail a test that logs an unexpected warning or leaves a window, a thread or a transaction open."""
    log = _Collector()
    logging.getLogger().addHandler(log)
    windows = stray_windows(())
    threads = set(threading.enumerate())
    yield
    logging.getLogger().removeHandler(log)
    faults = expected_logs.judge(log.records)
    left = stray_windows(windows)
    if left:
        gc.collect()
        left = stray_windows(windows, close=True)
    faults += [f"window left open: {window!r}" for window in left]
    if request.node.get_closest_marker("leaves_threads") is None:
        faults += [f"thread left running: {one.name}" for one in _left_running(threads)]
    faults += open_transactions()
    assert not faults, "\n".join(faults)


class _Collector(logging.Handler):
    """Keeps what is logged from WARNING upwards."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self.records.append(record)


def _left_running(before: set[threading.Thread]) -> list[threading.Thread]:
    """Return threads begun in the test that are still at work after a fair while to finish."""
    for one in set(threading.enumerate()) - before:
        if one is not threading.current_thread():
            one.join(timeout=_TO_END_SECONDS)
    return [one for one in set(threading.enumerate()) - before if one.is_alive() and "Dummy" not in one.name]
