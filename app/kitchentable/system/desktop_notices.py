"""Notifications through desktop-notifier: D-Bus on Linux, the system's own centre on Windows and macOS."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterator

from kitchentable.system.notify import Notice, Outcome, Shown
from kitchentable.system.paths import APP_ID

APP_TITLE = "Kitchen Table"
_SENDING_SECONDS = 20.0
_UNAVAILABLE = "This computer did not take the notification."
_NOT_ALLOWED = (
    "Notifications from Kitchen Table are not allowed on this computer: please allow them in its settings, under "
    "Notifications."
)
_NOWHERE = (
    "This system shows no notifications from this copy of Kitchen Table: on a Mac it must be the app in your "
    "Applications folder. What is due is shown each time you open it."
)
_SLOW = "This computer’s notifications did not answer in time."


class DesktopNotifier:
    """The notifications of this desktop. Nothing is imported or asked before the first notice."""

    def __init__(self, *, sending_seconds: float = _SENDING_SECONDS) -> None:
        """Remember how long the desktop may take to accept a notice."""
        self._sending_seconds = sending_seconds

    def show(self, notice: Notice, *, wait_seconds: float) -> Shown:
        """Show a notice and wait up to ``wait_seconds`` for a click; 0 does not wait.

        Blocks the calling thread, so the window calls it on its worker. Every failure of the desktop comes back
        as ``unavailable``; which failures there are differs by desktop, so all are meant (peers.md §3 rule 16).
        """
        with _library_warnings() as faults:
            try:
                return asyncio.run(_show(notice, wait_seconds, self._sending_seconds))
            except TimeoutError:
                return Shown(Outcome.UNAVAILABLE, _SLOW)
            except _Unavailable as known:
                return Shown(Outcome.UNAVAILABLE, str(known) or _reason(faults))
            except Exception as error:  # noqa: BLE001 - a notice is a courtesy; the reason is kept for the log
                return Shown(Outcome.UNAVAILABLE, _reason([error]))


class _Unavailable(Exception):
    """Nothing was sent; why is its text, or else in what the library has logged."""


async def _show(notice: Notice, wait_seconds: float, sending_seconds: float) -> Shown:
    from desktop_notifier import Button, Icon, Notification  # noqa: PLC0415 - slow, and only when something is due
    from desktop_notifier.backends.dummy import DummyNotificationCenter  # noqa: PLC0415 - the same
    from desktop_notifier.main import get_backend_class  # noqa: PLC0415

    answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

    def settle(outcome: Outcome) -> None:
        if not answer.done():
            answer.set_result(outcome)

    deeds = (
        (notice.button, lambda: settle(Outcome.ACTION)),
        (notice.later, lambda: settle(Outcome.TOMORROW)),
    )
    sent = asyncio.Event()
    message = Notification(
        notice.title,
        notice.body,
        buttons=tuple(Button(label, on_pressed=deed) for label, deed in deeds if label),
        on_dispatched=sent.set,
        on_clicked=lambda: settle(Outcome.CLICKED),
        on_dismissed=lambda: settle(Outcome.SHOWN),
    )
    kind = get_backend_class()
    if kind is DummyNotificationCenter:  # it would say “sent” and show nothing
        raise _Unavailable(_NOWHERE)
    backend = kind(APP_TITLE, Icon(name=APP_ID))
    try:
        async with asyncio.timeout(sending_seconds):
            if not await backend.request_authorisation():
                raise _Unavailable(_NOT_ALLOWED)
            await backend.send(message)
        if not sent.is_set():
            raise _Unavailable
        with contextlib.suppress(TimeoutError):
            if wait_seconds > 0:
                return Shown(await asyncio.wait_for(answer, wait_seconds))
        return Shown(Outcome.SHOWN)
    finally:
        bus = getattr(backend, "bus", None)  # only the D-Bus backend has one
        if bus is not None:
            bus.disconnect()


def _reason(faults: list[BaseException]) -> str:
    """Say what stood in the way by the error's kind alone: its text may hold paths and addresses."""
    return f"{_UNAVAILABLE} ({type(faults[-1]).__name__})" if faults else _UNAVAILABLE


@contextlib.contextmanager
def _library_warnings() -> Iterator[list[BaseException]]:
    """Catch what the library logs instead of raising: a notice that failed is an outcome here, not a log line."""
    faults: list[BaseException] = []

    def keep(record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            faults.append(record.exc_info[1])
        return False

    log = logging.getLogger("desktop_notifier.backends.base")
    log.addFilter(keep)
    try:
        yield faults
    finally:
        log.removeFilter(keep)
