"""Words on screen: labels that are always plain text, wrap, and know their role."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, QTextBoundaryFinder
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_LONGEST_RUN = 30
_PIECE = 12
_ENDLESS = 100_000


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


HEADINGS = frozenset({Role.H1.value, Role.H2.value, Role.H3.value})
"""The roles that screen readers are told of as headings."""


class Words(QLabel):
    """A wrapping plain-text label. QLabel's own guess would render tags typed into a name."""

    def __init__(self, text: str = "", role: Role = Role.BODY, parent: QWidget | None = None) -> None:
        """Show a text in a role."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role.value)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; a run of letters longer than any word may go on in the next line, so that nothing is cut."""
        shown = breakable(text)
        super().setText(shown)
        if shown != text or self.property("role") in HEADINGS:
            self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        """Ask for one line at least: Qt's hint is the height at the narrowest width, which leaves pages half empty."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), self.fontMetrics().height()))


class Phrase(Words):
    """Words for a row that wraps: on one line where there is room, and only else broken."""

    _measured: tuple[str, str, QSize] | None = None

    def sizeHint(self) -> QSize:
        """Return the size of one line with what the style sheet puts around it."""
        font = self.font().key()
        if self._measured is None or self._measured[:2] != (self.text(), font):
            self._measured = (self.text(), font, self._one_line())
        return self._measured[2]

    def _one_line(self) -> QSize:
        """Widen until the words stand on one line: only the label knows the style sheet's padding."""
        height = self.heightForWidth(_ENDLESS)
        width = self.fontMetrics().horizontalAdvance(self.text())
        while self.heightForWidth(width) > height and width < _ENDLESS:
            width += 1  # in small steps: what is left over would stand on one side only
        return QSize(width + 1, height)


def breakable(text: str) -> str:
    """Return a text with places to break in runs of letters longer than any word, never inside one sign."""
    if all(len(run) <= _LONGEST_RUN for run in text.split()):
        return text
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    signs: list[str] = []
    start = 0
    while (end := finder.toNextBoundary()) != -1:
        signs.append(text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "replace"))
        start = end
    shown, run = "", 0
    for sign in signs:
        run = 0 if sign.isspace() else run + 1
        shown += sign if run == 0 or run % _PIECE else f"{sign}\u200b"
    return shown


def one_line(text: str, role: Role = Role.BODY) -> Words:
    """Return a label that never wraps, for words beside a control."""
    label = Words(text, role)
    label.setWordWrap(False)
    return label


class Pill(QLabel):
    """A small status: words on a tinted ground, never colour alone."""

    def __init__(self, text: str, tone: str = "brand", parent: QWidget | None = None) -> None:
        """Show a status; ``tone`` is brand, surface (on a tinted card), quiet, amber, ok or help."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("pill", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
