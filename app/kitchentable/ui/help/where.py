"""Where the family lives, as the help pages ask it: the country, and the part of it where services differ."""

from __future__ import annotations

from typing import Protocol

from kitchentable.domain.pack import Guidance
from kitchentable.services.help import offered_country
from kitchentable.ui.preferences.kept import KeptPreferences


class Where(Protocol):
    """Tells where the family lives, and keeps the part of the country that a parent chooses on a help page."""

    def country(self) -> str:
        """Return the country whose help to show."""

    def nation(self) -> str | None:
        """Return the part of that country, None where none was chosen or the country has none."""

    def live_in_nation(self, nation: str | None) -> None:
        """Keep the part of the country; None for anywhere in it."""


class KeptWhere:
    """What the preferences say, held to what the guidance has."""

    def __init__(self, kept: KeptPreferences, guidance: Guidance) -> None:
        """Ask the preferences each time."""
        self._kept = kept
        self._guidance = guidance

    def country(self) -> str:
        """Return the country chosen where its help is whole, else the first we wrote for."""
        return offered_country(self._guidance, self._kept.country())

    def nation(self) -> str | None:
        """Return the part of the country that was chosen, if the country has it."""
        wanted = self._kept.value.nation
        return next((one.id for one in self._guidance.country(self.country()).nations if one.id == wanted), None)

    def live_in_nation(self, nation: str | None) -> None:
        """Keep the part of the country."""
        self._kept.live_in_nation(nation)
