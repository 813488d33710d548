"""What the reminders section says: the real state in one sentence, and what to do where it is broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kitchentable.services.reminders import ReminderView
from kitchentable.system.schedule import Wake


@dataclass(frozen=True, slots=True)
class ReminderSaid:
    """``tone`` is ok, plain or amber. ``deed`` names the button, ``turns_on`` tells what it does."""

    tone: str
    icon: str
    title: str
    below: str
    deed: str
    turns_on: bool


def reminder_said(view: ReminderView, now: datetime) -> ReminderSaid:
    """Return what to say of a state: what the family asked for, held against what the system says."""
    below = " ".join(part for part in (view.wake.words, _last(view, now), _due(view, now), view.trouble) if part)
    if view.wake.wake is Wake.BROKEN:
        return ReminderSaid("amber", "triangle-alert", "Reminders need a look", below, "Mend reminders", turns_on=True)
    if not view.on:
        return ReminderSaid("plain", "bell-off", "Reminders are off", _off(view), "Turn reminders on", turns_on=True)
    if view.wake.wake is Wake.OFF:
        title = "You want reminders, but your computer has them switched off"
        return ReminderSaid("amber", "triangle-alert", title, below, "Mend reminders", turns_on=True)
    coming = "" if view.next_due is None else f" Next: {moment_words(view.next_due, now)}"
    return ReminderSaid("ok", "bell-ring", f"Reminders are on.{coming}", below, "Turn reminders off", turns_on=False)


def moment_words(moment: datetime, now: datetime) -> str:
    """Say a moment: "today, 18:00", "Sunday 6 December, 18:00", with the year where it is another."""
    local = moment.astimezone(now.tzinfo)
    return f"{_day(local.date(), now.date())}, {local:%H:%M}"


def _day(day: date, today: date) -> str:
    if day == today:
        return "today"
    words = f"{day:%A} {day.day} {day:%B}"
    return words if day.year == today.year else f"{words} {day.year}"


def _last(view: ReminderView, now: datetime) -> str:
    if view.last_check is None:
        return "It has not looked yet."
    return f"It last looked {moment_words(view.last_check, now)}."


def _due(view: ReminderView, now: datetime) -> str:
    if view.was_due is None:
        return ""
    return f"A check-in has been due since {moment_words(view.was_due, now)}."


def _off(view: ReminderView) -> str:
    return f"Kitchen Table will not remind you. Turned on, it would remind you on the {view.slot.words}."
