"""The things outside the program, as the window gets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kitchentable.system.away import Away, NeverAway, system_away
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.notify import Notifier
from kitchentable.system.paths import Paths
from kitchentable.system.schedule import Scheduler


@dataclass(frozen=True, slots=True)
class Outside:
    """Clock, keychain, notifier, scheduler, and who tells that the parent is gone.

    The last three are slow to look up: functions, called when needed.
    """

    clock: Clock
    keychain: Keychain
    notifier: Callable[[], Notifier]
    scheduler: Callable[[], Scheduler]
    away: Callable[[], Away] = NeverAway

    @classmethod
    def real(cls, paths: Paths) -> Outside:
        """Return this computer's own."""
        return cls(SystemClock(), SystemKeychain(), _notifier, _Waking(paths), system_away)


class _Waking:
    """Looks the computer's scheduler up."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths

    def __call__(self) -> Scheduler:
        from kitchentable.system.program import reminder_command
        from kitchentable.system.waking import choose_scheduler

        return choose_scheduler(reminder_command(self._paths))


def _notifier() -> Notifier:
    from kitchentable.system.desktop_notices import DesktopNotifier

    return DesktopNotifier()
