"""What the preferences hold, as a row at their head: one press scrolls there and puts the keyboard there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.flow import FlowLayout

_ABOVE = 16
"""Logical pixels left above a section, so that its edge is seen."""


class Contents(QWidget):
    """Quiet buttons, one for each section: the page is long, and nobody should have to hunt."""

    def __init__(self, page: QScrollArea, sections: Sequence[tuple[str, QWidget]]) -> None:
        """Name the sections of a page in their order."""
        super().__init__()
        self._page = page
        self._sections = dict(sections)
        row = FlowLayout(self, gap=14)
        for words, _ in sections:
            button = Button(words, Kind.QUIET, says=f"Go to {words}")
            button.setProperty("section", words)
            button.clicked.connect(self._go)
            row.addWidget(button)

    def _go(self) -> None:
        section = self._sections[self.sender().property("section")]
        bar = self._page.verticalScrollBar()
        bar.setValue(bar.value() + section.mapTo(self._page, QPoint(0, 0)).y() - _ABOVE)
        first = _first_control(section)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)


def _first_control(section: QWidget) -> QWidget | None:
    """Return the first control of a section that Tab would reach."""
    at = section.nextInFocusChain()
    while at is not None and at is not section:
        if section.isAncestorOf(at) and at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible():
            return at
        at = at.nextInFocusChain()
    return None
