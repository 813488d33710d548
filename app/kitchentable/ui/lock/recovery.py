"""The lock page's other way in: the recovery code, and a new passphrase where the old one was forgotten."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kitchentable.domain.errors import BadInput, Trouble, WrongRecoveryCode
from kitchentable.ui.doors import Doors
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.proof import CodeLine
from kitchentable.ui.widgets.secrets import NewPassphrase
from kitchentable.ui.widgets.words import Role, Words


class RecoveryCard(Card):
    """Asks for the code from the sheet."""

    back = Signal()
    failed = Signal(object)
    """A ``Trouble`` that belongs to no field."""

    def __init__(self, doors: Doors, name: str, *, new_passphrase: bool) -> None:
        """Ask; with ``new_passphrase`` also for the passphrase from now on. ``name`` is what the sheet calls these."""
        super().__init__()
        self._doors = doors
        self._code = CodeLine()
        self._code.returnPressed.connect(self._open)
        self._field = Field("Recovery code", self._code)
        self._new = NewPassphrase() if new_passphrase else None
        self.add_layout(heading("Open with your recovery code", icon="life-buoy"))
        self.add(Words(f"It is on the sheet you kept. These are the records called {name}."))
        self.add(self._field)
        self.add(Words("Capitals, spaces and hyphens make no difference.", Role.SMALL))
        if self._new is not None:
            self.add(Words("Choose a new passphrase. It takes the place of the old one.", Role.STRONG))
            self.add(self._new)
            self._new.entered.connect(self._open)
        self._unlock = Button("Unlock", Kind.PRIMARY, icon="lock-open")
        self._unlock.clicked.connect(self._open)
        self._back = Button("Back")
        self._back.clicked.connect(self.back)
        self._waiting = Words("Opening…")
        self._waiting.hide()
        row = FlowLayout(gap=10)
        row.addWidget(self._unlock)
        row.addWidget(self._back)
        self.add_layout(row)
        self.add(self._waiting)

    def take_focus(self) -> None:
        """Type the code first."""
        self._code.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self._code.clear()
        if self._new is not None:
            self._new.clear()

    def _open(self) -> None:
        if not self._unlock.isEnabled():
            return
        self._field.say_wrong("")
        if not self._code.text().strip():
            self._field.say_wrong("Please type the code from your sheet.")
            self._code.setFocus()
            return
        passphrase = None
        if self._new is not None:
            passphrase = self._new.value()
            if passphrase is None:
                return
        self._wait(waiting=True)
        self._doors.recover(self._code.text(), passphrase, self._failed)

    def _failed(self, trouble: Trouble) -> None:
        self._wait(waiting=False)
        if isinstance(trouble, WrongRecoveryCode):
            self._field.say_wrong(trouble.message)
            self._code.setFocus()
        elif isinstance(trouble, BadInput) and self._new is not None:
            self._new.say_wrong(trouble.message)
        else:
            self.failed.emit(trouble)

    def _wait(self, *, waiting: bool) -> None:
        self._unlock.setEnabled(not waiting)
        self._back.setEnabled(not waiting)
        self._waiting.setVisible(waiting)
