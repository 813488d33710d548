"""Lists of short lines: each with a mark before it, its words wrapped beside the mark."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.ui.icons import IconLabel
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.words import Role, Words


class MarkedList(QWidget):
    """Lines with the same icon before each: a dot, a tick, or a sign that says what not to do."""

    def __init__(
        self,
        lines: Iterable[str],
        *,
        icon: str = "dot",
        ink: Ink = Ink.BRAND,
        role: Role = Role.BODY,
        parent: QWidget | None = None,
    ) -> None:
        """Show the lines in order."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in lines:
            column.addLayout(marked(IconLabel(icon, 20, ink), Words(line, role)))


def marked(mark: QWidget, words: QWidget, *, gap: int = 10) -> QHBoxLayout:
    """Return a mark that stays at the top beside words that wrap."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    top = QVBoxLayout()
    top.setContentsMargins(0, 1, 0, 0)
    top.addWidget(mark)
    top.addStretch(1)
    row.addLayout(top)
    row.addWidget(words, 1)
    return row
