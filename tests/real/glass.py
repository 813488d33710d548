"""The window of another process, read and pressed through the system's accessibility bus, as a screen reader does."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from jeepney import DBusAddress, HeaderFields, Message, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.patience import PATIENCE_SECONDS
from tests.real.daemons import daemon, owned, wait_until

_ROOT = "/org/a11y/atspi/accessible/root"
_A = "org.a11y.atspi."
_CHECKED, _ENABLED, _SHOWING = 4, 8, 25  # bits of AtspiStateType
_PRESSED = ("push button", "button", "check box", "toggle button", "radio button")
_WRITTEN = ("text", "password text", "entry")

Body: TypeAlias = tuple[Any, ...]
"""What is in a message of the bus: its signature tells at run time, so no type can be named here."""


class Gone(Exception):
    """The control went away while it was asked: the page was filled anew, or the program ended."""


class Thing(NamedTuple):
    """One control on the screen: where it is on the bus, and what a screen reader says of it."""

    bus: str
    path: str
    name: str
    role: str
    state: int

    @property
    def checked(self) -> bool:
        """Whether it is ticked."""
        return bool(self.state >> _CHECKED & 1)

    @property
    def enabled(self) -> bool:
        """Whether it can be pressed."""
        return bool(self.state >> _ENABLED & 1)


@contextmanager
def accessibility_bus(folder: Path, env: Mapping[str, str]) -> Iterator[str]:
    """Run the bus that screen readers use, beside a session bus; give its address."""
    session = env["DBUS_SESSION_BUS_ADDRESS"]
    with daemon("at-spi-bus-launcher", "--launch-immediately", env=env, log=folder / "at-spi.log"):
        wait_until(lambda: owned(session, "org.a11y.Bus"), "the accessibility bus")
        with open_dbus_connection(session) as bus:
            place = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            yield str(bus.send_and_get_reply(new_method_call(place, "GetAddress"), timeout=PATIENCE_SECONDS).body[0])


class Glass:
    """Looks at one program's windows. What is not showing is not there."""

    def __init__(self, address: str, program: subprocess.Popen[bytes], said: Path) -> None:
        """Look at the windows of ``program``; ``said`` is the file that takes what it writes."""
        self._bus: DBusConnection = open_dbus_connection(address)
        self._program = program
        self._said = said

    def close(self) -> None:
        """Look no longer."""
        self._bus.close()

    def things(self) -> list[Thing]:
        """Return everything that shows now, top to bottom as it was made."""
        found: list[Thing] = []
        for bus, path in self._children("org.a11y.atspi.Registry", _ROOT):
            try:
                if self._pid(bus) == self._program.pid:
                    self._gather(bus, path, found, top=True)
            except Gone:
                continue
        return found

    def reads(self) -> str:
        """Return every name that shows, one a line."""
        return "\n".join(one.name for one in self.things() if one.name)

    def waits_to_see(self, text: str) -> None:
        """Wait until a text shows."""
        seen = ""

        def there() -> bool:
            nonlocal seen
            try:
                seen = self.reads()
            except Gone:  # the registry itself is only just starting, or starting again
                return False
            assert self._program.poll() is None, f"the program ended ({self._program.returncode})"
            return text in seen

        self._waits_until(there, f"“{text}”", lambda: seen)

    def waits_until_gone(self, text: str) -> None:
        """Wait until a text shows no longer; the program may have closed its window, and runs on."""
        seen = ""

        def gone() -> bool:
            nonlocal seen
            try:
                seen = self.reads()
            except Gone:
                return False
            return text not in seen

        self._waits_until(gone, f"“{text}” to go", lambda: seen)

    def _waits_until(self, happened: Callable[[], bool], what: str, seen: Callable[[], str]) -> None:
        try:
            wait_until(happened, what)
        except AssertionError as error:
            said = self._said.read_text(errors="replace")
            raise AssertionError(f"{error}; what shows:\n{seen()}\nwhat it said:\n{said}") from None

    def finds(self, says: str, *roles: str) -> Thing:
        """Return what says this, exactly or else at its beginning, of one of the roles."""
        here = [one for one in self.things() if one.role in roles]
        found = [one for one in here if one.name == says] or [one for one in here if one.name.startswith(says)]
        if found:
            return found[0]
        raise AssertionError(f"Nothing says “{says}”. There are: {[(one.role, one.name) for one in here]}")

    def presses(self, says: str) -> None:
        """Press a button or tick a box."""
        one = self.finds(says, *_PRESSED)
        assert one.enabled, f"“{says}” can't be pressed now"
        self._call(one.bus, one.path, "Action", "DoAction", "i", (0,))

    def types(self, says: str, text: str) -> None:
        """Replace what a field holds."""
        one = self.finds(says, *_WRITTEN)
        self._call(one.bus, one.path, "EditableText", "SetTextContents", "s", (text,))

    def _gather(self, bus: str, path: str, found: list[Thing], *, top: bool = False) -> None:
        low, high = self._call(bus, path, "Accessible", "GetState")[0]
        state = low | high << 32
        if not top and not state >> _SHOWING & 1:
            return
        name = str(self._property(bus, path, "Name"))
        role = str(self._call(bus, path, "Accessible", "GetRoleName")[0])
        found.append(Thing(bus, path, name, role, state))
        for below in self._children(bus, path):
            try:
                self._gather(*below, found)
            except Gone:
                continue

    def _children(self, bus: str, path: str) -> list[tuple[str, str]]:
        return [(str(one[0]), str(one[1])) for one in self._call(bus, path, "Accessible", "GetChildren")[0]]

    def _pid(self, bus: str) -> int:
        place = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        return int(self._answer(new_method_call(place, "GetConnectionUnixProcessID", "s", (bus,)))[0])

    def _property(self, bus: str, path: str, name: str) -> object:
        return self._answer(Properties(DBusAddress(path, bus, f"{_A}Accessible")).get(name))[0][1]

    def _call(self, bus: str, path: str, interface: str, method: str, sig: str = "", body: Body = ()) -> Body:
        return self._answer(new_method_call(DBusAddress(path, bus, _A + interface), method, sig or None, body))

    def _answer(self, question: Message) -> Body:
        answer = self._bus.send_and_get_reply(question, timeout=PATIENCE_SECONDS)
        if answer.header.message_type is MessageType.error:
            raise Gone(str(answer.header.fields.get(HeaderFields.error_name)))
        return tuple(answer.body)
