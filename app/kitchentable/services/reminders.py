"""The monthly reminder, as the family sets it: the day and time, on or off, and what the system really does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import ReminderTrouble
from kitchentable.domain.family import Child
from kitchentable.domain.recurrence import ByDay, ByWeekday, MonthlySlot, check_window
from kitchentable.services import calendar_file, check_ins
from kitchentable.services.check_ins import CheckIn
from kitchentable.services.household import Household
from kitchentable.services.reminder_check import DAMAGED, UNAVAILABLE, CheckResult, check
from kitchentable.services.reminder_files import CheckLog, DueList, keep_aside, load_dues, load_log, save_dues
from kitchentable.services.reminder_history import MonthStory, stories
from kitchentable.store import check_ins as kept_check_ins
from kitchentable.store import children
from kitchentable.store import reminders as kept_reminders
from kitchentable.store.check_ins import KeptCheckIns, Switch
from kitchentable.store.reminders import KeptReminder
from kitchentable.system.notify import Notice, Notifier, Shown
from kitchentable.system.schedule import Scheduler, Wake, WakeState

__all__ = [
    "CheckIn",
    "CheckResult",
    "ReminderView",
    "check",
    "check_in",
    "keep_check_ins",
    "mend",
    "refresh_due",
    "reminder_view",
    "save_to_calendar",
    "send_test",
    "set_slot",
    "turn_off",
    "turn_on",
]

TEST_NOTICE = Notice("Kitchen Table", "This is what a reminder looks like.", later="")
_TEST_STAYS_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class ReminderView:
    """The reminders page: what the family set, what the system says now, and what the check last did.

    ``was_due`` is a check-in whose time has come and that is not done yet, with notices or without (peers.md §3
    rule 5); ``trouble`` is one sentence where the last check went wrong, else empty. ``stories`` say of each month gone
    by whether a notice came, or why not, newest first.
    """

    slot: MonthlySlot
    on: bool
    wake: WakeState
    next_due: datetime | None
    was_due: datetime | None
    last_check: datetime | None
    last_notice: datetime | None
    trouble: str
    check_in: CheckIn
    stories: tuple[MonthStory, ...]
    calendar: calendar_file.CalendarState | None
    children: tuple[Child, ...]


def reminder_view(home: Household, *, scheduler: Scheduler) -> ReminderView:
    """Return the page's values; the wake state is read back from the system each time (peers.md §3 rule 11)."""
    kept, more, log = _kept(home), kept_check_ins.get(home.store), _log(home)
    now = home.clock.now()
    told = check_in(home)
    return ReminderView(
        slot=_whole_slot(kept, more),
        on=kept.on,
        wake=scheduler.state(),
        next_due=min((line.next_due for line in told.lines if line.next_due is not None), default=None),
        was_due=told.was_due,
        last_check=log.last_check,
        last_notice=max((moment for _, moment in log.shown), default=None),
        trouble=log.why if log.outcome in {DAMAGED, UNAVAILABLE} else "",
        check_in=told,
        stories=stories(_planned(home, kept, more), more, log, now, on=kept.on),
        calendar=calendar_file.state_of(more.calendar),
        children=children.all_children(home.store),
    )


def check_in(home: Household) -> CheckIn:
    """Return whether reminders are on and what is due, from the records alone: the system is not asked."""
    kept, more = _kept(home), kept_check_ins.get(home.store)
    plans = _planned(home, kept, more)
    put_off = check_ins.still_put_off(_listed(home), plans, home.clock.now())
    return check_ins.check_in_of(home, more, plans, put_off, on=kept.on)


def save_to_calendar(home: Household, *, path: Path) -> Change:
    """Write the check-ins to a calendar file and keep it up to date; CannotWrite, BadInput where that can't be."""
    refresh_due(home)
    return calendar_file.save_calendar(home, _dues(home, _kept(home)), path)


