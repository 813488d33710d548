"""The print commands for the family's own pages: they open the records as backup and export do."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.cli import unlock
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.names import clean_name
from kitchentable.printing.depth import Depth
from kitchentable.services.family_papers import FamilyWhat, PrintHome, PrintMonth
from kitchentable.services.household import Household, children_now
from kitchentable.services.prints import Press, PrintRequest, save_pdf
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.paths import Paths

if TYPE_CHECKING:
    Sheets = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

SHEETS = ("month", "home")
"""The sheets that need the records."""


def add_arguments(sheets: Sheets) -> Sequence[argparse.ArgumentParser]:
    """Add the family's sheets and return their parsers."""
    month = sheets.add_parser("month", help="this month on one page, for the fridge")
    month.add_argument("--no-names", action="store_true", help="ages instead of names")
    home = sheets.add_parser("home", help="what is set in your home, for whom, and when to look again")
    for one in (month, home):
        one.add_argument("--child", default="", metavar="NAME", help="only this child")
        one.add_argument("--brief", action="store_true", help="titles only")
        one.add_argument("--codes", action="store_true", help="a code beside each box, to type in later")
        unlock.add_arguments(one)
    return (month, home)


def save(args: argparse.Namespace, press: Press, request: PrintRequest, keychain: Keychain | None) -> Path:
    """Open the records, save the sheet and close them again; raise Trouble with nothing written."""
    home = unlock.open_records(
        args,
        paths=Paths.of(args.data_dir),
        keychain=keychain or SystemKeychain(),
        guidance=press.guidance,
        clock=press.clock,
    )
    try:
        return save_pdf(press, request=replace(request, what=_what(args, home)), to=Path(args.to), home=home)
    finally:
        home.close()


def _what(args: argparse.Namespace, home: Household) -> FamilyWhat:
    depth = Depth.BRIEF if args.brief else Depth.FULL
    children = _children(args, home)
    return PrintHome(children, depth) if args.sheet == "home" else PrintMonth(children, depth, not args.no_names)


def _children(args: argparse.Namespace, home: Household) -> tuple[int, ...]:
    """Return the ids of the children that were named; none for all of them."""
    if not args.child:
        return ()
    name = clean_name(args.child)
    found = [one.child for one in children_now(home) if one.child.name.casefold() == name.casefold()]
    if not found:
        raise NotFound(f"There is no child called “{name}” in these records.")
    if len(found) > 1:
        raise BadInput(f"There are {len(found)} children called “{name}”. Please give one of them another name first.")
    return (found[0].id,)
