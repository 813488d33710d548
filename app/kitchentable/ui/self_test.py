"""``kitchentable self-test``: is this copy of the program whole? Run in every package, and when something is odd."""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.domain.errors import Trouble

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

_LIMIT_SECONDS = 120
"""A check that hangs ends the command with the place where it hangs, and exit code 1."""


def add_arguments(subparsers: Commands) -> None:
    """Add ``self-test`` to the program's commands."""
    parser = subparsers.add_parser("self-test", help="check that this copy of the program is whole")
    parser.add_argument("--on-screen", action="store_true", help="open the window on the screen, not off it")


def run(args: argparse.Namespace) -> int:
    """Run every check in a folder that is gone afterwards, one line each; return 0 where all are ok, else 1."""
    if not args.on_screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    faulthandler.dump_traceback_later(_LIMIT_SECONDS, exit=True, file=2)
    from kitchentable.ui.self_checks import checks  # noqa: PLC0415 - brings Qt in, which reads the line above

    with tempfile.TemporaryDirectory(prefix="kitchentable-self-test-") as folder:
        results = [_told(what, check) for what, check in checks(Path(folder)).items()]
    faulthandler.cancel_dump_traceback_later()
    return 0 if all(results) else 1


def _told(what: str, check: Callable[[], str]) -> bool:
    """Run one check and write its line; tell whether it held."""
    try:
        line, held = f"ok {what}: {check()}", True
    except Trouble as error:
        line, held = f"FAILED {what}: {error.message}", False
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what this command is there to tell
        line, held = f"FAILED {what}: {type(error).__name__}: {error}", False
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    return held
