"""Erasing everything from the window: it outlives the screens, says what it can't reach, and closes the app.

What erases is imported only when somebody leaves: this module is on the way of every start.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kitchentable.domain.errors import Trouble
from kitchentable.system.paths import Paths
from kitchentable.ui.ask import Ask
from kitchentable.ui.doors import Doors
from kitchentable.ui.outside import Outside
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.session import Session

if TYPE_CHECKING:
    from kitchentable.services.erasing import Erased
    from kitchentable.services.holdings import Holdings

log = logging.getLogger(__name__)

_YES = "Erase everything"


class Farewell(QObject):
    """Asks, closes the records, erases all that is ours, and tells what is left to do."""

    said = Signal()
    """The parent has read it: the app may close."""

    def __init__(self, session: Session, ask: Ask, kept: KeptPreferences, doors: Doors, outside: Outside) -> None:
        """Stand by; nothing is done before a parent has said yes."""
        super().__init__(session)
        self._session = session
        self._ask = ask
        self._kept = kept
        self._doors = doors
        self._outside = outside
        self._erased = False

    def offer(self, holdings: Holdings) -> None:
        """Ask where something would really be lost; else go ahead."""
        from kitchentable.services import erasing  # noqa: PLC0415 -- see above

        if holdings.empty and not erasing.holds_copies(self._doors.paths):
            self._erase()
            return
        self._ask.confirm("Erase everything for good?", _loss(holdings), _YES, self._erase)

    def sweep(self) -> None:
        """After everything was erased: take away what only told that the app was open."""
        if self._erased:
            from kitchentable.services import erasing  # noqa: PLC0415 -- see above

            erasing.last_look(self._doors.paths)

    def _erase(self) -> None:
        from kitchentable.services import erasing  # noqa: PLC0415 -- see above

        self._kept.keep_no_more()
        self._session.lock()
        work = partial(
            erasing.erase,
            paths=self._doors.paths,
            keychain=self._outside.keychain,
            scheduler=self._outside.scheduler,
        )
        self._session.run(work, self._gone, self._stays)

    def _gone(self, erased: Erased) -> None:
        from kitchentable.services.erasing import BEYOND_REACH  # noqa: PLC0415 -- see above

        self._erased = True
        self._session.is_new()
        title = "Erased, but not all of it" if erased.left else "Everything is erased"
        beyond = "\n".join(f"• {one}" for one in BEYOND_REACH)
        parts = (*erased.left, f"What Kitchen Table can’t reach:\n{beyond}", "Kitchen Table closes now.")
        self._ask.tell_then(title, "\n\n".join(parts), self._read)

    def _read(self) -> None:
        self.said.emit()

    def _stays(self, trouble: Trouble) -> None:
        self._kept.keep_no_more(forget=False)
        self._ask.tell(trouble)
        self._doors.approach()


def finish_cut_short(paths: Paths, outside: Outside) -> None:
    """At a start: finish an erase that a crash cut short; the parent had said yes to it."""
    if not paths.erasing.exists():
        return
    from kitchentable.services import erasing  # noqa: PLC0415 -- see above

    erased = erasing.finish(paths=paths, keychain=outside.keychain, scheduler=outside.scheduler)
    if erased is not None:
        log.info("an erase that was cut short is finished; %d things are left", len(erased.left))


def _loss(holdings: Holdings) -> str:
    """Say what would be lost, counted, and what to do first."""
    kinds = (
        (holdings.children, "child", "children"),
        (holdings.talks, "talk", "talks"),
        (holdings.choices, "decision about settings", "decisions about settings"),
        (holdings.agreements, "agreement", "agreements"),
        (holdings.incidents, "note of what happened", "notes of what happened"),
    )
    counted = [f"{number} {one if number == 1 else many}" for number, one, many in kinds if number]
    lost = f"This takes {_and(counted)} away for good" if counted else "This takes your records away for good"
    return (
        f"{lost}, with the automatic backups, reminders and preferences on this computer. There is no way back.\n\n"
        "If you may want them one day, first press “Take everything with you”."
    )


def _and(parts: list[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
