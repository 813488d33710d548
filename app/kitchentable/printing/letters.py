"""What of a family's own words can be set: letters our fonts have, and long words that may break.

PDF/UA forbids a page where a single letter is missing, and a word longer than a line would run off the page.
"""

from __future__ import annotations

import dataclasses
import re
import string
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from kitchentable.printing.page import WrittenPage

STAND_IN = "_"
"""Stands where a letter can't be printed."""

LONGEST_WORD = 18
"""Letters of one word that the narrowest column of a page holds; a longer one may break after each ten."""

MISSING = "Where you see _ stands a letter or a picture that can’t be printed here."
MISSING_RECORD = f"{MISSING[:-1]}; kitchentable.json has all of them."
_SURE = frozenset(string.ascii_letters + string.digits + string.punctuation + " \n‘’“”–…£é\u200b")
_LONG = re.compile(rf"[^\s-]{{{LONGEST_WORD + 1},}}")
_BREAK = "\u200b"
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
"""Line ends of other programs: beside a letter that can't be seen, such as a soft hyphen, Typst wants to draw that."""
_OURS = frozenset({"foot", "lines_to_ring"})
"""Parts that hold no family's words: numbers and addresses stay whole."""

Written = TypeVar("Written", bound=WrittenPage)


def printable_words(
    sheet: Written,
    letters: Callable[[str], list[str]],
    has_letters: Callable[[str], bool],
    *,
    missing: str = MISSING,
) -> Written:
    """Return a sheet with a stand-in for each letter that our fonts don't have, and ``missing`` where that was so.

    ``letters`` splits a text into letters with their marks, ``has_letters`` tells whether a text prints whole.
    """
    plain: object = msgspec.to_builtins(sheet)
    texts = _texts(plain)
    odd = any(text.translate(_LINE_ENDS) != text for text in texts)
    unusual = sorted({one for text in texts for one in letters(text.translate(_LINE_ENDS)) if one not in _SURE})
    gone = frozenset(_missing(unusual, has_letters))
    if not gone and not odd and not any(_LONG.search(text) for text in texts):
        return sheet
    kept = _set(plain, gone, letters)
    if not isinstance(kept, dict):
        raise TypeError("a sheet is made of named parts")
    for ours in (one.name for one in dataclasses.fields(sheet) if not one.init):
        kept.pop(ours)
    if gone:
        kept["missing"] = missing
    return msgspec.convert(kept, type(sheet))


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
        return [text for name, one in plain.items() if name not in _OURS for text in _texts(one)]
    return [text for one in plain for text in _texts(one)] if isinstance(plain, list | tuple) else []


def _set(plain: object, gone: frozenset[str], letters: Callable[[str], list[str]]) -> object:
    if isinstance(plain, str):
        kept = [STAND_IN if one in gone else one for one in letters(plain.translate(_LINE_ENDS))]
        return breakable(kept)
    if isinstance(plain, dict):
        return {name: one if name in _OURS else _set(one, gone, letters) for name, one in plain.items()}
    return [_set(one, gone, letters) for one in plain] if isinstance(plain, list | tuple) else plain


def breakable(letters: Sequence[str]) -> str:
    """Join letters, with a place to break after each ten of a word longer than a line; marks stay with their letter."""
    text = "".join(letters)
    if not _LONG.search(text):
        return text
    long = {match.start() for match in _LONG.finditer(text)}
    parts, at, run = [], 0, 0
    for letter in letters:
        run = 0 if letter.isspace() or letter == "-" else run + 1
        long_word = run and any(start <= at < _end(text, start) for start in long)
        parts.append(_BREAK + letter if long_word and run > 1 and run % 10 == 1 else letter)
        at += len(letter)
    return "".join(parts)


def _end(text: str, start: int) -> int:
    found = _LONG.match(text, start)
    return start if found is None else found.end()
