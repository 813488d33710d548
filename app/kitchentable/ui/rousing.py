"""While the app is open: noticing that the computer slept or the day changed, and looking at the due list then.

Two mechanisms, as neither is everywhere (peers.md §3 rule 2): logind says when the computer has woken, and the clock
on the wall is compared once a minute, but only while the window can be seen. Hidden or minimised, we set no timer and
wake nothing; coming back is when we look.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import Trouble
from kitchentable.system.away import Away
from kitchentable.system.paths import Paths
from kitchentable.system.settling import SETTLE_SECONDS, settle
from kitchentable.ui.due_list import refresh_due
from kitchentable.ui.outside import Outside
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.window import MainWindow

log = logging.getLogger(__name__)

LOOKS_EVERY = timedelta(minutes=1)
SLEPT_AFTER = timedelta(minutes=3)
"""A gap between two looks that is longer was a sleep, or a clock that was set."""


class Rousing(QObject):
    """Brings what is shown up to date after a sleep or a new day, and has the check speak once all has settled."""

    _woken = Signal()
    _clicked = Signal()

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        paths: Paths,
        outside: Outside,
        *,
        settle_seconds: float = SETTLE_SECONDS,
    ) -> None:
        """Watch the window; listen to the system once the records are open, as it is slow to look up."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._paths = paths
        self._outside = outside
        self._settle_seconds = settle_seconds
        self._away: Away | None = None
        self._seen = outside.clock.now()
        self._closing = threading.Event()
        self._check: threading.Thread | None = None
        self._minute = QTimer(self)
        self._minute.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._minute.setInterval(LOOKS_EVERY // timedelta(milliseconds=1))
        self._minute.timeout.connect(self.look)
        self._woken.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        self._clicked.connect(window.come_forward, Qt.ConnectionType.QueuedConnection)
        session.settled.connect(self._listen)
        window.installEventFilter(self)
        self._set()

    @property
    def looks(self) -> bool:
        """Tell whether the clock is being compared now."""
        return self._minute.isActive()

    def close(self) -> None:
        """Listen, look and wait no more; doing it twice does no harm."""
        self._closing.set()
        self._window.removeEventFilter(self)  # a window taken down at exit would call into what is gone
        self._minute.stop()
        if self._away is not None:
            self._away.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look while the window can be seen, and at once when it comes back."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange}:
            self._set()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Compare the clock on the wall with the last look."""
        now, seen = self._outside.clock.now(), self._seen
        self._seen = now
        if not timedelta(0) <= now - seen <= SLEPT_AFTER:
            self._wake()
        elif now.date() != seen.date():
            self._freshen()

    def _set(self) -> None:
        seen = self._window.isVisible() and not self._window.isMinimized() and not self._closing.is_set()
        if not seen:
            self._minute.stop()
        elif not self._minute.isActive():
            self._minute.start()
            self._come_back()

    def _come_back(self) -> None:
        """Show what is true now after being out of sight: that is no sleep, and nobody needs a notice of it."""
        seen, self._seen = self._seen, self._outside.clock.now()
        if not timedelta(0) <= self._seen - seen <= SLEPT_AFTER:
            self._freshen()

    def _listen(self) -> None:
        if self._away is None and not self._closing.is_set():
            self._away = self._outside.away()
            self._away.listen(_pass, self._woken.emit)

    def _wake(self) -> None:
        self._seen = self._outside.clock.now()
        self._freshen()
        if self._check is None or not self._check.is_alive():
            work = _Check(self, self._paths, self._outside, self._closing, self._settle_seconds)
            self._check = threading.Thread(target=work, name="reminder-check", daemon=True)
            self._check.start()

    def _freshen(self) -> None:
        """Write the due list anew and have every screen that tells of dates read again."""
        if self._session.state is SessionState.OPEN:
            self._session.write(refresh_due, self._fresh)

    def _fresh(self, change: Change) -> None:
        if not change.touches(Touched.REMINDERS):
            self._session.changed.emit(Change.of(Touched.REMINDERS))

    def click(self) -> None:
        """Bring the window forward; callable from any thread."""
        self._clicked.emit()


class _Closing(Exception):
    """The app is being closed while the check still waits."""


class _Check:
    """The reminder check on a thread of its own: a notice waits for its click for minutes."""

    def __init__(
        self, rousing: Rousing, paths: Paths, outside: Outside, closing: threading.Event, settle_seconds: float
    ) -> None:
        self._rousing = rousing
        self._paths = paths
        self._outside = outside
        self._closing = closing
        self._seconds = settle_seconds

    def __call__(self) -> None:
        from kitchentable.services.settled_check import settled_check  # noqa: PLC0415 - only after a sleep

        try:
            found = settled_check(
                paths=self._paths,
                clock=self._outside.clock,
                notifier=self._outside.notifier,
                open_app=self._open,
                settle=self._settle,
            )
        except _Closing:
            return
        except Trouble as trouble:  # the page says what the check could not do; here nobody waits for an answer
            log.info("the reminder check could not be written down: %s", type(trouble).__name__)
            return
        log.info("the reminder check after waking: %s", found.outcome)

    def _settle(self) -> None:
        settle(seconds=self._seconds, wait=self._closing.wait)
        if self._closing.is_set():
            raise _Closing

    def _open(self) -> None:
        if isValid(self._rousing):
            self._rousing.click()


def _pass() -> None:
    """Leave going away to others: here only coming back counts."""
