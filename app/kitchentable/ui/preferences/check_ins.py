"""The list of check-ins: last done, was due, next, put off or paused until, and what became of each month."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.errors import BadInput, Trouble
from kitchentable.services import check_in_answers
from kitchentable.services.check_ins import CheckIn, CheckInLine
from kitchentable.services.reminder_history import MonthStory
from kitchentable.system.clock import Clock
from kitchentable.ui.check_ins.answers import AnswerButton, Answers
from kitchentable.ui.check_ins.fresh import Fresh
from kitchentable.ui.check_ins.words import (
    line_words,
    paused_words,
    put_off_words,
    slot_words,
    story_words,
    whose_words,
)
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.areas import DayField
from kitchentable.ui.widgets.buttons import Button
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.words import Role, Words

_A_WEEK = timedelta(days=7)


class CheckInsCard(Card):
    """The list that is right even where no notice came, with the answers to what is due, and a pause."""

    def __init__(self, session: Session, clock: Clock) -> None:
        """Start empty; ``show_view`` fills it."""
        super().__init__()
        self._session = session
        self._clock = clock
        self._shown: tuple[CheckIn, tuple[MonthStory, ...], date] | None = None
        self.add_layout(heading("Your check-ins"))
        self.add(Words("This list is right, even if a notice was missed.", Role.SMALL))
        self._list = Fresh()
        self.add(self._list)

    def show_view(self, check_in: CheckIn, stories: tuple[MonthStory, ...]) -> None:
        """Show where each check-in stands; what has not changed stays as it is, folded or not."""
        now = self._clock.now()
        wanted = (check_in, stories, now.date())
        if wanted != self._shown:
            self._shown = wanted
            self._list.fill(_List(self._session, check_in, stories, now))


class _List(QWidget):
    """The lines, the answers, the pause and the months gone by."""

    def __init__(self, session: Session, check_in: CheckIn, stories: tuple[MonthStory, ...], now: datetime) -> None:
        super().__init__()
        self._stories = stories
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        alone = not any(line.who for line in check_in.lines)
        for line in check_in.lines:
            self._add_line(session, line, now, alone=alone)
        for words in (put_off_words(check_in, now), paused_words(check_in)):
            if words:
                self._column.addWidget(Words(words, Role.STRONG))
        if check_in.on:
            self._column.addWidget(Answers(session, check_in))
            self._column.addWidget(_PauseForm(session, now.date()))
        if stories:
            self._column.addWidget(Disclosure("What became of each month", self._tell_stories))

    def _add_line(self, session: Session, line: CheckInLine, now: datetime, *, alone: bool) -> None:
        self._column.addWidget(Words(f"{whose_words(line, alone=alone)}: {slot_words(line.slot)}", Role.STRONG))
        self._column.addWidget(Words(line_words(line, now), Role.MUTED))
        for month in line.skipped:
            self._column.addWidget(Words(f"You left out {month:%B %Y}.", Role.MUTED))
            back = AnswerButton(
                session,
                f"Put {month:%B} back",
                partial(check_in_answers.unskip_month, month=month),
                says=f"Put {month:%B %Y} back",
            )
            row = FlowLayout()
            row.addWidget(back)
            self._column.addLayout(row)

    def _tell_stories(self) -> QWidget:
        return MarkedList([story_words(one) for one in self._stories], role=Role.SMALL)


class _PauseForm(QWidget):
    """Asks until which day to pause."""

    def __init__(self, session: Session, today: date) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._until = DayField("Pause until", range(today.year, today.year + 2), today + _A_WEEK)
        self._field = Field("Pause until the day you are back", self._until)
        day = FlowLayout()
        day.addWidget(self._field)
        column.addLayout(day)
        press = Button("Pause reminders", icon="bell-off")
        press.clicked.connect(self._pause)
        row = FlowLayout()
        row.addWidget(press)
        column.addLayout(row)

    def _pause(self) -> None:
        try:
            until = self._until.chosen()
        except BadInput as wrong:
            self._field.say_wrong(wrong.message)
            return
        self._field.say_wrong("")
        self._session.write(partial(check_in_answers.pause, until=until), failed=self._refused)

    def _refused(self, trouble: Trouble) -> None:
        """Say it beside the day: most often it is a day gone by, or one too far off."""
        self._field.say_wrong(trouble.message)
