"""Rules on the order of ways to a setting: the window shows the first and folds the others away."""

from __future__ import annotations

import math
import re
from itertools import combinations

from kitchentable.domain.guides import Way
from kitchentable.domain.sources import Confidence
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Folder

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SURENESS = list(Confidence)


def check_order(folder: Folder, report: Report) -> None:
    """For one device the surer way stands first, and the newest version does (docs/guidance.md, “Ways”).

    Which device most families have is for the author to know. Another publisher's order is its own: a pack of theirs
    that was sound once stays so.
    """
    if folder.beside is not None:
        return
    for entry in folder.guides:
        for place, setting in enumerate(entry.value.settings):
            for (_, before), (at, after) in combinations(enumerate(setting.ways), 2):
                words = _misplaced(before, after)
                if words is not None:
                    line = entry.line(("settings", place, "ways", at))
                    report.add(entry.file, line, f"a way to `{setting.id}` {words}; put it first")


def _misplaced(before: Way, after: Way) -> str | None:
    """Say why the second of two ways belongs before the first; None where it does not, or is for another device."""
    if before.on is not after.on:
        return None
    if before.versions == after.versions:
        surer = _SURENESS.index(after.confidence) < _SURENESS.index(before.confidence)
        return "is surer than one before it, for the same device" if surer else None
    return "is for a newer version than one before it" if _older(before, after) else None


def _older(one: Way, other: Way) -> bool:
    """Tell whether a way is for older versions than another, or for old ones only where the other is for any."""
    if not other.versions:
        return any("before" in text for text in one.versions.values())
    shared = one.versions.keys() & other.versions.keys()
    return any(_newest(one.versions[name]) < _newest(other.versions[name]) for name in shared)


def _newest(text: str) -> float:
    """Return the newest version that words like “18 to 26”, “PS5” or “17 and later” mean; words alone are no older."""
    numbers = [float(one) for one in _NUMBER.findall(text)]
    return math.inf if "later" in text or not numbers else max(numbers)
