"""A stand-in for the part of a desktop that shows icons beside the clock (StatusNotifierWatcher and host)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.patience import PATIENCE_SECONDS

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
_PLACE = "/StatusNotifierWatcher"
_READ = {"IsStatusNotifierHostRegistered": ("b", True), "ProtocolVersion": ("i", 0)}


class TrayHost:
    """Owns the watcher’s name; ``icons`` are the bus names of those who put an icon there."""

    def __init__(self, address: str) -> None:
        """Answer from a thread until ``end``."""
        self._address = address
        self._bus = open_dbus_connection(address)
        self._bus.send_and_get_reply(message_bus.RequestName(WATCHER))
        self.icons: list[str] = []
        self._thread = threading.Thread(target=self._serve, name="tray host", daemon=True)
        self._thread.start()

    def click(self) -> None:
        """Click the newest icon."""
        with open_dbus_connection(self._address) as bus:
            place = DBusAddress("/StatusNotifierItem", self.icons[-1], ITEM)
            answer = bus.send_and_get_reply(new_method_call(place, "Activate", "ii", (0, 0)), timeout=PATIENCE_SECONDS)
            assert answer.header.message_type is MessageType.method_return, answer.body

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
                    _reply(self._bus, message, self.icons)


def _reply(bus: DBusConnection, call: Message, icons: list[str]) -> None:
    member = call.header.fields[HeaderFields.member]
    if member == "Get":
        bus.send(new_method_return(call, "v", (_READ[call.body[1]],)))
    elif member == "GetAll":
        bus.send(new_method_return(call, "a{sv}", (_READ,)))
    elif member == "RegisterStatusNotifierItem":
        icons.append(call.header.fields[HeaderFields.sender])
        bus.send(new_method_return(call))
        bus.send(new_signal(DBusAddress(_PLACE, interface=WATCHER), "StatusNotifierItemRegistered", "s", (icons[-1],)))
    else:
        bus.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod", "s", (str(member),)))


@contextmanager
def tray_host(address: str) -> Iterator[TrayHost]:
    """Have a desktop that shows icons, on a bus."""
    host = TrayHost(address)
    try:
        yield host
    finally:
        host.end()
