"""The agreement: what a child and their parents promise each other, in the words of the day it was made."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct


class Side(StrEnum):
    """Whose promise it is."""

    CHILD = "child"
    PARENT = "parent"


class KeptPromise(Struct, frozen=True):
    """One promise. It may come from a talk (``talk_id``) or from what is set (``choice_id``), else it is free."""

    id: int
    side: Side
    sentence: str
    talk_id: int | None = None
    choice_id: int | None = None


class Agreement(Struct, frozen=True):
    """One child's agreement: being written until ``signed_on``; ``replaced_on`` tells when another took its place."""

    id: int
    child_id: int
    made_on: date
    review_on: date | None
    signed_on: date | None
    replaced_on: date | None
    promises: tuple[KeptPromise, ...]

    def of_side(self, side: Side) -> tuple[KeptPromise, ...]:
        """Return one side's promises, in the order they were made."""
        return tuple(one for one in self.promises if one.side is side)


def same_words(one: str, other: str) -> bool:
    """Tell whether two promises say the same, but for case, marks and spaces."""
    return _bare(one) == _bare(other)


def _bare(sentence: str) -> str:
    return "".join(mark for mark in sentence.casefold() if mark.isalnum())
