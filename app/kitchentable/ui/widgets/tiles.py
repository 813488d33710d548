"""A tile: a whole card that is one button, with words, icons and pills laid out inside."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kitchentable.ui.widgets.buttons import Kind


class Tile(QPushButton):
    """A card-sized button. Screen readers meet one button with one name; every pixel of it can be clicked."""

    def __init__(self, says: str, parent: QWidget | None = None) -> None:
        """Make an empty tile; ``says`` is its accessible name."""
        super().__init__(parent)
        self.setProperty("kind", Kind.ROW.value)
        self.setAccessibleName(says)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.body: QBoxLayout = QVBoxLayout(self)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(8)

    def finish(self) -> None:
        """Let clicks on the words and icons inside reach the tile; call once everything is in."""
        for inside in self.findChildren(QWidget):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of what is inside."""
        return self.body.heightForWidth(width) if self.body.hasHeightForWidth() else self.body.sizeHint().height()

    def sizeHint(self) -> QSize:
        """Return the size of what is inside, not of the button's own (empty) text."""
        return self.body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of what is inside."""
        return self.body.minimumSize()
