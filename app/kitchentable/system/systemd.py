"""Waking through a systemd user timer: written, switched on and read back with ``systemctl --user``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.system.files import write_atomically
from kitchentable.system.paths import APP_ID, config_folder
from kitchentable.system.schedule import Wake, WakeState
from kitchentable.system.tools import run_tool

_SHOWN = "LoadState,ActiveState,UnitFileState,NextElapseUSecRealtime,LastTriggerUSec,ExecStart"
_PATH = re.compile(r"path=(?P<path>.*?) ; argv\[\]=(?P<words>.*?) ; ignore_errors=")

_OFF = "Reminders are off."
_ON = "Your computer looks every half hour whether a check-in is due, even when Kitchen Table is closed."
_STOPPED = (
    "The reminder is set up, but your computer is not running it: switch reminders on again, or type in a terminal: "
    f"systemctl --user enable --now {APP_ID}-reminder.timer"
)
_MOVED = "The reminder starts a program that has moved: switch reminders on again to mend it."
_REFUSED = "Your computer would not set up the reminder: please restart it and try again."


@dataclass(frozen=True, slots=True)
class TimerTimes:
    """When the timer wakes us, in systemd's words. The check itself decides whether anything is due.

    Every half hour of the waking day; after login only once the desktop has settled (peers.md §3 rule 6).
    ``Persistent`` makes up for a time slept through or switched off (rule 3); many missed times are one run (rule 4).
    """

    calendar: str = "*-*-* 08..23:00/30"
    after_login: str = "3min"
    accuracy: str = "1min"
    spread: str = "2min"


class SystemdTimer:
    """A timer and a service of this user's systemd."""

    def __init__(self, *, command: tuple[str, ...] | None = None, times: TimerTimes | None = None) -> None:
        """Remember the command the timer ought to start, to tell a stale one; None compares nothing."""
        self._command = command
        self._times = times or TimerTimes()

    @property
    def timer(self) -> str:
        """The timer's unit name."""
        return f"{APP_ID}-reminder.timer"

    @property
    def service(self) -> str:
        """The service's unit name."""
        return f"{APP_ID}-reminder.service"

    def state(self) -> WakeState:
        """Read the real state back; a system that does not answer is ``broken`` with a sentence, never an error."""
        try:
            timer, service = (_show(one) for one in (self.timer, self.service))
        except ReminderTrouble as trouble:
            return WakeState(Wake.BROKEN, trouble.message)
        if timer.get("LoadState") != "loaded":
            return WakeState(Wake.OFF, _OFF)
        last, upcoming = _moment(timer.get("LastTriggerUSec")), _moment(timer.get("NextElapseUSecRealtime"))
        if timer.get("UnitFileState") != "enabled" or timer.get("ActiveState") != "active":
            return WakeState(Wake.BROKEN, _STOPPED, last, upcoming)
        if not self._starts_us(service):
            return WakeState(Wake.BROKEN, _MOVED, last, upcoming)
        return WakeState(Wake.ON, _ON, last, upcoming)

    def enable(self, command: tuple[str, ...]) -> None:
        """Write both units and switch the timer on; raise ReminderTrouble or CannotWrite where that fails."""
        folder = _units()
        service, timer = service_text(command), timer_text(self._times)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(f"Kitchen Table may not write in {folder}, where reminders are kept.") from error
        write_atomically(folder / self.service, service, mode=0o644)
        write_atomically(folder / self.timer, timer, mode=0o644)
        self._command = command
        for words in (("daemon-reload",), ("enable", self.timer), ("restart", self.timer)):
            _systemctl(*words)
        state = self.state()
        if state.wake is not Wake.ON:
            raise ReminderTrouble(state.words if state.wake is Wake.BROKEN else _REFUSED)

    def disable(self) -> None:
        """Stop the timer and remove both units; raise ReminderTrouble or CannotWrite where that fails."""
        if _show(self.timer).get("LoadState") == "loaded":
            _systemctl("disable", "--now", self.timer)
            _systemctl("clean", "--what=state", self.timer)  # the stamp that Persistent keeps
        for place in (_units() / self.timer, _units() / self.service):
            try:
                place.unlink(missing_ok=True)
            except OSError as error:
                raise CannotWrite(f"{place} could not be removed: please delete it yourself.") from error
        _systemctl("daemon-reload")

    def _starts_us(self, service: dict[str, str]) -> bool:
        found = _PATH.search(service.get("ExecStart", ""))
        if found is None or not Path(found["path"]).is_file():
            return False
        if self._command is None:
            return True
        return found["words"] == " ".join([self._command[0], *(_spare_dollars(one) for one in self._command[1:])])


