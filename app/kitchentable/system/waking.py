"""Choosing who wakes the reminder check on this computer."""

from __future__ import annotations

import sys

from kitchentable.system.schedule import Scheduler


def choose_scheduler(command: tuple[str, ...], *, platform: str = sys.platform) -> Scheduler:
    """Return what can wake us here.

    macOS: a launchd agent; Windows: the Task Scheduler; inside Flatpak: the desktop’s portal; else systemd’s user timer
    where it answers, and an autostart entry where not. ``command`` is what ought to be started: an entry that starts
    anything else shows as broken.
    """
    return all_schedulers(command, platform=platform)[0]


def all_schedulers(command: tuple[str, ...], *, platform: str = sys.platform) -> tuple[Scheduler, ...]:
    """Return everything that could hold an entry of ours here, what would be chosen first: removing asks them all."""
    if platform == "darwin":
        from kitchentable.system.launchd import LaunchAgent  # noqa: PLC0415 - only there

        return (LaunchAgent(command=command),)
    if platform == "win32":
        from kitchentable.system.task_scheduler import TaskScheduler  # noqa: PLC0415 - only there

        return (TaskScheduler(command=command),)
    from kitchentable.system.autostart import Autostart  # noqa: PLC0415 - not on the others
    from kitchentable.system.background_portal import BackgroundPortal, in_flatpak  # noqa: PLC0415 - the same
    from kitchentable.system.systemd import SystemdTimer, answers  # noqa: PLC0415 - the same

    if in_flatpak():
        return (BackgroundPortal(command=command),)
    autostart = Autostart(command=command)
    return (SystemdTimer(command=command), autostart) if answers() else (autostart,)
