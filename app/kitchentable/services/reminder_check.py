"""The reminder check: is the monthly check-in due, and may we say so now? Run by the system, app closed.

It reads ``reminders.json`` and ``reminder-log.json`` and nothing else: no database, no keychain, no Qt; and it
imports little, since it runs many times a day and mostly finds nothing to do (measured by ``make bench``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.services.reminder_files import (
    CheckLog,
    Due,
    DueList,
    in_zone,
    keep_aside,
    key_of,
    load_dues,
    load_log,
    save_dues,
    save_log,
)
from kitchentable.system.clock import Clock
from kitchentable.system.paths import Paths

if TYPE_CHECKING:
    from kitchentable.system.notify import Notifier

MOST_NOTICES = 2
AGAIN_AFTER = timedelta(days=7)
DAY_BEGINS = time(8, 0)
WAIT_FOR_CLICK_SECONDS = 15 * 60.0

OFF = "off"
PAUSED = "paused"
PUT_OFF = "put-off"
NOT_DUE = "not-due"
NOT_NOW = "not-now"
TOLD = "told-already"
WOULD_SHOW = "would-show"
SHOWN = "shown"
OPENED = "opened"
UNAVAILABLE = "unavailable"
DAMAGED = "damaged"


class CheckResult(NamedTuple):
    """What the check found and did; ``words`` is one plain sentence, ``due`` the latest slot it is about.

    ``keys`` are the dues that had come, by ``key_of``.
    """

    outcome: str
    words: str
    due: datetime | None = None
    keys: tuple[str, ...] = ()


def check(
    *,
    paths: Paths,
    clock: Clock,
    notifier: Callable[[], Notifier],
    open_app: Callable[[], None],
    dry_run: bool = False,
    wait_seconds: float = WAIT_FOR_CLICK_SECONDS,
) -> CheckResult:
    """Look, show at most one notice, write down what happened. Never raises for a notice that failed.

    ``notifier`` makes the notifier, only when it is needed. ``open_app`` starts the app on a click; it may raise
    OSError. A dry run shows and writes nothing. A damaged due list gives ``damaged`` and is left as it is.
    """
    now = clock.now()
    log = _log(paths, dry_run=dry_run)
    try:
        dues = load_dues(paths.reminders)
    except ReminderTrouble as trouble:
        found = CheckResult(DAMAGED, trouble.message)
    else:
        if dues is None:
            return CheckResult(OFF, "Reminders are off.")
        found = judge(dues, log, now)
        if found.outcome == WOULD_SHOW and not dry_run:
            found = _tell(found, log, _Telling(paths, now, notifier, open_app, wait_seconds))
            log = _log(paths, dry_run=False)  # a notice waits for minutes: what was written meanwhile stays
    if not dry_run:
        why = found.words if found.outcome in {DAMAGED, UNAVAILABLE} else ""
        log = log.having_seen(found.keys, found.outcome, why, now)
        save_log(paths.reminder_log, log._replace(last_check=now, outcome=found.outcome, why=why))
    return found


def judge(dues: DueList, log: CheckLog, now: datetime) -> CheckResult:
    """Say what is to be done at ``now`` (aware), by the rules alone.

    One notice for all that is due, one more a week later, then silence (peers.md §3 rules 4 and 18); only in the
    hours the family chose (rule 6); nothing in a pause (rule 20). What was put off is said once more when its time
    has come (rule 17).
    """
    if not dues.enabled:
        return CheckResult(OFF, "Reminders are off.")
    if dues.paused_until is not None and now.date() < dues.paused_until:
        until = dues.paused_until
        return CheckResult(PAUSED, f"Reminders are paused until {until.day} {until:%B %Y}.")
    come = dues.outstanding(now)
    return _judge_what_has_come(dues, come, log, now) if come else CheckResult(NOT_DUE, _when_next(dues, now))


def _judge_what_has_come(dues: DueList, come: tuple[Due, ...], log: CheckLog, now: datetime) -> CheckResult:
    found = CheckResult("", "", max(due.at for due in come), tuple(key_of(due) for due in come))
    asked_again = None if dues.put_off is None else in_zone(dues.put_off, now.tzinfo)
    if asked_again is not None and now < asked_again:
        words = f"A check-in is due. You asked to be asked again on {asked_again.day} {asked_again:%B}."
        return found._replace(outcome=PUT_OFF, words=words)
    waiting = [due for due in come if _is_to_be_said(log.shown_for(key_of(due)), asked_again, now)]
    if not waiting:
        words = f"The check-in of {found.due:%B} is due, and was mentioned already."
        return found._replace(outcome=TOLD, words=words)
    if not any(_is_good_hour(due, now) for due in waiting):
        words = "A check-in is due, but this is not a time of day to say so."
        return found._replace(outcome=NOT_NOW, words=words)
    return found._replace(outcome=WOULD_SHOW, words=notice_words(dues, come))


def notice_words(dues: DueList, come: tuple[Due, ...]) -> str:
    """Return what the notice says of the dues that have come: how many things wait, and no name."""
    things = sum(due.things for due in come)
    if not things:
        return dues.words
    return f"{dues.words}, with {things} more {'thing' if things == 1 else 'things'} to look at"


def put_off(paths: Paths, until: datetime) -> None:
    """Ask nothing before ``until`` (wall clock or aware), and then once more, whatever was said before.

    Works while the records are locked. Raises ReminderTrouble where the due list can't be read, CannotWrite where it
    can't be written; where there is none, there is nothing to put off.
    """
    dues = load_dues(paths.reminders)
    if dues is not None:
        save_dues(paths.reminders, dues._replace(put_off=until.replace(tzinfo=None, second=0, microsecond=0)))


def tomorrow(dues: DueList, now: datetime) -> datetime:
    """Return when the notice's *Tomorrow* asks again: the day after, when the earliest hours of what is due begin."""
    begins = min((_begins(due) for due in dues.outstanding(now)), default=DAY_BEGINS)
    return datetime.combine(now.date() + timedelta(days=1), begins)


