"""Locking by itself: after a while without a key or a mouse, and when the screen locks or the computer sleeps.

One timer, begun again by what the parent does, and no looking at the clock: while nobody does anything the program
sleeps too. Only the window with the keyboard is watched; a filter on the whole program would cost each of its events.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import Trouble
from kitchentable.domain.ways_in import WaysIn, minutes_in_effect
from kitchentable.system.away import Away
from kitchentable.system.paths import Paths
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.session import Session, SessionState

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class AutoLock(QObject):
    """Locks the session when the parent is gone.

    Records made only to look round stay open: nothing would bring them back.
    """

    _gone = Signal()

    def __init__(
        self,
        session: Session,
        kept: KeptPreferences,
        paths: Paths,
        away: Callable[[], Away],
        *,
        minute_ms: int = 60_000,
    ) -> None:
        """Watch nothing before the records are open. ``away`` is slow to look up; tests have shorter minutes."""
        super().__init__(session)
        self._session = session
        self._kept = kept
        self._paths = paths
        self._minute_ms = minute_ms
        self._look_up = away
        self._away: Away | None = None
        self._closed = False
        self._ways: WaysIn | None = None
        self._watched: QWindow | None = None
        self._alarm = QTimer(self)
        self._alarm.setSingleShot(True)
        self._alarm.setTimerType(Qt.TimerType.PreciseTimer)  # a single shot: precision wakes nothing up
        self._alarm.timeout.connect(self._lock)
        self._gone.connect(self._lock, Qt.ConnectionType.QueuedConnection)
        session.state_changed.connect(self._state_changed)
        session.settled.connect(self._begin)
        session.changed.connect(self._changed)
        kept.changed.connect(self._set)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    @property
    def left(self) -> int:
        """How many milliseconds are left until then, or -1 where it is never."""
        return self._alarm.remainingTime()

    def close(self) -> None:
        """Watch and listen no more."""
        self._closed = True
        self._rest()
        if self._away is not None:
            self._away.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the wait again at any sign of life, and let it pass."""
        if event.type() in _SIGNS_OF_LIFE:
            self._alarm.start()
        return super().eventFilter(watched, event)

    def _state_changed(self, state: SessionState) -> None:
        """Listen for going away from the first moment on; how long to wait for a key can be read a little later."""
        if state is not SessionState.OPEN or self._session.for_now:
            self._rest()
        elif self._away is None:
            self._session.run(self._look_up, self._listen)

    def _begin(self) -> None:
        if not self._session.for_now:
            self._session.run(self._ways_in, self._learn, self._can_not_learn)

    def _ways_in(self) -> WaysIn | None:
        from kitchentable.services.slots import ways_in  # noqa: PLC0415 - not before the first screen stands

        return ways_in(self._paths)

    def _listen(self, away: Away) -> None:
        if self._away is None and not self._closed:
            self._away = away
            away.listen(self._gone.emit)

    def _changed(self, change: Change) -> None:
        if change.touches(Touched.KEYS):
            self._session.run(self._ways_in, self._learn, self._can_not_learn)
        elif self._alarm.isActive():
            self._alarm.start()

    def _learn(self, ways: WaysIn | None) -> None:
        self._ways = ways
        self._set()

    def _can_not_learn(self, _trouble: Trouble) -> None:
        """Keep to what was known: the lock page tells of a damaged file of keys when it matters."""
        self._set()

    def _set(self) -> None:
        """Wait as long as the preferences say now, from now on."""
        minutes = minutes_in_effect(self._kept.value.lock_after, self._ways)
        if minutes == 0 or self._session.state is not SessionState.OPEN or self._session.for_now:
            self._rest()
            return
        self._alarm.start(minutes * self._minute_ms)
        self._watch(QGuiApplication.focusWindow())

    def _watch(self, window: QWindow | None) -> None:
        """Watch the window that has the keyboard now; coming to it is a sign of life."""
        self._watch_no_more()
        if window is not None and self._alarm.isActive():
            window.installEventFilter(self)
            self._watched = window
            self._alarm.start()

    def _watch_no_more(self) -> None:
        window, self._watched = self._watched, None
        if window is not None and isValid(window):
            window.removeEventFilter(self)

    def _rest(self) -> None:
        self._alarm.stop()
        self._watch_no_more()

    def _lock(self) -> None:
        if self._session.state is SessionState.OPEN and not self._session.for_now:
            self._session.lock()
