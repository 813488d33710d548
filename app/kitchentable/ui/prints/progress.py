"""How far a job is, with a way to stop it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Doing:
    """What a job does to how many sheets: ``words`` such as "Saving", and what Cancel leads to."""

    whole: int
    words: str
    cancel: str


class Progress(QWidget):
    """A bar, the same in words, and Cancel; hidden while there is no job."""

    cancelled = Signal()

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self._doing = Doing(0, "", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._words = Words("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = Button("Cancel", icon="x")
        self._cancel.clicked.connect(self._stop)
        row = FlowLayout(gap=10)
        row.addWidget(self._cancel)
        for one in (self._words, self._bar):
            column.addWidget(one)
        column.addLayout(row)
        self.hide()

    def begin(self, doing: Doing) -> None:
        """Show what is being done."""
        self._doing = doing
        self._cancel.setAccessibleName(f"Cancel: {doing.cancel}")
        self._bar.setRange(0, doing.whole)
        self._cancel.setEnabled(True)
        self.show()
        self.tell(0)
        self._cancel.setFocus()

    def tell(self, done: int) -> None:
        """Show how many are made."""
        words = f"{self._doing.words}: {done} of {self._doing.whole}"
        self._words.setText(words)
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._words.setText("Stopping…")
        self.cancelled.emit()
