"""Waking through the Windows Task Scheduler: a task as XML, registered and read back with ``schtasks``.

Written from Microsoft’s Task Scheduler schema and the manual of schtasks; it has not run on Windows yet
(docs/reminders.md).
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.system.schedule import Wake, WakeState
from kitchentable.system.tools import Tool, run_tool

TASK = r"\Kitchen Table reminder"
NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"

_OFF = "Reminders are off."
_ON = "Your computer looks every half hour whether a check-in is due, even when Kitchen Table is closed."
_MOVED = "The reminder starts a program that has moved: switch reminders on again to mend it."
_SWITCHED_OFF = (
    "The reminder was switched off: open Task Scheduler and enable “Kitchen Table reminder” there, or mend it here."
)
_REFUSED = "Windows would not set up the reminder: please restart the computer and try again."
_NOT_REMOVED = "Windows would not remove the reminder: open Task Scheduler and delete “Kitchen Table” there."
_ODD_NAME = "The folder Kitchen Table is in has a name Windows can’t put in a task: please rename it."


class TaskScheduler:
    """A task of this user. It needs no administrator, and runs only while the user is logged in."""

    def __init__(
        self, *, command: tuple[str, ...] | None = None, user: str | None = None, tool: Tool = run_tool
    ) -> None:
        """Remember the command the task ought to start, to tell a stale one; None compares nothing."""
        self._command = command
        self._user = user or _this_user()
        self._tool = tool

    def state(self) -> WakeState:
        """Read the task back as XML, the one answer of schtasks that is not in the language of the computer."""
        try:
            told = self._tool("schtasks", "/Query", "/TN", TASK, "/XML")
        except ReminderTrouble as trouble:
            return WakeState(Wake.BROKEN, trouble.message)
        if told.code != 0:
            return WakeState(Wake.OFF, _OFF)
        try:
            task = ET.fromstring(_undeclared(told.text))  # noqa: S314 - written by us, kept by Windows
        except ET.ParseError:
            return WakeState(Wake.BROKEN, _MOVED)
        if (_text(task, "Settings", "Enabled") or "true").strip() in {"false", "0"}:
            return WakeState(Wake.OFF, _SWITCHED_OFF)
        program = _text(task, "Actions", "Exec", "Command")
        words = (program, _text(task, "Actions", "Exec", "Arguments"))
        ours = self._command is None or words == _parts(self._command)
        return WakeState(Wake.ON, _ON) if ours and Path(program).is_file() else WakeState(Wake.BROKEN, _MOVED)

    def enable(self, command: tuple[str, ...]) -> None:
        """Register the task, in place of an older one; raise ReminderTrouble or CannotWrite where that fails."""
        with _written(task_xml(command, self._user)) as file:
            done = self._tool("schtasks", "/Create", "/TN", TASK, "/XML", str(file), "/F")
        if done.code != 0:
            raise ReminderTrouble(_REFUSED)
        self._command = command
        state = self.state()
        if state.wake is not Wake.ON:
            raise ReminderTrouble(state.words if state.wake is Wake.BROKEN else _REFUSED)

    def disable(self) -> None:
        """Delete the task."""
        if self._tool("schtasks", "/Query", "/TN", TASK, "/XML").code != 0:
            return
        if self._tool("schtasks", "/Delete", "/TN", TASK, "/F").code != 0:
            raise ReminderTrouble(_NOT_REMOVED)


def task_xml(command: tuple[str, ...], user: str) -> bytes:
    """Return the task: three minutes after logon, and every half hour from 8:00; a time missed is made up.

    UTF-16, as schtasks wants it. Running on battery is allowed: the check ends in a fraction of a second.
    """
    program, arguments = _parts(command)
    task = ET.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    about = _add(task, "RegistrationInfo")
    _add(about, "Author", "Kitchen Table")
    _add(about, "Description", "Looks now and then whether the monthly check-in is due.")
    triggers = _add(task, "Triggers")
    logon = _add(triggers, "LogonTrigger")
    _add(logon, "UserId", user)
    _add(logon, "Delay", "PT3M")
    daily = _add(triggers, "CalendarTrigger")
    _add(daily, "StartBoundary", "2026-01-01T08:00:00")  # no offset: the time on the wall
    again = _add(daily, "Repetition")
    _add(again, "Interval", "PT30M")
    _add(again, "Duration", "PT15H30M")
    _add(_add(daily, "ScheduleByDay"), "DaysInterval", "1")
    principal = _add(_add(task, "Principals"), "Principal", id="Parent")
    _add(principal, "UserId", user)
    _add(principal, "LogonType", "InteractiveToken")
    _add(principal, "RunLevel", "LeastPrivilege")
    settings = _add(task, "Settings")
    for name, value in _SETTINGS:
        _add(settings, name, value)
    start = _add(_add(task, "Actions", Context="Parent"), "Exec")
    _add(start, "Command", program)
    _add(start, "Arguments", arguments)
    return bytes(ET.tostring(task, encoding="utf-16", xml_declaration=True))


_SETTINGS = (
    ("MultipleInstancesPolicy", "IgnoreNew"),
    ("DisallowStartIfOnBatteries", "false"),
    ("StopIfGoingOnBatteries", "false"),
    ("StartWhenAvailable", "true"),
    ("ExecutionTimeLimit", "PT30M"),
)


def _parts(command: tuple[str, ...]) -> tuple[str, str]:
    """Return the program, and its arguments as one line that Windows takes apart again."""
    if any(letter < " " or "\ud800" <= letter <= "\udfff" for word in command for letter in word):
        raise ReminderTrouble(_ODD_NAME)
    return command[0], subprocess.list2cmdline(command[1:])


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


def _text(task: ET.Element, *way: str) -> str:
    return task.findtext("/".join(f"{{{NAMESPACE}}}{name}" for name in way)) or ""


def _undeclared(text: str) -> str:
    """Take off the line that names an encoding, which no longer holds once the text is decoded."""
    return text[text.index("?>") + 2 :] if text.startswith("<?xml") and "?>" in text else text.strip()


@contextlib.contextmanager
def _written(content: bytes) -> Iterator[Path]:
    """Put the XML in a file of this user while schtasks reads it; it holds the program’s path and nothing else."""
    try:
        handle, name = tempfile.mkstemp(prefix="kitchentable-", suffix=".xml")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        raise CannotWrite("Windows has no room for a small file: please make room on the disk.") from error
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _this_user() -> str:
    domain, name = os.environ.get("USERDOMAIN", ""), os.environ.get("USERNAME", "")
    return f"{domain}\\{name}" if domain and name else name or "user"
