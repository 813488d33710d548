"""Builds another publisher's pack from its checked folder; what it says may point to our guidance."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from kitchentable.domain.errors import GuidanceFault
from kitchentable.domain.pack import Pack
from kitchentable.guidance.build import pack_of
from kitchentable.guidance.check import read_checked
from kitchentable.guidance.folder import Beside, Shelf
from kitchentable.guidance.numbers import numbers_of


def build_foreign(root: Path, publisher: str, ours: Pack, built_on: date, version: str | None = None) -> Pack:
    """Return the pack of a publisher's folder; raise GuidanceFault where it breaks a rule, or holds nothing."""
    folder = read_checked(root, beside(ours))
    if not (folder.topics or folder.guides or folder.situations or folder.countries or folder.milestones):
        raise GuidanceFault(f"{root}:1: there is nothing in this folder to build a pack from")
    return msgspec.structs.replace(pack_of(folder, built_on, version), publisher=publisher)


def beside(ours: Pack) -> Beside:
    """Return what another publisher's guidance may point to in ours."""
    return Beside(
        shelves={
            Shelf.TOPICS: frozenset(one.id for one in ours.topics),
            Shelf.GUIDES: frozenset(one.id for one in ours.guides),
            Shelf.SITUATIONS: frozenset(one.id for one in ours.situations),
            Shelf.COUNTRIES: frozenset(one.id for one in ours.countries),
        },
        contacts={one.id: frozenset(contact.id for contact in one.contacts) for one in ours.countries},
        nations={one.id: frozenset(nation.id for nation in one.nations) for one in ours.countries},
        numbers=frozenset[str]().union(*(numbers_of(one) for one in ours.countries)),
    )
