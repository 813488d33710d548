"""A stand-in for the parent's own browser: it writes down which addresses it was asked to open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot


class Browser(QObject):
    """Takes https addresses in place of the desktop's browser."""

    def __init__(self) -> None:
        """Start with nothing opened."""
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Write an address down."""
        self.opened.append(url.toString())
