"""The monthly reminder, as the family sets it: the day and time, on or off, and what the system really does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import ReminderTrouble
from kitchentable.domain.month import is_with_child
from kitchentable.domain.recurrence import ByDay, ByWeekday, MonthlySlot
from kitchentable.services.household import Household
from kitchentable.services.reminder_check import DAMAGED, UNAVAILABLE, CheckResult, check
from kitchentable.services.reminder_files import CheckLog, DueList, keep_aside, load_dues, load_log, save_dues
from kitchentable.store import children, talks
from kitchentable.store import reminders as kept_reminders
from kitchentable.store.reminders import KeptReminder
from kitchentable.system.notify import Notice, Notifier, Shown
from kitchentable.system.schedule import Scheduler, Wake, WakeState

__all__ = [
    "CheckIn",
    "CheckResult",
    "ReminderView",
    "check",
    "check_in",
    "mend",
    "refresh_due",
    "reminder_view",
    "send_test",
    "set_slot",
    "turn_off",
    "turn_on",
]

MONTHS_AHEAD = 24
TEST_NOTICE = Notice("Kitchen Table", "This is what a reminder looks like.", later="")
_TEST_STAYS_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class ReminderView:
    """The reminders page: what the family set, what the system says now, and what the check last did.

    ``was_due`` is a check-in whose time has come and that is not done yet, with notices or without (peers.md §3
    rule 5); ``trouble`` is one sentence where the last check went wrong, else empty.
    """

    slot: MonthlySlot
    on: bool
    wake: WakeState
    next_due: datetime | None
    was_due: datetime | None
    last_check: datetime | None
    last_notice: datetime | None
    trouble: str


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the month page says of reminders: whether they are on, and since when a check-in has been due."""

    on: bool
    was_due: datetime | None


def reminder_view(home: Household, *, scheduler: Scheduler) -> ReminderView:
    """Return the page's values; the wake state is read back from the system each time (peers.md §3 rule 11)."""
    kept, log = _kept(home), _log(home)
    now = home.clock.now()
    dues = _dues(home, kept)
    return ReminderView(
        slot=_slot(kept),
        on=kept.on,
        wake=scheduler.state(),
        next_due=dues.upcoming(now) if kept.on else None,
        was_due=dues.latest(now) if kept.on else None,
        last_check=log.last_check,
        last_notice=max((moment for _, moment in log.shown), default=None),
        trouble=log.why if log.outcome in {DAMAGED, UNAVAILABLE} else "",
    )


def check_in(home: Household) -> CheckIn:
    """Return whether reminders are on and what is due, from the records alone: the system is not asked."""
    kept = _kept(home)
    return CheckIn(kept.on, _dues(home, kept).latest(home.clock.now()) if kept.on else None)


def set_slot(home: Household, *, slot: MonthlySlot) -> Change:
    """Move the check-in to another day or time; the first due is the next one after now."""
    kept = _kept(home)
    if isinstance(slot.day, ByDay):
        moved = replace(kept, kind="day", day=slot.day.day, at=slot.at)
    else:
        moved = replace(kept, kind="weekday", nth=slot.day.nth, weekday=slot.day.weekday, at=slot.at)
    return _keep(home, replace(moved, since=home.clock.now()))


def turn_on(home: Household, *, scheduler: Scheduler, command: tuple[str, ...]) -> Change:
    """Have the system start ``command`` (``program.reminder_command``) now and then.

    Raises ReminderTrouble or CannotWrite where the system would not; reminders are then as they were. Turning on
    what is on mends it and moves no due.
    """
    scheduler.enable(command)
    kept = _kept(home)
    return _keep(home, kept if kept.on else replace(kept, on=True, since=home.clock.now()))


def turn_off(home: Household, *, scheduler: Scheduler) -> Change:
    """Stop. The due list says so first: even an entry the system would not remove then shows nothing."""
    change = _keep(home, replace(_kept(home), on=False))
    scheduler.disable()
    return change


def mend(home: Household, *, scheduler: Scheduler, command: tuple[str, ...]) -> bool:
    """At each start: set a reminder up again that is on but broken, say after the program has moved.

    Returns whether anything was mended. An entry the parent switched off in the system's settings stays off.
    """
    if not _kept(home).on or scheduler.state().wake is not Wake.BROKEN:
        return False
    scheduler.enable(command)
    return True


def refresh_due(home: Household) -> Change:
    """Write the due list anew: after a talk, after a change of the slot, and at each start.

    A damaged list is kept aside first. A list that is right already is not written again.
    """
    dues = _dues(home, _kept(home))
    path = home.paths.reminders
    try:
        if load_dues(path) == dues:
            return Change()
    except ReminderTrouble:
        keep_aside(path)
    save_dues(path, dues)
    return Change.of(Touched.REMINDERS)


def send_test(*, notifier: Notifier, stays_seconds: float = _TEST_STAYS_SECONDS) -> Shown:
    """Show one notification now. Blocks ``stays_seconds``: some desktops take a notice away when its sender leaves."""
    return notifier.show(TEST_NOTICE, wait_seconds=stays_seconds)


def _kept(home: Household) -> KeptReminder:
    return kept_reminders.get(home.store)


def _slot(kept: KeptReminder) -> MonthlySlot:
    return MonthlySlot(ByDay(kept.day) if kept.kind == "day" else ByWeekday(kept.nth, kept.weekday), kept.at)


def _keep(home: Household, kept: KeptReminder) -> Change:
    with home.store.transaction():
        kept_reminders.put(home.store, kept)
    refresh_due(home)
    return Change.of(Touched.REMINDERS)


def _dues(home: Household, kept: KeptReminder) -> DueList:
    """Return the dues: the one whose time has come and that is not done, and those of the coming months.

    A month in which every child was talked with is done: it has no due, and none before it counts any more.
    """
    now = home.clock.now()
    done = _months_done(home)
    come: datetime | None = None
    ahead: list[datetime] = []
    for slot in _slot(kept).after(kept.since or now, home.clock.zone()):
        if (slot.year, slot.month) in done:
            come = None
        elif slot <= now:
            come = slot
        else:
            ahead.append(slot)
        if len(ahead) == MONTHS_AHEAD:
            break
    dues = ahead if come is None else [come, *ahead]
    return DueList(enabled=kept.on, dues=tuple(due.replace(tzinfo=None) for due in dues))


def _months_done(home: Household) -> frozenset[tuple[int, int]]:
    """Return the months in which a talk was had with every child."""
    each: dict[int, set[tuple[int, int]]] = {child.id: set() for child in children.all_children(home.store)}
    for had in talks.had(home.store):
        if is_with_child(home.guidance, had.topic_id):
            each[had.child_id].add((had.talked_on.year, had.talked_on.month))
    return frozenset(set.intersection(*each.values())) if each else frozenset()


def _log(home: Household) -> CheckLog:
    try:
        return load_log(home.paths.reminder_log)
    except ReminderTrouble:
        return CheckLog()  # the check itself keeps the damaged file aside
