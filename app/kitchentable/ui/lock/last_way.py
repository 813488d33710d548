"""The lock page's last way, for somebody whom nothing lets in any more: empty records, with the old ones kept."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.ui.backups.anew import BEGIN, Anew
from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Words


class LastWay(Disclosure):
    """Folded: nobody is to come by it by chance. Unfolded, it says what it means."""

    def __init__(self, anew: Anew) -> None:
        """Offer it quietly."""
        super().__init__("Nothing opens them any more?", self._explain)
        self._anew = anew

    def _explain(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for words in (
            "You can begin again. Kitchen Table then starts as new, with nobody in it.",
            "Your old records are not deleted. They move, still locked, into a folder of their own with the day in its "
            "name. If the passphrase or the code turns up one day, you can bring them back.",
            "Backups stay. Reminders start anew.",
        ):
            column.addWidget(Words(words))
        begin = Button(BEGIN, icon="sprout")
        begin.clicked.connect(self._anew.offer_to_begin)
        row = FlowLayout()
        row.addWidget(begin)
        column.addLayout(row)
        return ground
