"""Choosing who wakes the reminder check on this computer."""

from __future__ import annotations

from kitchentable.system.autostart import Autostart
from kitchentable.system.schedule import Scheduler
from kitchentable.system.systemd import SystemdTimer, answers


def choose_scheduler(command: tuple[str, ...]) -> Scheduler:
    """Return what can wake us here: systemd's user timer where it answers, else an autostart entry.

    ``command`` is what ought to be started: an entry that starts anything else shows as broken.
    """
    return SystemdTimer(command=command) if answers() else Autostart(command=command)
