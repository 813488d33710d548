"""The session: runs services off the GUI thread and tells every screen what changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kitchentable.domain.change import Change
from kitchentable.domain.errors import StoreLocked, Trouble
from kitchentable.services.household import Household
from kitchentable.ui.destinations import Destination

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class SessionState(Enum):
    """Whether the family's records can be read. *Get help now* works in every state."""

    NEW = "new"
    LOCKED = "locked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class _Outcome(Generic[Result]):
    """One finished piece of work on its way back to the GUI thread."""

    result: Result | None
    error: BaseException | None
    done: Callable[[Result], None] | None
    failed: Callable[[Trouble], None] | None


class Session(QObject):
    """The one object all screens share.

    Work runs in order on one worker thread, so that a tick is written before the next read. Results and errors
    come back on the GUI thread; a receiver that has been closed meanwhile is left alone.
    """

    changed = Signal(object)
    """A ``Change``, after it is safely stored."""
    state_changed = Signal(object)
    """The new ``SessionState``."""
    troubled = Signal(object)
    """A ``Trouble`` nobody asked to handle: the window tells the parent."""
    settled = Signal()
    """The records are open and the first screen stands: what nobody waits for may begin, while they are still open."""
    about_to_lock = Signal()
    """Screens keep what is half typed: the records close right after."""
    destination_changed = Signal(object)
    """The ``Destination`` a screen or shortcut asked for: the window goes there."""
    broke = Signal(object)
    """Any other exception: a bug of ours, shown as such."""
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start closed, with an idle worker."""
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kitchentable-services")
        self._household: Household | None = None
        self._for_now = False
        self.state = SessionState.LOCKED
        self._waiting = 0
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)  # behind what is waiting to be drawn
        self._settling.timeout.connect(self._settle)
        self._unsettled = False
        self.asked = 0
        """How many pieces of work were asked for so far."""
        self.failures = 0
        """How many of them ended in trouble."""
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Tell whether work is still under way, or about to begin."""
        return self._waiting > 0 or self._unsettled

    @property
    def is_settled(self) -> bool:
        """Tell whether the records are open and ``settled`` has gone out for them."""
        return self.state is SessionState.OPEN and not self._unsettled

    @property
    def for_now(self) -> bool:
        """Tell whether the open records are gone when they are closed."""
        return self._for_now

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None] | None = None,
        failed: Callable[[Trouble], None] | None = None,
    ) -> None:
        """Run work that needs no open records; ``done`` gets its result on the GUI thread."""
        self._waiting += 1
        self.asked += 1
        self._worker.submit(work).add_done_callback(_Return(self, done, failed))

    def read(
        self,
        view: Callable[[Household], Result],
        done: Callable[[Result], None],
        failed: Callable[[Trouble], None] | None = None,
    ) -> None:
        """Make a view of the family's records and hand it to a screen."""
        self.run(_With(self._household, view), done, failed)

    def write(
        self,
        service: Callable[[Household], Change],
        done: Callable[[Change], None] | None = None,
        failed: Callable[[Trouble], None] | None = None,
    ) -> None:
        """Run a service that writes; once it is stored, ``changed`` goes out and then ``done`` is called."""
        self.run(_With(self._household, service), done, failed)

    def go(self, destination: Destination) -> None:
        """Ask the window to show a screen."""
        self.destination_changed.emit(destination)

    def opened(self, household: Household, *, for_now: bool = False) -> None:
        """Take the records just opened or made; screens may now read. ``for_now``: they are gone when closed."""
        self._household = household
        self._for_now = for_now
        self._unsettled = True
        self._become(SessionState.OPEN)
        self._settle_when_idle()

    def is_new(self) -> None:
        """Say that this family has no records yet."""
        self._become(SessionState.NEW)

    def lock(self) -> None:
        """Close the records and forget the key; screens keep what is half typed, then the lock page replaces them."""
        if self._household is not None:
            self.about_to_lock.emit()
            self.run(self._household.close)
            self._household = None
        self._unsettled = False
        self._become(SessionState.NEW if self._for_now else SessionState.LOCKED)

    def close(self) -> None:
        """Wait for work under way, close the records, end the worker. Nothing acknowledged is lost."""
        if self._household is not None:
            self._worker.submit(self._household.close)
            self._household = None
        self._worker.shutdown(wait=True)

    def _become(self, state: SessionState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def _settle_when_idle(self) -> None:
        if self._unsettled and self._waiting == 0:
            self._settling.start()

    def _settle(self) -> None:
        """Say so, unless a screen has asked for more meanwhile or the records were locked."""
        if self._unsettled and self._waiting == 0:
            self._unsettled = False
            self.settled.emit()

    def _deliver(self, outcome: _Outcome[object]) -> None:
        self._waiting -= 1
        self._hand_over(outcome)
        self._settle_when_idle()

    def _hand_over(self, outcome: _Outcome[object]) -> None:
        if outcome.error is None:
            if isinstance(outcome.result, Change):
                self.changed.emit(outcome.result)
            if outcome.done is not None and alive(outcome.done):
                outcome.done(outcome.result)
        elif isinstance(outcome.error, Trouble):
            self.failures += 1
            if outcome.failed is not None and alive(outcome.failed):
                outcome.failed(outcome.error)
            else:
                self.troubled.emit(outcome.error)
        else:
            self.broke.emit(outcome.error)


class _With(Generic[Result]):
    """A service bound to the records that were open when it was asked for: locking later does not lose it."""

    def __init__(self, household: Household | None, service: Callable[[Household], Result]) -> None:
        self._household = household
        self._service = service

    def __call__(self) -> Result:
        if self._household is None:
            raise StoreLocked("Please unlock your records first.")
        return self._service(self._household)


class _Return(Generic[Result]):
    """Carries a finished future over to the GUI thread."""

    def __init__(
        self,
        session: Session,
        done: Callable[[Result], None] | None,
        failed: Callable[[Trouble], None] | None,
    ) -> None:
        self._session = session
        self._done = done
        self._failed = failed

    def __call__(self, future: Future[Result]) -> None:
        error = future.exception()
        result = None if error is not None else future.result()
        if shiboken6.isValid(self._session):
            self._session._finished.emit(_Outcome(result, error, self._done, self._failed))  # noqa: SLF001 -- same module, one class in two


def alive(receiver: Callable[..., object]) -> bool:
    """Tell whether the widget a method belongs to is still there."""
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
