"""When the records lock by themselves."""

from __future__ import annotations

import sys

from kitchentable.domain.ways_in import WaysIn, minutes_in_effect
from kitchentable.services.preferences import LockAfter
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.widgets.buttons import Options
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.window import HIDE_NOW

_MINUTES: tuple[tuple[LockAfter, str], ...] = ((0, "Never"), (5, "5 minutes"), (15, "15 minutes"), (30, "30 minutes"))


class LockingSection(Card):
    """After how many idle minutes to lock, and what else locks."""

    def __init__(self, kept: KeptPreferences, ways: WaysIn | None) -> None:
        """Show what is in effect."""
        super().__init__()
        self._kept = kept
        self.add_layout(heading("Locking by itself", icon="lock"))
        self.add(Words("When nobody has typed or moved the mouse for", Role.STRONG))
        self._after = Options(_MINUTES, says="Lock after")
        self._after.chosen.connect(self._chosen)
        self.add(self._after)
        if sys.platform == "linux":
            self.add(Words("They also lock when you lock the screen, or the computer goes to sleep."))
        self.add(Words(f"The key {HIDE_NOW} puts the window away and locks at once.", Role.MUTED))
        self.show_view(ways)

    def show_view(self, ways: WaysIn | None) -> None:
        """Show what is in effect now."""
        for minutes, _words in _MINUTES:
            if minutes == minutes_in_effect(self._kept.value.lock_after, ways):
                self._after.choose(minutes)

    def _chosen(self, minutes: LockAfter) -> None:
        self._kept.lock_after(minutes)
