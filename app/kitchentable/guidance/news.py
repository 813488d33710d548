"""Tells a comparison of two packs in plain words, what must not be missed first."""

from __future__ import annotations

from collections.abc import Iterator

from kitchentable.guidance.compare import Comparison, Difference, Kind
from kitchentable.guidance.pieces import Section, Who

_HEADINGS = {
    Section.NUMBERS: "Numbers to ring and text",
    Section.HELP: "When something has gone wrong",
    Section.SETTINGS: "Settings",
    Section.GUIDES: "Guides",
    Section.TALKS: "Talks",
    Section.AGES: "Ages at which something changes",
}

_WORDS = {
    Kind.LOST: "GONE WITHOUT A WORD",
    Kind.REUSED: "USED AGAIN",
    Kind.REMOVED: "taken away",
    Kind.CHANGED: "changed",
    Kind.RETIRED: "retired",
    Kind.ADDED: "new",
}

_LOUD = "!!"


def tell(found: Comparison) -> str:
    """Return the whole comparison as text."""
    head = [f"From guidance {found.old} to {found.new}: {_sum(found)}."]
    if found.loud:
        number = "1 change" if found.loud == 1 else f"{found.loud} changes"
        head.append(f"{_LOUD} {number} must not be missed, marked with {_LOUD} below.")
    return "\n".join([*head, *_sections(found)])


def _sum(found: Comparison) -> str:
    words = [f"{number} {_WORDS[Kind(kind)].lower()}" for kind, number in found.counts.items() if number]
    return ", ".join(words) or "nothing changed that a family would notice"


def _sections(found: Comparison) -> Iterator[str]:
    for section, heading in _HEADINGS.items():
        inside = [one for one in found.differences if one.section is section]
        if inside:
            yield from ("", heading, "-" * len(heading))
        for one in inside:
            yield from _change(one)


def _change(one: Difference) -> Iterator[str]:
    kind = _WORDS[one.kind].upper() if one.loud else _WORDS[one.kind]
    yield f"{_LOUD if one.loud else ' -'} {kind}: {one.title}{f', {one.what}' if one.what else ''}"
    both = one.before is not None and one.after is not None
    if one.before is not None:
        yield f"     was: {one.before}"
    elif one.kind is Kind.CHANGED:
        yield "     was: nothing"
    if one.after is not None:
        yield f"     {'now' if both or one.kind is Kind.CHANGED else 'it is'}: {one.after}"
    elif one.kind is Kind.CHANGED:
        yield "     now: nothing"
    if one.why:
        yield f"     why: {one.why}"
    yield f"     for: {_who(one.affects)}"


def _who(who: Who) -> str:
    ages = f"children {', '.join(band.words for band in who.bands)}" if who.bands else None
    parts = (f"those who use {who.guide}" if who.guide else None, ages, f"in {who.country}" if who.country else None)
    return ", ".join(part for part in parts if part) or "everybody"
