"""What a parent can answer to a check-in: later, not this month, not for a while; and a child's own day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.check_ins import PutOff, put_off_days
from kitchentable.domain.errors import BadInput
from kitchentable.domain.recurrence import MonthlySlot, check_window
from kitchentable.services import reminder_check
from kitchentable.services.household import Household
from kitchentable.services.reminder_files import load_dues, save_dues
from kitchentable.services.reminders import check_in, keep_check_ins, refresh_due
from kitchentable.store import check_ins, children
from kitchentable.store.check_ins import OwnSlot, Pause, Skipped

LONGEST_PAUSE = timedelta(days=366)


def put_off(home: Household, *, answer: PutOff) -> Change:
    """Ask again on another day, when the family's hours begin. BadInput for an answer that makes no sense today."""
    day = put_off_days(home.clock.today()).get(answer)
    if day is None:
        raise BadInput("That day has passed. Please choose another.")
    refresh_due(home)  # what is put off has to be on the list
    due = [line for line in check_in(home).lines if line.was_due is not None]
    hours = min((line.slot.window[0] for line in due), default=None)
    if hours is None:
        raise BadInput("Nothing is due just now, so there is nothing to put off.")
    reminder_check.put_off(home.paths, datetime.combine(day, hours))
    return Change.of(Touched.REMINDERS)


def ask_now(home: Household) -> Change:
    """Take back that the check-in was put off."""
    dues = load_dues(home.paths.reminders)
    if dues is not None:
        save_dues(home.paths.reminders, dues._replace(put_off=None))
    return Change.of(Touched.REMINDERS)


def skip_month(home: Household) -> Change:
    """Leave out what waits now, or else this month's check-in that is still to come. The slot stays where it is."""
    today = home.clock.today()
    lines = check_in(home).lines
    skipped = [(line.was_due, line.whose) for line in lines if line.was_due is not None]
    if not skipped:
        ahead = [(line.next_due, line.whose) for line in lines if line.next_due is not None]
        skipped = [(due, whose) for due, whose in ahead if (due.year, due.month) == (today.year, today.month)]
    if not skipped:
        raise BadInput("There is no check-in left this month.")
    kept = check_ins.get(home.store)
    added = tuple(Skipped(due.year, due.month, whose) for due, whose in skipped)
    return keep_check_ins(home, replace(kept, skipped=(*kept.skipped, *added)))


def unskip_month(home: Household, *, month: date) -> Change:
    """Take back that a month was left out; ``month`` is any day of it."""
    kept = check_ins.get(home.store)
    left = tuple(one for one in kept.skipped if (one.year, one.month) != (month.year, month.month))
    return keep_check_ins(home, replace(kept, skipped=left))


def pause(home: Household, *, until: date) -> Change:
    """Ask nothing before a day (at most a year away); what waits now is left out. BadInput for a day that is no use."""
    today = home.clock.today()
    if until <= today:
        raise BadInput("Please choose a day that is still to come.")
    if until - today > LONGEST_PAUSE:
        raise BadInput("Please choose a day within a year. To stop for good, turn reminders off.")
    kept = check_ins.get(home.store)
    ended = tuple(one for one in kept.pauses if one.until <= today)
    running = [one for one in kept.pauses if one.until > today]
    begins = running[0].begins if running else today
    return keep_check_ins(home, replace(kept, pauses=(*ended, Pause(begins, until))))


def go_on(home: Household) -> Change:
    """End the pause today; one that only began today is as if it had never been."""
    today = home.clock.today()
    kept = check_ins.get(home.store)
    cut = tuple(Pause(one.begins, min(one.until, today)) for one in kept.pauses)
    return keep_check_ins(home, replace(kept, pauses=tuple(one for one in cut if one.begins < one.until)))


def set_own_slot(home: Household, *, child_id: int, slot: MonthlySlot | None) -> Change:
    """Give a child a slot of its own, or (None) let it join the family's again; BadInput, NotFound."""
    child = children.child(home.store, child_id)
    kept = check_ins.get(home.store)
    before = {one.child_id: one for one in kept.own}
    own = [one for one in kept.own if one.child_id != child.id]
    if slot is not None:
        check_window(slot)
        old = before.get(child.id)
        since = old.since if old is not None and old.slot.day == slot.day else home.clock.now()
        own.append(OwnSlot(child.id, slot, since))
    return keep_check_ins(home, replace(kept, own=tuple(own)))
