"""The restore page: put a backup in place, from Preferences or on a computer where nothing was begun yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from kitchentable.ui.backups.anew import Anew
from kitchentable.ui.backups.card import RestoreCard
from kitchentable.ui.backups.restorer import Restorer
from kitchentable.ui.destinations import Destination
from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.page import Page
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words

if TYPE_CHECKING:
    from kitchentable.services.beginning import SetAside


class RestoreScreen(Page):
    """Asks for a backup, says what it holds and what it would replace, and restores it."""

    def __init__(self, restorer: Restorer, anew: Anew | None = None) -> None:
        """Keep what restores; ``anew`` brings records back that were put aside."""
        super().__init__()
        self._restorer = restorer
        self._anew = anew

    def arrive(self, destination: Destination) -> None:  # noqa: ARG002 -- there is one restore page
        """Begin anew: what was looked at before may have changed."""
        self.start("Restore a backup", "Nothing changes until you press the last button.")
        card = RestoreCard(self._restorer)
        card.offer_files()
        self.add(card)
        self._aside = QVBoxLayout()
        self._aside.setSpacing(16)
        self.add_layout(self._aside)
        self.finish()
        if self._anew is not None:
            self._anew.look(self._show_set_aside)

    def _show_set_aside(self, found: tuple[SetAside, ...]) -> None:
        if self._anew is None or self._aside.count():  # the answer to an earlier look has filled it
            return
        for old in found:
            self._aside.addWidget(_SetAsideCard(self._anew, old))


class _SetAsideCard(Card):
    """Records that were put aside, and the way back for them."""

    def __init__(self, anew: Anew, old: SetAside) -> None:
        super().__init__()
        self._anew = anew
        self._old = old
        day = day_words(old.day)
        self.add_layout(heading(f"Records you put aside on {day}", icon="folder-open", role=Role.H3))
        self.add(
            Words(
                "They are locked. With the passphrase, the code or the keychain of that time they open again.",
                Role.MUTED,
            )
        )
        back = Button("Bring these back", icon="archive-restore", says=f"Bring these back: {day}")
        back.clicked.connect(self._bring_back)
        row = FlowLayout()
        row.addWidget(back)
        self.add_layout(row)

    def _bring_back(self) -> None:
        self._anew.offer_to_bring_back(self._old)
