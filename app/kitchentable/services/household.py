"""An open household: everything a service needs once the records are unlocked."""

from __future__ import annotations

from dataclasses import dataclass

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.family import Child
from kitchentable.domain.pack import Guidance
from kitchentable.store import children
from kitchentable.store.connection import Store
from kitchentable.system.clock import Clock
from kitchentable.system.paths import Paths


@dataclass(frozen=True, slots=True)
class Household:
    """The open records, the guidance, the clock and the folders; made by ``opening``, closed by ``close``."""

    store: Store
    guidance: Guidance
    clock: Clock
    paths: Paths

    def close(self) -> None:
        """Close the records; nothing is lost, every write was saved when it was made."""
        self.store.close()


@dataclass(frozen=True, slots=True)
class ChildNow:
    """A child with the age (whole years) and age band of today."""

    child: Child
    age: int
    band: AgeBand


def child_now(home: Household, child: Child) -> ChildNow:
    """Return a child with today's age; a birth month still to come counts as 0."""
    today = home.clock.today()
    return ChildNow(child, max(0, child.born.age_on(today)), child.born.band_on(today))


def children_now(home: Household) -> tuple[ChildNow, ...]:
    """Return every child in the order they were added."""
    return tuple(child_now(home, child) for child in children.all_children(home.store))
