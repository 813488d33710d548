"""The print commands: what the guidance says, and the family’s own pages, saved as PDF."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kitchentable.cli import family_prints
from kitchentable.domain.ages import AgeBand, band_for
from kitchentable.domain.errors import BadInput, Trouble
from kitchentable.domain.guides import Place
from kitchentable.domain.names import clean_name
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.pages import Paper
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.prints import (
    Press,
    PrintCard,
    PrintChildPage,
    PrintConsole,
    PrintGuide,
    PrintHelp,
    PrintPack,
    PrintRequest,
    PrintTalk,
    What,
    save_pdf,
)
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.keychain import Keychain
from kitchentable.system.resources import guidance_pack, resources

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


def add_arguments(subparsers: Commands) -> None:
    """Add ``print talk | guide | help …`` to the program's commands."""
    parser = subparsers.add_parser("print", help="save a talk, a guide, the help page or a page of yours as PDF")
    sheets = parser.add_subparsers(dest="sheet", required=True, metavar="SHEET")
    talk = sheets.add_parser("talk", help="one talk, for one age band")
    talk.add_argument("topic", metavar="TOPIC", help="such as live-streaming")
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
        _add_paper(one)


def run(
    args: argparse.Namespace,
    guidance: Guidance | None = None,
    clock: Clock | None = None,
    keychain: Keychain | None = None,
) -> int:
    """Save the sheet and return 0; or return 2 after one clear line, with nothing written."""
    try:
        paper = _paper(args.paper)
        press = Press(guidance or load_pack(guidance_pack()), Typesetter(resources()), clock or SystemClock())
        request = PrintRequest(PrintHelp(), args.country, paper, args.large, getattr(args, "codes", False))
        if args.sheet in family_prints.SHEETS:
            saved = family_prints.save(args, press, request, keychain)
        else:
            saved = save_pdf(press, request=replace(request, what=_what(args)), to=Path(args.to))
    except Trouble as error:
        sys.stderr.write(error.message + "\n")
        return 2
    sys.stdout.write(f"Saved {saved}\n")
    return 0


def _add_age(parser: argparse.ArgumentParser, *, required: bool) -> None:
    bands = ", ".join(AgeBand)
    parser.add_argument("--age", required=required, metavar="BAND", help=f"{bands}; or an age in years")
    parser.add_argument("--name", default="", metavar="NAME", help="print it for this child")


def _add_paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="FILE.pdf", help="where to save it")
    parser.add_argument("--paper", default=Paper.A4, metavar="PAPER", help="a4 (default) or letter")
    parser.add_argument("--large", action="store_true", help="large print: 18 point text")
    parser.add_argument("--country", default="uk", metavar="COUNTRY", help="whose help lines; default: uk")


def _what(args: argparse.Namespace) -> What:
    if args.sheet == "help":
        return PrintHelp()
    if args.sheet == "pack":
        return PrintPack(tuple(_band(one) for one in args.age), tuple(args.topic), _number(args.copies))
    name = clean_name(args.name) if args.name else ""
    if args.sheet == "card":
        return PrintCard(wallet=args.wallet, name=name)
    if args.sheet == "console":
        return PrintConsole(args.guide, _band(args.age), _place(args.on), name)
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
