"""No core dumps: when a program crashes, some systems write all of its memory to the disk, open records and all."""

from __future__ import annotations

import sys

if sys.platform != "win32":
    import resource


def keep_memory_off_the_disk() -> None:
    """Ask the system to write no core dump of this process, until it ends; systemd-coredump goes by the same limit.

    Windows keeps none of a program that did not ask for it.
    """
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