def _is_to_be_said(told: tuple[datetime, ...], asked_again: datetime | None, now: datetime) -> bool:
    """Tell whether a due may be mentioned: what was said before the parent put it off does not count."""
    counts = [one for one in told if asked_again is None or one >= asked_again]
    return len(counts) < MOST_NOTICES and not (counts and now - counts[-1] < AGAIN_AFTER)


class _Telling(NamedTuple):
    """What is needed to show a notice."""

    paths: Paths
    now: datetime
    notifier: Callable[[], Notifier]
    open_app: Callable[[], None]
    wait_seconds: float


def _tell(found: CheckResult, log: CheckLog, telling: _Telling) -> CheckResult:
    """Show the notice. It is written down first: a check that is cut short, or can't write, must not nag."""
    from kitchentable.system.notify import Notice, Outcome  # noqa: PLC0415 - only when something is due

    said = tuple((key, telling.now) for key in found.keys)
    told = log._replace(last_check=telling.now, outcome=SHOWN, shown=(*log.shown, *said))
    told = told.having_seen(found.keys, SHOWN, "", telling.now)
    try:
        save_log(telling.paths.reminder_log, told)
    except CannotWrite as trouble:
        return found._replace(outcome=UNAVAILABLE, words=trouble.message)
    title, _, body = found.words.partition(": ")
    answer = telling.notifier().show(
        Notice(title, f"{body[:1].upper()}{body[1:]}." if body else ""), wait_seconds=telling.wait_seconds
    )
    if answer.outcome is Outcome.UNAVAILABLE:
        _not_said(telling.paths, said)
        return found._replace(outcome=UNAVAILABLE, words=answer.why)
    if answer.outcome is Outcome.TOMORROW:
        return _put_off_till_tomorrow(found, telling)
    if not answer.was_clicked:
        return found._replace(outcome=SHOWN, words="The check-in is due; a notification was shown.")
    try:
        telling.open_app()
    except OSError:
        words = "The notification was clicked, but Kitchen Table could not be opened."
        return found._replace(outcome=UNAVAILABLE, words=words)
    return found._replace(outcome=OPENED, words="The check-in is due; the notification was clicked.")


def _put_off_till_tomorrow(found: CheckResult, telling: _Telling) -> CheckResult:
    """Put it off; where that can't be kept, say so: the notice then comes again in a week as if nothing was asked."""
    try:
        dues = load_dues(telling.paths.reminders)
        if dues is not None:
            put_off(telling.paths, tomorrow(dues, telling.now))
    except (CannotWrite, ReminderTrouble) as trouble:
        return found._replace(outcome=UNAVAILABLE, words=trouble.message)
    return found._replace(outcome=PUT_OFF, words="The check-in is due; it was put off until tomorrow.")


def _not_said(paths: Paths, said: tuple[tuple[str, datetime], ...]) -> None:
    """Take back what was written down: the notice was never seen, so the next check may try."""
    log = _log(paths, dry_run=False)
    save_log(paths.reminder_log, log._replace(shown=tuple(one for one in log.shown if one not in said)))


def _log(paths: Paths, *, dry_run: bool) -> CheckLog:
    try:
        return load_log(paths.reminder_log)
    except ReminderTrouble:
        if not dry_run:
            keep_aside(paths.reminder_log)
        return CheckLog()


def _is_good_hour(due: Due, now: datetime) -> bool:
    """Tell whether the family's hours for a due are now."""
    return _begins(due) <= now.time() <= due.until


def _begins(due: Due) -> time:
    return max(due.at.time(), DAY_BEGINS)


def _when_next(dues: DueList, now: datetime) -> str:
    due = dues.upcoming(now)
    return "Nothing is due." if due is None else f"Nothing is due. The next check-in is on {due.day} {due:%B %Y}."
