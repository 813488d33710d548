"""The print commands: one sheet, a family’s own among them, or everything at once; as PDF or as web pages."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.cli import family_prints
from kitchentable.cli.arguments import place
from kitchentable.domain.ages import AgeBand, band_for
from kitchentable.domain.errors import BadInput, Trouble
from kitchentable.domain.guides import Place
from kitchentable.domain.names import clean_name
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.pages import Paper
from kitchentable.printing.typesetter import Typesetter
from kitchentable.printing.web import WebPages
from kitchentable.services.print_choice import PrintChoice, Sheet
from kitchentable.services.print_jobs import Format, copies, requests_like, save_all, save_as
from kitchentable.services.print_lists import Collection
from kitchentable.services.prints import Press, PrintHelp, PrintRequest
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.keychain import Keychain
from kitchentable.system.resources import guidance_pack, resources

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


def add_arguments(subparsers: Commands) -> None:
    """Add ``print talk | guide | help …`` and ``print --all`` to the program's commands."""
    parser = subparsers.add_parser("print", help="save a sheet, or all of them, as PDF or as a web page")
    parser.add_argument("--all", action="store_true", help="save everything there is, a file for each sheet")
    parser.add_argument(
        "--to", type=place, metavar="DIR", help="with --all: the folder to save in; made if it is not there"
    )
    ages = "with --all: only for this age; can be given more than once"
    parser.add_argument("--age", action="append", default=[], metavar="BAND", help=ages)
    parser.add_argument("--name", default="", metavar="NAME", help="with --all: print it for this child")
    parser.add_argument("--codes", action="store_true", help="with --all: a code beside each box, to type in later")
    family_prints.add_to_all(parser)
    _add_paper(parser)
    sheets = parser.add_subparsers(dest="sheet", metavar="SHEET")
    talk = sheets.add_parser("talk", help="one talk, for one age band")
    talk.add_argument("topic_id", metavar="TOPIC", help="such as live-streaming")
    talk.add_argument("--child-page", action="store_true", help="the page for the child to keep, instead of yours")
    _add_age(talk, required=True)
    guide = sheets.add_parser("guide", help="the settings of one guide, as numbered steps")
    guide.add_argument("guide", metavar="GUIDE", help="such as xbox")
    _add_age(guide, required=False)
    page = sheets.add_parser("help", help="what to do and whom to tell when something has gone wrong")
    card = sheets.add_parser("card", help="the numbers to turn to on one card, for the wall or to cut out")
    card.add_argument("--wallet", action="store_true", help="several cards of a bank card's size on one page")
    card.add_argument("--name", default="", metavar="NAME", help="print it for this child")
    console = sheets.add_parser("console", help="a guide's steps at one device, for one age")
    console.add_argument("guide", metavar="GUIDE", help="such as xbox")
    console.add_argument("--on", default="", metavar="PLACE", help=f"{', '.join(Place)}; default: the console")
    _add_age(console, required=True)
    pack = sheets.add_parser("pack", help="a parents' evening: blank talk sheets by age, and the help page")
    pack.add_argument("--age", action="append", default=[], metavar="BAND", help="may be given again; default: all")
    pack.add_argument("--topic", action="append", default=[], metavar="TOPIC", help="default: each age's first talk")
    pack.add_argument("--copies", default="1", metavar="NUMBER", help="how many of each sheet follow the one cover")
    for one in (talk, guide, console):
        one.add_argument("--codes", action="store_true", help="a code beside each box, to type in later")
    for one in (talk, guide, page, card, console, pack, *family_prints.add_arguments(sheets)):
        one.add_argument(
            "--to", type=place, required=True, metavar="FILE", help="where to save it: FILE.pdf or FILE.html"
        )
        _add_paper(one)


def run(
    args: argparse.Namespace,
    guidance: Guidance | None = None,
    clock: Clock | None = None,
    keychain: Keychain | None = None,
) -> int:
    """Save what was asked for and return 0; or return 2 after one clear line, with nothing written."""
    try:
        everything_there_is = _wants_all(args)
        press = Press(guidance or load_pack(guidance_pack()), Typesetter(resources()), clock or SystemClock())
        sys.stdout.write(_all(args, press, keychain) if everything_there_is else _one(args, press, keychain))
    except Trouble as error:
        sys.stderr.write(error.message + "\n")
        return 2
    return 0


def _wants_all(args: argparse.Namespace) -> bool:
    if args.sheet is not None and args.all:
        raise BadInput(f"Please leave out “{args.sheet}”, or “--all”: it is one or the other.")
    if args.sheet is None and not args.all:
        raise BadInput("Please say what to print, such as talk, guide, month or help, or --all for everything.")
    return args.sheet is None


