"""The export: everything a family has here, as one readable value; what each field means is told in docs/export.md.

No field has a default: a file that leaves something out is refused, so that nothing is lost without a word. The names
of the fields are those of the records' columns (``store/everything.py`` holds the two together).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.family import ChoiceState, HowItWent

EXPORT_FORMAT: Literal[2] = 2
"""The number in the file; a file with a higher one is for a newer app. Format 1 is still read."""

_LARGEST_ID = 2**53 - 1
_LONGEST_TEXT = 200_000

Id: TypeAlias = Annotated[int, Meta(ge=1, le=_LARGEST_ID)]
Text: TypeAlias = Annotated[str, Meta(max_length=_LONGEST_TEXT)]
Word: TypeAlias = Annotated[str, Meta(min_length=1, max_length=_LONGEST_TEXT)]
Month: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-(0[1-9]|1[0-2])$")]
TimeOfDay: TypeAlias = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the file: frozen, and strict about what it may say."""


class ExportedChild(Entry, frozen=True):
    """A child; ``born`` is the month of birth."""

    id: Id
    name: Word
    born: Month
    added_at: Moment


class ExportedDevice(Entry, frozen=True):
    """A console, tablet or router at home; ``hidden`` once it is gone."""

    id: Id
    name: Word
    guide_id: Word
    added_at: Moment
    hidden: bool


class ExportedAccount(Entry, frozen=True):
    """One child on one guide, on a device where there is one."""

    id: Id
    child_id: Id
    guide_id: Word
    device_id: Id | None
    hidden: bool


class ExportedChoice(Entry, frozen=True):
    """One decision about one setting, of an account or of a whole device; the highest id of a setting is what holds."""

    id: Id
    account_id: Id | None
    device_id: Id | None
    guide_id: Word
    setting_id: Word
    state: ChoiceState
    chosen_by: Text
    chosen_at: Moment
    note: Text
    guidance_version: Text
    review_on: date | None


class ExportedTalk(Entry, frozen=True):
    """One talk with one child: the lines ticked, and the sentences agreed in their order."""

    id: Id
    child_id: Id
    topic_id: Word
    band: AgeBand
    started_at: Moment
    talked_on: date | None
    how_it_went: HowItWent | None
    note: Text
    again_on: date | None
    guidance_version: Text
    ticked: tuple[Word, ...]
    agreed: tuple[Word, ...]


class ExportedPromise(Entry, frozen=True):
    """A promise of one side, and the talk or the choice it came from."""

    id: Id
    side: Literal["child", "parent"]
    sentence: Word
    talk_id: Id | None
    choice_id: Id | None


class ExportedAgreement(Entry, frozen=True):
    """An agreement with a child; ``replaced_on`` is empty while it holds."""

    id: Id
    child_id: Id
    made_on: date
    review_on: date | None
    signed_on: date | None
    replaced_on: date | None
    replaced_by: Id | None
    promises: tuple[ExportedPromise, ...]


class ExportedTold(Entry, frozen=True):
    """Somebody who was told of what happened."""

    id: Id
    who: Word
    told_on: date | None
    reference: Text


class ExportedFollowUp(Entry, frozen=True):
    """Something still to do about it, or done."""

    id: Id
    what: Word
    due_on: date | None
    done_on: date | None


class ExportedIncident(Entry, frozen=True):
    """Something that happened, in the family's own words."""

    id: Id
    child_id: Id | None
    situation_id: Word | None
    happened_on: date
    happened_at: Text
    what: Word
    app: Text
    kept: Text
    written_at: Moment
    closed_on: date | None
    told: tuple[ExportedTold, ...]
    follow_ups: tuple[ExportedFollowUp, ...]


class ExportedSkip(Entry, frozen=True):
    """A talk that was left out of a month."""

    child_id: Id
    month: Month
    topic_id: Word
    skipped_at: Moment


class ExportedReminder(Entry, frozen=True):
    """The monthly check-in; ``weekday`` 0 is Monday, -1 in ``nth`` or ``day`` is the last one."""

    kind: Literal["weekday", "day"]
    nth: Literal[1, 2, 3, 4, -1]
    weekday: Annotated[int, Meta(ge=0, le=6)]
    day: Annotated[int, Meta(ge=-1, le=28)]
    at: TimeOfDay
    is_on: bool
    since: Moment | None


class ExportedCheckIn(Entry, frozen=True):
    """The rest of the family's check-in: the end of its hours, and the letters that name its events in a calendar."""

    until: TimeOfDay
    mark: Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")]


class ExportedOwnCheckIn(Entry, frozen=True):
    """The day and the hours that a child has for itself, and since when."""

    child_id: Id
    kind: Literal["weekday", "day"]
    nth: Literal[1, 2, 3, 4, -1]
    weekday: Annotated[int, Meta(ge=0, le=6)]
    day: Annotated[int, Meta(ge=-1, le=28)]
    at: TimeOfDay
    until: TimeOfDay
    since: Moment


class ExportedSkippedCheckIn(Entry, frozen=True):
    """A month without a check-in: of a child that has its own, or of the family where ``child_id`` is empty."""

    id: Id
    month: Month
    child_id: Id | None


class ExportedPause(Entry, frozen=True):
    """Days without any check-in: from ``begins``, and before ``until``; ``place`` counts them from 1."""

    place: Id
    begins: date
    until: date


class ExportedSwitch(Entry, frozen=True):
    """When reminders were turned on or off; ``place`` counts from 1."""

    place: Id
    at: Moment
    is_on: bool


class ExportedCalendar(Entry, frozen=True):
    """The calendar file that is kept up to date, what it holds, and why it could not be written."""

    path: Word
    written: Text
    trouble: Text


class Everything(Entry, frozen=True):
    """All that the records hold, each kind in the order of its ids; ``preferences`` are those kept encrypted."""

    children: tuple[ExportedChild, ...]
    devices: tuple[ExportedDevice, ...]
    accounts: tuple[ExportedAccount, ...]
    choices: tuple[ExportedChoice, ...]
    talks: tuple[ExportedTalk, ...]
    agreements: tuple[ExportedAgreement, ...]
    incidents: tuple[ExportedIncident, ...]
    skipped_talks: tuple[ExportedSkip, ...]
    reminder: ExportedReminder | None
    check_in: ExportedCheckIn | None
    own_check_ins: tuple[ExportedOwnCheckIn, ...]
    skipped_check_ins: tuple[ExportedSkippedCheckIn, ...]
    pauses: tuple[ExportedPause, ...]
    switches: tuple[ExportedSwitch, ...]
    calendar: ExportedCalendar | None
    preferences: dict[Word, Text]


class ExportedLooks(Entry, frozen=True):
    """The preferences that are not about the family: colours, text size, country, paper."""

    theme: Literal["system", "light", "dark", "contrast"]
    text_percent: Annotated[int, Meta(ge=100, le=200)]
    country: Text
    nation: Text
    paper: Literal["a4", "letter"]
    large_print: bool
    welcome_done: bool


class Export(Entry, frozen=True):
    """The whole file. ``titles`` says what the ids stood for on that day; it is there to read and is not taken back."""

    kitchen_table: Literal["export"]
    format: Literal[2]
    written_at: Moment
    program: Text
    guidance: Text
    family: Everything
    looks: ExportedLooks
    titles: dict[str, str]
