"""Dates and counts the way a person says them, in British English."""

from __future__ import annotations

from datetime import date


def day_words(day: date) -> str:
    """Say a day: "3 September 2026"."""
    return f"{day.day} {day:%B %Y}"


def few(count: int, noun: str) -> str:
    """Say a count with its noun: "1 day", "12 days"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def short_day(day: date) -> str:
    """Say a day in a small space: "3 Sep 2026"."""
    return f"{day.day} {day:%b %Y}"


def short_name(name: str, most: int = 24) -> str:
    """Return a name that fits a pill or a chip; a longer one ends in an ellipsis."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
