"""A person at the settings checks: the shelf and one guide."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from tests.ui.probes.person import Person


class GuideProbe(Person):
    """Decides on settings, each button being named with its setting."""

    def decides(self, words: str, setting: str) -> None:
        """Press *Done*, *Later* and so on for a setting."""
        self.clicks(f"{words}: {setting}")

    def may_decide(self, setting: str) -> bool:
        """Tell whether a setting lies open with its buttons."""
        return self.can_find(f"Done: {setting}")

    def primaries(self) -> list[str]:
        """Return the names of the primary buttons on screen."""
        return [one.accessibleName() for one in self._visible(QAbstractButton) if one.property("kind") == "primary"]
