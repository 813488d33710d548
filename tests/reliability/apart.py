"""Work done in a process of its own, so that even a crash or a hang is seen and counted, and ends nothing else."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable

import msgspec

LONGEST_SECONDS = 300


class Report(msgspec.Struct):
    """What one try came to."""

    seen: str
    fault: str | None


def in_a_process(work: Callable[[], list[Report]]) -> list[Report]:
    """Return the reports; a process that crashed, hung or raised is one report with a fault."""
    hear, speak = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        _work(work, speak)
    os.close(speak)
    with os.fdopen(hear, "rb") as told:
        heard = told.read()
    _, ending = os.waitpid(child, 0)
    if os.WIFSIGNALED(ending):
        return [Report("crashed", f"the process ended by signal {os.WTERMSIG(ending)}")]
    return msgspec.json.decode(heard, type=list[Report])


def _work(work: Callable[[], list[Report]], speak: int) -> None:
    """Do it and end the process without its parent's clean-up."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(LONGEST_SECONDS)
    try:
        reports = work()
    except BaseException as error:  # noqa: BLE001 - told to the parent
        where = traceback.extract_tb(sys.exc_info()[2])[-1]
        reports = [Report("raised", f"{type(error).__name__}: {error} in {where.name}")]
    with os.fdopen(speak, "wb") as told:
        told.write(msgspec.json.encode(reports))
    os._exit(0)
