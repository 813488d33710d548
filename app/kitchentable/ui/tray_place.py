"""Whether there is a place for an icon beside the clock: on many desktops there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QSystemTrayIcon


def has_place() -> bool:
    """Tell whether this desktop shows such icons now."""
    return QSystemTrayIcon.isSystemTrayAvailable()
