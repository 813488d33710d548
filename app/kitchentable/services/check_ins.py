"""The family's check-ins: whose they are, when they are due, what joins them, and the list that is the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from kitchentable.domain.check_ins import FAMILY, Coming, Month, Plan, PutOff, coming, put_off_days
from kitchentable.domain.family import Child, Choice
from kitchentable.domain.month import MOST_RECHECKS, is_with_child
from kitchentable.domain.recurrence import ByDay, MonthlySlot, next_month
from kitchentable.services.household import Household, child_now
from kitchentable.services.looked_at import standing
from kitchentable.services.reminder_files import Due, DueList, Rule, in_zone
from kitchentable.store import children, talks
from kitchentable.store.check_ins import KeptCheckIns

MONTHS_AHEAD = 24
_OLDEST_BIRTHDAY = 18


class CheckInLine(Struct, frozen=True):
    """One line of the list: whose, when, and where it stands.

    ``who`` is the child's name, or empty for the family; ``skipped`` are months left out that are not over yet, by
    their first day. ``last_done`` is the day on which the last child of it was talked with.
    """

    whose: int
    who: str
    slot: MonthlySlot
    last_done: date | None
    was_due: datetime | None
    next_due: datetime | None
    skipped: tuple[date, ...]


class CheckIn(Struct, frozen=True):
    """What the pages say of check-ins, from the records alone: the system is not asked.

    ``was_due`` is since when one waits; ``waiting`` names what belongs to it. ``put_off`` and ``paused_until`` are None
    where there is no such thing now. ``days`` are the days it can be put off to; ``can_skip`` tells whether something
    waits, or comes this month still.
    """

    on: bool
    was_due: datetime | None
    put_off: datetime | None
    paused_until: date | None
    lines: tuple[CheckInLine, ...]
    waiting: tuple[str, ...]
    days: dict[PutOff, date]
    can_skip: bool


class Planned(Struct, frozen=True):
    """A plan with the children it is for, when each was talked with, and where it stands."""

    plan: Plan
    children: tuple[Child, ...]
    coming: Coming
    talked: dict[int, dict[Month, date]]


def planned(home: Household, kept: KeptCheckIns, slot: MonthlySlot, since: datetime | None) -> tuple[Planned, ...]:
    """Return the family's plan, unless each child has a slot of its own, and then those of single children.

    Since when a slot holds is a time on the wall, as its dues are: no journey makes a day due that was over before.
    """
    now, zone = home.clock.now(), home.clock.zone()
    everyone = children.all_children(home.store)
    own = {one.child_id: one for one in kept.own}
    together = tuple(child for child in everyone if child.id not in own)
    groups = [(FAMILY, slot, since or now, together)] if together or not everyone else []
    groups += [(one.id, own[one.id].slot, own[one.id].since, (one,)) for one in everyone if one.id in own]
    made, talked = [], _talked_on(home, everyone)
    for whose, its_slot, its_since, group in groups:
        done = frozenset(done_on(talked, group))
        plan = Plan(
            whose,
            its_slot,
            in_zone(its_since.replace(tzinfo=None), zone),
            done,
            kept.skipped_of(whose),
            kept.paused_until,
        )
        made.append(Planned(plan, group, coming(plan, now, zone, months_ahead=MONTHS_AHEAD), talked))
    return tuple(made)


def done_on(talked: Mapping[int, Mapping[Month, date]], group: Sequence[Child]) -> dict[Month, date]:
    """Return the months in which a talk was had with each child of a group, with the day that made it so."""
    each = [talked[child.id] for child in group]
    if not each:
        return {}
    months = frozenset.intersection(*(frozenset(one) for one in each))
    return {month: max(one[month] for one in each) for month in months}


def due_list(home: Household, kept: KeptCheckIns, plans: Sequence[Planned], *, on: bool) -> DueList:
    """Return what the reminder check is to know: days, hours and counts, never a name."""
    dues = sorted(due for one in plans for due in _dues(home, one))
    return DueList(
        enabled=on,
        dues=tuple(dues),
        rules=tuple(_rule(one) for one in plans),
        paused_until=kept.paused_until,
        calendar=kept.mark,
    )


def still_put_off(before: DueList | None, plans: Sequence[Planned], now: datetime) -> datetime | None:
    """Return until when the parent put off what waits, on the wall; a talk or the next month ends it."""
    latest = max((one.coming.come for one in plans if one.coming.come is not None), default=None)
    if before is None or before.put_off is None or latest is None:
        return None
    return before.put_off if in_zone(before.put_off, now.tzinfo) > latest else None


def check_in_of(
    home: Household, kept: KeptCheckIns, plans: Sequence[Planned], put_off: datetime | None, *, on: bool
) -> CheckIn:
    """Return the list; what is off is not due."""
    now = home.clock.now()
    waiting = [one for one in plans if on and one.coming.come is not None]
    asked_again = None if put_off is None or not waiting else in_zone(put_off, now.tzinfo)
    paused = kept.paused_until
    soon = [one for one in plans if on and _same_month(one.coming.ahead[0], now)]
    return CheckIn(
        on=on,
        was_due=min((one.coming.come for one in waiting if one.coming.come is not None), default=None),
        put_off=asked_again if asked_again is not None and asked_again > now else None,
        paused_until=paused if paused is not None and paused > now.date() else None,
        lines=tuple(_line(home, one, on=on) for one in plans),
        waiting=tuple(words for one in waiting for words in _waiting(home, one)),
        days=put_off_days(now.date()),
        can_skip=bool(waiting or soon),
    )


def _same_month(one: datetime, other: datetime) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _line(home: Household, one: Planned, *, on: bool) -> CheckInLine:
    done = done_on(one.talked, one.children)
    today = home.clock.today()
    skipped = sorted(month for month in one.plan.skipped if month >= (today.year, today.month))
    return CheckInLine(
        whose=one.plan.whose,
        who="" if one.plan.whose == FAMILY else one.children[0].name,
        slot=one.plan.slot,
        last_done=max(done.values(), default=None),
        was_due=one.coming.come if on else None,
        next_due=one.coming.ahead[0] if on else None,
        skipped=tuple(date(year, month, 1) for year, month in skipped),
    )


def _waiting(home: Household, one: Planned) -> list[str]:
    """Name what a check-in that has come holds: the talks not had yet, settings to look at again, birthdays."""
    today = home.clock.today()
    month = (today.year, today.month)
    told = [f"Talk with {child.name}" for child in one.children if month not in one.talked[child.id]]
    for child in one.children:
        told += [_setting_words(home, child, choice) for choice in _to_look_at(home, _latest(home, child), today)]
        if _has_birthday(child, today):
            told.append(f"{child.name} turns {today.year - child.born.year} this month")
    return told


def _setting_words(home: Household, child: Child, choice: Choice) -> str:
    guide = home.guidance.guide(choice.guide_id)
    setting = home.guidance.setting(choice.guide_id, choice.setting_id)
    return f"Look again at {guide.title} · {setting.title}, for {child.name}"


def _dues(home: Household, one: Planned) -> list[Due]:
    moments = [*([] if one.coming.come is None else [one.coming.come]), *one.coming.ahead]
    until = one.plan.slot.window[1]
    latest = [(child, _latest(home, child)) for child in one.children]
    made = []
    for moment in moments:
        day = moment.date()
        settings = sum(len(_to_look_at(home, chosen, day)) for _, chosen in latest)
        birthdays = sum(_has_birthday(child, day) for child, _ in latest)
        made.append(Due(moment.replace(tzinfo=None), until, one.plan.whose, settings + birthdays))
    return made


def _latest(home: Household, child: Child) -> tuple[Choice, ...]:
    return standing(home, child_now(home, child))


def _to_look_at(home: Household, chosen: Sequence[Choice], day: date) -> list[Choice]:
    """Return the settings to look at again by the end of a day's month, as many as the month's plan has."""
    end = next_month(day)
    due = [one for one in chosen if one.review_on is not None and one.review_on < end]
    known = [one for one in due if home.guidance.find_setting(one.guide_id, one.setting_id) is not None]
    return sorted(known, key=_review)[:MOST_RECHECKS]


def _review(choice: Choice) -> tuple[bool, date, int]:
    return (not choice.changed_since, choice.review_on or date.max, choice.id)


def _has_birthday(child: Child, day: date) -> bool:
    return child.born.month == day.month and 0 < day.year - child.born.year <= _OLDEST_BIRTHDAY


def _rule(one: Planned) -> Rule:
    slot, first = one.plan.slot, one.coming.come or one.coming.ahead[0]
    nth, weekday, day = 1, 6, 1
    if isinstance(slot.day, ByDay):
        kind, day = "day", slot.day.day
    else:
        kind, nth, weekday = "weekday", slot.day.nth, slot.day.weekday
    return Rule(one.plan.whose, kind, nth, weekday, day, slot.window[0], slot.window[1], first.date())


def _talked_on(home: Household, everyone: Sequence[Child]) -> dict[int, dict[Month, date]]:
    """Return each child's months with a talk, each with its first day of talking: that is when it was done."""
    days: dict[int, dict[Month, date]] = {child.id: {} for child in everyone}
    for had in talks.had(home.store):
        if is_with_child(home.guidance, had.topic_id):
            months, month = days[had.child_id], (had.talked_on.year, had.talked_on.month)
            months[month] = min(months.get(month, had.talked_on), had.talked_on)
    return days
