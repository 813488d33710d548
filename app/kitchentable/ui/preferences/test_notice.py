"""A test reminder: sent on a thread of its own, as it must stay a while and nothing may wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.services.reminders import send_test
from kitchentable.system.desktop import Desktop, desktop
from kitchentable.system.notify import Notifier, Outcome, Shown
from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.words import Role, Words

_WHERE = {
    Desktop.GNOME: "Look in Settings, Notifications: is Kitchen Table on, and “Do Not Disturb” off?",
    Desktop.KDE: "Look in System Settings, Notifications: is Kitchen Table allowed to show pop-ups?",
    Desktop.CINNAMON: "Look in System Settings, Notifications: are notifications switched on?",
    Desktop.XFCE: "Look in Settings, Notifications: is Kitchen Table on, and “Do not disturb” off?",
    Desktop.MATE: "Look in Control Centre, Popup Notifications: is “Do not disturb” off?",
    Desktop.WINDOWS: "Look in Settings, System, Notifications: is Kitchen Table on?",
    Desktop.MACOS: "Look in System Settings, Notifications: is Kitchen Table allowed?",
    Desktop.OTHER: "Notifications may be off for Kitchen Table, or for every app, in your computer’s settings.",
}
_QUIET = {
    Desktop.GNOME: "“Do Not Disturb” is on: it is in the list that opens from the clock.",
    Desktop.KDE: "“Do not disturb” is on: it is behind the bell beside the clock.",
    Desktop.WINDOWS: "“Do not disturb” or a focus session is on: it is beside the clock.",
    Desktop.MACOS: "A Focus is on: it is in Control Centre, at the top of the screen.",
}
_QUIET_ELSEWHERE = "“Do not disturb” or a focus mode is on. Most computers have a switch for it beside the clock."
_ANYWHERE = (
    "A film or game fills the screen. Notices then wait in the list of notifications.",
    "Your desktop has no place for notices. Kitchen Table still shows what is due each time you open it.",
)


def usual_causes(desktop: Desktop) -> tuple[str, ...]:
    """Return what most often keeps a notice away on a desktop, and where to look. The menus' names may differ."""
    return (_QUIET.get(desktop, _QUIET_ELSEWHERE), _WHERE[desktop], *_ANYWHERE)


class TestNotice(QWidget):
    """What follows *Send a test reminder*: did you see it, and the usual causes where not."""

    __test__ = False  # not a test, whatever pytest makes of the name

    ready = Signal()
    """The test is over; another can be sent."""
    _answered = Signal(object)

    def __init__(self, notifier: Callable[[], Notifier], parent: QWidget | None = None) -> None:
        """Stand ready; ``notifier`` is looked up only when a test is sent."""
        super().__init__(parent)
        self._notifier = notifier
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._words = Words("", Role.STRONG)
        column.addWidget(self._words)
        self._asked = QWidget()
        row = FlowLayout(self._asked, gap=10)
        yes = Button("Yes, I saw it", icon="check")
        yes.clicked.connect(self._seen)
        no = Button("No, nothing came")
        no.clicked.connect(self._not_seen)
        row.addWidget(yes)
        row.addWidget(no)
        column.addWidget(self._asked)
        self._causes = MarkedList(usual_causes(desktop()))
        column.addWidget(self._causes)
        self._answered.connect(self._shown)
        self._show("")

    def send(self) -> None:
        """Send a test reminder now."""
        self._show("Sending a test reminder…")
        work = partial(_send, self, self._notifier)
        threading.Thread(target=work, name="test-reminder", daemon=True).start()

    def take(self, shown: Shown) -> None:
        """Take the outcome; callable from any thread."""
        self._answered.emit(shown)

    def _shown(self, shown: Shown) -> None:
        self.ready.emit()
        if shown.outcome is Outcome.UNAVAILABLE:
            self._show(f"The test reminder could not be shown. {shown.why}".strip(), causes=True)
        elif shown.was_clicked:
            self._show("You clicked it, so reminders reach you.")
        else:
            self._show("We sent one. Did you see it?", ask=True)

    def _seen(self) -> None:
        self._show("Good. That is what a reminder looks like.")

    def _not_seen(self) -> None:
        self._show("Here is what most often keeps a notice away:", causes=True)

    def _show(self, words: str, *, ask: bool = False, causes: bool = False) -> None:
        self._words.setText(words)
        self._asked.setVisible(ask)
        self._causes.setVisible(causes)
        self.setVisible(bool(words))


def _send(widget: TestNotice, notifier: Callable[[], Notifier]) -> None:
    shown = send_test(notifier=notifier())
    if shiboken6.isValid(widget):
        widget.take(shown)
