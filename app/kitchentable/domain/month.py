"""The month's plan for one child: one talk, up to two settings to re-check, one new one, each with its reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.family import Account, Child, Choice, ChoiceState, TalkRecord
from kitchentable.domain.pack import Guidance
from kitchentable.domain.recurrence import month_start, next_month
from kitchentable.domain.topics import Audience, Topic

MOST_RECHECKS = 2
_CARRY_ON = timedelta(days=60)


class PlannedTalk(Struct, frozen=True):
    """The talk we suggest, and why this one. ``talked_on`` is set once it has been had this month."""

    topic_id: str
    band: AgeBand
    reason: str
    talked_on: date | None = None


class PlannedSetting(Struct, frozen=True):
    """A setting to look at for one account, and why."""

    account_id: int
    guide_id: str
    setting_id: str
    reason: str
    minutes: int


class LastAgreed(Struct, frozen=True):
    """What was agreed the last time, to be asked about before anything new."""

    topic_id: str
    on: date
    agreed: tuple[str, ...]


class MonthPlan(Struct, frozen=True):
    """One child's month. ``talk`` is None only where the guidance has no talk for the child's age."""

    child: Child
    month: date
    talk: PlannedTalk | None
    rechecks: tuple[PlannedSetting, ...]
    new_setting: PlannedSetting | None
    last_agreed: LastAgreed | None


def plan_month(
    guidance: Guidance,
    child: Child,
    accounts: Sequence[Account],
    choices: Sequence[Choice],
    records: Sequence[TalkRecord],
    today: date,
    *,
    skipped: Collection[str] = (),
) -> MonthPlan:
    """Plan a child's month from what is on record; the same records and day give the same plan.

    ``accounts``, ``choices`` (the latest of each setting) and ``records`` are this child's; ``skipped`` are the topics
    the family left out of this month. Where all were left out, they come round again.
    """
    return MonthPlan(
        child=child,
        month=month_start(today),
        talk=_talk(guidance, child, records, today, skipped),
        rechecks=_rechecks(guidance, choices, today),
        new_setting=_new_setting(guidance, child.born.band_on(today), accounts, choices),
        last_agreed=_last_agreed(records, today),
    )


def _talk(
    guidance: Guidance, child: Child, records: Sequence[TalkRecord], today: date, skipped: Collection[str]
) -> PlannedTalk | None:
    band = child.born.band_on(today)
    records = [one for one in records if is_with_child(guidance, one.topic_id)]
    done = _latest(one for one in records if one.talked_on and month_start(one.talked_on) == month_start(today))
    if done is not None and done.talked_on is not None:
        return PlannedTalk(done.topic_id, done.band, f"You talked on {_day(done.talked_on)}.", done.talked_on)
    wanted = [one for one in records if one.topic_id not in skipped]
    begun = _latest(one for one in wanted if _can_carry_on(guidance, one, today))
    if begun is not None:
        return PlannedTalk(begun.topic_id, begun.band, f"You began this on {_day(begun.started_at.date())}.")
    fitting = [one for one in guidance.topics() if one.audience is Audience.CHILD and band in one.talks]
    fitting = [one for one in fitting if one.id not in skipped] or fitting
    if not fitting:
        return None
    return _promised(fitting, band, records, today) or _longest_ago(fitting, band, records)


def is_with_child(guidance: Guidance, topic_id: str) -> bool:
    """Tell whether a talk was with the child: those between two parents do not take its place in a month."""
    topic = guidance.find_topic(topic_id)
    return topic is None or topic.audience is Audience.CHILD


def _can_carry_on(guidance: Guidance, record: TalkRecord, today: date) -> bool:
    """Tell whether a talk was begun, not long ago, and is still in the guidance."""
    if record.talked_on is not None or not record.ticked or today - record.started_at.date() > _CARRY_ON:
        return False
    topic = guidance.find_topic(record.topic_id)
    return topic is not None and record.band in topic.talks


def _promised(
    fitting: Sequence[Topic], band: AgeBand, records: Sequence[TalkRecord], today: date
) -> PlannedTalk | None:
    """Return the talk the parent asked to come back to, if its time has come."""
    for topic in fitting:
        last = _latest(one for one in records if one.topic_id == topic.id and one.talked_on)
        if last is not None and last.again_on is not None and last.again_on < next_month(today):
            return PlannedTalk(topic.id, band, f"You asked to come back to this in {last.again_on:%B}.")
    return None


def _longest_ago(fitting: Sequence[Topic], band: AgeBand, records: Sequence[TalkRecord]) -> PlannedTalk:
    """Return the first topic never talked about, in the guidance's order; else the one longest ago."""
    last = {one.topic_id: one.talked_on for one in sorted(records, key=_when) if one.talked_on}
    fresh = next((topic for topic in fitting if topic.id not in last), None)
    if fresh is not None:
        first_ever = "A good first talk." if not last else "You have not talked about this yet."
        return PlannedTalk(fresh.id, band, first_ever)
    oldest = min(fitting, key=lambda topic: last[topic.id])
    return PlannedTalk(oldest.id, band, f"You last talked about this in {last[oldest.id]:%B %Y}.")


