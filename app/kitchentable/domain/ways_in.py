"""What opens the records, and after how long without a hand on it they lock by themselves."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

DEFAULT_MINUTES = 15
"""After how long to lock, where a passphrase is asked for and nothing was chosen; without one, locking hides little."""


class WaysIn(Struct, frozen=True):
    """What opens the records; ``name`` tells them from others, ``leaving`` that a key waits to leave the keychain."""

    keychain: bool
    passphrase: bool
    recovery: date | None
    leaving: bool
    name: str


def minutes_in_effect(chosen: int | None, ways: WaysIn | None) -> int:
    """Return after how many idle minutes to lock, 0 for never: what was chosen, else what suits how records open."""
    if chosen is not None:
        return chosen
    asks = ways is not None and ways.passphrase and not ways.keychain
    return DEFAULT_MINUTES if asks else 0
