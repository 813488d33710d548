"""The one base every guidance value stands on: frozen, keyword-only, no unknown fields."""

from __future__ import annotations

from msgspec import Struct


class Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A frozen msgspec value whose encoded form leaves defaults out.

    The garbage collector never looks at one: frozen values of text and tuples can't refer to themselves, and there are
    thousands of them in a pack.
    """


class Line(Value, frozen=True):
    """One line of our words with an id that never changes."""

    id: str
    text: str


class Claim(Value, frozen=True):
    """A fact with the sources it stands on; ``dated`` says when it was true where that matters."""

    id: str
    text: str
    sources: tuple[str, ...]
    dated: str | None = None
