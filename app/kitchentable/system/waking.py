"""Choosing who wakes the reminder check on this computer, and taking away what would start it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from kitchentable.system.autostart import Autostart, entry_text
from kitchentable.system.paths import Paths
from kitchentable.system.program import reminder_command
from kitchentable.system.schedule import Scheduler
from kitchentable.system.systemd import SystemdTimer, answers, service_text, unit_files

_FOLDER_OPTION = b'"--data-dir"'


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
    from kitchentable.system.background_portal import BackgroundPortal, in_flatpak  # noqa: PLC0415 - slow, and not on the others

    if in_flatpak():
        return (BackgroundPortal(command=command),)
    autostart = Autostart(command=command)
    return (SystemdTimer(command=command), autostart) if answers() else (autostart,)


def entries_of(paths: Paths) -> tuple[Path, ...]:
    """Return the files that start the check on this data folder, whatever program they name, moved or not.

    An entry for another data folder is not among them: it belongs to other records.
    """
    service, *others = unit_files()
    autostart = Autostart().entry
    units = (service, *others) if _is_for(service, paths, service_text) else ()
    mine = (autostart,) if _is_for(autostart, paths, entry_text) else ()
    return tuple(one for one in (*units, *mine) if one.is_symlink() or one.exists())


def is_ours(timer: Scheduler, paths: Paths) -> bool:
    """Tell whether what a timer would start is the check on this data folder, whatever program it names."""
    if isinstance(timer, SystemdTimer):
        return _is_for(unit_files()[0], paths, service_text)
    return isinstance(timer, Autostart) and _is_for(timer.entry, paths, entry_text)


def _is_for(entry: Path, paths: Paths, text: Callable[[tuple[str, ...]], bytes]) -> bool:
    try:
        found = entry.read_bytes()
    except OSError:
        return False
    words = reminder_command(paths)[-5:-1]  # --data-dir, the folder, remind, --check; older entries have no --settle
    if "--data-dir" in words:
        return _words_of(text(("/x", *words))) in found
    return _FOLDER_OPTION not in found


def _words_of(text: bytes) -> bytes:
    """Return the words after the program in the line that starts it, as the file quotes them."""
    line = next(one for one in text.split(b"\n") if one.startswith((b"Exec=", b"ExecStart=")))
    return line[line.index(_FOLDER_OPTION) :]
