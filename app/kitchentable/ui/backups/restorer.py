"""The way from a backup back to open records: look at one, put it in place, and go to the door again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject

from kitchentable.domain.errors import Trouble
from kitchentable.services.household import Household
from kitchentable.system.clock import Clock
from kitchentable.system.keychain import Keychain
from kitchentable.ui.ask import Ask
from kitchentable.ui.doors import Doors
from kitchentable.ui.session import SessionState

if TYPE_CHECKING:
    from kitchentable.services.backup_keys import Secret
    from kitchentable.services.restoring import Asks, Offer, Restored

Found: TypeAlias = "Callable[[Offer | Asks], None]"
Failed = Callable[[Trouble], None]


class Restorer(QObject):
    """Restores backups for the window. It outlives the screens: restoring closes the records, and them with it."""

    def __init__(self, doors: Doors, ask: Ask, keychain: Keychain, clock: Clock) -> None:
        """Keep what restoring needs."""
        super().__init__(ask)
        self.ask = ask
        self._doors = doors
        self._session = doors.session
        self._keychain = keychain
        self._clock = clock

    def look_at(self, file: Path, secret: Secret | None, found: Found, failed: Failed) -> None:
        """Open a backup and read all of it; the answer says what it holds, or what has to be typed first."""
        if self._session.state is SessionState.OPEN:
            self._session.read(partial(self._look_at_beside, file, secret), found, failed)
        else:
            self._session.run(partial(self._look_at, file, secret, None), found, failed)

    def look_for_newest(self, secret: Secret | None, found: Found, failed: Failed) -> None:
        """Find the newest automatic backup that really opens."""
        self._session.run(partial(self._newest, secret), found, failed)

    def restore(self, offer: Offer) -> None:
        """Close the records, put a backup in place, and go to the door again; the old files are kept beside."""
        if self._session.state is SessionState.OPEN:
            self._session.lock()
        self._session.run(partial(self._restore, offer), self._restored, self._failed)

    def _newest(self, secret: Secret | None) -> Offer | Asks:
        from kitchentable.services import restoring  # noqa: PLC0415 - off the start's way

        return restoring.newest_good(self._doors.paths, keychain=self._keychain, secret=secret)

    def _restore(self, offer: Offer) -> Restored:
        from kitchentable.services import restoring  # noqa: PLC0415 - the same

        return restoring.restore(self._doors.paths, offer, keychain=self._keychain, today=self._clock.today())

    def _look_at_beside(self, file: Path, secret: Secret | None, home: Household) -> Offer | Asks:
        return self._look_at(file, secret, home.store.key if home.paths == self._doors.paths else None)

    def _look_at(self, file: Path, secret: Secret | None, known: bytes | None) -> Offer | Asks:
        from kitchentable.services import restoring  # noqa: PLC0415 - the same

        return restoring.look_at(self._doors.paths, file, keychain=self._keychain, secret=secret, known=known)

    def _restored(self, done: Restored) -> None:
        self.ask.say("Your records are back", _kept_words(done))
        self._doors.approach()

    def _failed(self, trouble: Trouble) -> None:
        """Tell it, and open what is there: nothing was replaced, or the next look at the door finishes it."""
        self.ask.tell(trouble)
        self._doors.approach()


def _kept_words(done: Restored) -> str:
    if not done.kept:
        return "The backup was put in its place."
    folder, names = done.kept[0].parent, " and ".join(one.name for one in done.kept)
    return f"The backup is in place. What was there before is kept in {folder}, as {names}."
