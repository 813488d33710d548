"""What of a family's own words our fonts have letters for: PDF/UA forbids a page where a single one is missing."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence

import msgspec

from kitchentable.printing.pages import RecordSheet

STAND_IN = "_"
"""Stands where a letter can't be printed."""

_MISSING = "Where you see _ stands a letter or a picture that can’t be printed here; kitchentable.json has all of them."
_SURE = frozenset(string.ascii_letters + string.digits + string.punctuation + " \n‘’“”–…£é")


def printable_record(
    sheet: RecordSheet, letters: Callable[[str], list[str]], has_letters: Callable[[str], bool]
) -> RecordSheet:
    """Return the sheet with a stand-in for each letter that our fonts don't have, and a sentence that says so.

    ``letters`` splits a text into letters with their marks, ``has_letters`` tells whether a text prints whole.
    """
    plain: object = msgspec.to_builtins(sheet)
    unusual = sorted({one for text in _texts(plain) for one in letters(text) if one not in _SURE})
    gone = frozenset(_missing(unusual, has_letters))
    if not gone:
        return sheet
    kept = _without(plain, gone, letters)
    if not isinstance(kept, dict):
        raise TypeError("a sheet is made of named parts")
    kept.pop("kind")
    return msgspec.convert({**kept, "missing": _MISSING}, RecordSheet)


def _missing(unusual: Sequence[str], has_letters: Callable[[str], bool]) -> list[str]:
    """Return the letters that don't print, halving what is left: most families have none, and ask once."""
    if not unusual or has_letters(" ".join(unusual)):
        return []
    if len(unusual) == 1:
        return list(unusual)
    half = len(unusual) // 2
    return [*_missing(unusual[:half], has_letters), *_missing(unusual[half:], has_letters)]


def _texts(plain: object) -> list[str]:
    if isinstance(plain, str):
        return [plain]
    if isinstance(plain, dict):
        return [text for one in plain.values() for text in _texts(one)]
    return [text for one in plain for text in _texts(one)] if isinstance(plain, list | tuple) else []


def _without(plain: object, gone: frozenset[str], letters: Callable[[str], list[str]]) -> object:
    if isinstance(plain, str):
        return "".join(STAND_IN if one in gone else one for one in letters(plain))
    if isinstance(plain, dict):
        return {name: _without(one, gone, letters) for name, one in plain.items()}
    return [_without(one, gone, letters) for one in plain] if isinstance(plain, list | tuple) else plain
