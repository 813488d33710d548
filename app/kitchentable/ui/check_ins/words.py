"""What is said of check-ins: moments, hours, where each stands, and what became of each month."""

from __future__ import annotations

from datetime import date, datetime

from kitchentable.domain.check_ins import PutOff
from kitchentable.domain.recurrence import MonthlySlot
from kitchentable.services.check_ins import CheckIn, CheckInLine
from kitchentable.services.reminder_history import MonthStory, Story
from kitchentable.ui.wording import day_words

ANSWERS = {PutOff.TOMORROW: "Tomorrow", PutOff.WEEKEND: "This weekend", PutOff.NEXT_WEEK: "Next week"}

_STORIES = {
    Story.DONE: "you had talked already.",
    Story.SKIPPED: "you left it out.",
    Story.PAUSED: "reminders were paused.",
    Story.OFF: "reminders were off.",
    Story.MOVED: "you chose another day.",
    Story.PUT_OFF: "you put it off.",
    Story.OUTSIDE_HOURS: "your computer was on, but not in your hours. Longer hours help.",
    Story.NOT_LOOKED: "no notice is on record. Your computer was off, or not set up yet.",
}


def long_day(day: date, today: date) -> str:
    """Say a day: "today", "Sunday 6 December", with the year where it is another."""
    if day == today:
        return "today"
    words = f"{day:%A} {day.day} {day:%B}"
    return words if day.year == today.year else f"{words} {day.year}"


def moment_words(moment: datetime, now: datetime) -> str:
    """Say a moment: "today, 18:00", "Sunday 6 December, 18:00", with the year where it is another."""
    local = moment.astimezone(now.tzinfo)
    return f"{long_day(local.date(), now.date())}, {local:%H:%M}"


def slot_words(slot: MonthlySlot) -> str:
    """Say a slot with its hours: "first Sunday, 18:00 to 21:30"."""
    begins, ends = slot.window
    return f"{slot.day.words}, {begins:%H:%M} to {ends:%H:%M}"


def whose_words(line: CheckInLine, *, alone: bool) -> str:
    """Say whose a check-in is; ``alone``: nobody has a day of their own."""
    return line.who or ("Your family" if alone else "The others")


def line_words(line: CheckInLine, now: datetime) -> str:
    """Say where a check-in stands: last done, was due, next."""
    parts = ["Not done yet." if line.last_done is None else f"Last done on {day_words(line.last_done)}."]
    if line.was_due is not None:
        parts.append(f"Due since {moment_words(line.was_due, now)}.")
    if line.next_due is not None:
        parts.append(f"Next: {moment_words(line.next_due, now)}.")
    return " ".join(parts)


def put_off_words(check_in: CheckIn, now: datetime) -> str:
    """Say until when it was put off, or nothing."""
    return "" if check_in.put_off is None else f"You put it off. We ask again {moment_words(check_in.put_off, now)}."


def paused_words(check_in: CheckIn) -> str:
    """Say until when reminders are paused, or nothing."""
    return "" if check_in.paused_until is None else f"Paused until {day_words(check_in.paused_until)}."


def story_words(story: MonthStory) -> str:
    """Say what became of a month: "December 2026: a notice came on 6 December 2026."."""
    who = f", {story.who}" if story.who else ""
    lead = f"{story.month:%B %Y}{who}: "
    if story.story is Story.TOLD:
        return lead + ("a notice came." if story.on is None else f"a notice came on {day_words(story.on)}.")
    if story.story is Story.NOT_SHOWN:
        return lead + f"the notice could not be shown. {story.why}".strip()
    return lead + _STORIES[story.story]
