"""Which desktop this is, as far as it says: what keeps a notice away, and where that is set, differs on each."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from enum import StrEnum


class Desktop(StrEnum):
    """The desktops whose own settings we can name."""

    GNOME = "gnome"
    KDE = "kde"
    CINNAMON = "cinnamon"
    XFCE = "xfce"
    MATE = "mate"
    WINDOWS = "windows"
    MACOS = "macos"
    OTHER = "other"


_NAMES = {
    "gnome": Desktop.GNOME,
    "unity": Desktop.GNOME,
    "kde": Desktop.KDE,
    "x-cinnamon": Desktop.CINNAMON,
    "cinnamon": Desktop.CINNAMON,
    "xfce": Desktop.XFCE,
    "mate": Desktop.MATE,
}
_SYSTEMS = {"win32": Desktop.WINDOWS, "darwin": Desktop.MACOS}


def desktop(environment: Mapping[str, str] | None = None, system: str = sys.platform) -> Desktop:
    """Return the desktop named in ``XDG_CURRENT_DESKTOP`` (such as "ubuntu:GNOME"), or the system's only one."""
    if system in _SYSTEMS:
        return _SYSTEMS[system]
    named = (os.environ if environment is None else environment).get("XDG_CURRENT_DESKTOP", "")
    known = (_NAMES.get(one.strip().casefold()) for one in named.split(":"))
    return next((one for one in known if one is not None), Desktop.OTHER)
