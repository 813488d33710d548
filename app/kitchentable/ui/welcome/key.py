"""Step two: where the key is kept, or a passphrase where this computer has no keychain."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from kitchentable.domain.errors import KeychainRefused, Trouble
from kitchentable.ui.welcome.step import StepCard
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Note
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.words import Role, Words

_TITLE = "Where the key is kept"
_OPENED_BY_TYPING = "Your passphrase opens it."
_ANYONE = "Anyone who signs in as you on this computer can open Kitchen Table too."
_CHANGE_IT = "You can choose another passphrase in Preferences."


class WaitingStep(StepCard):
    """Shown while the records are made; a slow keychain may ask its own question meanwhile."""

    def __init__(self) -> None:
        """Say what we wait for."""
        super().__init__(2, _TITLE, "One moment: we are making your records and putting the key away.")
        self.finish(can_skip=False, can_go_back=False)
        self.go_on.setEnabled(False)


class KeptStep(StepCard):
    """The key is in the keychain: nothing to do."""

    answered = Signal()

    def __init__(self, keychain: str | None) -> None:
        """Say where the key is, and who could open the records; None where a passphrase was chosen."""
        where = f"The key is in your {keychain}, so it opens by itself." if keychain else _OPENED_BY_TYPING
        super().__init__(2, _TITLE, f"Everything you write is encrypted. {where}")
        self.add(Words(_ANYONE if keychain else _CHANGE_IT))
        self.go_on.clicked.connect(self.answered)
        self.finish(can_skip=False)


class PassphraseStep(StepCard):
    """There is no keychain, or it said no: the parent chooses a passphrase."""

    answered = Signal(str)
    again = Signal()
    """Try the keychain once more."""

    def __init__(self, why: Trouble, typed: tuple[str, str] = ("", "")) -> None:
        """Say why, and what a forgotten passphrase means; ``typed`` is what was in the fields before."""
        refused = isinstance(why, KeychainRefused)
        reason = (
            "The keychain of this computer did not open, so the key needs another lock."
            if refused
            else "This computer has no keychain, so the key needs another lock."
        )
        super().__init__(2, "Choose a passphrase", f"{reason} You type it each time you open Kitchen Table.")
        self._first = _secret("Passphrase")
        self._second = _secret("The same passphrase again")
        self._field = Field("Passphrase. Three words are good.", self._first)
        self._same = Field("The same again", self._second)
        for line, words in zip((self._first, self._second), typed, strict=True):
            line.setText(words)
        self._first.textEdited.connect(self._edited)
        self._second.textEdited.connect(self._edited)
        self._first.returnPressed.connect(self._next)
        self._second.returnPressed.connect(self._next)
        self.go_on.clicked.connect(self._next)
        fields = ColumnsLayout(least=280, most=2, gap=16, aligned=True)
        fields.addWidget(self._field)
        fields.addWidget(self._same)
        self.add_layout(fields)
        self.add_layout(self._quiet_buttons(refused=refused))
        self.add(
            Note(
                "If you forget it, your records stay shut.",
                "Nobody can open them then, not even we. Write it down and keep it where only you look.",
                icon="key-round",
            )
        )
        self.add(Words("Skip this and you can look round, but nothing you do is kept.", Role.SMALL))
        self.finish()

    def take_focus(self) -> None:
        """Type the passphrase first."""
        self._first.setFocus()

    def typed(self) -> tuple[str, str]:
        """Return what is in the two fields."""
        return self._first.text(), self._second.text()

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong with the passphrase; what was typed stays."""
        self.set_busy(busy=False)
        self._field.say_wrong(sentence)
        if sentence:
            self._first.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Show that the records are being made; it takes a moment by design."""
        self.go_on.setEnabled(not busy)
        self.skip.setEnabled(not busy)
        self.go_back.setEnabled(not busy)

    def _quiet_buttons(self, *, refused: bool) -> FlowLayout:
        row = FlowLayout()
        self._show = Button("Show what I type", Kind.QUIET, icon="eye")
        self._show.setCheckable(True)
        self._show.toggled.connect(self._show_or_hide)
        row.addWidget(self._show)
        if refused:
            again = Button("Try the keychain again", Kind.QUIET, icon="rotate-ccw")
            again.clicked.connect(self.again)
            row.addWidget(again)
        return row

    def _show_or_hide(self, shown: bool) -> None:  # noqa: FBT001 - the signature of toggled
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._first.setEchoMode(mode)
        self._second.setEchoMode(mode)
        self._show.setText("\u2002Hide what I type" if shown else "\u2002Show what I type")
        self._show.setAccessibleName("Hide what I type" if shown else "Show what I type")

    def _edited(self) -> None:
        self._field.say_wrong("")
        self._same.say_wrong("")

    def _next(self) -> None:
        if not self.go_on.isEnabled():
            return
        first, second = self._first.text(), self._second.text()
        self._field.say_wrong("" if first else "Please type a passphrase.")
        self._same.say_wrong("" if first == second else "These two are not the same. Please type it again.")
        if not first:
            self._first.setFocus()
        elif first != second:
            self._second.setFocus()
        else:
            self.set_busy(busy=True)
            self.answered.emit(first)


def _secret(says: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(says)
    return line
