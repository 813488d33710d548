"""Notes of something that happened: a private, dated record in words. Never a picture: some are a crime to keep."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct


class Told(Struct, frozen=True):
    """Somebody who was told, when, and the number they gave it."""

    who: str
    told_on: date | None = None
    reference: str = ""


class FollowUp(Struct, frozen=True):
    """Something still to do, with its day if it has one; ``done_on`` once it was done."""

    what: str
    due_on: date | None = None
    done_on: date | None = None


class Happening(Struct, frozen=True):
    """What a parent writes down. ``happened_at`` is the time of day and ``kept`` what was kept, both in words."""

    happened_on: date
    what: str
    child_id: int | None = None
    situation_id: str | None = None
    happened_at: str = ""
    app: str = ""
    kept: str = ""
    told: tuple[Told, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()


class Incident(Struct, frozen=True):
    """A note that is kept; ``closed_on`` once nothing is left to do."""

    id: int
    happening: Happening
    written_at: datetime
    closed_on: date | None
