"""Asking one of the system’s own small programs (systemctl, launchctl, schtasks), and hearing its answer."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import NamedTuple, Protocol

from kitchentable.domain.errors import ReminderTrouble

_ANSWER_SECONDS = 30.0
_NO_WINDOW = 0x08000000  # subprocess.CREATE_NO_WINDOW, which Python has on Windows only


class Answer(NamedTuple):
    """How a program ended (0: well) and what it wrote to standard output."""

    code: int
    text: str


class Tool(Protocol):
    """Runs a program by its words, the name first; raises ReminderTrouble where it is absent or does not answer."""

    def __call__(self, *words: str) -> Answer:
        """Run it and wait for its end."""
        ...


def run_tool(*words: str) -> Answer:
    """Run a program of this system. Raises ReminderTrouble where there is none, or none that answers in time."""
    found = shutil.which(words[0])
    if found is None:
        raise ReminderTrouble(f"This computer has no {words[0]} to wake the reminder.")
    try:
        done = subprocess.run(
            [found, *words[1:]],
            capture_output=True,
            check=False,
            timeout=_ANSWER_SECONDS,
            stdin=subprocess.DEVNULL,
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ReminderTrouble(
            "Your computer would not say how the reminder is: please restart it and try again."
        ) from error
    return Answer(done.returncode, _decoded(done.stdout))


def _decoded(output: bytes) -> str:
    """Read what a program wrote: UTF-16 with its mark (schtasks showing XML to a file), else UTF-8."""
    if output[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return output.decode("utf-16", "replace")
    return output.decode("utf-8", "replace")
