"""What a test's world is made of: an empty home, and the checks that nothing of it was left in a mess."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

FOLDERS = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": "run",
}
_BEYOND = (
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "SSH_AUTH_SOCK",
    "FLATPAK_ID",
    "APPIMAGE",
    "LANGUAGE",
    "SOURCE_DATE_EPOCH",
    "XDG_CURRENT_DESKTOP",
)


def fence_off(patch: pytest.MonkeyPatch, home: Path) -> None:
    """Point the environment at an empty home; take away bus and screen, and the language of whoever runs the tests."""
    patch.setenv("HOME", str(home))
    patch.setenv("LC_ALL", "C.UTF-8")  # its language and its paper are not ours
    for name, folder in FOLDERS.items():
        place = home / folder
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o700)
        patch.setenv(name, str(place))
    for name in _BEYOND:
        patch.delenv(name, raising=False)
    patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


class ExpectedLogs:
    """The warnings a test says it expects."""

    def __init__(self) -> None:
        """Expect none."""
        self._parts: list[str] = []

    def allow(self, part: str) -> None:
        """Expect at least one record whose text holds ``part``."""
        self._parts.append(part)

    def judge(self, records: Sequence[logging.LogRecord]) -> list[str]:
        """Return a line for each record not expected, and for each expected one that never came."""
        texts = [f"{one.levelname} {one.name}: {one.getMessage()}" for one in records]
        surprises = [text for text in texts if not any(part in text for part in self._parts)]
        missing = [part for part in self._parts if not any(part in text for text in texts)]
        return [f"unexpected log line: {text}" for text in surprises] + [
            f"expected log line never came: {part}" for part in missing
        ]


def stray_windows(known: Sequence[object], *, close: bool = False) -> list[object]:
    """Return top-level windows that are not ``known``, after Qt has carried out what was put off.

    With ``close`` they are closed as well, so that one test's leak does not fail the next.
    """
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415 - only where a test has brought Qt in
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    if not isinstance(QCoreApplication.instance(), QApplication):
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [
        one
        for one in QApplication.topLevelWidgets()
        if one not in known and one.parent() is None and one.metaObject().className() != "QTipLabel"
    ]
    if close:
        for one in left:
            one.close()
            one.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return list(left)


def open_transactions() -> list[str]:
    """Return a line for each transaction of the store still open, once the store keeps count of them."""
    module = sys.modules.get("kitchentable.store.connection")
    count = getattr(getattr(module, "Store", None), "open_transactions", None)
    return [] if count is None else [f"transaction left open: {one}" for one in count()]
