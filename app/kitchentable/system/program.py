"""How to start ourselves again: the command the system's scheduler, a click and a second start use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kitchentable.system.paths import Paths, default_data_folder

_SOURCE = Path(__file__).resolve().parent.parent.parent


def program_command(paths: Paths) -> tuple[str, ...]:
    """Return the words that open the app on this data folder, from a place that stays.

    Frozen: the executable (an AppImage's own file: what is mounted inside it is gone after the run). Installed: the
    console script beside the interpreter. Else the interpreter and the module.
    """
    return (*_program(), *_folder(paths))


def reminder_command(paths: Paths) -> tuple[str, ...]:
    """Return the words that run the reminder check on this data folder, once the computer has settled."""
    return (*program_command(paths), "remind", "--check", "--settle")


def start_detached(command: tuple[str, ...]) -> None:
    """Start a program that lives on when we end; OSError where it can't be started."""
    started = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        close_fds=True,
    )
    started.returncode = 0  # nobody will wait for it: say so, or Python warns that it is still running


def _program() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (os.environ.get("APPIMAGE") or sys.executable,)
    script = Path(sys.executable).parent / ("kitchentable.exe" if sys.platform == "win32" else "kitchentable")
    if script.is_file():
        return (str(script),)
    module = (sys.executable, "-m", "kitchentable")
    named = [Path(one).resolve() for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]
    return ("/usr/bin/env", f"PYTHONPATH={_SOURCE}", *module) if _SOURCE in named else module


def _folder(paths: Paths) -> tuple[str, ...]:
    return () if paths.data == default_data_folder() else ("--data-dir", str(paths.data))
