"""Rows to press: an icon, a title that wraps, a line below it, and a mark at the far end."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.ui.icons import IconLabel
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.heard import Heard
from kitchentable.ui.widgets.tiles import Tile
from kitchentable.ui.widgets.words import Role, Words


class Row(Tile):
    """A tile as wide as the page: its words wrap, so it is as high as they need at its width."""

    def __init__(
        self,
        title: str,
        below: str = "",
        *,
        icon: str | None = None,
        ink: Ink = Ink.BRAND,
        mark: str = "chevron-right",
        parent: QWidget | None = None,
    ) -> None:
        """Show a row; ``mark`` is the icon at the far end."""
        super().__init__(title, parent)
        self.body.setContentsMargins(18, 14, 14, 14)
        row = QHBoxLayout()
        row.setSpacing(14)
        self.body.addLayout(row)
        if icon is not None:
            row.addWidget(IconLabel(icon, 26, ink))
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = Words(title, Role.STRONG)
        words.addWidget(self._title)
        self._below = Words(below, Role.MUTED)
        words.addWidget(self._below)
        if not below:
            self._below.hide()
        row.addLayout(words, 1)
        self._mark = IconLabel(mark, 20, Ink.BRAND if mark == "check" else Ink.MUTED)
        row.addWidget(self._mark)
        self.finish()
        self._name()

    def say(self, below: str) -> None:
        """Change the line below the title."""
        self._below.setText(below)
        self._below.setVisible(bool(below))
        self._name()

    def _name(self) -> None:
        below = self._below.text()
        self.setAccessibleName(f"{self._title.text()}: {below}" if below else self._title.text())


class ChoiceRow(Heard, Row):
    """A row of which one in a group is chosen; the chosen one carries a tick, not only a colour."""

    def __init__(self, title: str, below: str = "", *, icon: str | None = None, parent: QWidget | None = None) -> None:
        """Show a row that can be chosen."""
        super().__init__(title, below, icon=icon, mark="check", parent=parent)
        self.setCheckable(True)
        self.toggled.connect(self.hear)
        self.setAutoExclusive(True)  # one of several: screen readers say “radio button”
        keep = self._mark.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._mark.setSizePolicy(keep)
        self._mark.setVisible(False)
        self.toggled.connect(self._mark.setVisible)
