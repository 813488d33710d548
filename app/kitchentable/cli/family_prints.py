"""The print commands for the family's own pages: they open the records as backup and export do."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.cli import secrets, unlock
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.names import clean_name
from kitchentable.printing.web import WebPages
from kitchentable.services.family_papers import NOBODY
from kitchentable.services.household import Household, children_now
from kitchentable.services.incidents import notes_view
from kitchentable.services.print_choice import PrintChoice, Sheet
from kitchentable.services.print_jobs import Copy, Format, copies, requests_like, save_as
from kitchentable.services.print_lists import Collection
from kitchentable.services.prints import Press, PrintRequest
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.paths import Paths

if TYPE_CHECKING:
    Sheets = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

SHEETS = {
    "month": Sheet.MONTH,
    "home": Sheet.HOME,
    "agreement": Sheet.AGREEMENT,
    "incident": Sheet.INCIDENT,
    "grandparents": Sheet.MINDER,
}
"""The sheets that need the records, by the words of the command line."""


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


def add_to_all(parser: argparse.ArgumentParser) -> None:
    """Add to ``print --all`` what it needs for the family's own sheets."""
    family = "with --all: your family's own sheets too; opens the records. Private notes are never among them"
    parser.add_argument("--family", action="store_true", help=family)
    parser.add_argument("--child", default="", metavar="NAME", help="with --all --family: only about this child")
    parser.add_argument("--no-names", action="store_true", help="with --all --family: without names where that can be")
    secrets.add_arguments(parser)


def save(
    args: argparse.Namespace,
    press: Press,
    web: WebPages,
    request: PrintRequest,
    form: Format,
    keychain: Keychain | None,
) -> Path:
    """Open the records, save the sheet and close them again; raise Trouble with nothing written."""
    with _records(args, press, keychain) as home:
        wanted = replace(request, what=_chosen(args, home).what)
        return save_as(press, web, request=wanted, form=form, to=Path(args.to), home=home)


def read_all(
    args: argparse.Namespace,
    press: Press,
    everything: Collection,
    like: PrintRequest,
    form: Format,
    keychain: Keychain | None,
) -> tuple[Copy, ...]:
    """Open the records, read what all the sheets say, and close them again; raise Trouble."""
    with _records(args, press, keychain) as home:
        about = replace(everything, child_ids=named_children(home, args.child), with_names=not args.no_names)
        return copies(press, requests=requests_like(like, about.sheets(press.guidance, home)), form=form, home=home)


@contextmanager
def _records(args: argparse.Namespace, press: Press, keychain: Keychain | None) -> Iterator[Household]:
    home = unlock.open_beside(
        args,
        paths=Paths.of(args.data_dir),
        keychain=keychain or SystemKeychain(),
        guidance=press.guidance,
        clock=press.clock,
    )
    try:
        yield home
    finally:
        home.close()


def _chosen(args: argparse.Namespace, home: Household) -> PrintChoice:
    sheet = SHEETS[args.sheet]
    if sheet is Sheet.INCIDENT:
        return PrintChoice(sheet=sheet, incident_id=_note(home, args.on))
    about = named_children(home, args.child)
    return PrintChoice(
        sheet=sheet,
        child_ids=(_one(about, home),) if sheet is Sheet.AGREEMENT else about,
        brief=getattr(args, "brief", False),
        with_names=not getattr(args, "no_names", False),
    )


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
    if not everyone:
        raise NotFound(NOBODY)
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
