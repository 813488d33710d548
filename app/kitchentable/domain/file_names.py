"""Names of files that every system takes: Windows, macOS, Linux, and a stick that any of them wrote."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

LONGEST = 120
"""Bytes of a name without its ending: what the tightest of them (eCryptfs, 143) holds, with room for the ending."""

_FORBIDDEN = '<>:"/\\|?*'
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³")}


def safe_name(title: str, ending: str) -> str:
    """Return a file name for a title; ``ending`` is such as ``pdf``. A title with nothing to keep is "Page"."""
    composed = unicodedata.normalize("NFC", title)
    plain = "".join(" " if mark in _FORBIDDEN or not mark.isprintable() else mark for mark in composed)
    name = _cut(" ".join(plain.split()).replace(" ,", ",")).strip(". ") or "Page"
    if name.partition(".")[0].rstrip().casefold() in _DEVICES:  # Windows takes these for devices, whatever follows
        name = f"Page {name}"
    return f"{name}.{ending}"


def distinct_names(titles: Iterable[str], ending: str) -> tuple[str, ...]:
    """Return a safe name for each title, numbered where two would be one file, as on systems that ignore case."""
    taken: set[str] = set()
    names = []
    for title in titles:
        name, number = safe_name(title, ending), 1
        while name.casefold() in taken:
            number += 1
            name = safe_name(f"{_cut(title, LONGEST - 8)} {number}", ending)
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _cut(text: str, longest: int = LONGEST) -> str:
    """Cut a text to so many bytes, never inside a letter."""
    return text.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore")
