"""pytest-qt’s robot with our patience: its own five seconds are too few for a computer with much else to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pytestqt.qtbot import QtBot

from tests.patience import PATIENCE_SECONDS

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from pytestqt.wait_signal import SignalBlocker

_PATIENCE_MS = round(PATIENCE_SECONDS * 1000)


class PatientBot(QtBot):
    """Waits as the robot does, only longer."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS) -> None:  # noqa: N802 - Qt's way
        """Wait until ``callback`` says so, or raises AssertionError no more."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802 - Qt's way
        self,
        signal: SignalInstance,
        *,
        timeout: int = _PATIENCE_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        """Wait for a signal."""
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)
