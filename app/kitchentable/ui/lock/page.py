"""The lock page: open the records with a passphrase or the keychain; help stays one click away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kitchentable.domain.errors import BadInput, StoreDamaged, StoreNewer, Trouble, WrongPassphrase
from kitchentable.services.backup_keys import Secret
from kitchentable.services.slots import ways_in
from kitchentable.system.paths import Paths
from kitchentable.ui.backups.anew import Anew
from kitchentable.ui.backups.card import RestoreCard
from kitchentable.ui.backups.restorer import Restorer
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.doors import Doors
from kitchentable.ui.icons import line_icon
from kitchentable.ui.lock.barred import show_barred
from kitchentable.ui.lock.last_way import LastWay
from kitchentable.ui.lock.recovery import RecoveryCard
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, Note, heading
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.page import Page
from kitchentable.ui.widgets.rows import Row
from kitchentable.ui.widgets.words import Words

_LONGEST = 1024
"""Letters of a passphrase: far more than anybody types, few enough to hold in a field."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What can open the records; neither where a file is damaged or missing, and then ``trouble`` says so."""

    passphrase: bool
    keychain: bool
    trouble: Trouble | None = None
    recovery: bool = False
    name: str = ""
    """What the recovery sheet calls these records."""


class LockScreen(Page):
    """Asks for what opens the records, and says which of the things that can be wrong it is."""

    def __init__(self, doors: Doors, restorer: Restorer | None = None, anew: Anew | None = None) -> None:
        """Stand before a door; ``restorer`` leads back from damaged records, ``anew`` to empty ones."""
        super().__init__()
        self._doors = doors
        self._restorer = restorer
        self._anew = anew
        self._secret: Secret | None = None
        self._passphrase: QLineEdit | None = None
        self._field: Field | None = None
        self._recovery: RecoveryCard | None = None
        self._found = Ways(passphrase=False, keychain=False)

    def arrive(self, destination: Destination) -> None:  # noqa: ARG002 -- there is one lock page
        """Look what can open the records, and show it."""
        if self._doors.barred is not None:
            show_barred(self, self._doors.session, self._doors.barred, self._help_row())
            return
        self._doors.session.run(partial(ways, self._doors.paths), self.show_ways)

    def leave(self) -> None:
        """Forget what was typed."""
        self._secret = None
        if self._passphrase is not None:
            self._passphrase.clear()
        if self._recovery is not None:
            self._recovery.clear()

    def show_ways(self, found: Ways) -> None:
        """Fill the page for what can open the records."""
        self.start("Your records are locked", "They are on this computer, encrypted.")
        trouble = found.trouble or self._doors.trouble
        damaged = isinstance(trouble, StoreDamaged)
        if damaged:
            found = Ways(passphrase=False, keychain=False, trouble=trouble)
        self._passphrase, self._field, self._recovery, self._found = None, None, None, found
        self._notes = QVBoxLayout()
        self.add_layout(self._notes)
        card = Card()
        self._buttons: list[Button] = []
        row = FlowLayout(gap=10)
        if found.passphrase:
            card.add_layout(heading("Open with your passphrase", icon="key-round"))
            card.add_layout(self._passphrase_row())
            row.addWidget(self._button("Unlock", Kind.PRIMARY, "lock-open"))
        if found.keychain and found.passphrase:
            row.addWidget(self._button("Use the keychain instead", Kind.SECONDARY, "key-round", keychain=True))
        elif found.keychain:
            card.add_layout(heading("Open with this computer’s keychain", icon="key-round"))
            card.add(Words("There is nothing to type while you are signed in to your own account."))
            words = "Unlock" if self._doors.trouble is None else "Try again"
            row.addWidget(self._button(words, Kind.PRIMARY, "lock-open", keychain=True))
        elif not found.passphrase:
            card.add_layout(heading("They can’t be opened as they are", icon="triangle-alert"))
            again = Button("Look again", Kind.SECONDARY if damaged else Kind.PRIMARY, icon="refresh-cw")
            again.clicked.connect(self._doors.approach)
            row.addWidget(again)
        if found.recovery:
            row.addWidget(self._recovery_button(found))
        card.add_layout(row)
        self._offer_what_is_left(card, found, damaged=damaged)
        self.add(card, self._help_row())
        self._offer_last_way(found, trouble)
        self.finish()
        if trouble is not None:
            self._note(trouble)
        self._type_now()

    def _recovery_button(self, found: Ways) -> Button:
        words = "Forgot it? Use your recovery code" if found.passphrase else "Use your recovery code"
        button = Button(words, Kind.QUIET, icon="life-buoy")
        button.clicked.connect(self._show_recovery)
        return button

    def _offer_what_is_left(self, card: Card, found: Ways, *, damaged: bool) -> None:
        if found.passphrase and not found.recovery and not found.keychain:
            card.add(Disclosure("Forgot it?", self._forgotten))
            card.end_quietly()
        if damaged and self._restorer is not None:
            self._offer_backup(self._restorer)

    def _offer_last_way(self, found: Ways, trouble: Trouble | None) -> None:
        """Below all else, where something has to be typed or does not open: a keychain that opens needs no other way.

        Records of a newer version are no reason to begin again: that version opens them.
        """
        if self._anew is not None and (found.passphrase or trouble is not None) and not isinstance(trouble, StoreNewer):
            self.add(LastWay(self._anew))

    def _forgotten(self) -> QWidget:
        """Say honestly what is left where nothing but the passphrase opens the records."""
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(10)
        column.addWidget(
            Words(
                "There is no recovery code for these records, and nobody can look the passphrase up, not even we. "
                "An older backup opens with the passphrase or the code it was made with."
            )
        )
        restore = Button("Restore a backup", icon="archive-restore")
        restore.clicked.connect(self._restore)
        row = FlowLayout()
        row.addWidget(restore)
        column.addLayout(row)
        return ground

    def _restore(self) -> None:
        self._doors.session.go(Destination(Place.RESTORE))

    def _offer_backup(self, restorer: Restorer) -> None:
        """Offer the newest backup that opens; what was typed at the damaged records may open it too."""
        offer = RestoreCard(restorer)
        self.add(offer)
        secret, self._secret = self._secret, None
        offer.look_for_newest(secret)

    def _show_recovery(self) -> None:
        """Ask for the code in place of the passphrase."""
        found = self._found
        self.start("Your records are locked", "They are on this computer, encrypted.")
        self._passphrase, self._field, self._buttons = None, None, []
        self._notes = QVBoxLayout()
        self.add_layout(self._notes)
        self._recovery = RecoveryCard(self._doors, found.name, new_passphrase=found.passphrase)
        self._recovery.back.connect(self._show_found)
        self._recovery.failed.connect(self._failed)
        self.add(self._recovery, self._help_row())
        self.finish()
        self._recovery.take_focus()

    def _show_found(self) -> None:
        self.show_ways(self._found)

    def _type_now(self) -> None:
        """Have the keyboard where the way in is: else it stays at what was pressed before the records locked."""
        if self._passphrase is not None:
            self._passphrase.setFocus()
        elif self._buttons:
            self._buttons[0].setFocus()

    def _passphrase_row(self) -> QHBoxLayout:
        self._passphrase = QLineEdit()
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._passphrase.setMaxLength(_LONGEST)
        self._passphrase.returnPressed.connect(self._unlock)
        self._field = Field("Passphrase", self._passphrase)
        self._show = Button("Show", icon="eye", says="Show the passphrase")
        self._show.setCheckable(True)
        self._show.toggled.connect(self._show_letters)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._field, 1)
        aside = QVBoxLayout()
        aside.addSpacing(self._field.sizeHint().height() - self._passphrase.sizeHint().height())
        aside.addWidget(self._show)
        aside.addStretch(1)
        row.addLayout(aside)
        return row

    def _button(self, words: str, kind: Kind, icon: str, *, keychain: bool = False) -> Button:
        button = Button(words, kind, icon=icon)
        button.clicked.connect(self._ask_keychain if keychain else self._unlock)
        self._buttons.append(button)
        return button

    def _help_row(self) -> QWidget:
        row = Row(
            "Has something happened? Get help now",
            "Help opens without unlocking anything.",
            icon="life-buoy",
            ink=Ink.HELP,
        )
        row.clicked.connect(self._help)
        return row

    def _show_letters(self, shown: bool) -> None:  # noqa: FBT001 -- Qt's signal
        if self._passphrase is None:
            return
        mode = QLineEdit.EchoMode
        self._passphrase.setEchoMode(mode.Normal if shown else mode.Password)
        self._show.setIcon(line_icon("eye-off" if shown else "eye"))
        self._show.setAccessibleName("Hide the passphrase" if shown else "Show the passphrase")

    def _unlock(self) -> None:
        if self._passphrase is None:
            return
        typed = self._passphrase.text()
        if not typed:
            self._failed(BadInput("Please type your passphrase."))
            return
        self._wait(waiting=True)
        self._secret = Secret(typed)
        self._doors.unlock(typed, self._failed)

    def _ask_keychain(self) -> None:
        self._wait(waiting=True)
        self._doors.unlock(None, self._failed)

    def _failed(self, trouble: Trouble) -> None:
        """Say a wrong passphrase at its field and anything else above it: the two are never mixed up."""
        self._wait(waiting=False)
        if isinstance(trouble, StoreDamaged):
            self.show_ways(Ways(passphrase=False, keychain=False, trouble=trouble))
            return
        self._secret = None
        if self._field is not None and self._passphrase is not None and isinstance(trouble, WrongPassphrase | BadInput):
            self._field.say_wrong(trouble.message)
            self._passphrase.selectAll()
            self._passphrase.setFocus()
        else:
            self._note(trouble)

    def _wait(self, *, waiting: bool) -> None:
        if self._field is not None:
            self._field.say_wrong("")
        self._clear_notes()
        for button in self._buttons:
            button.setEnabled(not waiting)
        if waiting:
            self._notes.addWidget(Words("Opening…"))

    def _note(self, trouble: Trouble) -> None:
        self._clear_notes()
        self._notes.addWidget(Note(trouble.title, trouble.message, tone="amber", icon="triangle-alert"))

    def _clear_notes(self) -> None:
        while (item := self._notes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _help(self) -> None:
        self._doors.session.go(Destination(Place.HELP))


def ways(paths: Paths) -> Ways:
    """Look what can open the records; nothing is asked of the keychain and nothing is written."""
    try:
        found = ways_in(paths)
        if found is None:
            return Ways(passphrase=False, keychain=False)
        return Ways(found.passphrase, found.keychain, recovery=found.recovery is not None, name=found.name)
    except Trouble as trouble:
        return Ways(passphrase=False, keychain=False, trouble=trouble)
