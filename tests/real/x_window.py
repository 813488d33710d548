"""Closing a window from outside as a window manager does: there is none on the tests’ virtual screens."""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any

_CLIENT_MESSAGE = 33


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib.h, with room for the largest event."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("room", ctypes.c_long * 24),
    )


def close_window(display: str, title: str) -> None:
    """Ask the window of that title on a screen to close (WM_DELETE_WINDOW)."""
    x11 = _xlib()
    screen = x11.XOpenDisplay(display.encode())
    assert screen, f"there is no screen {display}"
    try:
        for window in _windows(x11, screen, title):  # Qt has a second one of the name, which never shows
            event = _ClientMessage(type=_CLIENT_MESSAGE, window=window, format=32)
            event.message_type = x11.XInternAtom(screen, b"WM_PROTOCOLS", 0)
            event.data[0] = x11.XInternAtom(screen, b"WM_DELETE_WINDOW", 0)
            assert x11.XSendEvent(screen, window, 0, 0, ctypes.byref(event))
    finally:
        x11.XCloseDisplay(screen)  # sends what waits to be sent


def _windows(x11: Any, screen: int, title: str) -> list[int]:
    root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
    children = ctypes.POINTER(ctypes.c_ulong)()
    x11.XQueryTree(
        screen,
        x11.XDefaultRootWindow(screen),
        ctypes.byref(root),
        ctypes.byref(parent),
        ctypes.byref(children),
        ctypes.byref(count),
    )
    found = []
    for window in children[: count.value]:
        name = ctypes.c_char_p()
        if x11.XFetchName(screen, window, ctypes.byref(name)) and name.value == title.encode():
            found.append(int(window))
    assert found, f"no window is called “{title}”"
    return found


def _xlib() -> Any:
    x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_void_p] * 4]
    x11.XFetchName.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p]
    x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    return x11
