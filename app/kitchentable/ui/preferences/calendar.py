"""The check-ins in the family's own calendar: a file it can read, kept up to date where it was saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.change import Change
from kitchentable.domain.errors import Trouble
from kitchentable.services import reminders
from kitchentable.services.calendar_file import SUGGESTED_NAME, SUMMARY, CalendarState, forget_calendar
from kitchentable.ui.ask import Ask
from kitchentable.ui.check_ins.answers import AnswerButton
from kitchentable.ui.check_ins.fresh import Fresh
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.words import Role, Words


class CalendarCard(Card):
    """Saves the calendar file, and says where it is and whether it could be kept up to date."""

    def __init__(self, session: Session, ask: Ask) -> None:
        """Start empty; ``show_view`` fills it."""
        super().__init__()
        self._session = session
        self._ask = ask
        self._shown: CalendarState | None = None
        self.add_layout(heading("In your calendar"))
        self.add(Words(f"A file that calendars can read, with an alarm: “{SUMMARY}”. It names nobody.", Role.SMALL))
        save = Button("Save to my calendar…", icon="calendar-plus")
        save.clicked.connect(self._choose)
        row = FlowLayout()
        row.addWidget(save)
        self.add_layout(row)
        self._trouble = Words("", Role.ERROR)
        self._trouble.hide()
        self.add(self._trouble)
        self._kept = Fresh(save)
        self.add(self._kept)

    def show_view(self, state: CalendarState | None) -> None:
        """Show which file is kept."""
        if state != self._shown:
            self._shown = state
            self._trouble.hide()
            self._kept.fill(None if state is None else _Kept(self._session, state))

    def _choose(self) -> None:
        self._ask.save_calendar(SUGGESTED_NAME, self._save)

    def _save(self, path: Path) -> None:
        self._session.write(partial(reminders.save_to_calendar, path=path), self._saved, self._not_saved)

    def _saved(self, _change: Change) -> None:
        self._trouble.hide()

    def _not_saved(self, trouble: Trouble) -> None:
        """Say it where the parent looks; what was kept before is still kept."""
        self._trouble.setText(trouble.message)
        self._trouble.show()


class _Kept(QWidget):
    """The file that is kept, what went wrong with it, and how to stop."""

    def __init__(self, session: Session, state: CalendarState) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if state.trouble:
            column.addWidget(Words(f"The file could not be kept up to date. {state.trouble}", Role.ERROR))
        column.addWidget(Words(f"Kept up to date: {state.path}", Role.MUTED))
        column.addWidget(Words("Open it with your calendar. If the day changes, open it once more.", Role.SMALL))
        stop = AnswerButton(session, "Stop keeping it up to date", forget_calendar)
        row = FlowLayout()
        row.addWidget(stop)
        column.addLayout(row)