def set_slot(home: Household, *, slot: MonthlySlot) -> Change:
    """Move the check-in; another day is first due when it next comes, other hours hold at once.

    BadInput for hours at night, or too short for the computer to look in.
    """
    check_window(slot)
    kept, more = _kept(home), kept_check_ins.get(home.store)
    same_day = kept.since is not None and _slot(kept).day == slot.day
    if isinstance(slot.day, ByDay):
        moved = replace(kept, kind="day", day=slot.day.day, at=slot.at)
    else:
        moved = replace(kept, kind="weekday", nth=slot.day.nth, weekday=slot.day.weekday, at=slot.at)
    more = replace(more, until=slot.until)
    return _keep(home, moved if same_day else replace(moved, since=home.clock.now()), more)


def keep_check_ins(home: Household, more: KeptCheckIns) -> Change:
    """Keep what a family set beyond the day itself, and write the due list anew."""
    return _keep(home, _kept(home), more)


def turn_on(home: Household, *, scheduler: Scheduler, command: tuple[str, ...]) -> Change:
    """Have the system start ``command`` (``program.reminder_command``) now and then.

    Raises ReminderTrouble or CannotWrite where the system would not; reminders are then as they were. Turning on
    what is on mends it and moves no due.
    """
    scheduler.enable(command)
    kept = _kept(home)
    if kept.on:
        return _keep(home, kept)
    return _keep(home, replace(kept, on=True, since=home.clock.now()), _switched(home, on=True))


def turn_off(home: Household, *, scheduler: Scheduler) -> Change:
    """Stop. The due list says so first: even an entry the system would not remove then shows nothing."""
    kept = _kept(home)
    more = _switched(home, on=False) if kept.on else None
    change = _keep(home, replace(kept, on=False), more)
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

    A damaged list is kept aside first. A list that is right already is not written again. The calendar file that the
    family keeps is brought up to date as well; where that fails, the list says so.
    """
    if not kept_check_ins.get(home.store).mark:
        with home.store.transaction():
            kept_check_ins.put(home.store, kept_check_ins.get(home.store))
    dues = _dues(home, _kept(home))
    calendar_file.keep_up(home, dues)
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


def _keep(home: Household, kept: KeptReminder, more: KeptCheckIns | None = None) -> Change:
    with home.store.transaction():
        kept_reminders.put(home.store, kept)
        if more is not None:
            kept_check_ins.put(home.store, more)
    refresh_due(home)
    return Change.of(Touched.REMINDERS)


def _dues(home: Household, kept: KeptReminder) -> DueList:
    """Return the due list from the records, with what was put off meanwhile, maybe while they were locked."""
    more = kept_check_ins.get(home.store)
    plans = _planned(home, kept, more)
    put_off = check_ins.still_put_off(_listed(home), plans, home.clock.now())
    return check_ins.due_list(home, more, plans, on=kept.on)._replace(put_off=put_off)


def _listed(home: Household) -> DueList | None:
    """Return the due list as it is on disk; None where there is none, or none that can be read."""
    try:
        return load_dues(home.paths.reminders)
    except ReminderTrouble:
        return None


def _planned(home: Household, kept: KeptReminder, more: KeptCheckIns) -> tuple[check_ins.Planned, ...]:
    return check_ins.planned(home, more, _whole_slot(kept, more), kept.since)


def _whole_slot(kept: KeptReminder, more: KeptCheckIns) -> MonthlySlot:
    return msgspec.structs.replace(_slot(kept), until=more.until)


def _switched(home: Household, *, on: bool) -> KeptCheckIns:
    more = kept_check_ins.get(home.store)
    return replace(more, switches=(*more.switches, Switch(home.clock.now(), on)))


def _log(home: Household) -> CheckLog:
    try:
        return load_log(home.paths.reminder_log)
    except ReminderTrouble:
        return CheckLog()  # the check itself keeps the damaged file aside
