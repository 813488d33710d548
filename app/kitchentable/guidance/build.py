"""Builds the pack from a checked folder of guidance; the same folder gives the same bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kitchentable.domain.pack import PACK_FORMAT, IdState, Pack
from kitchentable.domain.vocabulary import Vocabulary
from kitchentable.guidance import ids
from kitchentable.guidance.check import read_checked
from kitchentable.guidance.folder import RELEASED, Folder
from kitchentable.guidance.ids import RELEASED_AS_RETIRED

PUBLISHER = "Kitchen Table"

_RELEASED_HEAD = "# Every id ever released, one a line. Lines are added by a release and never taken away.\n"


def build(root: Path, built_on: date, version: str | None = None) -> Pack:
    """Return the pack of a folder; raise GuidanceFault where the folder breaks a rule.

    Without a version it is the newest ``changed_on`` and a first edition: ``2026-11-21.1``.
    """
    return pack_of(read_checked(root), built_on, version)


def pack_of(folder: Folder, built_on: date, version: str | None = None) -> Pack:
    """Return the pack of what a folder holds, whatever rules it breaks."""
    return Pack(
        format=PACK_FORMAT,
        publisher=PUBLISHER,
        version=version or f"{_newest(folder, built_on)}.1",
        built_on=built_on,
        topics=tuple(one.value for one in folder.topics),
        guides=tuple(one.value for one in folder.guides),
        situations=tuple(one.value for one in folder.situations),
        countries=tuple(one.value for one in folder.countries),
        milestones=tuple(one.value for one in folder.milestones),
        sources=tuple(one.value for one in folder.sources),
        ids=ids.states(folder),
        retired=tuple(one.value for one in folder.retired),
        vocabulary=folder.vocabulary.value if folder.vocabulary else Vocabulary(),
    )


def released_with(folder: Path, states: dict[str, IdState]) -> bytes:
    """Return the folder's file of released ids with those of a new release added; nothing is written.

    An id that this release retires is marked as retired; from then on it can't come back as something else.
    """
    path = folder / RELEASED
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    old = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    gone = {name.removesuffix(RELEASED_AS_RETIRED) for name in old if name.endswith(RELEASED_AS_RETIRED)}
    gone |= {name for name, state in states.items() if state is IdState.RETIRED}
    names = sorted({name.removesuffix(RELEASED_AS_RETIRED) for name in old} | set(states))
    told = (name + RELEASED_AS_RETIRED if name in gone else name for name in names)
    return (_RELEASED_HEAD + "".join(f"{line}\n" for line in told)).encode()


def _newest(folder: Folder, otherwise: date) -> date:
    changed = [entry.value.changed_on for entry in folder.topics]
    changed += [entry.value.changed_on for entry in folder.guides]
    changed += [entry.value.changed_on for entry in folder.situations]
    return max(changed, default=otherwise)
