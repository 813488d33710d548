"""Waking at login from inside Flatpak, where only the desktop’s Background portal can do it.

``org.freedesktop.portal.Background.RequestBackground`` is asked with a reason and the check’s own words, and answers
with two booleans: may run in the background, starts at login. It has no question that changes nothing, so the state
is read back by asking again for what was asked for last, which is kept in a small file of the sandbox.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.system.files import write_atomically
from kitchentable.system.paths import APP_ID, config_folder
from kitchentable.system.schedule import Wake, WakeState

PORTAL = "org.freedesktop.portal.Desktop"
BACKGROUND = "org.freedesktop.portal.Background"
REQUEST = "org.freedesktop.portal.Request"
PLACE = "/org/freedesktop/portal/desktop"
REASON = "To look once after you log in whether the monthly check-in is due."
_PARENT_DECIDES_SECONDS = 120.0
_LOOK_SECONDS = 10.0

_OFF = "Reminders are off."
_ON = "Your computer looks whether a check-in is due each time you log in."
_MOVED = "The reminder starts something else than it should: switch reminders on again to mend it."
CURE = (
    "Your desktop does not let Kitchen Table start at login. Allow it under Settings, Apps, Kitchen Table, Run in the "
    f"background; or type in a terminal: flatpak permission-remove background background {APP_ID}. Then switch "
    "reminders on again."
)
NO_PORTAL = (
    "This desktop has no portal that lets a Flatpak start at login. Kitchen Table still shows what is due each time "
    "you open it, or add it to your desktop’s start-up programs yourself."
)
_SILENT = "Your desktop did not answer whether Kitchen Table may start at login: please try again."


class BackgroundPortal:
    """The desktop’s permission to be started at login."""

    def __init__(self, *, command: tuple[str, ...] | None = None) -> None:
        """Remember the command that ought to be started, to tell a stale one; None compares nothing."""
        self._command = command

    @property
    def asked(self) -> Path:
        """The file that keeps what the desktop was last asked to start."""
        return config_folder() / "kitchentable-background.json"

    def state(self) -> WakeState:
        """Ask again for what was asked for; a refusal or silence is ``broken`` with its cure, never an error."""
        command = self._kept()
        if command is None:
            return WakeState(Wake.OFF, _OFF)
        if not command or (self._command is not None and command != self._command):
            return WakeState(Wake.BROKEN, _MOVED)
        try:
            granted = _request(command, autostart=True, seconds=_LOOK_SECONDS)
        except ReminderTrouble as trouble:
            return WakeState(Wake.BROKEN, trouble.message)
        return WakeState(Wake.ON, _ON) if granted else WakeState(Wake.BROKEN, CURE)

    def enable(self, command: tuple[str, ...]) -> None:
        """Ask the desktop, which may ask the parent; raise ReminderTrouble with the cure where it says no."""
        if not _request(command, autostart=True, seconds=_PARENT_DECIDES_SECONDS):
            raise ReminderTrouble(CURE)
        write_atomically(self.asked, json.dumps({"commandline": command}).encode())
        self._command = command

    def disable(self) -> None:
        """Have the desktop start us no more; where it is silent, what it starts finds that reminders are off."""
        command = self._kept()
        if command is None:
            return
        with contextlib.suppress(ReminderTrouble):
            _request(command or ("kitchentable",), autostart=False, seconds=_LOOK_SECONDS)
        try:
            self.asked.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(f"{self.asked} could not be removed: please delete it yourself.") from error

    def _kept(self) -> tuple[str, ...] | None:
        """Return what was asked for last; None where nothing was, nothing where the file is not ours."""
        try:
            words = json.loads(self.asked.read_bytes())["commandline"]
            return tuple(words) if all(isinstance(word, str) for word in words) else ()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return ()


def in_flatpak() -> bool:
    """Tell whether we run inside a Flatpak."""
    return "FLATPAK_ID" in os.environ or Path("/.flatpak-info").is_file()


def _request(command: tuple[str, ...], *, autostart: bool, seconds: float) -> bool:
    """Ask, wait up to ``seconds`` for the answer, and return whether we are started at login now."""
    with _session_bus() as bus:
        token = f"kitchentable_{os.getpid()}_{time.monotonic_ns()}"
        sender = bus.unique_name.lstrip(":").replace(".", "_")
        rule = MatchRule(type="signal", interface=REQUEST, member="Response", path=f"{PLACE}/request/{sender}/{token}")
        bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=seconds)
        options = {
            "handle_token": ("s", token),
            "reason": ("s", REASON),
            "autostart": ("b", autostart),
            "commandline": ("as", list(command)),
        }
        place = DBusAddress(PLACE, PORTAL, BACKGROUND)
        question = new_method_call(place, "RequestBackground", "sa{sv}", ("", options))
        with bus.filter(rule) as answers:
            replied = bus.send_and_get_reply(question, timeout=seconds)
            if replied.header.message_type is MessageType.error:
                raise ReminderTrouble(_refusal(replied))
            response, results = bus.recv_until_filtered(answers, timeout=seconds).body
    return bool(response == 0 and results.get("autostart") == ("b", True))


def _refusal(error: Message) -> str:
    """Tell a desktop without such a portal from one that has something against it."""
    name = str(error.header.fields.get(HeaderFields.error_name))
    absent = name.endswith((".ServiceUnknown", ".NameHasNoOwner", ".UnknownMethod", ".UnknownInterface"))
    return NO_PORTAL if absent else CURE


@contextlib.contextmanager
def _session_bus() -> Iterator[DBusConnection]:
    """Open the session bus; what goes wrong with it becomes one sentence."""
    try:
        with open_dbus_connection("SESSION") as bus:
            yield bus
    except TimeoutError as error:
        raise ReminderTrouble(_SILENT) from error
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        raise ReminderTrouble(NO_PORTAL) from error
