"""Run by the tests in a process of its own: the program, killed as by a pulled plug at the Nth file it touches."""

from __future__ import annotations

import os
import signal
import sys

TOUCHES = frozenset({"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.truncate"})
"""Python's own names for what takes a file away, names it, or makes room for one."""


class Plug:
    """Counts what the program does to files, and ends it for good before it does the next."""

    def __init__(self, after: int) -> None:
        """Let so many pass."""
        self._left = after

    def __call__(self, event: str, _: tuple[object, ...]) -> None:
        """Be told of one thing the program does."""
        if event in TOUCHES:
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            self._left -= 1


if __name__ == "__main__":
    from kitchentable.main import main

    sys.addaudithook(Plug(int(sys.argv[1])))
    sys.exit(main(sys.argv[2:]))
