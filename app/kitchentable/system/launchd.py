"""Waking through a launchd agent on macOS: a property list, switched on and read back with ``launchctl``.

Written from Apple’s manual pages launchd.plist(5) and launchctl(1); it has not run on a Mac yet (docs/reminders.md).
"""

from __future__ import annotations

import os
import plistlib
from pathlib import Path
from typing import Any

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.system.files import cannot_write, write_atomically
from kitchentable.system.paths import APP_ID
from kitchentable.system.schedule import Wake, WakeState
from kitchentable.system.tools import Tool, run_tool

LABEL = f"{APP_ID}.reminder"
FIRST_HOUR, LAST_HOUR = 8, 23
_QUIET = '[ -x "$0" ] && exec "$0" "$@"; exit 0'
"""What starts the check: a program that has gone, as after an uninstall, is no fault to log every half hour."""

_OFF = "Reminders are off."
_ON = "Your Mac looks every half hour whether a check-in is due, even when Kitchen Table is closed."
_MOVED = "The reminder starts a program that has moved: switch reminders on again to mend it."
_STOPPED = (
    "Your Mac is not running the reminder: open System Settings, General, Login Items, allow Kitchen Table in the "
    "background, and switch reminders on again."
)
_REFUSED = "Your Mac would not set up the reminder: please restart it and try again."


class LaunchAgent:
    """An agent of this user’s launchd."""

    def __init__(self, *, command: tuple[str, ...] | None = None, tool: Tool = run_tool) -> None:
        """Remember the command the agent ought to start, to tell a stale one; None compares nothing."""
        self._command = command
        self._tool = tool

    @property
    def plist(self) -> Path:
        """The agent’s file."""
        return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    def state(self) -> WakeState:
        """Read the file and what launchd has loaded; a Mac that does not answer is ``broken``, never an error."""
        found = self._starts()
        try:
            loaded = self._loaded()
        except ReminderTrouble as trouble:
            return WakeState(Wake.BROKEN, trouble.message)
        if found is None:
            return WakeState(Wake.BROKEN, _MOVED) if loaded else WakeState(Wake.OFF, _OFF)
        if not found or not Path(found[0]).is_file() or (self._command is not None and found != self._command):
            return WakeState(Wake.BROKEN, _MOVED)
        return WakeState(Wake.ON, _ON) if loaded else WakeState(Wake.BROKEN, _STOPPED)

    def enable(self, command: tuple[str, ...]) -> None:
        """Write the agent and load it; raise ReminderTrouble or CannotWrite where that fails."""
        content = agent(command)
        try:
            self.plist.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(self.plist, error) from error
        write_atomically(self.plist, content, mode=0o644)
        self._command = command
        self._tool("launchctl", "bootout", _agent_name())  # an older one; none there is as well
        self._tool("launchctl", "enable", _agent_name())  # one the parent had disabled is not loaded otherwise
        if self._tool("launchctl", "bootstrap", _domain(), str(self.plist)).code != 0:
            raise ReminderTrouble(_REFUSED)
        state = self.state()
        if state.wake is not Wake.ON:
            raise ReminderTrouble(state.words)

    def disable(self) -> None:
        """Unload the agent and remove its file."""
        self._tool("launchctl", "bootout", _agent_name())
        try:
            self.plist.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(f"{self.plist} could not be removed: please delete it yourself.") from error

    def _loaded(self) -> bool:
        return self._tool("launchctl", "print", _agent_name()).code == 0

    def _starts(self) -> tuple[str, ...] | None:
        """Return the command in the file; None where there is no file, nothing where it is not ours."""
        try:
            found = plistlib.loads(self.plist.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, plistlib.InvalidFileException):
            return ()
        words = found.get("ProgramArguments") if isinstance(found, dict) else None
        if not isinstance(words, list) or words[:3] != ["/bin/sh", "-c", _QUIET]:
            return ()
        return tuple(str(word) for word in words[3:])


def agent(command: tuple[str, ...]) -> bytes:
    """Return the agent’s property list: at login, and every half hour of the waking day.

    launchd makes up one time slept through, not one switched off: then the run at login does (peers.md §3 rule 3).
    """
    if not command[0].startswith("/"):
        raise ReminderTrouble("Kitchen Table could not find its own program: please install it again.")
    content: dict[str, Any] = {
        "Label": LABEL,
        "ProgramArguments": ["/bin/sh", "-c", _QUIET, *command],
        "RunAtLoad": True,
        "StartCalendarInterval": [
            {"Hour": hour, "Minute": minute} for hour in range(FIRST_HOUR, LAST_HOUR + 1) for minute in (0, 30)
        ],
        "ProcessType": "Background",
        "LimitLoadToSessionType": "Aqua",
        "AbandonProcessGroup": True,  # the app opened by a click lives on after the check has ended
    }
    try:
        return plistlib.dumps(content, sort_keys=False)
    except (UnicodeEncodeError, ValueError) as error:
        raise ReminderTrouble(
            "The folder Kitchen Table is in has a name your Mac’s timer can’t hold: please rename it."
        ) from error


def _domain() -> str:
    return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"


def _agent_name() -> str:
    return f"{_domain()}/{LABEL}"
