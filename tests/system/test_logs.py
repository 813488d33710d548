"""The log goes to standard error, once, and holds warnings only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"
SOURCE = """
import logging
from kitchentable.system.logs import log_to_stderr
log_to_stderr({first})
log_to_stderr({second})
logging.getLogger("kitchentable.x").info("detail")
logging.getLogger("kitchentable.x").warning("warned")
"""


def test_a_warning_is_written_once_to_standard_error() -> None:
    assert _said("", "") == ["warned"]


def test_verbose_writes_details_as_well() -> None:
    assert _said("", "verbose=True") == ["detail", "warned"]
    assert _said("verbose=True", "") == ["warned"]


def _said(first: str, second: str) -> list[str]:
    source = SOURCE.format(first=first, second=second)
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=APP, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == ""
    return done.stderr.split()
