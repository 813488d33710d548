"""The family: children, devices, accounts, and what was chosen and talked about."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from kitchentable.domain.ages import AgeBand, BirthMonth


class Child(Struct, frozen=True):
    """A child by name or nickname and month of birth."""

    id: int
    name: str
    born: BirthMonth


class Device(Struct, frozen=True):
    """A console, phone or router at home, followed with one guide; several children may share it."""

    id: int
    name: str
    guide_id: str


class Account(Struct, frozen=True):
    """One child on one guide, on a device where it has one."""

    id: int
    child_id: int
    guide_id: str
    device_id: int | None = None


class ChoiceState(StrEnum):
    """What a parent decided about a setting."""

    DONE = "done"
    OTHERWISE = "otherwise"
    NOT_FOR_US = "not-for-us"
    LATER = "later"


class Choice(Struct, frozen=True):
    """The ledger's entry: one setting for one account, and when to look again (None: never).

    ``device_id`` is set where it was chosen once for everybody on a device.
    """

    id: int
    account_id: int
    guide_id: str
    setting_id: str
    state: ChoiceState
    chosen_by: str
    chosen_at: datetime
    note: str
    guidance_version: str
    review_on: date | None
    device_id: int | None = None
    changed_since: tuple[str, ...] = ()
    """What changed since this was chosen, in words; told by the guidance of today and never kept."""


class HowItWent(StrEnum):
    """How a talk went, in the parent's own judgement."""

    WELL = "well"
    SO_SO = "so-so"
    HARD = "hard"
    CUT_SHORT = "cut-short"


class TalkRecord(Struct, frozen=True):
    """One talk with one child: begun when the first line is ticked, finished by “We talked”.

    ``agreed`` are the sentences agreed, as they read on that day, so that a later wording never changes a promise.
    """

    id: int
    child_id: int
    topic_id: str
    band: AgeBand
    started_at: datetime
    talked_on: date | None
    ticked: frozenset[str]
    how_it_went: HowItWent | None
    agreed: tuple[str, ...]
    note: str
    again_on: date | None
    guidance_version: str
