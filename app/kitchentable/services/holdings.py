"""What a family has here, counted: what would be taken along, or lost."""

from __future__ import annotations

from dataclasses import dataclass

from kitchentable.services.household import Household
from kitchentable.store.everything import count_everything


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many entries of each kind a family has; ``empty`` where nothing at all was written about it."""

    children: int
    talks: int
    choices: int
    agreements: int
    incidents: int
    empty: bool


def what_is_here(home: Household) -> Holdings:
    """Return the counts of open records."""
    count = count_everything(home.store)
    return Holdings(
        children=count["children"],
        talks=count["talks"],
        choices=count["choices"],
        agreements=count["agreements"],
        incidents=count["incidents"],
        empty=not any(count.values()),
    )
