"""The print commands for the family's own pages: they open the records as backup and export do."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.cli import secrets, unlock
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.names import clean_name
from kitchentable.printing.depth import Depth
from kitchentable.printing.web import WebPages
from kitchentable.services.family_papers import (
    FamilyWhat,
    PrintAgreement,
    PrintHome,
    PrintIncident,
    PrintMinder,
    PrintMonth,
)
from kitchentable.services.household import Household, children_now
from kitchentable.services.incidents import notes_view
from kitchentable.services.print_jobs import Format, save_as
from kitchentable.services.prints import Press, PrintRequest
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.paths import Paths

if TYPE_CHECKING:
    Sheets = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

SHEETS = ("month", "home", "agreement", "incident", "grandparents")
"""The sheets that need the records."""


def add_arguments(sheets: Sheets) -> Sequence[argparse.ArgumentParser]:
    """Add the family's sheets and return their parsers."""
    month = sheets.add_parser("month", help="this month on one page, for the fridge")
    home = sheets.add_parser("home", help="what is set in your home, for whom, and when to look again")
    agreement = sheets.add_parser("agreement", help="a child's agreement, with lines to sign on")
    incident = sheets.add_parser("incident", help="a private note of something that happened")
    others = sheets.add_parser("grandparents", help="how you do it at home, for those who look after your children")
    for one in (month, home, agreement, others):
        one.add_argument("--child", default="", metavar="NAME", help="only this child")
    for one in (month, agreement):
        one.add_argument("--no-names", action="store_true", help="without names")
    for one in (month, home):
        one.add_argument("--brief", action="store_true", help="titles only")
        one.add_argument("--codes", action="store_true", help="a code beside each box, to type in later")
    incident.add_argument("--on", default="", metavar="DAY", help="the day it happened, such as 2026-11-19")
    made = (month, home, agreement, incident, others)
    for one in made:
        secrets.add_arguments(one)
    return made


def save(
    args: argparse.Namespace,
    press: Press,
    web: WebPages,
    request: PrintRequest,
    form: Format,
    keychain: Keychain | None,
) -> Path:
    """Open the records, save the sheet and close them again; raise Trouble with nothing written."""
    home = unlock.open_records(
        args,
        paths=Paths.of(args.data_dir),
        keychain=keychain or SystemKeychain(),
        guidance=press.guidance,
        clock=press.clock,
    )
    try:
        wanted = replace(request, what=_what(args, home))
        return save_as(press, web, request=wanted, form=form, to=Path(args.to), home=home)
    finally:
        home.close()


def _what(args: argparse.Namespace, home: Household) -> FamilyWhat:
    if args.sheet == "incident":
        return PrintIncident(_note(home, args.on))
    children = named_children(home, args.child)
    if args.sheet == "grandparents":
        return PrintMinder(children)
    if args.sheet == "agreement":
        return PrintAgreement(_one(children, home), with_names=not args.no_names)
    depth = Depth.BRIEF if args.brief else Depth.FULL
    return PrintHome(children, depth) if args.sheet == "home" else PrintMonth(children, depth, not args.no_names)


def _note(home: Household, text: str) -> int:
    """Return the id of the note of a day, or of the only one."""
    day = _day(text) if text else None
    notes = notes_view(home)
    found = [one.incident for one in (*notes.open, *notes.closed)]
    found = [one for one in found if day in (None, one.happening.happened_on)]
    if not found:
        raise NotFound("There is no such note in these records.")
    if len(found) > 1:
        raise BadInput("There is more than one note. Please say which day with --on, or print it in the window.")
    return found[0].id


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"“{text}” is not a day. Please write it such as 2026-11-19.") from None


def _one(children: Sequence[int], home: Household) -> int:
    everyone = children or tuple(one.child.id for one in children_now(home))
    if len(everyone) != 1:
        raise BadInput("Please say for which child with --child NAME.")
    return everyone[0]


def named_children(home: Household, name: str) -> tuple[int, ...]:
    """Return the id of the child of a name, none where none is given; BadInput where several have it, or NotFound."""
    if not name:
        return ()
    name = clean_name(name)
    found = [one.child for one in children_now(home) if one.child.name.casefold() == name.casefold()]
    if not found:
        raise NotFound(f"There is no child called “{name}” in these records.")
    if len(found) > 1:
        raise BadInput(f"There are {len(found)} children called “{name}”. Please give one of them another name first.")
    return (found[0].id,)
