"""Beginning again with empty records, and bringing old ones back: it outlives the screens, as both change the door."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kitchentable.domain.errors import Trouble
from kitchentable.system.clock import Clock
from kitchentable.system.schedule import Scheduler
from kitchentable.ui.ask import Ask
from kitchentable.ui.doors import Doors
from kitchentable.ui.session import SessionState
from kitchentable.ui.wording import day_words

if TYPE_CHECKING:
    from kitchentable.services.beginning import BegunAnew, SetAside

Found = Callable[["tuple[SetAside, ...]"], None]

BEGIN = "Begin again with empty records"
_BEGIN_ASK = (
    "Kitchen Table then starts as new. Your old records are not deleted: they move, still locked, into a folder of "
    "their own. If the passphrase or the code turns up, you can bring them back."
)
_BACK_ASK = (
    "They take the place of what is here now. Nothing is deleted: what is here now goes into a folder of its own. "
    "You need what opened the old records then: the passphrase, the code, or this computer’s keychain."
)
_HOW_BACK = (
    "If you find the passphrase or the code one day: open Preferences, press “Restore from a file…”, and choose "
    "“Bring these back”."
)


class Anew(QObject):
    """Asks once, puts records aside or brings them back, and goes to the door again."""

    def __init__(self, doors: Doors, ask: Ask, clock: Clock, scheduler: Callable[[], Scheduler]) -> None:
        """Stand by; nothing is done before a parent has said yes."""
        super().__init__(ask)
        self._doors = doors
        self._session = doors.session
        self._ask = ask
        self._clock = clock
        self._scheduler = scheduler
        self._wanted: Path | None = None

    def offer_to_begin(self) -> None:
        """Ask whether to begin again with empty records."""
        self._ask.confirm(f"{BEGIN}?", _BEGIN_ASK, "Begin again", self._begin)

    def offer_to_bring_back(self, old: SetAside) -> None:
        """Ask whether records that were put aside are to come back."""
        self._wanted = old.folder
        title = f"Bring back the records put aside on {day_words(old.day)}?"
        self._ask.confirm(title, _BACK_ASK, "Bring them back", self._bring_back)

    def look(self, found: Found) -> None:
        """Find what was put aside."""
        self._session.run(self._look, found)

    def _look(self) -> tuple[SetAside, ...]:
        from kitchentable.services.beginning import all_set_aside  # noqa: PLC0415 - off the start's way

        return all_set_aside(self._doors.paths)

    def _begin(self) -> None:
        if self._session.state is SessionState.OPEN:  # opened another way while we asked
            return
        self._session.run(self._put_aside, self._begun, self._failed)

    def _put_aside(self) -> BegunAnew:
        from kitchentable.services.beginning import begin_anew  # noqa: PLC0415 - the same

        return begin_anew(self._doors.paths, today=self._clock.today(), scheduler=self._scheduler)

    def _begun(self, done: BegunAnew) -> None:
        kept = [] if done.folder is None else [f"Your old records are safe in {done.folder}.", _HOW_BACK]
        self._ask.say("You can begin again", "\n\n".join([*kept, *done.left]))
        self._doors.approach()

    def _bring_back(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if self._session.state is SessionState.OPEN:
            self._session.lock()
        self._session.run(partial(self._swap, wanted), self._swapped, self._failed)

    def _swap(self, wanted: Path) -> Path | None:
        from kitchentable.services.beginning import bring_back  # noqa: PLC0415 - the same

        return bring_back(self._doors.paths, wanted, today=self._clock.today())

    def _swapped(self, kept: Path | None) -> None:
        words = "They open with what opened them then."
        if kept is not None:
            words = f"{words} The records that were here before are kept in {kept}."
        self._ask.say("The old records are back in their place", words)
        self._doors.approach()

    def _failed(self, trouble: Trouble) -> None:
        """Tell it, and look at the door: nothing was moved, or the look there moves the rest."""
        self._ask.tell(trouble)
        self._doors.approach()
