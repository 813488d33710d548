"""How deep a page goes: for the fridge a family chooses how much of it everybody may read."""

from __future__ import annotations

from enum import StrEnum


class Depth(StrEnum):
    """Brief has titles only; full has the lines and notes as well."""

    BRIEF = "brief"
    FULL = "full"
