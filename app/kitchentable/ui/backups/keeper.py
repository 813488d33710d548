"""The keeper of backups: makes the automatic one after the day's first change, on a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kitchentable.domain.backups import Contents
from kitchentable.domain.change import Change
from kitchentable.domain.errors import Trouble
from kitchentable.services.household import Household
from kitchentable.system.clock import Clock
from kitchentable.system.paths import Paths
from kitchentable.ui.session import Session, SessionState, alive

if TYPE_CHECKING:
    from kitchentable.services.backup_files import Source

log = logging.getLogger(__name__)

Saved = Callable[[Contents], None]
Failed = Callable[[Trouble], None]


@dataclass(frozen=True, slots=True)
class _Ended:
    """One backup that ended, on its way to the GUI thread; ``saved`` and ``failed`` are None for an automatic one."""

    contents: Contents | None
    error: BaseException | None
    saved: Saved | None
    failed: Failed | None


class BackupKeeper(QObject):
    """Looks after backups while the window is open. Nothing a parent does ever waits for it.

    The session's worker only takes down what a backup is made from; copying and proving run beside it, over a
    connection of their own. A backup that fails is told in Preferences, tried again at the next change, and is no
    reason to interrupt anybody.
    """

    changed = Signal()
    """An automatic backup was made, or could not be."""
    _ended = Signal(object)

    def __init__(self, session: Session, paths: Paths, clock: Clock) -> None:
        """Listen to the session; only the records in ``paths`` are backed up, not those of a look round."""
        super().__init__(session)
        self.trouble: Trouble | None = None
        """Why the last automatic backup was not made, until one is."""
        self._session = session
        self._paths = paths
        self._clock = clock
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kitchentable-backups")
        self._under_way: Future[None] | None = None
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        session.changed.connect(self._after_change)
        session.state_changed.connect(self._state_changed)

    @property
    def busy(self) -> bool:
        """Tell whether an automatic backup is being made."""
        return self._under_way is not None and not self._under_way.done()

    def save(self, file: Path, saved: Saved, failed: Failed) -> None:
        """Save a backup as a file of the parent's choice; one of the two is called with what came of it."""
        self._session.read(_source_of, partial(self._save, file, saved, failed), failed)

    def close(self) -> None:
        """Wait for a backup under way: it takes a moment, and half a one would be none."""
        self._worker.shutdown(wait=True)

    def _after_change(self, change: Change) -> None:
        if change.is_of_records:
            self._look()

    def _state_changed(self, state: SessionState) -> None:
        """Make the very first backup as soon as there are records: the welcome wrote before anybody went in.

        And the one that a crash kept from being made under new keys: backups that the old ones open are still here.
        """
        if state is SessionState.OPEN and (not self._paths.backups.exists() or self._paths.renewing.exists()):
            self._look()

    def _look(self) -> None:
        if self._session.state is SessionState.OPEN:
            self._session.read(self._begin, _nothing, self._could_not)

    def _begin(self, home: Household) -> None:
        """Hand an automatic backup to our own thread where one is due; runs on the session's."""
        if home.paths != self._paths or self.busy:
            return
        from kitchentable.services import backups  # noqa: PLC0415 - off the start's way

        made_from = backups.due(home)
        if made_from is not None:
            self._under_way = self._worker.submit(backups.make_automatic, made_from)
            self._under_way.add_done_callback(self._made)

    def _made(self, future: Future[None]) -> None:
        self._ended.emit(_Ended(None, future.exception(), None, None))

    def _save(self, file: Path, saved: Saved, failed: Failed, made_from: Source) -> None:
        from kitchentable.services.backups import make_file  # noqa: PLC0415 - off the start's way

        self._worker.submit(make_file, made_from, file).add_done_callback(partial(self._saved, saved, failed))

    def _saved(self, saved: Saved, failed: Failed, future: Future[Contents]) -> None:
        error = future.exception()
        self._ended.emit(_Ended(None if error is not None else future.result(), error, saved, failed))

    def _deliver(self, ended: _Ended) -> None:
        if ended.error is not None and not isinstance(ended.error, Trouble):
            self._session.broke.emit(ended.error)
        elif isinstance(ended.error, Trouble):
            failed = ended.failed or self._could_not
            if alive(failed):
                failed(ended.error)
        elif ended.saved is not None and ended.contents is not None:
            if alive(ended.saved):
                ended.saved(ended.contents)
        else:
            self.trouble = None
            self.changed.emit()

    def _could_not(self, trouble: Trouble) -> None:
        """Keep why, for Preferences; the log gets the kind without a name or a path, once for each kind."""
        if type(trouble) is not type(self.trouble):
            log.warning("an automatic backup was not made: %s", type(trouble).__name__)
        self.trouble = trouble
        self.changed.emit()


def _source_of(home: Household) -> Source:
    from kitchentable.services.backup_files import source_of  # noqa: PLC0415 - off the start's way

    return source_of(home)


def _nothing(_none: None) -> None:
    """Take the answer of a look that only hands work on."""
