"""The reminder check: is the monthly check-in due, and may we say so now? Run by the system, app closed.

It reads ``reminders.json`` and ``reminder-log.json`` and nothing else: no database, no keychain, no Qt; and it
imports little, since it runs many times a day and mostly finds nothing to do (measured by ``make bench``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.services.reminder_files import CheckLog, DueList, keep_aside, load_dues, load_log, save_log
from kitchentable.system.clock import Clock
from kitchentable.system.paths import Paths

if TYPE_CHECKING:
    from kitchentable.system.notify import Notifier

MOST_NOTICES = 2
AGAIN_AFTER = timedelta(days=7)
DAY_BEGINS = time(8, 0)
EVENING_ENDS = time(21, 30)
WAITS_FOR_ITS_HOUR = timedelta(days=3)
WAIT_FOR_CLICK_SECONDS = 15 * 60.0

OFF = "off"
NOT_DUE = "not-due"
NOT_NOW = "not-now"
TOLD = "told-already"
WOULD_SHOW = "would-show"
SHOWN = "shown"
OPENED = "opened"
UNAVAILABLE = "unavailable"
DAMAGED = "damaged"


class CheckResult(NamedTuple):
    """What the check found and did; ``words`` is one plain sentence, ``due`` the slot it is about."""

    outcome: str
    words: str
    due: datetime | None = None


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
            found, log = _tell(found, _Telling(paths, log, now, notifier, open_app, wait_seconds))
    if not dry_run:
        why = found.words if found.outcome in {DAMAGED, UNAVAILABLE} else ""
        save_log(paths.reminder_log, log._replace(last_check=now, outcome=found.outcome, why=why))
    return found


def judge(dues: DueList, log: CheckLog, now: datetime) -> CheckResult:
    """Say what is to be done at ``now`` (aware), by the rules alone.

    One notice for the latest due, one more a week later, then silence (peers.md §3 rules 4 and 18); never at night
    (rule 6).
    """
    if not dues.enabled:
        return CheckResult(OFF, "Reminders are off.")
    due = dues.latest(now)
    if due is None:
        return CheckResult(NOT_DUE, _when_next(dues, now))
    told = log.shown_for(month_of(due))
    if len(told) >= MOST_NOTICES or (told and now - told[-1] < AGAIN_AFTER):
        return CheckResult(TOLD, f"The check-in of {due:%B} is due, and was mentioned already.", due)
    if not _is_good_hour(due, now):
        return CheckResult(NOT_NOW, "A check-in is due, but this is not a time of day to say so.", due)
    return CheckResult(WOULD_SHOW, dues.words, due)


def month_of(due: datetime) -> str:
    """Return the month a due belongs to: "2026-11". Moving the day within a month asks nobody twice."""
    return f"{due:%Y-%m}"


class _Telling(NamedTuple):
    """What is needed to show a notice."""

    paths: Paths
    log: CheckLog
    now: datetime
    notifier: Callable[[], Notifier]
    open_app: Callable[[], None]
    wait_seconds: float


def _tell(found: CheckResult, telling: _Telling) -> tuple[CheckResult, CheckLog]:
    """Show the notice. It is written down first: a check that is cut short, or can't write, must not nag."""
    from kitchentable.system.notify import Notice, Outcome  # noqa: PLC0415 - only when something is due

    due = found.due or telling.now
    told = telling.log._replace(
        last_check=telling.now, outcome=SHOWN, shown=(*telling.log.shown, (month_of(due), telling.now))
    )
    try:
        save_log(telling.paths.reminder_log, told)
    except CannotWrite as trouble:
        return CheckResult(UNAVAILABLE, trouble.message, due), telling.log
    title, _, body = found.words.partition(": ")
    answer = telling.notifier().show(
        Notice(title, f"{body[:1].upper()}{body[1:]}." if body else ""), wait_seconds=telling.wait_seconds
    )
    if answer.outcome is Outcome.UNAVAILABLE:
        return CheckResult(UNAVAILABLE, answer.why, due), telling.log
    if not answer.was_clicked:
        return CheckResult(SHOWN, "The check-in is due; a notification was shown.", due), told
    try:
        telling.open_app()
    except OSError:
        return CheckResult(
            UNAVAILABLE, "The notification was clicked, but Kitchen Table could not be opened.", due
        ), told
    return CheckResult(OPENED, "The check-in is due; the notification was clicked.", due), told


def _log(paths: Paths, *, dry_run: bool) -> CheckLog:
    try:
        return load_log(paths.reminder_log)
    except ReminderTrouble:
        if not dry_run:
            keep_aside(paths.reminder_log)
        return CheckLog()


def _is_good_hour(due: datetime, now: datetime) -> bool:
    """From the family's own hour until the evening ends; a due waited for in vain for days may come by day as well."""
    begins = max(due.time(), DAY_BEGINS) if now - due < WAITS_FOR_ITS_HOUR else DAY_BEGINS
    ends = max(EVENING_ENDS, (min(due, due.replace(hour=22, minute=59)) + timedelta(hours=1)).time())
    return begins <= now.time() <= ends


def _when_next(dues: DueList, now: datetime) -> str:
    due = dues.upcoming(now)
    return "Nothing is due." if due is None else f"Nothing is due. The next check-in is on {due.day} {due:%B %Y}."
