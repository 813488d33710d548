"""Web addresses: shown as text, opened only by a click and only in the parent's own browser, or copied."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Role, Words

_WEB = {"https", "http"}
_BREAK_AFTER = "/-?&="


class WebAddress(QWidget):
    """One address with *Open in my browser* and *Copy*. Nothing is looked up, and nothing opens by itself."""

    def __init__(self, url: str, *, whose: str, parent: QWidget | None = None) -> None:
        """Show an address; ``whose`` names it for screen readers."""
        super().__init__(parent)
        self._url = url
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        shown = url.removeprefix("https://").removeprefix("http://").removesuffix("/")
        text = Words(breakable(shown))
        text.setAccessibleName(shown)
        column.addWidget(text)
        row = FlowLayout(gap=6)
        browse = Button("Open in my browser", Kind.QUIET, icon="external-link", says=f"Open {whose} in my browser")
        browse.clicked.connect(self._open)
        row.addWidget(browse)
        copy = Button("Copy", Kind.QUIET, icon="copy", says=f"Copy the web address of {whose}")
        copy.clicked.connect(self._copy)
        row.addWidget(copy)
        column.addLayout(row)
        self._answer = Words("", Role.SMALL)
        self._answer.setVisible(False)
        column.addWidget(self._answer)

    def _open(self) -> None:
        url = QUrl(self._url, QUrl.ParsingMode.StrictMode)
        opened = url.scheme() in _WEB and QDesktopServices.openUrl(url)
        if not opened:
            self._say("Your browser did not open. Please copy the address and open it yourself.")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._url)
        self._say("Copied. You can paste it into your browser.")

    def _say(self, words: str) -> None:
        self._answer.setText(words)
        self._answer.setVisible(True)


def breakable(text: str) -> str:
    """Return the text with places where a long address may go on in the next line."""
    return "".join(f"{mark}\u200b" if mark in _BREAK_AFTER else mark for mark in text)
