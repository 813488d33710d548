"""Builds the pack from a checked folder of guidance; the same folder gives the same bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kitchentable.domain.pack import PACK_FORMAT, Pack
from kitchentable.domain.vocabulary import Vocabulary
from kitchentable.guidance import ids
from kitchentable.guidance.check import read_checked
from kitchentable.guidance.folder import Folder
from kitchentable.guidance.released import next_version

PUBLISHER = "Kitchen Table"


def build(root: Path, built_on: date, version: str | None = None) -> Pack:
    """Return the pack of a folder; raise GuidanceFault where the folder breaks a rule.

    Without a version it is the newest ``changed_on`` and the edition after the last one released of that day:
    ``2026-11-21.1``.
    """
    return pack_of(read_checked(root), built_on, version)


def pack_of(folder: Folder, built_on: date, version: str | None = None) -> Pack:
    """Return the pack of what a folder holds, whatever rules it breaks."""
    return Pack(
        format=PACK_FORMAT,
        publisher=PUBLISHER,
        version=version or next_version(folder, str(_newest(folder, built_on))),
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
        releases=folder.releases,
    )


def _newest(folder: Folder, otherwise: date) -> date:
    changed = [entry.value.changed_on for entry in folder.topics]
    changed += [entry.value.changed_on for entry in folder.guides]
    changed += [entry.value.changed_on for entry in folder.situations]
    return max(changed, default=otherwise)
