"""The preferences in use: one value for the whole window, put on and saved as soon as it changes."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QObject, Signal

from kitchentable.domain.errors import Trouble
from kitchentable.services.preferences import (
    LockAfter,
    Paper,
    Preferences,
    Theme,
    Tray,
    read_preferences,
    save_preferences,
)
from kitchentable.system.paths import Paths
from kitchentable.ui import theme as look
from kitchentable.ui.session import Session
from kitchentable.ui.tokens import ThemeName


class KeptPreferences(QObject):
    """Holds the preferences; each change shows at once and is written by the session's worker."""

    changed = Signal(object)
    """The new ``Preferences``."""

    def __init__(self, session: Session, paths: Paths, theme: look.Theme) -> None:
        """Read what is kept and put the look on."""
        super().__init__(session)
        self._session = session
        self._paths = paths
        self._theme = theme
        self._forgetting = False
        self._saving = True
        self.value: Preferences
        self.trouble: Trouble | None
        """What to tell the parent where the file was damaged."""
        self.value, self.trouble = read_preferences(paths)
        self._put_on()

    def country(self) -> str:
        """Return the country whose help to show."""
        return self.value.country

    def wear(self, theme: Theme, text_percent: int) -> None:
        """Show another theme or text size (100 to 200 per cent) and keep it."""
        self._take(msgspec.structs.replace(self.value, theme=theme, text_percent=text_percent))
        self._put_on()

    def print_on(self, paper: Paper, *, large: bool) -> None:
        """Keep the paper and the text size of prints."""
        self._take(msgspec.structs.replace(self.value, paper=paper, large_print=large))

    def print_next(self, sheet: str, *, web: bool) -> None:
        """Keep what kind of sheet was chosen last, and whether many are saved as web pages."""
        self._take(msgspec.structs.replace(self.value, print_sheet=sheet, print_web=web))

    def live_in(self, country: str) -> None:
        """Keep the country whose help to show."""
        self._take(msgspec.structs.replace(self.value, country=country, nation=""))

    def live_in_nation(self, nation: str | None) -> None:
        """Keep the part of the country whose services to show; None for anywhere in it."""
        self._take(msgspec.structs.replace(self.value, nation=nation or ""))

    def lock_after(self, minutes: LockAfter) -> None:
        """Keep after how many idle minutes the records lock; 0 for never."""
        self._take(msgspec.structs.replace(self.value, lock_after=minutes))

    def sit_beside_the_clock(self, tray: Tray) -> None:
        """Keep whether there is an icon beside the clock."""
        self._take(msgspec.structs.replace(self.value, tray=tray))

    def welcomed(self) -> None:
        """Keep that the welcome is over."""
        self._take(msgspec.structs.replace(self.value, welcome_done=True))

    def remember_window(self, width: int, height: int, *, maximised: bool) -> None:
        """Keep the window's size in pixels."""
        self._take(
            msgspec.structs.replace(self.value, window_width=width, window_height=height, window_maximised=maximised)
        )

    def read_again(self) -> None:
        """Take what is on the disk: an export brought other preferences along."""
        self.value, self.trouble = read_preferences(self._paths)
        self._put_on()
        self.changed.emit(self.value)

    def keep_no_more(self, *, forget: bool = True) -> None:
        """Write nothing any more: everything is being erased. Without ``forget``, keep things again."""
        self._forgetting = forget

    def keep_in_mind(self) -> None:
        """Save nothing: the folder can't be written to. What is chosen holds until the window is closed."""
        self._saving = False

    def _take(self, value: Preferences) -> None:
        if value == self.value or self._forgetting:
            return
        self.value = value
        if self._saving:
            self._session.run(partial(save_preferences, self._paths, value))
        self.changed.emit(value)

    def _put_on(self) -> None:
        self._theme.put_on(ThemeName(self.value.theme.value), self.value.text_percent)
