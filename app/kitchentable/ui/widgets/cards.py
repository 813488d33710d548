"""Cards: the rounded grounds that everything on a page stands on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kitchentable.ui.icons import IconLabel
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.words import Role, Words, one_line


class Card(QFrame):
    """A rounded card, 20 pixels inside; ``tone`` is plain, brand, amber, help or ok."""

    def __init__(self, tone: str = "plain", parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self.setProperty("tone", tone)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 18, 20, 20)
        self.body.setSpacing(10)

    def add(self, *widgets: QWidget) -> None:
        """Stack widgets below what is there."""
        for widget in widgets:
            self.body.addWidget(widget)

    def end_quietly(self) -> None:
        """Take back some room below: what comes last is a quiet button, which has air of its own."""
        self.body.setContentsMargins(20, 18, 20, 10)

    def add_layout(self, layout: QLayout) -> None:
        """Stack a layout below what is there."""
        self.body.addLayout(layout)


def heading(
    text: str,
    *,
    icon: str | None = None,
    ink: Ink = Ink.BRAND,
    beside: QWidget | None = None,
    role: Role = Role.H2,
) -> QHBoxLayout:
    """Return a card's head: an icon, its title, and something small at the far end."""
    row = QHBoxLayout()
    row.setSpacing(10)
    if icon is not None:
        row.addWidget(IconLabel(icon, 24, ink))
    row.addWidget(Words(text, role), 1)
    if beside is not None:
        row.addWidget(beside)
    return row


class Note(Card):
    """A tinted card with an icon and a sentence that starts with a bold word or two."""

    def __init__(self, lead: str, text: str, *, tone: str = "amber", icon: str = "info") -> None:
        """Show a note; ``lead`` stands above the text in bold, or nothing where it is empty."""
        super().__init__(tone)
        ink = {"amber": Ink.AMBER, "help": Ink.HELP, "ok": Ink.OK}.get(tone, Ink.BRAND)
        row = QHBoxLayout()
        row.setSpacing(12)
        mark = QVBoxLayout()
        mark.addWidget(IconLabel(icon, 24, ink))
        mark.addStretch(1)
        row.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(4)
        if lead:
            words.addWidget(Words(lead, Role.STRONG))
        words.addWidget(Words(text))
        row.addLayout(words, 1)
        self.add_layout(row)


def beside(text: str) -> Words:
    """Return the small words at the far end of a card's head."""
    return one_line(text, Role.SMALL)
