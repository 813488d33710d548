"""Words on screen: labels that are always plain text, wrap, and know their role."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Role(StrEnum):
    """What a label is for; the style sheet gives each its size and colour."""

    H1 = "h1"
    H2 = "h2"
    H3 = "h3"
    STRONG = "strong"
    BODY = "body"
    MUTED = "muted"
    SMALL = "small"
    NUMBER = "number"
    BRAND = "brand"
    ERROR = "error"


class Words(QLabel):
    """A wrapping plain-text label. QLabel's own guess would render tags typed into a name."""

    def __init__(self, text: str = "", role: Role = Role.BODY, parent: QWidget | None = None) -> None:
        """Show a text in a role."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role.value)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(text)


def one_line(text: str, role: Role = Role.BODY) -> Words:
    """Return a label that never wraps, for words beside a control."""
    label = Words(text, role)
    label.setWordWrap(False)
    return label


class Pill(QLabel):
    """A small status: words on a tinted ground, never colour alone."""

    def __init__(self, text: str, tone: str = "brand", parent: QWidget | None = None) -> None:
        """Show a status; ``tone`` is brand, surface (on a tinted card), amber, ok or help."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("pill", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