def _one(args: argparse.Namespace, press: Press, keychain: Keychain | None) -> str:
    to, web = Path(args.to), WebPages(resources())
    form = _format(args.format, to)
    codes = getattr(args, "codes", False)
    request = PrintRequest(PrintHelp(), args.country, _paper(args.paper), args.large, codes)
    if args.sheet in family_prints.SHEETS:
        saved = family_prints.save(args, press, web, request, form, keychain)
    else:
        saved = save_as(press, web, request=replace(request, what=_chosen(args).what), form=form, to=to)
    return f"Saved {saved}\n"


def _all(args: argparse.Namespace, press: Press, keychain: Keychain | None) -> str:
    if not args.to:
        raise BadInput("Please say which folder to save in: --to DIR")
    if (args.child or args.no_names) and not args.family:
        raise BadInput("Please add --family: --child and --no-names are for your family’s own sheets.")
    form, folder = _format(args.format), Path(args.to)
    everything = Collection(bands=tuple(dict.fromkeys(_band(one) for one in args.age)), name=_name(args.name))
    like = PrintRequest(PrintHelp(), args.country, _paper(args.paper), args.large, args.codes)
    if args.family:
        wanted = family_prints.read_all(args, press, everything, like, form, keychain)
    else:
        wanted = copies(press, requests=requests_like(like, everything.sheets(press.guidance)), form=form)
    told, stop = _counter(len(wanted)), threading.Event()
    saved = save_all(press, WebPages(resources()), wanted=wanted, form=form, folder=folder, told=told, stop=stop)
    return f"Saved {saved} files in {folder}\n"


def _counter(whole: int) -> Callable[[int], None]:
    """Return what says how far a job is: on a terminal in one line that changes, else a line for each tenth."""
    lively = sys.stderr.isatty()

    def told(made: int) -> None:
        if lively:
            sys.stderr.write(f"\r{made} of {whole}" + ("\n" if made == whole else ""))
            sys.stderr.flush()
        elif made * 10 // whole > (made - 1) * 10 // whole:
            sys.stderr.write(f"{made} of {whole}\n")

    return told


def _add_age(parser: argparse.ArgumentParser, *, required: bool) -> None:
    bands = ", ".join(AgeBand)
    parser.add_argument("--age", required=required, metavar="BAND", help=f"{bands}; or an age in years")
    parser.add_argument("--name", default="", metavar="NAME", help="print it for this child")


def _add_paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", metavar="FORMAT", help="pdf or html (a web page); default: as FILE ends, else pdf")
    parser.add_argument("--paper", default=Paper.A4, metavar="PAPER", help="a4 (default) or letter")
    parser.add_argument("--large", action="store_true", help="large print: 18 point text")
    parser.add_argument("--country", default="uk", metavar="COUNTRY", help="whose help lines; default: uk")


def _chosen(args: argparse.Namespace) -> PrintChoice:
    """Read what was asked for; a sheet has only the options that make sense for it."""
    return PrintChoice(
        sheet=_sheet(args),
        topic_id=getattr(args, "topic_id", ""),
        guide_id=getattr(args, "guide", ""),
        bands=tuple(_band(one) for one in _listed(getattr(args, "age", None))),
        name=_name(getattr(args, "name", "")),
        place=_place(getattr(args, "on", "")),
        topic_ids=tuple(getattr(args, "topic", ())),
        copies=_number(getattr(args, "copies", "1")),
    )


def _sheet(args: argparse.Namespace) -> Sheet:
    if getattr(args, "child_page", False):
        return Sheet.CHILD
    return Sheet.WALLET if getattr(args, "wallet", False) else Sheet(args.sheet)


def _listed(ages: str | list[str] | None) -> list[str]:
    if ages is None:
        return []
    return ages if isinstance(ages, list) else [ages]


def _name(text: str) -> str:
    return clean_name(text) if text else ""


def _band(text: str) -> AgeBand:
    """Read a band, or an age in whole years."""
    if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) < 18:
        return band_for(int(text))
    try:
        return AgeBand(text)
    except ValueError:
        raise BadInput(f"“{text}” is not an age we write for: please use one of {', '.join(AgeBand)}.") from None


def _place(text: str) -> Place | None:
    try:
        return Place(text) if text else None
    except ValueError:
        raise BadInput(f"“{text}” is not a place we know: please use one of {', '.join(Place)}.") from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise BadInput(f"“{text}” is not a number of copies.")
    return int(text)


def _paper(text: str) -> Paper:
    try:
        return Paper(text.lower())
    except ValueError:
        raise BadInput(f"“{text}” is not a paper we print on: please use a4 or letter.") from None


def _format(text: str | None, to: Path | None = None) -> Format:
    """Read a format; where none is given, the ending of the file tells."""
    if text is None:
        return Format.HTML if to is not None and to.suffix.lower() in {".html", ".htm"} else Format.PDF
    try:
        return Format(text.lower())
    except ValueError:
        raise BadInput(f"“{text}” is not a format we save: please use pdf or html.") from None
