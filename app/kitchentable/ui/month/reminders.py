"""What the month page says of reminders: that they are off, or that nothing on this computer wakes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kitchentable.domain.change import Change
from kitchentable.domain.errors import Trouble
from kitchentable.services import reminders
from kitchentable.services.household import Household
from kitchentable.system.schedule import Scheduler, Wake
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Role, Words


@dataclass(frozen=True, slots=True)
class Waker:
    """What wakes the reminder check while the app is closed; the system is slow to ask."""

    scheduler: Callable[[], Scheduler]
    command: Callable[[], tuple[str, ...]]

    def is_awake(self, _home: Household) -> bool:
        """Tell whether the system really wakes us now."""
        return self.scheduler().state().wake is Wake.ON

    def set_up(self, home: Household) -> Change:
        """Have this computer wake us. Raises ReminderTrouble or CannotWrite where it would not."""
        return reminders.turn_on(home, scheduler=self.scheduler(), command=self.command())


class ReminderCard(Card):
    """Offers a nudge to a family that has none."""

    def __init__(self, session: Session) -> None:
        """Offer it."""
        super().__init__()
        self._session = session
        self.add_layout(heading("Reminders are off", icon="bell-off", role=Role.H3))
        self.add(
            Words("Kitchen Table can nudge you once a month, even when it is closed. It names no child.", Role.MUTED)
        )
        row = FlowLayout()
        choose = Button("Choose when", icon="bell")
        choose.clicked.connect(self._choose)
        row.addWidget(choose)
        self.add_layout(row)

    def _choose(self) -> None:
        self._session.go(Destination(Place.PREFERENCES))


class WakeCard(Card):
    """Says that reminders are on and yet nothing wakes them here, as after a restore or a move to another computer.

    It is never put right unasked: a parent may have taken the entry away, as ``remind --remove`` does.
    """

    def __init__(self, session: Session, waker: Waker) -> None:
        """Offer to set it up."""
        super().__init__()
        self._session = session
        self._waker = waker
        self.add_layout(heading("Reminders are on, but nothing on this computer wakes them", icon="bell", role=Role.H3))
        self._trouble = Words("", Role.ERROR)
        self._trouble.hide()
        self.add(self._trouble)
        row = FlowLayout()
        self._deed = Button("Set reminders up here", icon="bell-ring")
        self._deed.clicked.connect(self._set_up)
        row.addWidget(self._deed)
        self.add_layout(row)

    def _set_up(self) -> None:
        self._deed.setEnabled(False)
        self._trouble.hide()
        self._session.write(self._waker.set_up, failed=self._failed)

    def _failed(self, trouble: Trouble) -> None:
        """Say it where the parent looks; another press tries again."""
        self._deed.setEnabled(True)
        self._trouble.setText(trouble.message)
        self._trouble.show()
