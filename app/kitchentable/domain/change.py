"""A change: what a service has just written, so that screens know whether to read again."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field


class Touched(StrEnum):
    """The parts of the family's records a service can write."""

    CHILDREN = "children"
    DEVICES = "devices"
    CHOICES = "choices"
    TALKS = "talks"
    AGREEMENTS = "agreements"
    INCIDENTS = "incidents"
    MONTH = "month"
    PREFERENCES = "preferences"
    REMINDERS = "reminders"
    KEYS = "keys"
    """How the records open; not a word in them."""
    GUIDANCE = "guidance"
    """Not the family's, but what it is shown: a pack from others was installed or removed."""


class Undo(Struct, frozen=True):
    """A change that can be undone until the next one: its number, and what was done in a few words."""

    number: int
    words: str


class Change(Struct, frozen=True):
    """What was touched; ``new_id`` is the id of a row that was made, where one was.

    ``undo`` is there where the change can be undone; ``undone`` tells that this is one undone: what is on screen may
    be what was just taken back.
    """

    touched: frozenset[Touched] = field(default_factory=frozenset)
    new_id: int | None = None
    undo: Undo | None = None
    undone: bool = False

    @classmethod
    def of(cls, *parts: Touched, new_id: int | None = None, undo: Undo | None = None) -> Change:
        """Make a change from its parts."""
        return cls(frozenset(parts), new_id, undo)

    def touches(self, *parts: Touched) -> bool:
        """Tell whether any of these parts was written."""
        return not self.touched.isdisjoint(parts)

    @property
    def is_of_records(self) -> bool:
        """Tell whether the family's own records were written, and not only what stands beside them."""
        return not self.touched <= {Touched.PREFERENCES, Touched.REMINDERS, Touched.GUIDANCE}
