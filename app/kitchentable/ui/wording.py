"""Dates and counts the way a person says them, in British English."""

from __future__ import annotations

from datetime import date

from kitchentable.domain.guides import GuideKind


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


KIND_WORDS = {
    GuideKind.PHONE: "Phones and tablets",
    GuideKind.CONSOLE: "Consoles",
    GuideKind.COMPUTER: "Computers",
    GuideKind.GAME: "Games",
    GuideKind.SOCIAL: "Social apps",
    GuideKind.MESSAGING: "Messages and calls",
    GuideKind.VIDEO: "Video and music",
    GuideKind.AI: "AI chat",
    GuideKind.SHOP: "Shops and spending",
    GuideKind.HOME: "The whole home",
}
"""The shelves guides stand on, in the order a parent meets them."""
