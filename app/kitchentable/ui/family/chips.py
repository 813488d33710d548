"""What a child uses, as chips to choose from: the usual ones first, all others by kind when asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.services.family import GuideOption
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.flow import ColumnsLayout
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import KIND_WORDS

_FEW = 12
"""As many chips as a parent takes in at a glance; no more guides than that are never folded away."""


class GuideChips(QWidget):
    """Every guide as a chip; any number can be chosen."""

    def __init__(self, options: Sequence[GuideOption], chosen: Sequence[str]) -> None:
        """Offer guides. A chosen one the guidance no longer has stays chosen, as nothing is to be lost."""
        super().__init__()
        self.setAccessibleName("What do they use?")
        self._chosen = dict.fromkeys(chosen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        usual = [one for one in options if len(options) <= _FEW or one.common or one.id in self._chosen]
        self._others = [one for one in options if one not in usual]
        self._column.addLayout(self._shelf(usual))
        if self._others:
            self._column.addWidget(Disclosure(f"Show {len(self._others)} more", self._more))

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of what is chosen, in the order it was."""
        return tuple(self._chosen)

    def _more(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for kind, words in KIND_WORDS.items():
            here = [one for one in self._others if one.kind is kind]
            if here:
                column.addWidget(Words(words, Role.STRONG))
                column.addLayout(self._shelf(here))
        return ground

    def _shelf(self, options: Sequence[GuideOption]) -> ColumnsLayout:
        shelf = ColumnsLayout(least=150, most=4, gap=12, aligned=True)
        for option in options:
            chip = Button(option.title, Kind.OPTION, icon=option.icon, says=f"Uses {option.title}")
            chip.setCheckable(True)
            chip.setChecked(option.id in self._chosen)
            chip.setProperty("guide", option.id)
            chip.toggled.connect(self._toggled)
            shelf.addWidget(chip)
        return shelf

    def _toggled(self, chosen: bool) -> None:  # noqa: FBT001 -- Qt's signal
        guide_id = str(self.sender().property("guide"))
        if chosen:
            self._chosen[guide_id] = None
        else:
            self._chosen.pop(guide_id, None)
