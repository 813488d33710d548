"""Where in the window a parent can go: each screen, and what it should show."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from kitchentable.domain.ages import AgeBand


class Place(StrEnum):
    """The screens of the window."""

    MONTH = "month"
    TALKS = "talks"
    TALK = "talk"
    CHECKS = "checks"
    GUIDE = "guide"
    FAMILY = "family"
    GROWING = "growing"
    DEVICES = "devices"
    AGREEMENT = "agreement"
    NOTES = "notes"
    HAD = "had"
    PRINTS = "prints"
    PAPER_CODES = "paper-codes"
    HELP = "help"
    SITUATION = "situation"
    SEARCH = "search"
    PREFERENCES = "preferences"
    RESTORE = "restore"
    WELCOME = "welcome"
    LOCK = "lock"


class Destination(Struct, frozen=True):
    """A screen and what it should show there; what does not apply stays None."""

    place: Place
    topic_id: str | None = None
    band: AgeBand | None = None
    child_id: int | None = None
    account_id: int | None = None
    guide_id: str | None = None
    situation_id: str | None = None
    query: str | None = None
    child_page: bool = False
    milestone_id: str | None = None
    agreement: bool = False
    incident_id: int | None = None
