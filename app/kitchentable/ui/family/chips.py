"""What a child uses, as chips to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kitchentable.services.family import GuideOption
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.flow import ColumnsLayout


class GuideChips(QWidget):
    """Every guide as a chip; any number can be chosen."""

    def __init__(self, options: Sequence[GuideOption], chosen: Sequence[str]) -> None:
        """Offer guides. A chosen one the guidance no longer has stays chosen, as nothing is to be lost."""
        super().__init__()
        self.setAccessibleName("What do they use?")
        self._chips: dict[str, Button] = {}
        known = {one.id for one in options}
        self._unknown = tuple(one for one in chosen if one not in known)
        row = ColumnsLayout(self, least=150, most=4, gap=12, aligned=True)
        for option in options:
            chip = Button(option.title, Kind.OPTION, icon=option.icon, says=f"Uses {option.title}")
            chip.setCheckable(True)
            chip.setChecked(option.id in chosen)
            self._chips[option.id] = chip
            row.addWidget(chip)

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of what is chosen."""
        return (*(one for one, chip in self._chips.items() if chip.isChecked()), *self._unknown)