def _rechecks(guidance: Guidance, choices: Sequence[Choice], today: date) -> tuple[PlannedSetting, ...]:
    """Return what to look at again, what has changed before what is merely due."""
    due = sorted(
        (one for one in choices if one.review_on is not None and one.review_on < next_month(today)),
        key=lambda one: (not one.changed_since, one.review_on or today, one.id),
    )
    planned = []
    for choice in due:
        setting = guidance.find_setting(choice.guide_id, choice.setting_id)
        if setting is not None:
            planned.append(
                PlannedSetting(
                    choice.account_id, choice.guide_id, choice.setting_id, _why_again(choice), setting.minutes
                )
            )
    return tuple(planned[:MOST_RECHECKS])


def _why_again(choice: Choice) -> str:
    day = _day(choice.chosen_at.date())
    if choice.changed_since:
        return f"Something has changed here since you looked on {day}."
    return f"You put this off on {day}." if choice.state is ChoiceState.LATER else f"Last checked by you on {day}."


def _new_setting(
    guidance: Guidance, band: AgeBand, accounts: Sequence[Account], choices: Sequence[Choice]
) -> PlannedSetting | None:
    """Return the setting that matters most among those never looked at: each guide's first, then its essentials."""
    chosen = {(one.account_id, one.setting_id) for one in choices}
    waiting = []
    for account in accounts:
        guide = guidance.find_guide(account.guide_id)
        for place, setting in enumerate(guide.settings if guide else ()):
            if guide is not None and (account.id, setting.id) not in chosen:
                first = setting.id == guide.first
                rank = (not first, band not in setting.essential, 0 if first else place, account.id)
                waiting.append((rank, account, setting))
    if not waiting:
        return None
    (not_first, not_essential, *_), account, setting = min(waiting, key=lambda one: one[0])
    reason = "Everything else hangs on this one." if not not_first else "One that matters most at this age."
    if not_first and not_essential:
        reason = "Not looked at yet."
    return PlannedSetting(account.id, account.guide_id, setting.id, reason, setting.minutes)


def _last_agreed(records: Sequence[TalkRecord], today: date) -> LastAgreed | None:
    """Return what was agreed at the latest talk before this month."""
    last = _latest(one for one in records if one.talked_on and one.talked_on < month_start(today) and one.agreed)
    return None if last is None or last.talked_on is None else LastAgreed(last.topic_id, last.talked_on, last.agreed)


def _latest(records: Iterable[TalkRecord]) -> TalkRecord | None:
    return max(records, key=_when, default=None)


def _when(record: TalkRecord) -> tuple[date, int]:
    return (record.talked_on or record.started_at.date(), record.id)


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
