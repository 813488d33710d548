"""A power cut: work done in a process of its own that ends, without a word, just before a change of a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

CUT = 9
"""How a process ends whose power was cut."""


def cut_off(place: Path, step: int, work: Callable[[], object]) -> bool:
    """Do the work in a child process that ends before change number ``step`` below ``place``; tell whether it did."""
    child = os.fork()
    if child == 0:
        left = [step]

        def cut(event: str, arguments: tuple[object, ...]) -> None:
            if _changes(event, arguments, str(place)):
                if left[0] == 0:
                    os._exit(CUT)
                left[0] -= 1

        sys.addaudithook(cut)
        try:
            work()
        except BaseException:  # noqa: BLE001 - whatever it is, the parent process must hear of it
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, CUT}, "the work itself failed"
    return code == CUT


def _changes(event: str, arguments: tuple[object, ...], place: str) -> bool:
    """Tell whether an event of Python's is about to change a file or folder below a place."""
    if event == "open":
        path, _mode, flags = arguments
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        return bool(writes) and str(path).startswith(place)
    return event in {"os.rename", "os.remove", "os.mkdir", "os.rmdir"} and str(arguments[0]).startswith(place)
