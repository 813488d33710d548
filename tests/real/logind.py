"""A stand-in for logind on a bus of its own: it answers whose a session is, and says what a test has it say."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from kitchentable.system.logind import LOGIND, MANAGER, PROPERTIES, SESSION
from tests.real.daemons import session_bus, wait_until

_ROOT = "/org/freedesktop/login1"
OURS, THEIRS = f"{_ROOT}/session/_31", f"{_ROOT}/session/_32"


class StandIn:
    """Owns logind's name. Session ``OURS`` is this user's, ``THEIRS`` somebody else's."""

    def __init__(self, bus: DBusConnection) -> None:
        """Answer from a thread until ``end``."""
        self._bus = bus
        self._bus.send_and_get_reply(message_bus.RequestName(LOGIND))
        self.asked: list[str] = []
        self._thread = threading.Thread(target=self._serve, name="stand-in logind", daemon=True)
        self._thread.start()

    def lock(self, session: str) -> None:
        """Say that a session is asked to lock."""
        self._say(session, SESSION, "Lock")

    def hint(self, session: str, *, locked: bool) -> None:
        """Say that a session's desktop has locked or unlocked it."""
        self._say(session, PROPERTIES, "PropertiesChanged", "sa{sv}as", (SESSION, {"LockedHint": ("b", locked)}, []))

    def sleep(self, *, begins: bool) -> None:
        """Say that the computer goes to sleep, or is awake again."""
        self._say(_ROOT, MANAGER, "PrepareForSleep", "b", (begins,))

    def end(self) -> None:
        """Leave the bus."""
        with suppress(OSError):
            self._bus.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._bus.close()

    def _say(
        self, path: str, interface: str, member: str, kinds: str | None = None, body: tuple[object, ...] = ()
    ) -> None:
        self._bus.send(new_signal(DBusAddress(path, interface=interface), member, kinds, body))

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                self._answer(self._bus.receive())

    def _answer(self, message: Message) -> None:
        if message.header.message_type is not MessageType.method_call:
            return
        session = message.header.fields[HeaderFields.path]
        self.asked.append(session)
        user = os.getuid() if session == OURS else os.getuid() + 1
        answer = ("(uo)", (user, f"{_ROOT}/user/_{user}"))
        self._bus.send(new_method_return(message, "v", (answer,)))


@contextmanager
def stand_in_logind(folder: Path) -> Iterator[tuple[str, StandIn]]:
    """Run a bus with a stand-in for logind on it; give the bus's address and the stand-in."""
    with session_bus(folder) as address:
        logind = StandIn(open_dbus_connection(address))
        try:
            yield address, logind
        finally:
            logind.end()


def wait_for_listeners(address: str, rules: int) -> None:
    """Wait until somebody has asked a bus for so many kinds of signals beyond what ``dbus-daemon`` began with."""
    bus = open_dbus_connection(address)
    stats = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Debug.Stats")
    wait_until(lambda: _rules(bus, stats) >= rules, "somebody to listen to logind")
    bus.close()


def _rules(bus: DBusConnection, stats: DBusAddress) -> int:
    answer = bus.send_and_get_reply(new_method_call(stats, "GetAllMatchRules"))
    found: dict[str, list[str]] = answer.body[0]
    return sum(len(one) for one in found.values())
