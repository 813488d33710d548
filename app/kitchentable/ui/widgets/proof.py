"""Showing that it is the parent who asks: the passphrase, or the recovery code in its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kitchentable.domain.errors import KeychainRefused, KeychainUnavailable, Trouble, WrongPassphrase, WrongRecoveryCode
from kitchentable.domain.ways_in import WaysIn
from kitchentable.services.slots import Proof
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.secrets import Secret

LONGEST_CODE = 200
"""Signs of a typed code, spaces and all."""


class CodeLine(QLineEdit):
    """A line for a recovery code; it is on paper anyway, so its signs are seen."""

    def __init__(self, says: str = "Recovery code") -> None:
        """Make an empty line."""
        super().__init__()
        self.setMaxLength(LONGEST_CODE)
        self.setAccessibleName(says)
        self.setPlaceholderText("six groups of six")


class Prover(QWidget):
    """Asks for the passphrase where there is one; with a keychain only, for nothing until it says no."""

    entered = Signal()
    """Enter was pressed."""

    def __init__(self, ways: WaysIn, *, by_code: bool = True) -> None:
        """Ask for what these ways need; with ``by_code`` the recovery code may stand in for it."""
        super().__init__()
        self._asks = ways.passphrase
        self.passphrase = Secret("Your passphrase now")
        self._code = CodeLine()
        self._passphrase_field = Field("Your passphrase now", self.passphrase)
        self._code_field = Field("Your recovery code", self._code)
        self._switch = Button("Use your recovery code instead", Kind.QUIET, icon="key-round")
        self._switch.clicked.connect(self._use_code)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._passphrase_field)
        column.addWidget(self._code_field)
        row = QHBoxLayout()
        row.addWidget(self._switch)
        row.addStretch(1)
        column.addLayout(row)
        self._passphrase_field.setVisible(self._asks)
        self._code_field.hide()
        self._may_use_code = by_code and ways.recovery is not None
        self._switch.setVisible(self._asks and self._may_use_code)
        if not self._asks:
            self.hide()
        self.passphrase.returnPressed.connect(self.entered)
        self._code.returnPressed.connect(self.entered)

    @property
    def first(self) -> QWidget | None:
        """The line to type in first, or None where there is nothing to type."""
        if not self._code_field.isHidden():
            return self._code
        return self.passphrase if self._asks else None

    def proof(self) -> Proof | None:
        """Return what was typed; where it is missing, say so and return None."""
        self.say_nothing()
        if not self._code_field.isHidden():
            return Proof(code=self._code.text())
        if not self._asks:
            return Proof()
        if not self.passphrase.text():
            self._passphrase_field.say_wrong("Please type your passphrase.")
            self.passphrase.setFocus()
            return None
        return Proof(passphrase=self.passphrase.text())

    def takes(self, trouble: Trouble) -> bool:
        """Say a trouble that belongs to what was typed here, and tell whether it did."""
        if isinstance(trouble, WrongPassphrase):
            self._passphrase_field.say_wrong(trouble.message)
            self.passphrase.setFocus()
            return True
        if isinstance(trouble, WrongRecoveryCode):
            self._code_field.say_wrong(trouble.message)
            self._code.setFocus()
            return True
        if isinstance(trouble, KeychainRefused | KeychainUnavailable) and self._may_use_code:
            self.show()
            self._switch.setVisible(self._code_field.isHidden())
        return False

    def say_nothing(self) -> None:
        """Take back what was said to be wrong."""
        self._passphrase_field.say_wrong("")
        self._code_field.say_wrong("")

    def _use_code(self) -> None:
        self._passphrase_field.hide()
        self._code_field.show()
        self._switch.hide()
        self._code.setFocus()
