"""Releases: how each setting was told in every released pack, so that a choice made then can say what changed since.

Only marks of the words are kept, not the words: enough to tell what differs, small enough to carry them all along.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from enum import StrEnum

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.guides import Describe, Setting
from kitchentable.domain.values import Value

_MARK_LENGTH = 10


class Aspect(StrEnum):
    """What of a setting may change so that a family should look again; a better word for the reason is none of it."""

    SUGGESTED = "suggested"
    STEPS = "steps"
    UNDONE = "undone"


class Release(Value, frozen=True):
    """One released pack: for each setting (``xbox/who-can-message``) the marks of what it said, by aspect."""

    version: str
    settings: dict[str, dict[str, str]]


def marks(setting: Setting) -> dict[str, str]:
    """Return the marks of a setting: what it suggests at each age, its steps in each place, what undoes it.

    Of the steps only what the screen says counts: a better description of ours asks nobody to look again.
    """
    told = {f"{Aspect.SUGGESTED} {band}": _mark([text]) for band, text in setting.suggest.items()}
    paths: dict[str, list[str]] = {}
    for way in setting.ways:
        steps = (step for step in way.path if not isinstance(step, Describe))
        paths.setdefault(way.on, []).append(" > ".join(steps))
    told |= {f"{Aspect.STEPS} {place}": _mark(sorted(steps)) for place, steps in paths.items()}
    return told | {str(Aspect.UNDONE): _mark([setting.undone_by])}


def differences(then: Mapping[str, str], setting: Setting, band: AgeBand) -> tuple[Aspect, ...]:
    """Return what changed for a child of an age band. Steps in a place that is new are no change of the old ones."""
    now = marks(setting)
    names = [name for name in then if name.startswith(f"{Aspect.STEPS} ")]
    names += [f"{Aspect.SUGGESTED} {band}", str(Aspect.UNDONE)]
    changed = {Aspect(name.partition(" ")[0]) for name in names if then.get(name) != now.get(name)}
    return tuple(aspect for aspect in Aspect if aspect in changed)


def _mark(texts: Iterable[str]) -> str:
    """Return a mark of texts by their letters and digits: a comma or a capital changes nothing."""
    plain = "\n".join("".join(mark for mark in text.casefold() if mark.isalnum()) for text in texts)
    return hashlib.sha256(plain.encode()).hexdigest()[:_MARK_LENGTH]
