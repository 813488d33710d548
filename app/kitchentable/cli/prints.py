"""The print commands: one sheet, or everything at once, saved as PDF or as web pages."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.domain.ages import AgeBand, band_for
from kitchentable.domain.errors import BadInput, Trouble
from kitchentable.domain.names import clean_name
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.pages import Paper
from kitchentable.printing.typesetter import Typesetter
from kitchentable.printing.web import WebPages
from kitchentable.services.print_jobs import Format, copies, save_all, save_as
from kitchentable.services.print_lists import everything
from kitchentable.services.prints import Press, PrintChildPage, PrintGuide, PrintHelp, PrintRequest, PrintTalk, What
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.resources import guidance_pack, resources

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


def add_arguments(subparsers: Commands) -> None:
    """Add ``print talk | guide | help`` and ``print --all`` to the program's commands."""
    parser = subparsers.add_parser("print", help="save a sheet, or all of them, as PDF or as a web page")
    parser.add_argument("--all", action="store_true", help="save everything there is, a file for each sheet")
    parser.add_argument("--to", metavar="DIR", help="with --all: the folder to save in; made if it is not there")
    ages = "with --all: only for this age; can be given more than once"
    parser.add_argument("--age", action="append", default=[], metavar="BAND", help=ages)
    _add_paper(parser)
    sheets = parser.add_subparsers(dest="sheet", metavar="SHEET")
    talk = sheets.add_parser("talk", help="one talk, for one age band")
    talk.add_argument("topic", metavar="TOPIC", help="such as live-streaming")
    talk.add_argument("--child-page", action="store_true", help="the page for the child to keep, instead of yours")
    _add_age(talk, required=True)
    guide = sheets.add_parser("guide", help="the settings of one guide, as numbered steps")
    guide.add_argument("guide", metavar="GUIDE", help="such as xbox")
    _add_age(guide, required=False)
    page = sheets.add_parser("help", help="what to do and whom to tell when something has gone wrong")
    for one in (talk, guide, page):
        one.add_argument("--to", required=True, metavar="FILE", help="where to save it: FILE.pdf or FILE.html")
        _add_paper(one)


def run(args: argparse.Namespace, guidance: Guidance | None = None, clock: Clock | None = None) -> int:
    """Save what was asked for and return 0; or return 2 after one clear line, with nothing written."""
    try:
        work = _all if _wants_all(args) else _one
        sys.stdout.write(work(args, guidance or load_pack(guidance_pack()), clock or SystemClock()))
    except Trouble as error:
        sys.stderr.write(error.message + "\n")
        return 2
    return 0


def _wants_all(args: argparse.Namespace) -> bool:
    if args.sheet is not None and args.all:
        raise BadInput(f"Please leave out “{args.sheet}”, or “--all”: it is one or the other.")
    if args.sheet is None and not args.all:
        raise BadInput("Please say what to print: talk, guide or help, or --all for everything.")
    return args.sheet is None


def _one(args: argparse.Namespace, guidance: Guidance, clock: Clock) -> str:
    request = PrintRequest(_what(args), args.country, _paper(args.paper), args.large)
    press = Press(guidance, Typesetter(resources()), clock)
    to = Path(args.to)
    saved = save_as(press, WebPages(resources()), request=request, form=_format(args.format, to), to=to)
    return f"Saved {saved}\n"


def _all(args: argparse.Namespace, guidance: Guidance, clock: Clock) -> str:
    if args.to is None:
        raise BadInput("Please say which folder to save in: --to DIR")
    form, folder = _format(args.format), Path(args.to)
    bands = list(dict.fromkeys(_band(one) for one in args.age))
    requests = [PrintRequest(one, args.country, _paper(args.paper), args.large) for one in everything(guidance, bands)]
    press = Press(guidance, Typesetter(resources()), clock)
    wanted = copies(press, requests=requests, form=form)
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


def _what(args: argparse.Namespace) -> What:
    if args.sheet == "help":
        return PrintHelp()
    name = clean_name(args.name) if args.name else ""
    if args.sheet == "talk":
        make = PrintChildPage if args.child_page else PrintTalk
        return make(args.topic, _band(args.age), name)
    return PrintGuide(args.guide, None if args.age is None else _band(args.age), name)


def _band(text: str) -> AgeBand:
    """Read a band, or an age in whole years."""
    if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) < 18:
        return band_for(int(text))
    try:
        return AgeBand(text)
    except ValueError:
        raise BadInput(f"“{text}” is not an age we write for: please use one of {', '.join(AgeBand)}.") from None


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
