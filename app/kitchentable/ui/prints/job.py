"""A long job beside the session's worker: it tells how far it is, can be stopped, and ends on the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from kitchentable.domain.errors import Trouble

Work = Callable[[Callable[[int], None], threading.Event], Path]
"""Does the job: gets whom to tell how many are done, and the event that says stop; returns where it all is."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: where everything is, or what was in the way, or (a bug of ours) what broke."""

    saved: Path | None = None
    trouble: Trouble | None = None
    broke: Exception | None = None


class Job(QObject):
    """One job at a time on a thread of its own, so that ticks are saved meanwhile; the program's end stops it."""

    told = Signal(int)
    """How many are done."""
    ended = Signal(object)
    """An ``Ended``."""

    def __init__(self, parent: QObject) -> None:
        """Wait for work."""
        super().__init__(parent)
        self._stop = threading.Event()
        self._running = False
        self.ended.connect(self._over, Qt.ConnectionType.QueuedConnection)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def running(self) -> bool:
        """Tell whether a job is under way."""
        return self._running

    def start(self, work: Work) -> None:
        """Begin; only where nothing is running."""
        self._running = True
        self._stop = threading.Event()
        self.destroyed.connect(self._stop.set)  # nobody would hear of its end
        threading.Thread(target=self._run, args=(work, self._stop), name="kitchentable-job").start()

    def stop(self) -> None:
        """Ask the job to stop; it ends soon, and says so."""
        self._stop.set()

    def _run(self, work: Work, stop: threading.Event) -> None:
        try:
            ended = Ended(saved=work(self._tell, stop))
        except Trouble as trouble:
            ended = Ended(trouble=trouble)
        except Exception as error:  # noqa: BLE001 -- handed to the GUI thread, which shows it as our bug
            ended = Ended(broke=error)
        if shiboken6.isValid(self):
            self.ended.emit(ended)

    def _tell(self, done: int) -> None:
        if shiboken6.isValid(self):
            self.told.emit(done)

    def _over(self) -> None:
        self._running = False
