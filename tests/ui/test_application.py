"""The one QApplication, made in a process of its own: what it must leave as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"
MAKE = """import locale
from kitchentable.ui.app import make_application
app = make_application()
print(locale.setlocale(locale.LC_CTYPE), locale.setlocale(locale.LC_TIME))
"""


def test_days_and_months_stay_english_words_whatever_the_computer_speaks() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", MAKE],
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(APP)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    letters, times = done.stdout.split()
    assert letters == "C.UTF-8", "Qt has taken the computer’s settings"
    assert times == "C"
