"""The ground rules of tests/conftest.py, seen to fail where they should."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE_SECONDS

ROOT = Path(__file__).resolve().parents[2]

CASES = {
    "warning": (
        "import logging\ndef test_it(): logging.getLogger('kitchentable').warning('odd')",
        "unexpected log line",
    ),
    "missing": ("def test_it(expected_logs): expected_logs.allow('never said')", "expected log line never came"),
    "thread": (
        "import threading\nstop = threading.Event()\n"
        "def test_it(): threading.Thread(target=stop.wait, args=(600,), daemon=True, name='stray').start()",
        "thread left running: stray",
    ),
    "window": (
        "from PySide6.QtWidgets import QWidget\nkept = []\n"
        "def test_it(qapp):\n    one = QWidget(); one.show(); kept.append(one)",
        "window left open",
    ),
    "qt message": ("from PySide6.QtCore import qWarning\ndef test_it(qapp): qWarning('a Qt thing')", "Qt messages"),
    "internet": ("import socket\ndef test_it(): socket.socket(socket.AF_INET)", "does not use the internet"),
    "real home": (
        "from pathlib import Path\ndef test_it(): assert Path.home() == Path('/nowhere')",
        "session-home|home",
    ),
    "bus": ("import os\ndef test_it(): assert 'DBUS_SESSION_BUS_ADDRESS' in os.environ", "AssertionError|assert"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_test_that_breaks_a_rule_fails_and_says_which(case: str, tmp_path: Path) -> None:
    source, words = CASES[case]
    done = _run(tmp_path, source)
    assert done.returncode == 1, done.stdout
    assert any(one in done.stdout for one in words.split("|")), done.stdout


def test_a_test_that_keeps_the_rules_passes(tmp_path: Path) -> None:
    done = _run(
        tmp_path,
        "import logging\nfrom PySide6.QtWidgets import QWidget\n"
        "def test_it(qtbot, expected_logs):\n"
        "    expected_logs.allow('odd')\n    logging.getLogger('kitchentable').warning('odd')\n"
        "    one = QWidget(); qtbot.addWidget(one); one.show()",
    )
    assert done.returncode == 0, done.stdout


def _run(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    test = folder / "test_case.py"
    test.write_text(source + "\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-c", ROOT / "pyproject.toml", test],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
