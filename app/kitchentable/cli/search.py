"""The search command: what the guidance has on a parent's own words."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import msgspec

from kitchentable.domain.errors import BadInput
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.guidance.search import Found, Kind, SearchIndex
from kitchentable.system.resources import guidance_pack

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


class _Listed(msgspec.Struct, frozen=True):
    """One result as JSON (DESIGN §8)."""

    kind: str
    id: str
    title: str
    score: float
    within: str


def add_arguments(subparsers: Commands) -> None:
    """Add ``search WORDS…`` to the program's commands."""
    parser = subparsers.add_parser("search", help="find talks, guides, settings, help, contacts and ages")
    parser.add_argument("words", nargs="+", metavar="WORDS", help="as you would say it; spelling may slip")
    parser.add_argument("--country", default="uk", metavar="COUNTRY", help="whose contacts; default: uk")
    parser.add_argument("--json", action="store_true", help="write a JSON list, best first")


def run(args: argparse.Namespace, guidance: Guidance | None = None) -> int:
    """Print the results and return 0, also where nothing fits; BadInput, NotFound for words that can't be used."""
    found = _found(" ".join(args.words), args.country, guidance)
    if args.json:
        listed = [_Listed(one.kind, one.id, one.title, one.score, one.within) for one in found]
        sys.stdout.write(msgspec.json.encode(listed).decode() + "\n")
    elif not found:
        sys.stdout.write("Nothing found. If something has happened: kitchentable print help --to help.pdf\n")
    else:
        sys.stdout.write("".join(f"{one.kind}  {_name(one)}  {one.title}\n" for one in found))
    return 0


def _found(query: str, country: str, guidance: Guidance | None) -> tuple[Found, ...]:
    if not query.strip():
        raise BadInput("Please say what to look for.")
    index = SearchIndex(guidance or load_pack(guidance_pack()), country)
    try:
        return index.search(query)
    finally:
        index.close()


def _name(found: Found) -> str:
    """Return what other commands call it: the id, after that of its guide or country where it is one of theirs."""
    return f"{found.within}/{found.id}" if found.within and found.kind is not Kind.MILESTONE else found.id
