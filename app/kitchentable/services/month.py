"""This month: what we suggest for each child, with the reason for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.family import Account, Choice, TalkRecord
from kitchentable.domain.month import MonthPlan, PlannedSetting, PlannedTalk, plan_month
from kitchentable.domain.pack import Guidance
from kitchentable.domain.recurrence import month_start
from kitchentable.services.check_ins import CheckIn
from kitchentable.services.family import UNKNOWN_ICON
from kitchentable.services.growing import GrowingLine, coming_up
from kitchentable.services.household import ChildNow, Household, children_now
from kitchentable.services.looked_at import looked_at, standing
from kitchentable.services.reminders import check_in
from kitchentable.services.undo import quoted, way_back
from kitchentable.store import children, devices, month, talks

MONTHS_SHOWN = 12

_GONE = "A talk we no longer have"
"""Stands for the talk had this month where a new edition of the guidance has retired it since."""


class SettingLine(Struct, frozen=True):
    """One setting to look at this month; ``is_new`` where it has never been looked at."""

    planned: PlannedSetting
    guide_title: str
    guide_icon: str
    setting_title: str
    is_new: bool


class MonthDot(Struct, frozen=True):
    """One month of the last twelve, by its first day, and whether a talk was had in it."""

    month: date
    talked: bool


class ChildMonth(Struct, frozen=True):
    """One child's month. ``minutes`` is for the talk (0 once it was had) and the settings together.

    ``ticked`` of ``ticks`` are the lines of the planned talk. ``history`` is oldest first, this month last.
    ``settings_looked_at`` of ``settings_in_all`` count every setting of the child's guides. ``coming_up`` is what an
    age changes for the child about now.
    """

    plan: MonthPlan
    age: int
    topic_title: str
    topic_about: str
    topic_icon: str
    minutes: int
    ticked: int
    ticks: int
    last_topic_title: str | None
    settings: tuple[SettingLine, ...]
    history: tuple[MonthDot, ...]
    last_talk: date | None
    settings_looked_at: int
    settings_in_all: int
    coming_up: tuple[GrowingLine, ...]


class MonthView(Struct, frozen=True):
    """The month page, one part for each child in the order they were added."""

    today: date
    children: tuple[ChildMonth, ...]
    check_in: CheckIn
    now: datetime


def month_view(home: Household, *, country: str) -> MonthView:
    """Return the month page of a family in a country: its law counts among what changes as children grow."""
    months = tuple(_child_month(home, one, country) for one in children_now(home))
    return MonthView(home.clock.today(), months, check_in(home), home.clock.now())


class _Kept(Struct, frozen=True):
    """What is on record of one child, read once."""

    accounts: tuple[Account, ...]
    chosen: tuple[Choice, ...]
    records: tuple[TalkRecord, ...]


def child_plan(home: Household, now: ChildNow) -> MonthPlan:
    """Return one child's plan for this month."""
    return _plan(home, now, _kept(home, now))


def _kept(home: Household, now: ChildNow) -> _Kept:
    return _Kept(
        devices.accounts(home.store, child_id=now.child.id),
        standing(home, now),
        talks.records(home.store, child_id=now.child.id),
    )


def _plan(home: Household, now: ChildNow, kept: _Kept) -> MonthPlan:
    today = home.clock.today()
    skipped = month.skipped(home.store, child_id=now.child.id, month=today)
    return plan_month(home.guidance, now.child, kept.accounts, kept.chosen, kept.records, today, skipped=skipped)


def skip_talk(home: Household, *, child_id: int, topic_id: str) -> Change:
    """Leave a talk out of this month for a child: another one is suggested. What was begun of it stays."""
    title = home.guidance.topic(topic_id).title
    with home.store.transaction(undoable=True):
        children.child(home.store, child_id)
        now = home.clock.now()
        month.skip(home.store, child_id=child_id, month=home.clock.today(), topic_id=topic_id, skipped_at=now)
    return Change.of(Touched.MONTH, undo=way_back(home, f"Not this month: {quoted(title)}"))


