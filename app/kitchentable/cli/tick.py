"""``kitchentable tick CODES…``: the boxes beside codes from paper, all of them or none, and which they were."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kitchentable.cli import secrets, unlock
from kitchentable.cli.family_prints import named_children
from kitchentable.domain.errors import StoreLocked
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.services.household import Household
from kitchentable.services.paper_ticks import PaperTick, read_codes, tick_codes
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from kitchentable.system.single_instance import SingleInstance

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

_OPEN = "Kitchen Table is open on these records. Please close its window first, or type the codes in there."


def add_arguments(subparsers: Commands) -> None:
    """Add ``tick CODES…`` to the program's commands."""
    parser = subparsers.add_parser("tick", help="tick the boxes beside codes from paper")
    parser.add_argument("codes", nargs="+", metavar="CODE", help="the small codes beside the boxes")
    parser.add_argument("--child", default="", metavar="NAME", help="whose paper it is, where it does not say")
    secrets.add_arguments(parser)


def run(
    args: argparse.Namespace,
    guidance: Guidance | None = None,
    clock: Clock | None = None,
    keychain: Keychain | None = None,
) -> int:
    """Tick and return 0; raise Trouble, with nothing ticked, where any code can't be right."""
    refuse_internet()
    paths = Paths.of(args.data_dir)
    with SingleInstance(paths) as instance:
        if not instance.claim():
            raise StoreLocked(_OPEN)
        home = unlock.open_records(
            args,
            paths=paths,
            keychain=keychain or SystemKeychain(),
            guidance=guidance or load_pack(guidance_pack()),
            clock=clock or SystemClock(),
        )
        try:
            ticks = _ticked(home, " ".join(args.codes), args.child)
        finally:
            home.close()
    sys.stdout.write("".join(f"{one.code}  {one.child.name}, {one.where}: {one.words}\n" for one in ticks))
    return 0


def _ticked(home: Household, text: str, name: str) -> tuple[PaperTick, ...]:
    child_id = next(iter(named_children(home, name)), None)
    ticks = read_codes(home, text=text, child_id=child_id)
    tick_codes(home, text=text, child_id=child_id)
    return ticks
