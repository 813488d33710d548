"""Milestones: an age at which a service or a law changes something."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from kitchentable.domain.values import Value


class MilestoneKind(StrEnum):
    """Whether something ends, opens, or must be asked at that age."""

    ENDS = "ends"
    OPENS = "opens"
    ASK = "ask"


class MilestoneStatus(StrEnum):
    """Whether the rule holds today. Announced things are always shown as announced."""

    IN_FORCE = "in-force"
    ANNOUNCED = "announced"
    EXPECTED = "expected"


class Milestone(Value, frozen=True):
    """What changes at an age, on a guide or by a law, in one country or everywhere (None).

    ``title`` says it in a few plain words that can follow “At 13:”; packs from before it had one say None. ``law`` is
    the law's own name, for search and for those who want to look it up.
    """

    id: str
    age: int
    kind: MilestoneKind
    status: MilestoneStatus
    text: str
    sources: tuple[str, ...]
    title: str | None = None
    guide: str | None = None
    law: str | None = None
    country: str | None = None
    begins: str | None = msgspec.field(name="from", default=None)


def concerns(milestone: Milestone, country: str) -> bool:
    """Tell whether a milestone holds for families in a country: it is that country's, or of no country."""
    return milestone.country in (None, country)
