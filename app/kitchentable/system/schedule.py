"""Being woken by the system while the app is closed: what that looks like, whoever does the waking."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct


class Wake(StrEnum):
    """Whether the system will really wake us."""

    ON = "on"
    OFF = "off"
    BROKEN = "broken"


class WakeState(Struct, frozen=True):
    """What the system says now, not what we asked for once. ``words`` is one plain sentence for the parent."""

    wake: Wake
    words: str
    last: datetime | None = None
    next: datetime | None = None


class Scheduler(Protocol):
    """Wakes the reminder check; raises ReminderTrouble where the system would not take it."""

    def state(self) -> WakeState:
        """Read the real state back from the system."""
        ...

    def enable(self, command: tuple[str, ...]) -> None:
        """Have ``command`` (the reminder check, program first) started from now on; repairs a broken entry."""
        ...

    def disable(self) -> None:
        """Stop, and leave nothing behind."""
        ...
