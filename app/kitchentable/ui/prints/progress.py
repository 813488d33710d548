"""How far a job is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Words


class Progress(QWidget):
    """A bar, the same in words, and Cancel; hidden while there is no job."""

    cancelled = Signal()

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self._whole = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._words = Words("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = Button("Cancel", icon="x", says="Cancel: save nothing")
        self._cancel.clicked.connect(self._stop)
        row = FlowLayout(gap=10)
        row.addWidget(self._cancel)
        for one in (self._words, self._bar):
            column.addWidget(one)
        column.addLayout(row)
        self.hide()

    def begin(self, whole: int) -> None:
        """Show that so many are to be made."""
        self._whole = whole
        self._bar.setRange(0, whole)
        self._cancel.setEnabled(True)
        self.show()
        self.tell(0)
        self._cancel.setFocus()

    def tell(self, done: int) -> None:
        """Show how many are made."""
        words = f"Saving: {done} of {self._whole}"
        self._words.setText(words)
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._words.setText("Stopping…")
        self.cancelled.emit()