def unit_files() -> tuple[Path, ...]:
    """Return where the units are kept, the service first, and the link that switches the timer on."""
    one, folder = SystemdTimer(), _units()
    return folder / one.service, folder / one.timer, folder / "timers.target.wants" / one.timer


def answers() -> bool:
    """Tell whether a systemd user manager is there and answers."""
    try:
        _systemctl("show", "--property=Version", "--value")
    except ReminderTrouble:
        return False
    return True


def service_text(command: tuple[str, ...]) -> bytes:
    """Return the service unit that runs the check once.

    ``KillMode=process`` lets the app, opened by a click, live on after the check has ended. A program that has gone,
    as after an uninstall, is skipped without a word: no package may touch the homes of those who used it.
    """
    program, *rest = command
    if not program.startswith("/"):
        raise ReminderTrouble("Kitchen Table could not find its own program: please install it again.")
    line = " ".join([_quoted(program), *(_quoted(_spare_dollars(word)) for word in rest)])
    return _encoded(
        "[Unit]\nDescription=Kitchen Table: see whether the monthly check-in is due\n"
        f"{_only_while_there(program)}\n"
        f"[Service]\nType=oneshot\nExecStart={line}\nKillMode=process\nTimeoutStartSec=30min\n"
    )


def _only_while_there(program: str) -> str:
    """Return the condition that the program is there, where a condition can hold its name: it knows no quotes."""
    if program.strip() != program or not program.isprintable():
        return ""
    return f"ConditionFileIsExecutable={program.replace('%', '%%')}\n"


def timer_text(times: TimerTimes) -> bytes:
    """Return the timer unit."""
    return _encoded(
        "[Unit]\nDescription=Kitchen Table: look now and then whether the monthly check-in is due\n\n"
        f"[Timer]\nOnCalendar={times.calendar}\nOnStartupSec={times.after_login}\nPersistent=true\n"
        f"AccuracySec={times.accuracy}\nRandomizedDelaySec={times.spread}\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def _units() -> Path:
    return config_folder() / "systemd" / "user"


def _quoted(word: str) -> str:
    """Quote one word for ExecStart (systemd.service(5), "Command lines"): quotes, escapes and specifiers."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return '"' + "".join(_escaped(one) for one in plain) + '"'


def _escaped(letter: str) -> str:
    return f"\\x{ord(letter):02x}" if ord(letter) < 0x20 else letter


def _spare_dollars(word: str) -> str:
    """Keep a dollar sign a dollar sign; systemd expands it in every word but the program."""
    return word.replace("$", "$$")


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ReminderTrouble(
            "The folder Kitchen Table is in has a name your computer’s timer can't hold: please rename it."
        ) from error


def _show(unit: str) -> dict[str, str]:
    """Return the properties of a unit that tell its state."""
    told = _systemctl("show", f"--property={_SHOWN}", unit)
    return {name: value for name, _, value in (line.partition("=") for line in told.splitlines())}


def _moment(told: str | None) -> datetime | None:
    """Read "Sat 2026-11-21 22:30:31 GMT", which is local time; anything else is "never"."""
    found = re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", told or "")
    return datetime.fromisoformat(found[0]).astimezone() if found else None


def _systemctl(*words: str) -> str:
    """Ask the user manager; raise ReminderTrouble where it is absent, refuses or does not answer."""
    answer = run_tool("systemctl", "--user", "--no-pager", "--no-ask-password", *words)
    if answer.code != 0:
        raise ReminderTrouble(_REFUSED)
    return answer.text
