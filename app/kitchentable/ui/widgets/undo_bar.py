"""The bar below the page: what was just done, and one press to take it back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from kitchentable.domain.change import Change, Touched
from kitchentable.services.undo import undo
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.words import Words

_NOT_THE_FAMILYS = frozenset({Touched.PREFERENCES, Touched.REMINDERS, Touched.GUIDANCE})
"""What can change by itself or beside the records, and so leaves the bar as it is."""


class UndoBar(QFrame):
    """Stands until the next change, until it is dismissed or the parent goes elsewhere; it takes no focus.

    Elsewhere Ctrl+Z still takes the change back, until the next one or until the records are locked; the bar then says
    what went, as it cannot be seen there.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Start with nothing to undo; Ctrl+Z works anywhere in the window but in a field, which has its own."""
        super().__init__(parent)
        self._session = session
        self._number: int | None = None
        self._done = ""
        self._settled = False
        self.setProperty("bar", "undo")
        self.setAccessibleName("The last change")
        self._words = Words()
        self._undo = Button("Undo", Kind.SECONDARY, icon="undo-2")
        self._undo.clicked.connect(self.take_back)
        self._dismiss = Button("Dismiss", Kind.QUIET)
        self._dismiss.clicked.connect(self._clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 8, 24, 8)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._dismiss)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), parent)
        keys.activated.connect(self.take_back)
        native = keys.key().toString(QKeySequence.SequenceFormat.NativeText)
        self._undo.setToolTip(f"Undo ({native})")
        session.changed.connect(self._changed)
        session.state_changed.connect(self._state_changed)
        self.hide()

    def take_back(self) -> None:
        """Take back what the bar names, or named; nothing happens where there is nothing."""
        if self._number is not None:
            service = partial(undo, number=self._number)
            to_say = self._done if self.isHidden() else ""
            self._clear()
            self._done = to_say
            self._session.write(service, self._undone)

    def moved_on(self) -> None:
        """Step aside: the parent went to another page. Where the change itself led there, stay and say it."""
        if self._settled:
            self._step_aside()

    def stand_last(self) -> None:
        """Be the last thing that Tab reaches: Qt puts what is made later behind it."""
        window = self.window()
        last = window.previousInFocusChain()
        while last is not None and last is not window and last.focusPolicy() is Qt.FocusPolicy.NoFocus:
            last = last.previousInFocusChain()
        if last is not None and last is not self._dismiss:
            QWidget.setTabOrder(last, self._undo)
            QWidget.setTabOrder(self._undo, self._dismiss)

    def _changed(self, change: Change) -> None:
        if change.undo is not None:
            self._number = change.undo.number
            self._done = change.undo.words
            self._undo.setAccessibleName(f"Undo: {change.undo.words}")
            self._undo.show()
            self._dismiss.setAccessibleName("Dismiss: keep the last change")
            self._say(change.undo.words)
            self._announce(f"{change.undo.words} To undo, press Control Z.")
        elif not change.undone and not change.touched <= _NOT_THE_FAMILYS:
            self._clear()

    def _undone(self, _change: Change) -> None:
        if self._done:
            self._undo.hide()
            self._dismiss.setAccessibleName("Dismiss: what was undone")
            self._say(f"Undone: {self._done}")
        self._announce(f"Undone: {self._done}" if self._done else "Undone.")
        self._done = ""

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._settled = False
        QTimer.singleShot(0, self._settle)  # what the change itself leads to, such as another page, comes first
        self.show()

    def _settle(self) -> None:
        self._settled = True

    def _state_changed(self, _state: SessionState) -> None:
        self._clear()

    def _clear(self) -> None:
        self._number = None
        self._done = ""
        self._step_aside()

    def _step_aside(self) -> None:
        self._words.setText("")
        if self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self.window().setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _announce(self, words: str) -> None:
        """Have a screen reader say it, at the next pause: the keyboard stays where it is."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
