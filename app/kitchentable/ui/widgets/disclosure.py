"""More on demand: a quiet button that unfolds what stands below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.ui.icons import line_icon
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.tabbing import tab_after


class Disclosure(QWidget):
    """Shows ``words`` as a button; what it hides is made when first asked for."""

    def __init__(
        self, words: str, make: Callable[[], QWidget], *, says: str | None = None, parent: QWidget | None = None
    ) -> None:
        """Start folded."""
        super().__init__(parent)
        self._make = make
        self._shown: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._button = Button(words, Kind.QUIET, icon="chevron-right", says=says)
        self._button.setAccessibleDescription("folded")
        self._button.clicked.connect(self._press)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        self._column.addLayout(row)

    def unfold(self) -> None:
        """Show what is hidden."""
        self._show(unfolded=True)

    def _press(self) -> None:
        self._show(unfolded=self._shown is None or self._shown.isHidden())

    def _show(self, *, unfolded: bool) -> None:
        if unfolded and self._shown is None:
            self._shown = self._make()
            self._column.addWidget(self._shown)
            tab_after(self._button, self._shown)
        if self._shown is not None:
            self._shown.setVisible(unfolded)
        self._button.setIcon(line_icon("chevron-down" if unfolded else "chevron-right"))
        self._button.setAccessibleDescription("unfolded" if unfolded else "folded")
