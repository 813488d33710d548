"""The restore card: what a backup holds, what it would replace, and the one button that puts it in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from kitchentable.domain.errors import BadInput, Trouble, WrongPassphrase, WrongRecoveryCode
from kitchentable.services.backup_keys import Secret
from kitchentable.services.restoring import Asks, Offer, Replaced
from kitchentable.ui.backups.restorer import Restorer
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words

_LONGEST = 1024
"""Letters of a passphrase: far more than anybody types."""

_REPLACES = {
    Replaced.NOTHING: "There are no records here yet.",
    Replaced.SHUT: "It takes the place of the records that are here now. They have another key, so we can’t look in.",
    Replaced.DAMAGED: "It takes the place of the damaged records. What was written after that moment is not in it.",
}


class RestoreCard(Card):
    """Leads from a backup to restored records; what it shows is one of four things, made anew each time."""

    def __init__(self, restorer: Restorer) -> None:
        """Show nothing yet: ``look_for_newest`` or ``look_at`` begins, or the parent chooses a file."""
        super().__init__()
        self._restorer = restorer
        self._file: Path | None = None
        self._offer: Offer | None = None
        self._typed: QLineEdit | None = None
        self._field: Field | None = None
        self._ground = QWidget()
        self.add(self._ground)

    def offer_files(self) -> None:
        """Ask the parent for a file."""
        self._start("Choose a backup", "folder-open")
        self._say("A backup is a file that ends in .ktbackup. Its name has the day in it.")
        self._finish(self._choose_button(Kind.PRIMARY))

    def look_for_newest(self, secret: Secret | None = None) -> None:
        """Look for the newest backup that really opens."""
        self._file = None
        self._wait("Looking for the newest backup that opens…")
        self._restorer.look_for_newest(secret, self._found, self._failed)

    def look_at(self, file: Path, secret: Secret | None = None) -> None:
        """Look at one backup."""
        self._file = file
        self._wait("Looking at the backup…")
        self._restorer.look_at(file, secret, self._found, self._failed)

    def _found(self, found: Offer | Asks) -> None:
        if isinstance(found, Asks):
            self._ask_for(found)
        else:
            self._show_offer(found)

    def _ask_for(self, asks: Asks) -> None:
        """Ask for what opens the backup."""
        self._start(f"Type the {asks.words} to open the backup", "key-round")
        self._say(f"It is called {asks.file.name}. The {asks.words} of the time it was made opens it.")
        self._typed = QLineEdit()
        self._typed.setEchoMode(QLineEdit.EchoMode.Password)
        self._typed.setMaxLength(_LONGEST)
        self._typed.returnPressed.connect(self._look_again)
        self._field = Field(asks.words.capitalize(), self._typed)
        self._column.addWidget(self._field)
        look = Button("Look at the backup", Kind.PRIMARY, icon="key-round")
        look.clicked.connect(self._look_again)
        self._finish(look, self._choose_button())
        self._typed.setFocus()

    def _look_again(self) -> None:
        if self._typed is None or self._field is None:
            return
        if not self._typed.text():
            self._wrong(BadInput("Please type it first."))
            return
        self._field.say_wrong("")
        secret = Secret(self._typed.text())
        if self._file is None:
            self._restorer.look_for_newest(secret, self._found, self._failed)
        else:
            self._restorer.look_at(self._file, secret, self._found, self._failed)

    def _show_offer(self, offer: Offer) -> None:
        self._offer = offer
        made = offer.made_at
        self._start(f"The backup of {made:%A} {day_words(made.date())}, {made:%H:%M}", "archive-restore")
        if offer.keys_only:
            self._say("Your records are whole: only the small file of keys beside them is damaged or gone.")
            self._say("We can put the keys back from this backup. Nothing you wrote is lost.")
        else:
            self._say(f"It holds {offer.holds.words}")
            self._say(_replaces(offer))
        if offer.replaced is not Replaced.NOTHING:
            self._column.addWidget(Words("The old files are kept beside it, under another name.", Role.MUTED))
        words = "Put the keys back" if offer.keys_only else "Restore this backup"
        restore = Button(words, Kind.PRIMARY, icon="archive-restore")
        restore.clicked.connect(self._restore)
        self._finish(restore, self._choose_button())

    def _restore(self) -> None:
        offer, self._offer = self._offer, None
        if offer is not None:  # a second press finds nothing to do
            self._wait("Restoring…")
            self._restorer.restore(offer)

    def _failed(self, trouble: Trouble) -> None:
        """Say a wrong passphrase at its field, and anything else in its place, with the way to another file."""
        if self._field is not None and isinstance(trouble, WrongPassphrase | WrongRecoveryCode):
            self._wrong(trouble)
            return
        self._start(trouble.title, "triangle-alert")
        self._say(trouble.message)
        self._finish(self._choose_button(Kind.PRIMARY))

    def _wrong(self, trouble: Trouble) -> None:
        if self._field is not None and self._typed is not None:
            self._field.say_wrong(trouble.message)
            self._typed.selectAll()
            self._typed.setFocus()

    def _choose_button(self, kind: Kind = Kind.SECONDARY) -> Button:
        button = Button("Restore from a file…", kind, icon="folder-open")
        button.clicked.connect(self._choose)
        return button

    def _choose(self) -> None:
        self._restorer.ask.open_backup(self.look_at)

    def _wait(self, words: str) -> None:
        self._start("One moment", "archive-restore")
        self._say(words)
        self._finish()

    def _start(self, title: str, icon: str) -> None:
        self._typed, self._field = None, None
        self._fresh = QWidget()
        self._column = QVBoxLayout(self._fresh)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addLayout(heading(title, icon=icon))

    def _say(self, words: str) -> None:
        self._column.addWidget(Words(words))

    def _finish(self, *buttons: Button) -> None:
        row = FlowLayout()
        for button in buttons:
            row.addWidget(button)
        self._column.addLayout(row)
        before, self._ground = self._ground, self._fresh
        self.body.replaceWidget(before, self._ground)
        focused = QApplication.focusWidget()
        if buttons and (focused is None or before.isAncestorOf(focused)):  # the keyboard never strays
            buttons[0].setFocus()
        before.hide()
        before.deleteLater()


def _replaces(offer: Offer) -> str:
    if offer.replaced in _REPLACES:
        return _REPLACES[offer.replaced]
    return f"It takes the place of what is here now: {offer.here.words if offer.here is not None else ''}"
