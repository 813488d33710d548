"""Run by the tests in a process of its own: the program, with Ctrl+C pressed as it touches the Nth file of a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.cli.killed import TOUCHES

MAKES = TOUCHES - {"os.remove", "os.rmdir"}
"""Where a finger counts: what is interrupted while it is being taken away is hidden, and the next start takes it."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Finger:
    """Counts what the program does to files below a folder, and interrupts it once, before it does the next."""

    def __init__(self, folder: Path, after: int) -> None:
        """Let so many pass."""
        self._folder = str(folder)
        self._left = after

    def __call__(self, event: str, told: tuple[object, ...]) -> None:
        """Be told of one thing the program does."""
        if self._counts(event, told):
            self._left -= 1
            if self._left == -1:
                raise KeyboardInterrupt

    def _counts(self, event: str, told: tuple[object, ...]) -> bool:
        if event == "open":
            _, _, flags = told
            if not isinstance(flags, int) or not flags & WRITES:
                return False
        elif event not in MAKES:
            return False
        return any(isinstance(one, str | bytes | os.PathLike) and self._folder in os.fsdecode(one) for one in told)


if __name__ == "__main__":
    from kitchentable.main import main

    sys.addaudithook(Finger(Path(sys.argv[1]), int(sys.argv[2])))
    sys.exit(main(sys.argv[3:]))
