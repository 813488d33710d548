"""The restore page: put a backup in place, from Preferences or on a computer where nothing was begun yet."""

from __future__ import annotations

from kitchentable.ui.backups.card import RestoreCard
from kitchentable.ui.backups.restorer import Restorer
from kitchentable.ui.destinations import Destination
from kitchentable.ui.widgets.page import Page


class RestoreScreen(Page):
    """Asks for a backup, says what it holds and what it would replace, and restores it."""

    def __init__(self, restorer: Restorer) -> None:
        """Keep what restores."""
        super().__init__()
        self._restorer = restorer

    def arrive(self, destination: Destination) -> None:  # noqa: ARG002 -- there is one restore page
        """Begin anew: what was looked at before may have changed."""
        self.start("Restore a backup", "Nothing changes until you press the last button.")
        card = RestoreCard(self._restorer)
        card.offer_files()
        self.add(card)
        self.finish()
