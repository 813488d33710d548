"""The reminders section: the real state, the list, when, what the notice says, the calendar, and a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.change import Change
from kitchentable.domain.errors import Trouble
from kitchentable.domain.recurrence import MonthlySlot
from kitchentable.services import reminders
from kitchentable.services.household import Household
from kitchentable.services.reminder_files import WORDS
from kitchentable.services.reminders import ReminderView, reminder_view
from kitchentable.system.clock import Clock
from kitchentable.system.notify import Notifier
from kitchentable.system.schedule import Scheduler
from kitchentable.ui.ask import Ask
from kitchentable.ui.icons import IconLabel
from kitchentable.ui.preferences.calendar import CalendarCard
from kitchentable.ui.preferences.check_ins import CheckInsCard
from kitchentable.ui.preferences.own_slots import OwnSlotsCard
from kitchentable.ui.preferences.said import ReminderSaid, reminder_said
from kitchentable.ui.preferences.test_notice import TestNotice
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Ink
from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import marked
from kitchentable.ui.widgets.slot import SlotForm
from kitchentable.ui.widgets.tabbing import tab_after
from kitchentable.ui.widgets.words import Role, Words

_INKS = {"ok": Ink.OK, "amber": Ink.AMBER, "plain": Ink.MUTED}


@dataclass(frozen=True, slots=True)
class Waking:
    """What reminders need of the system; looked up only when asked for, as it is slow."""

    clock: Clock
    notifier: Callable[[], Notifier]
    scheduler: Callable[[], Scheduler]
    command: tuple[str, ...]

    def view(self, home: Household) -> ReminderView:
        """Read what is set, and what the system really does."""
        return reminder_view(home, scheduler=self.scheduler())

    def turn_on(self, home: Household) -> Change:
        """Have the system wake us; mends what is broken."""
        return reminders.turn_on(home, scheduler=self.scheduler(), command=self.command)

    def turn_off(self, home: Household) -> Change:
        """Have the system stop."""
        return reminders.turn_off(home, scheduler=self.scheduler())


class RemindersSection(QWidget):
    """Shows the state of reminders and changes it."""

    def __init__(self, session: Session, ask: Ask, waking: Waking, view: ReminderView) -> None:
        """Show a state."""
        super().__init__()
        self._session = session
        self._waking = waking
        self._turns_on = True
        self._slot = view.slot
        self._moves = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._state = Card()
        self._said = QWidget()
        self._state.add(self._said)
        self._deed = Button("")
        self._deed.clicked.connect(self._turn)
        self._test = Button("Send a test reminder", icon="bell")
        self._test.clicked.connect(self._send_test)
        row = FlowLayout(gap=10)
        row.addWidget(self._deed)
        row.addWidget(self._test)
        self._state.add_layout(row)
        self._trouble = Words("", Role.ERROR)
        self._trouble.hide()
        self._state.add(self._trouble)
        self._notice = TestNotice(waking.notifier)
        self._notice.ready.connect(self._test_over)
        self._state.add(self._notice)
        self._when = SlotForm(view.slot)
        self._when.changed.connect(self._move)
        self._check_ins = CheckInsCard(session, waking.clock)
        self._own = OwnSlotsCard(session)
        self._calendar = CalendarCard(session, ask)
        for card in (self._state, self._check_ins, _when(self._when), self._own, _says(), self._calendar):
            column.addWidget(card)
        self.show_view(view)

    def show_view(self, view: ReminderView) -> None:
        """Show another state; what is being typed or tested stays."""
        said = reminder_said(view, self._waking.clock.now())
        self._turns_on = said.turns_on
        self._trouble.hide()
        fresh = _Said(said)
        self._state.body.replaceWidget(self._said, fresh)
        self._said.deleteLater()
        self._said = fresh
        self._deed.setText(said.deed)
        self._deed.setAccessibleName(said.deed)
        self._check_ins.show_view(view.check_in, view.stories)
        self._own.show_view(view.children, view.check_in)
        self._calendar.show_view(view.calendar)
        tab_after(self._deed, self)  # what is made anew would else come last
        self._slot = view.slot
        if not self._moves:  # a later choice is on its way: do not turn the form back under the parent's hand
            self._when.show_slot(view.slot)

    def _turn(self) -> None:
        turn = self._waking.turn_on if self._turns_on else self._waking.turn_off
        self._session.write(turn, failed=self._not_turned)

    def _not_turned(self, trouble: Trouble) -> None:
        """Say it where the parent looks; the state stays what the system says it is."""
        self._trouble.setText(trouble.message)
        self._trouble.show()

    def _move(self, slot: MonthlySlot) -> None:
        self._moves += 1
        self._session.write(partial(reminders.set_slot, slot=slot), self._moved, self._not_moved)

    def _moved(self, _change: Change) -> None:
        self._moves -= 1

    def _not_moved(self, trouble: Trouble) -> None:
        """Show the day that is really kept, and why it is not the one just chosen."""
        self._moves -= 1
        self._when.show_slot(self._slot)
        self._not_turned(trouble)

    def _send_test(self) -> None:
        self._test.setEnabled(False)
        self._notice.send()

    def _test_over(self) -> None:
        self._test.setEnabled(True)


def _when(form: SlotForm) -> Card:
    card = Card()
    card.add_layout(heading("When"))
    card.add(form)
    return card


def _says() -> Card:
    card = Card()
    card.add_layout(heading("What the notice says"))
    card.add(Words(f"“{WORDS}”"))
    card.add(Words("It may add how many more things there are to look at.", Role.SMALL))
    card.add(Words("It holds no name and no topic, so nobody else at the screen learns anything.", Role.SMALL))
    return card


class _Said(QWidget):
    """The state in words, beside its icon."""

    def __init__(self, said: ReminderSaid) -> None:
        super().__init__()
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(said.title, Role.H3))
        column.addWidget(Words(said.below, Role.MUTED))
        row = marked(IconLabel(said.icon, 30, _INKS[said.tone]), words, gap=16)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
