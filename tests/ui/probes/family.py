"""A person at the family page, or at any form that asks for a child."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.probes.person import Person


class FamilyProbe(Person):
    """Fills in the form for a child."""

    def describes(self, name: str, month: str, year: str, *guides: str) -> None:
        """Type a name, choose a birth month and press what they use."""
        self.types("Name or nickname", name)
        self.chooses("Month of birth", month)
        self.chooses("Year of birth", year)
        for guide in guides:
            self.clicks(f"Uses {guide}")

    def shows_name(self, name: str) -> bool:
        """Tell whether a name is on screen, wherever a long one may have been broken."""
        return name in self.reads().replace("\u200b", "")

    def at(self, window: QWidget) -> FamilyProbe:
        """Return the same person at another window, such as a question that came up."""
        return FamilyProbe(self._qtbot, window)
