"""What became of each month's check-in: a notice came, or the reason why not. A month missed is said (rule 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from kitchentable.domain.check_ins import FAMILY
from kitchentable.domain.recurrence import month_start
from kitchentable.services import reminder_check
from kitchentable.services.check_ins import Planned
from kitchentable.services.reminder_files import CheckLog, Due, in_zone, key_of
from kitchentable.store.check_ins import KeptCheckIns

MONTHS_BACK = 12


class Story(StrEnum):
    """What happened in a month."""

    TOLD = "told"
    DONE = "done"
    SKIPPED = "skipped"
    PAUSED = "paused"
    OFF = "off"
    MOVED = "moved"
    PUT_OFF = "put-off"
    OUTSIDE_HOURS = "outside-hours"
    NOT_SHOWN = "not-shown"
    NOT_LOOKED = "not-looked"


_OF_OUTCOMES = {
    reminder_check.TOLD: Story.TOLD,
    reminder_check.SHOWN: Story.TOLD,
    reminder_check.OPENED: Story.TOLD,
    reminder_check.PUT_OFF: Story.PUT_OFF,
    reminder_check.NOT_NOW: Story.OUTSIDE_HOURS,
    reminder_check.UNAVAILABLE: Story.NOT_SHOWN,
}
"""What the last look at a due that had come says of its month."""


@dataclass(frozen=True, slots=True)
class MonthStory:
    """One month of one plan: ``who`` is empty for the family. ``on`` is the day of the notice, ``why`` its trouble."""

    month: date
    who: str
    story: Story
    on: date | None = None
    why: str = ""


def stories(
    plans: Sequence[Planned], kept: KeptCheckIns, log: CheckLog, now: datetime, *, on: bool
) -> tuple[MonthStory, ...]:
    """Return what became of the check-ins of the last months whose time has come, newest first.

    Months before reminders were first turned on have no story. The slot of today stands for those before it.
    """
    begun = min((in_zone(one.at.replace(tzinfo=None), now.tzinfo) for one in kept.switches), default=None)
    if begun is None:
        return ()
    found = [story for one in plans for story in _of_plan(one, kept, log, begun, now, on=on)]
    return tuple(sorted(found, key=_newest_first))


def _of_plan(
    one: Planned, kept: KeptCheckIns, log: CheckLog, begun: datetime, now: datetime, *, on: bool
) -> Iterator[MonthStory]:
    zone = now.tzinfo or UTC
    who = "" if one.plan.whose == FAMILY else one.children[0].name
    for back in range(MONTHS_BACK):
        month = month_start(now.date()) - relativedelta(months=back)
        slot = one.plan.slot.in_month(month.year, month.month, zone)
        if begun < slot <= now:
            yield _story(one, kept, log, slot, MonthStory(month, who, Story.NOT_LOOKED), on=on)


def _story(
    one: Planned, kept: KeptCheckIns, log: CheckLog, slot: datetime, blank: MonthStory, *, on: bool
) -> MonthStory:
    key = key_of(Due(slot, whose=one.plan.whose))
    shown = log.shown_for(key)
    if shown:
        return MonthStory(blank.month, blank.who, Story.TOLD, shown[0].date())
    reason = _reason_in_records(one, kept, slot, on=on)
    if reason is not None:
        return MonthStory(blank.month, blank.who, reason)
    seen = next((look for look in log.seen if look.key == key), None)
    if seen is None:
        return MonthStory(blank.month, blank.who, Story.MOVED if slot <= one.plan.since else blank.story)
    return MonthStory(blank.month, blank.who, _OF_OUTCOMES.get(seen.outcome, Story.NOT_LOOKED), None, seen.why)


def _reason_in_records(one: Planned, kept: KeptCheckIns, slot: datetime, *, on: bool) -> Story | None:
    month = (slot.year, slot.month)
    switched = [switch.on for switch in kept.switches if switch.at <= slot]
    if month in one.plan.done:
        return Story.DONE
    if month in one.plan.skipped:
        return Story.SKIPPED
    if any(pause.begins <= slot.date() < pause.until for pause in kept.pauses):
        return Story.PAUSED
    return None if (switched[-1] if switched else on) else Story.OFF


def _newest_first(story: MonthStory) -> tuple[int, int, str]:
    return (-story.month.year, -story.month.month, story.who)
