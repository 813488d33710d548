"""A stand-in for the desktop’s Background portal on a bus of its own: it grants or refuses as a test has it."""

from __future__ import annotations

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
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from kitchentable.system.background_portal import BACKGROUND, PLACE, PORTAL, REQUEST
from tests.real.daemons import session_bus


class StandIn:
    """Owns the portal’s name; ``started`` is what it would start at login, None for nothing."""

    def __init__(self, bus: DBusConnection) -> None:
        """Answer from a thread until ``end``."""
        self._bus = bus
        self._bus.send_and_get_reply(message_bus.RequestName(PORTAL))
        self.allows = True
        self.knows_background = True
        self.silent = False
        self.started: tuple[str, ...] | None = None
        self.reasons: list[str] = []
        self._thread = threading.Thread(target=self._serve, name="stand-in portal", daemon=True)
        self._thread.start()

    def allow(self) -> None:
        """Grant what is asked for from now on."""
        self.allows = True

    def forbid(self) -> None:
        """Refuse what is asked for from now on."""
        self.allows = False

    def end(self) -> None:
        """Leave the bus."""
        with suppress(OSError):
            self._bus.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._bus.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                message = self._bus.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)

    def _answer(self, call: Message) -> None:
        fields = call.header.fields
        if not self.knows_background or fields[HeaderFields.interface] != BACKGROUND:
            self._bus.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod", "s", ("No such interface",)))
            return
        assert (fields[HeaderFields.member], fields[HeaderFields.signature]) == ("RequestBackground", "sa{sv}")
        _parent, options = call.body
        token, sender = options["handle_token"][1], fields[HeaderFields.sender]
        self.reasons.append(options["reason"][1])
        place = f"{PLACE}/request/{sender.lstrip(':').replace('.', '_')}/{token}"
        self._bus.send(new_method_return(call, "o", (place,)))
        if self.silent:
            return
        starts = self.allows and bool(options["autostart"][1])
        self.started = tuple(options["commandline"][1]) if starts else None
        results = {"background": ("b", self.allows), "autostart": ("b", starts)}
        response = DBusAddress(place, interface=REQUEST)
        self._bus.send(new_signal(response, "Response", "ua{sv}", (0 if self.allows else 1, results)))


@contextmanager
def stand_in_portal(folder: Path) -> Iterator[tuple[str, StandIn]]:
    """Run a session bus with a stand-in for the portal on it; give the bus’s address and the stand-in."""
    with session_bus(folder) as address:
        portal = StandIn(open_dbus_connection(address))
        try:
            yield address, portal
        finally:
            portal.end()
