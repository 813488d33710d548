"""The reminder check as the system starts it: it speaks once the computer has settled, and one at a time.

Mostly nothing is due; then neither is waited for, and the check is as light as the bare one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kitchentable.services.reminder_check import TOLD, WAIT_FOR_CLICK_SECONDS, WOULD_SHOW, CheckResult, check
from kitchentable.system.clock import Clock
from kitchentable.system.paths import Paths

if TYPE_CHECKING:
    from kitchentable.system.notify import Notifier


def settled_check(
    *,
    paths: Paths,
    clock: Clock,
    notifier: Callable[[], Notifier],
    open_app: Callable[[], None],
    settle: Callable[[], None],
    wait_seconds: float = WAIT_FOR_CLICK_SECONDS,
) -> CheckResult:
    """Look; where there is something to say, ``settle`` and look again before saying it (peers.md §3 rules 4 and 6).

    The hour is judged after the wait: a laptop closed in it may wake at night. Of several checks at once, say one by
    the timer and one by the open window, one speaks and the others do nothing. Raises what ``check`` raises.
    """
    if check(paths=paths, clock=clock, notifier=notifier, open_app=open_app, dry_run=True).outcome == WOULD_SHOW:
        settle()
        from kitchentable.system.one_at_a_time import alone  # noqa: PLC0415 - only when something is due

        with alone(paths.reminder_lock) as ours:
            if not ours:
                return CheckResult(TOLD, "A check-in is due, and is just being mentioned.")
            return check(paths=paths, clock=clock, notifier=notifier, open_app=open_app, wait_seconds=wait_seconds)
    return check(paths=paths, clock=clock, notifier=notifier, open_app=open_app)
