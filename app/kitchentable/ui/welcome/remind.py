"""Step three: when to remind."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Signal

from kitchentable.domain.recurrence import MonthlySlot
from kitchentable.ui.welcome.step import StepCard
from kitchentable.ui.widgets.slot import SlotForm
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.widgets.words import Role, Words


@dataclass(frozen=True, slots=True)
class ReminderWish:
    """When to remind, and whether also while the app is closed."""

    slot: MonthlySlot = field(default_factory=MonthlySlot)
    when_closed: bool = True


class RemindStep(StepCard):
    """Asks for the monthly slot; one is chosen already."""

    answered = Signal(object)
    """A ``ReminderWish``."""

    def __init__(self, wish: ReminderWish) -> None:
        """Offer a slot: the usual one, or what was chosen before."""
        super().__init__(3, "When shall we remind you?", "Once a month is enough: one talk and a few settings.")
        self._slot = SlotForm(wish.slot)
        self._when_closed = Tick("Remind me even when the app is closed")
        self._when_closed.setChecked(wish.when_closed)
        self.add(
            self._slot,
            self._when_closed,
            Words("The reminder names no child and no topic. You can change this in Preferences.", Role.SMALL),
        )
        self.go_on.clicked.connect(self._next)
        self.finish(next_words="Start")

    def wish(self) -> ReminderWish:
        """Return what is chosen."""
        return ReminderWish(self._slot.slot(), self._when_closed.isChecked())

    def _next(self) -> None:
        self.go_on.setEnabled(False)
        self.go_back.setEnabled(False)
        self.answered.emit(self.wish())
