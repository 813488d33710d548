"""A computer of another language: our words are English, so the names of days and months are too."""

from __future__ import annotations

import os
import subprocess
import sys

_ASK = """
import locale
from kitchentable.ui.app import make_application
app = make_application()
print(locale.setlocale(locale.LC_TIME), locale.setlocale(locale.LC_CTYPE))
"""


def test_days_and_months_keep_our_language_whatever_the_computers_is() -> None:
    """Asked for by a language every system has: Qt would take it over for days, as it does for letters."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run([sys.executable, "-c", _ASK], env=env, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["C", "C.UTF-8"]
