"""Screen lock and sleep on Linux, as logind tells it on the system bus.

Three signals mean that the parent is gone: ``Lock`` of a session (somebody asked for the screen to be locked),
``LockedHint`` of a session turned true (the desktop has locked it by itself), and ``PrepareForSleep``, which also tells
of waking. A session counts where it is this user's; logind is asked at that moment, as sessions come and go. One thread
waits for the bus to speak, so that nothing wakes up while nothing happens. Where there is no system bus, or no logind,
nothing is heard.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import threading
from collections.abc import Callable

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, Properties, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

log = logging.getLogger(__name__)

LOGIND = "org.freedesktop.login1"
SESSION = f"{LOGIND}.Session"
MANAGER = f"{LOGIND}.Manager"
PROPERTIES = "org.freedesktop.DBus.Properties"
_END_SECONDS = 3.0

_RULES = (
    MatchRule(type="signal", sender=LOGIND, interface=MANAGER, member="PrepareForSleep"),
    MatchRule(type="signal", sender=LOGIND, interface=SESSION, member="Lock"),
    MatchRule(type="signal", sender=LOGIND, interface=PROPERTIES, member="PropertiesChanged"),
)
_RULES[2].add_arg_condition(0, SESSION)


class Logind:
    """Listens to logind on a thread of its own."""

    def __init__(self) -> None:
        """Listen to nothing yet."""
        self._bus: DBusConnection | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        self._lock = threading.Lock()

    def listen(self, gone: Callable[[], None], back: Callable[[], None] | None = None) -> None:
        """Begin; ``gone`` is called on that thread each time, ``back`` each time the computer has woken."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, args=(gone, back), name="away", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        with self._lock:
            self._closed = True
            if self._bus is not None:
                with contextlib.suppress(OSError):  # the bus went first
                    self._bus.sock.shutdown(socket.SHUT_RDWR)  # wakes the thread, which then ends
        if self._thread is not None:
            self._thread.join(timeout=_END_SECONDS)
            self._thread = None

    def _run(self, gone: Callable[[], None], back: Callable[[], None] | None) -> None:
        try:
            bus = open_dbus_connection("SYSTEM")
        except (OSError, KeyError, ValueError, RuntimeError) as error:
            log.info("no system bus: screen lock and sleep are not heard (%s)", type(error).__name__)
            return
        with bus:
            with self._lock:
                self._bus = bus
                if self._closed:
                    return
            try:
                _Ear(bus, gone, back).listen()
            except (OSError, ValueError) as error:
                log.info("the system bus is gone: screen lock and sleep are not heard (%s)", type(error).__name__)
            finally:
                with self._lock:
                    self._bus = None


class _Ear:
    """One connection to the bus: what it says, and the questions to logind that wait for an answer."""

    def __init__(self, bus: DBusConnection, gone: Callable[[], None], back: Callable[[], None] | None) -> None:
        self._bus = bus
        self._gone = gone
        self._back = back
        self._asked: set[int] = set()

    def listen(self) -> None:
        """Hear until the bus is gone or shut down."""
        for rule in _RULES:
            self._bus.send(message_bus.AddMatch(rule))
        while True:
            self._hear(self._bus.receive())

    def _hear(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.method_return:
            serial = fields.get(HeaderFields.reply_serial)
            if serial in self._asked:
                self._asked.discard(serial)
                if _ours(message):
                    self._gone()
        elif message.header.message_type is MessageType.signal:
            if fields.get(HeaderFields.member) == "PrepareForSleep":
                if message.body[0]:
                    self._gone()
                elif self._back is not None:
                    self._back()
            elif _locks(message):
                self._ask_whose(fields[HeaderFields.path])

    def _ask_whose(self, session: str) -> None:
        serial = next(self._bus.outgoing_serial)
        self._asked.add(serial)
        question = Properties(DBusAddress(session, bus_name=LOGIND, interface=SESSION)).get("User")
        self._bus.send(question, serial=serial)


def _locks(message: Message) -> bool:
    """Tell whether a signal says that a session was locked."""
    fields = message.header.fields
    if fields.get(HeaderFields.interface) == SESSION:
        return bool(fields.get(HeaderFields.member) == "Lock")
    if fields.get(HeaderFields.interface) != PROPERTIES or message.body[0] != SESSION:
        return False
    return bool(message.body[1].get("LockedHint") == ("b", True))


def _ours(answer: Message) -> bool:
    """Tell whether logind's answer names this user: a number and the user's path."""
    _signature, (user, _path) = answer.body[0]
    return bool(user == os.getuid())
