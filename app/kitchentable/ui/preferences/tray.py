"""The icon beside the clock: off unless asked for."""

from __future__ import annotations

from kitchentable.services.preferences import Tray
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.tray_place import has_place
from kitchentable.ui.widgets.buttons import Options
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.words import Role, Words

_CHOICES = (
    (Tray.NONE, "No icon"),
    (Tray.ICON, "Show an icon"),
    (Tray.STAY, "Stay there when I close the window"),
)
_WORDS = "An icon in the corner of your screen, to open or hide Kitchen Table. Reminders work without it."
_NO_PLACE = "Your desktop shows no such icons now. Kitchen Table opens from the menu of programs, as always."


class TraySection(Card):
    """Whether there is an icon, and what closing the window then does."""

    def __init__(self, kept: KeptPreferences) -> None:
        """Show what is chosen."""
        super().__init__()
        self._kept = kept
        self.add_layout(heading("Beside the clock", icon="app-window"))
        self.add(Words(_WORDS, Role.MUTED))
        self._choice = Options(_CHOICES, says="Beside the clock")
        self._choice.choose(kept.value.tray)
        self._choice.chosen.connect(self._chosen)
        self.add(self._choice)
        if not has_place():
            self.add(Words(_NO_PLACE, Role.SMALL))

    def _chosen(self) -> None:
        self._kept.sit_beside_the_clock(self._choice.value() or Tray.NONE)
