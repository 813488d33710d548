"""No network, enforced at run time: from the first line of ``main`` on, a socket for the internet can't be made.

Sockets inside the computer (D-Bus, the second start's "come forward") are another family and stay possible.
"""

from __future__ import annotations

import sys


class InternetRefused(PermissionError):
    """Code in this process asked for the internet; that is a bug, ours or a library's."""


_REFUSED_EVENTS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_ADDRESSED_EVENTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"})
_LOOPBACK = frozenset({"127.0.0.1", "::1"})
_INTERNET = frozenset({2, 10, 23, 30})  # AF_INET everywhere; AF_INET6 on Linux, Windows and macOS


def refuse_internet() -> None:
    """Refuse the internet to this process until it ends; calling it again does no harm."""
    if not _installed:
        _installed.append(True)
        sys.addaudithook(_look)


_installed: list[bool] = []


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event == "socket.__new__":
        # Windows has no other way for asyncio to wake itself, so there only addresses outside are refused.
        if sys.platform != "win32" and arguments[1] in _INTERNET:
            raise InternetRefused("Kitchen Table does not use the internet.")
    elif event in _REFUSED_EVENTS:
        raise InternetRefused("Kitchen Table does not look up internet names.")
    elif event in _ADDRESSED_EVENTS and _leaves_the_computer(arguments[1]):
        raise InternetRefused("Kitchen Table does not use the internet.")


def _leaves_the_computer(address: object) -> bool:
    return isinstance(address, tuple) and bool(address) and address[0] not in _LOOPBACK
