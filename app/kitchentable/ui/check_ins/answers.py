"""The answers to a check-in that is due, as a row of buttons: later, not this month, and how to take that back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from kitchentable.domain.change import Change
from kitchentable.domain.check_ins import PutOff
from kitchentable.domain.errors import Trouble
from kitchentable.services import check_in_answers
from kitchentable.services.check_ins import CheckIn
from kitchentable.services.household import Household
from kitchentable.ui.check_ins.words import ANSWERS
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.flow import FlowLayout


class AnswerButton(Button):
    """A button that gives one answer, once however often it is pressed; the window tells what stands in the way."""

    def __init__(
        self,
        session: Session,
        text: str,
        answer: Callable[[Household], Change],
        *,
        kind: Kind = Kind.SECONDARY,
        says: str | None = None,
    ) -> None:
        """Say ``text``; give ``answer`` when pressed."""
        super().__init__(text, kind, says=says)
        self._session = session
        self._answer = answer
        self._given = False
        self.clicked.connect(self._give)

    def _give(self) -> None:
        if not self._given:
            self._given = True
            self._session.write(self._answer, self._taken, self._refused)

    def _taken(self, _change: Change) -> None:
        self._given = False

    def _refused(self, trouble: Trouble) -> None:
        self._given = False
        self._session.troubled.emit(trouble)


class Answers(QWidget):
    """The answers that make sense now, with ``first`` before them and ``last`` after."""

    def __init__(
        self,
        session: Session,
        check_in: CheckIn,
        *,
        first: Button | None = None,
        last: Button | None = None,
        kind: Kind = Kind.SECONDARY,
    ) -> None:
        """Offer the answers to what is due, put off or paused; quiet ones where something else should be seen first."""
        super().__init__()
        row = FlowLayout(self, gap=10)
        for button in (first, *_buttons(session, check_in, kind), last):
            if button is not None:
                row.addWidget(button)


def _buttons(session: Session, check_in: CheckIn, kind: Kind) -> list[AnswerButton]:
    if check_in.paused_until is not None:
        return [AnswerButton(session, "Go on now", check_in_answers.go_on, says="End the pause now")]
    if check_in.put_off is not None:
        ask = AnswerButton(session, "Ask me now", check_in_answers.ask_now, says="Ask me now, not later")
        return [ask, _skip(session, kind)]
    if check_in.was_due is None:
        return [_skip(session, kind)] if check_in.can_skip else []
    return [*(_later(session, check_in, answer, kind) for answer in check_in.days), _skip(session, kind)]


def _later(session: Session, check_in: CheckIn, answer: PutOff, kind: Kind) -> AnswerButton:
    day = check_in.days[answer]
    says = f"{ANSWERS[answer]}: ask again on {day:%A} {day.day} {day:%B}"
    give = partial(check_in_answers.put_off, answer=answer)
    return AnswerButton(session, ANSWERS[answer], give, kind=kind, says=says)


def _skip(session: Session, kind: Kind) -> AnswerButton:
    return AnswerButton(session, "Skip this month", check_in_answers.skip_month, kind=kind)
