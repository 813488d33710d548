"""A scheduler in memory, which can be made to lose its entry or to refuse."""

from __future__ import annotations

from kitchentable.domain.errors import ReminderTrouble
from kitchentable.system.schedule import Wake, WakeState


class FakeScheduler:
    """Remembers the command it would start."""

    def __init__(self) -> None:
        """Start switched off and willing."""
        self.command: tuple[str, ...] | None = None
        self.refusing = False
        self.broken = False

    def lose_it(self) -> None:
        """Have an entry that starts a program no longer there."""
        self.broken = True

    def itself(self) -> FakeScheduler:
        """Return it: what looks a scheduler up finds this one."""
        return self

    def state(self) -> WakeState:
        """Say whether a command is registered."""
        if self.broken:
            return WakeState(Wake.BROKEN, "The reminder points to a program that is no longer there.")
        if self.command is None:
            return WakeState(Wake.OFF, "Reminders are off.")
        return WakeState(Wake.ON, "Reminders are on.")

    def enable(self, command: tuple[str, ...]) -> None:
        """Register the command."""
        if self.refusing:
            raise ReminderTrouble("The system would not take the reminder.")
        self.command = command
        self.broken = False

    def disable(self) -> None:
        """Forget the command."""
        self.command = None
        self.broken = False
