"""What the reminders section says: the real state in one sentence, and what to do where it is broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kitchentable.services.reminders import ReminderView
from kitchentable.system.schedule import Wake
from kitchentable.ui.check_ins.words import moment_words
from kitchentable.ui.wording import day_words


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
    below = _below(view, now)
    if view.wake.wake is Wake.BROKEN:
        return ReminderSaid("amber", "triangle-alert", "Reminders need a look", below, "Mend reminders", turns_on=True)
    if not view.on:
        return ReminderSaid("plain", "bell-off", "Reminders are off", _off(view), "Turn reminders on", turns_on=True)
    if view.wake.wake is Wake.OFF:
        title = "You want reminders, but your computer has them switched off"
        return ReminderSaid("amber", "triangle-alert", title, below, "Mend reminders", turns_on=True)
    if view.check_in.paused_until is not None:
        return ReminderSaid(
            "plain",
            "bell-off",
            f"Reminders are paused until {day_words(view.check_in.paused_until)}",
            below,
            "Turn reminders off",
            turns_on=False,
        )
    coming = "" if view.next_due is None else f" Next: {moment_words(view.next_due, now)}"
    return ReminderSaid("ok", "bell-ring", f"Reminders are on.{coming}", below, "Turn reminders off", turns_on=False)


def _below(view: ReminderView, now: datetime) -> str:
    """Return what stands below the title; where all is well, the title itself has said that they are on."""
    wake = "" if view.wake.wake is Wake.ON and view.on else view.wake.words
    return " ".join(part for part in (wake, _last(view, now), _due(view, now), view.trouble) if part)


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