def _child_month(home: Household, now: ChildNow, country: str) -> ChildMonth:
    today = home.clock.today()
    kept = _kept(home, now)
    plan, records = _plan(home, now, kept), kept.records
    topic = home.guidance.find_topic(plan.talk.topic_id) if plan.talk else None
    ticked, ticks = _ticks(home.guidance, plan.talk, records)
    settings = _setting_lines(home.guidance, plan)
    done, in_all = _settings_count(home, kept)
    return ChildMonth(
        plan=plan,
        age=now.age,
        topic_title=topic.title if topic else _GONE if plan.talk else "",
        topic_about=topic.about if topic else "",
        topic_icon=topic.icon if topic else UNKNOWN_ICON,
        minutes=_talk_minutes(home.guidance, plan.talk) + sum(one.planned.minutes for one in settings),
        ticked=ticked,
        ticks=ticks,
        last_topic_title=_last_topic_title(home.guidance, plan),
        settings=settings,
        history=_history(records, today),
        last_talk=max((one.talked_on for one in records if one.talked_on), default=None),
        settings_looked_at=done,
        settings_in_all=in_all,
        coming_up=coming_up(home, now, country=country),
    )


def _ticks(guidance: Guidance, planned: PlannedTalk | None, records: Sequence[TalkRecord]) -> tuple[int, int]:
    """Return how many lines of the planned talk are ticked, and how many it has."""
    topic = guidance.find_topic(planned.topic_id) if planned else None
    talk = topic.talks.get(planned.band) if topic and planned else None
    if planned is None or talk is None:
        return 0, 0
    lines = talk.tick_ids()
    same = [
        one
        for one in records
        if (one.topic_id, one.band, one.talked_on) == (planned.topic_id, planned.band, planned.talked_on)
    ]
    return (len(same[-1].ticked.intersection(lines)) if same else 0), len(lines)


def _talk_minutes(guidance: Guidance, planned: PlannedTalk | None) -> int:
    if planned is None or planned.talked_on is not None:
        return 0
    topic = guidance.find_topic(planned.topic_id)
    talk = topic.talks.get(planned.band) if topic else None
    return talk.minutes if talk else 0


def _last_topic_title(guidance: Guidance, plan: MonthPlan) -> str | None:
    if plan.last_agreed is None:
        return None
    topic_id = plan.last_agreed.topic_id
    topic = guidance.find_topic(topic_id)
    return topic.title if topic else guidance.retired_title(f"topic/{topic_id}")


def _setting_lines(guidance: Guidance, plan: MonthPlan) -> tuple[SettingLine, ...]:
    planned = [(one, False) for one in plan.rechecks]
    if plan.new_setting is not None:
        planned.append((plan.new_setting, True))
    return tuple(_setting_line(guidance, one, is_new=is_new) for one, is_new in planned)


def _setting_line(guidance: Guidance, planned: PlannedSetting, *, is_new: bool) -> SettingLine:
    guide = guidance.guide(planned.guide_id)
    setting = guidance.setting(planned.guide_id, planned.setting_id)
    return SettingLine(planned, guide.title, guide.icon, setting.title, is_new)


def _settings_count(home: Household, kept: _Kept) -> tuple[int, int]:
    done = in_all = 0
    for account in kept.accounts:
        found, total = _account_count(home, account, kept.chosen)
        done, in_all = done + found, in_all + total
    return done, in_all


def _account_count(home: Household, account: Account, chosen: Sequence[Choice]) -> tuple[int, int]:
    guide = home.guidance.find_guide(account.guide_id)
    settings = {one.id for one in guide.settings} if guide else set()
    today = home.clock.today()
    seen = {one.setting_id for one in chosen if one.account_id == account.id and looked_at(one, today)}
    return len(seen & settings), len(settings)


def _history(records: Sequence[TalkRecord], today: date) -> tuple[MonthDot, ...]:
    talked = {month_start(one.talked_on) for one in records if one.talked_on}
    months = [month_start(today) - relativedelta(months=back) for back in reversed(range(MONTHS_SHOWN))]
    return tuple(MonthDot(month, month in talked) for month in months)
