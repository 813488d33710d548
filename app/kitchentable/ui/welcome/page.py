"""The welcome: who are we helping, where the key is kept, when to remind. Each step can be skipped.

The records are made between the first and the second step, so that a child who was typed in is saved at once; the
window goes in only at the end, as going in replaces every screen. Going back finds what was typed; a child who was
saved meanwhile is put right, not added again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.domain.change import Change
from kitchentable.domain.errors import BadInput, KeychainRefused, KeychainUnavailable, Trouble
from kitchentable.domain.pack import Guidance
from kitchentable.services.family import guide_options
from kitchentable.services.household import Household
from kitchentable.services.reminders import set_slot, turn_on
from kitchentable.system.clock import Clock
from kitchentable.system.schedule import Scheduler
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.doors import Doors
from kitchentable.ui.family.form import ChildDraft, ChildFacts
from kitchentable.ui.session import Session
from kitchentable.ui.theme import grown
from kitchentable.ui.welcome.first_child import FirstChild
from kitchentable.ui.welcome.key import KeptStep, PassphraseStep, WaitingStep
from kitchentable.ui.welcome.remind import ReminderWish, RemindStep
from kitchentable.ui.welcome.step import StepCard
from kitchentable.ui.welcome.who import WhoStep
from kitchentable.ui.widgets.page import Page

_WIDEST = 760


class WelcomeScreen(Page):
    """Walks a new family through at most three short steps."""

    def __init__(
        self,
        session: Session,
        ask: Ask,
        doors: Doors,
        guidance: Guidance,
        clock: Clock,
        scheduler: Callable[[], Scheduler],
        command: tuple[str, ...],
    ) -> None:
        """Start with the first step; ``command`` is what the system's scheduler is to start."""
        super().__init__()
        self._session = session
        self._ask = ask
        self._doors = doors
        self._clock = clock
        self._scheduler = scheduler
        self._command = command
        self._options = guide_options(guidance)
        self._step: StepCard | None = None
        self._draft = ChildDraft()
        self._facts: ChildFacts | None = None
        self._child = FirstChild()
        self._typed = ("", "")
        self._wish = ReminderWish()
        self._with_keychain = True
        self._home: Household | None = None
        self._passing = False

    def arrive(self, destination: Destination) -> None:  # noqa: ARG002 - the welcome is one thing
        """Begin, or go on where the parent left off to look for help."""
        if self._step is None:
            self._ask_who()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the step begins."""
        super().showEvent(event)
        if self._step is not None:
            self._step.take_focus()

    def leave(self) -> None:
        """Close records that were made but not gone into; they open at the next start."""
        self._typed = ("", "")
        if self._home is not None:
            self._session.run(self._home.close)
            self._home = None

    def _ask_who(self) -> None:
        step = WhoStep(self._options, self._clock.today(), self._draft)
        step.answered.connect(self._know_who)
        step.skipped.connect(self._skip_who)
        step.has_backup.connect(self._restore)
        self._show_step(step)

    def _restore(self) -> None:
        self._session.go(Destination(Place.RESTORE))

    def _skip_who(self) -> None:
        self._facts = None
        self._remember_who()
        self._make_records()

    def _know_who(self, facts: ChildFacts) -> None:
        self._facts = facts
        self._remember_who()
        self._make_records()

    def _remember_who(self) -> None:
        if isinstance(self._step, WhoStep):
            self._draft = self._step.form.draft()

    def _make_records(self) -> None:
        """Make them; where they were made before somebody went back, only the child is put right."""
        if self._home is not None:
            self._keep(self._home)
            self._say_where()
            return
        self._show_step(WaitingStep())
        self._doors.make(None, self._made, self._no_keychain)

    def _made(self, home: Household) -> None:
        self._with_keychain = True
        self._keep(home)
        self._say_where()

    def _say_where(self) -> None:
        step = KeptStep(self._doors.keychain_name if self._with_keychain else None)
        step.answered.connect(self._ask_when)
        step.back.connect(self._ask_who)
        self._show_step(step)

    def _no_keychain(self, trouble: Trouble) -> None:
        if not isinstance(trouble, (KeychainUnavailable, KeychainRefused)):
            self._ask.tell(trouble)
            self._ask_who()  # with what was typed, to try again
            return
        step = PassphraseStep(trouble, self._typed)
        step.answered.connect(self._use_passphrase)
        step.back.connect(self._back_from_passphrase)
        step.again.connect(self._make_records)
        step.skipped.connect(self._look_round)
        self._show_step(step)

    def _back_from_passphrase(self) -> None:
        if isinstance(self._step, PassphraseStep):
            self._typed = self._step.typed()
        self._ask_who()

    def _use_passphrase(self, passphrase: str) -> None:
        self._doors.make(passphrase, self._made_with_passphrase, self._passphrase_failed)

    def _made_with_passphrase(self, home: Household) -> None:
        self._typed = ("", "")
        self._with_keychain = False
        self._keep(home)
        self._ask_when()

    def _passphrase_failed(self, trouble: Trouble) -> None:
        wrong = isinstance(trouble, BadInput)
        if isinstance(self._step, PassphraseStep):
            self._step.say_wrong(trouble.message if wrong else "")
        if not wrong:
            self._ask.tell(trouble)

    def _look_round(self) -> None:
        if isinstance(self._step, PassphraseStep):
            self._step.set_busy(busy=True)
        self._doors.look_round(self._looking_round, self._passphrase_failed)

    def _looking_round(self, home: Household) -> None:
        """Go straight in: a reminder would outlive records that are gone when the app closes."""
        self._passing = True
        self._keep(home)

    def _keep(self, home: Household) -> None:
        self._home = home
        emptied = not self._draft.name.strip()  # a month can be changed, not taken back
        if self._facts is not None or emptied:
            self._session.run(partial(self._child.keep, home, self._facts), self._child_kept, self._child_not_kept)
        elif self._passing:
            self._go_in()

    def _child_kept(self, _change: Change) -> None:
        self._facts = None
        if self._passing:
            self._go_in()

    def _child_not_kept(self, trouble: Trouble) -> None:
        self._ask.tell(trouble)
        if self._passing:
            self._go_in()

    def _ask_when(self) -> None:
        step = RemindStep(self._wish)
        step.answered.connect(self._remind)
        step.skipped.connect(self._go_in)
        step.back.connect(self._back_from_when)
        self._show_step(step)

    def _back_from_when(self) -> None:
        if isinstance(self._step, RemindStep):
            self._wish = self._step.wish()
        self._say_where()

    def _remind(self, wish: ReminderWish) -> None:
        if self._home is not None:
            work = partial(_set_reminder, self._home, wish, self._scheduler, self._command)
            self._session.run(work, self._reminder_kept, self._reminder_not_kept)

    def _reminder_kept(self, _change: Change) -> None:
        self._go_in()

    def _reminder_not_kept(self, trouble: Trouble) -> None:
        self._ask.tell(trouble)
        self._go_in()

    def _go_in(self) -> None:
        home, self._home = self._home, None
        if home is not None:
            self._doors.enter(home)

    def _show_step(self, step: StepCard) -> None:
        self._step = step
        ground = QWidget()
        ground.setProperty("ground", "clear")
        column = QVBoxLayout(ground)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        step.setMaximumWidth(grown(_WIDEST))
        row.addWidget(step, 1000)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self._ground = ground
        self.finish()
        self.setAccessibleName(step.accessibleName())
        step.take_focus()


def _set_reminder(
    home: Household, wish: ReminderWish, scheduler: Callable[[], Scheduler], command: tuple[str, ...]
) -> Change:
    """Keep the slot first: even where the system will not wake us, the app knows when the month is due."""
    change = set_slot(home, slot=wish.slot)
    return turn_on(home, scheduler=scheduler(), command=command) if wish.when_closed else change
