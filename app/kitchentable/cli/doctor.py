"""``kitchentable doctor``: what Kitchen Table stands on, line by line: well, or what to do. Safe to pass on."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import msgspec

from kitchentable.services.doctor import examine
from kitchentable.services.findings import Finding, Patient
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.paths import Paths
from kitchentable.system.program import reminder_command
from kitchentable.system.schedule import Scheduler
from kitchentable.system.waking import choose_scheduler

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


class _Told(msgspec.Struct, frozen=True):
    """What the doctor says, as JSON."""

    ok: bool
    findings: tuple[Finding, ...]


def add_arguments(subparsers: Commands) -> None:
    """Add ``doctor`` to the program's commands."""
    parser = subparsers.add_parser("doctor", help="see whether everything Kitchen Table needs is well")
    parser.add_argument("--json", action="store_true", help="say it as JSON")


def run(
    args: argparse.Namespace,
    clock: Clock | None = None,
    keychain: Keychain | None = None,
    scheduler: Scheduler | None = None,
) -> int:
    """Say what was found; return 0 where all is well, 1 where something needs a look."""
    refuse_internet()
    paths = Paths.of(args.data_dir)
    found = examine(
        Patient(
            paths,
            clock or SystemClock(),
            keychain or SystemKeychain(),
            lambda: scheduler or choose_scheduler(reminder_command(paths)),
        )
    )
    well = all(one.ok for one in found)
    if args.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(_Told(well, found)), indent=2).decode() + "\n")
    else:
        sys.stdout.write("".join(_line(one) for one in found))
    return 0 if well else 1


def _line(one: Finding) -> str:
    if one.ok:
        return f"ok            {one.part}: {one.words}\n"
    return f"look at this  {one.part}: {one.words}\n              {one.todo}\n"
