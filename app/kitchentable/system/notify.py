"""Showing one notification of the system, and learning whether it was clicked."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from msgspec import Struct


class Notice(Struct, frozen=True):
    """What is shown: words that are safe on a shared screen, and the labels of its buttons, empty for none."""

    title: str
    body: str
    button: str = "Open"
    later: str = "Tomorrow"


class Outcome(StrEnum):
    """What became of a notice."""

    SHOWN = "shown"
    CLICKED = "clicked"
    ACTION = "action"
    TOMORROW = "tomorrow"
    UNAVAILABLE = "unavailable"


class Shown(Struct, frozen=True):
    """The outcome; ``why`` is one plain sentence where the notice could not be shown."""

    outcome: Outcome
    why: str = ""

    @property
    def was_clicked(self) -> bool:
        """Tell whether the parent asked to open the app."""
        return self.outcome in {Outcome.CLICKED, Outcome.ACTION}


class Notifier(Protocol):
    """Shows notices. A failure is an outcome, never an exception: a notice is a courtesy."""

    def show(self, notice: Notice, *, wait_seconds: float) -> Shown:
        """Show a notice and wait up to ``wait_seconds`` for a click; 0 does not wait."""
        ...
