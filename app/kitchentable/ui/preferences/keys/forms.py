"""The forms of the section: each shows that it is the parent who asks, does one deed, and goes away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal

from kitchentable.domain.change import Change
from kitchentable.domain.errors import BadInput, StoreLocked, Trouble
from kitchentable.domain.ways_in import WaysIn
from kitchentable.services.slots import NewCode, Proof
from kitchentable.ui.preferences.keys.desk import KeysDesk
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.proof import Prover
from kitchentable.ui.widgets.secrets import NewPassphrase
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.widgets.words import Role, Words


@dataclass(frozen=True, slots=True)
class Deed:
    """What a form says and does; ``by_code`` where the recovery code may stand in for the passphrase."""

    title: str
    words: str
    button: str
    done: str
    by_code: bool = True


ASK = Deed(
    "Ask for the passphrase when opening",
    "The key leaves this computer’s keychain. From then on only your passphrase opens the records, or a recovery code.",
    "Ask from now on",
    "Your passphrase is asked for from now on.",
    by_code=False,
)
STOP_ASKING = Deed(
    "Open without asking",
    "The key goes into this computer’s keychain. Anyone who can use your account on this computer can then open them.",
    "Stop asking",
    "The records open by themselves from now on.",
)
REMOVE_PASSPHRASE = Deed(
    "Remove the passphrase",
    "Then the keychain opens your records, and a recovery code if you made one.",
    "Remove it",
    "The passphrase is gone.",
)
REMOVE_CODE = Deed(
    "Remove the recovery code",
    "The sheet you kept then opens these records no more. It still opens backups made before; only new keys end that.",
    "Remove it",
    "The recovery code is gone.",
)
MAKE_CODE = Deed(
    "Make a recovery code",
    "You print it or write it down, and type it once to be sure. Then it opens your records when all else is lost.",
    "Make the code",
    "",
)
NEW_KEYS = Deed(
    "New keys",
    "For when someone may have copied a key or seen your recovery code. Your records are locked anew, and an old "
    "recovery code opens them no more. Copies you saved elsewhere still open the old way.",
    "Make new keys",
    "Your records have new keys. If you had a recovery code, please make another.",
    by_code=False,
)


class Form(Card):
    """A card with a proof, a deed and a way back."""

    over = Signal(str)
    """The form is over; what to say of it, or nothing."""

    def __init__(self, session: Session, ways: WaysIn, deed: Deed) -> None:
        """Ask for what the deed needs."""
        super().__init__("brand")
        self.session = session
        self._deed = deed
        self.prover = Prover(ways, by_code=deed.by_code or not ways.passphrase)
        self.prover.entered.connect(self.press)
        self.add_layout(heading(deed.title, icon="key-round"))
        self.add(Words(deed.words), self.prover)

    def finish(self) -> None:
        """Put the buttons below what was added."""
        self._yes = Button(self._deed.button, Kind.PRIMARY)
        self._yes.clicked.connect(self.press)
        self._no = Button("Cancel", says=f"Cancel: {self._deed.title}")
        self._no.clicked.connect(self._cancel)
        row = FlowLayout(gap=10)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self.add_layout(row)
        self._answer = Words("", Role.BODY)
        self._answer.hide()
        self.add(self._answer)

    def take_focus(self) -> None:
        """Type, or press, what comes first."""
        (self.prover.first or self._yes).setFocus()

    def press(self) -> None:
        """Do the deed with what was typed, if all of it was."""
        if not self._yes.isEnabled():
            return
        self._say("")
        proof = self.prover.proof()
        if proof is not None and self.ready():
            self.wait(waiting=True)
            self.do(proof)

    def ready(self) -> bool:
        """Tell whether the rest of the form is filled; say what is missing."""
        return True

    def do(self, proof: Proof) -> None:  # noqa: ARG002 -- each form has its own
        """Start the deed; each form says which."""
        raise TypeError(f"{type(self).__name__} does not say what it does")

    def done(self, _change: Change) -> None:
        """Be over."""
        self.over.emit(self._deed.done)

    def failed(self, trouble: Trouble) -> None:
        """Say the trouble where it belongs; what was typed stays."""
        self.wait(waiting=False)
        if not self.prover.takes(trouble):
            self._say(trouble.message, wrong=True)

    def wait(self, *, waiting: bool) -> None:
        """Show that the deed is under way; it takes a moment by design."""
        self._yes.setEnabled(not waiting)
        self._no.setEnabled(not waiting)
        self._say("One moment…" if waiting else "")

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._answer.setProperty("role", (Role.ERROR if wrong else Role.BODY).value)
        self._answer.style().unpolish(self._answer)
        self._answer.style().polish(self._answer)
        self._answer.setText(words)
        self._answer.setVisible(bool(words))

    def _cancel(self) -> None:
        self.over.emit("")


class ProofForm(Form):
    """A deed that needs nothing but the proof."""

    def __init__(self, session: Session, ways: WaysIn, deed: Deed, work: Callable[[Proof], Change]) -> None:
        """Ask for the proof; ``work`` is the deed."""
        super().__init__(session, ways, deed)
        self._work = work
        self.finish()

    def do(self, proof: Proof) -> None:
        """Do it on the worker."""
        self.session.run(partial(self._work, proof), self.done, self.failed)


class NewKeysForm(Form):
    """New keys for the open records."""

    def __init__(self, session: Session, ways: WaysIn, desk: KeysDesk) -> None:
        """Ask for the proof."""
        super().__init__(session, ways, NEW_KEYS)
        self._desk = desk
        self.finish()

    def do(self, proof: Proof) -> None:
        """Do it on the worker, with the records."""
        self.session.write(self._desk.new_keys(proof), self.done, self.failed)

    def failed(self, trouble: Trouble) -> None:
        """Where the new keys count but the records could not be opened with them at once, open them anew."""
        if isinstance(trouble, StoreLocked):
            self.session.lock()
            self.session.troubled.emit(trouble)
        else:
            super().failed(trouble)


class PassphraseForm(Form):
    """A passphrase to choose or to change, and whether to ask for it."""

    def __init__(self, session: Session, ways: WaysIn, desk: KeysDesk) -> None:
        """Ask for it twice."""
        title = "Change the passphrase" if ways.passphrase else "Choose a passphrase"
        super().__init__(session, ways, Deed(title, _KEPT_NOWHERE, "Save", "Your passphrase is saved."))
        self._desk = desk
        self._new = NewPassphrase((self.prover.passphrase,))
        self._new.entered.connect(self.press)
        self._ask = Tick("Ask for it each time Kitchen Table opens")
        self._ask.setChecked(not (ways.keychain and ways.passphrase))
        self._asks_already = not ways.keychain
        self.add(self._new, self._ask)
        if self._asks_already:
            self._ask.hide()
        self.finish()

    def take_focus(self) -> None:
        """Type what comes first."""
        (self.prover.first or self._new.first).setFocus()

    def ready(self) -> bool:
        """See that it was typed twice alike."""
        return self._new.value() is not None

    def do(self, proof: Proof) -> None:
        """Seal the key under it."""
        passphrase, ask = self._new.value() or "", self._asks_already or self._ask.isChecked()
        self.session.run(
            partial(self._desk.set_passphrase, proof, passphrase=passphrase, ask=ask), self.done, self.failed
        )

    def failed(self, trouble: Trouble) -> None:
        """Say a passphrase that is too short at its field."""
        if isinstance(trouble, BadInput):
            self.wait(waiting=False)
            self._new.say_wrong(trouble.message)
        else:
            super().failed(trouble)


class MakeCodeForm(Form):
    """The proof before a recovery code is made and shown."""

    made = Signal(object)
    """The ``NewCode``, which does not count yet."""

    def __init__(self, session: Session, ways: WaysIn, desk: KeysDesk) -> None:
        """Ask for the proof."""
        super().__init__(session, ways, MAKE_CODE)
        self._desk = desk
        self.finish()

    def do(self, proof: Proof) -> None:
        """Make it on the worker."""
        self.session.run(partial(self._desk.draft_code, proof), self._made, self.failed)

    def _made(self, new: NewCode) -> None:
        self.made.emit(new)


_KEPT_NOWHERE = (
    "It is kept nowhere, so nobody can find it for you. A recovery code on paper helps if it is ever forgotten."
)
