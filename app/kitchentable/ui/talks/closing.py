"""“We talked”: how it went, what was agreed, a note, and when to come back to it."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from functools import partial

from dateutil.relativedelta import relativedelta
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.errors import Trouble
from kitchentable.domain.family import HowItWent
from kitchentable.services.talks import TalkView, keep_draft, tick, we_talked
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.areas import area
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.fields import Choice
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words

_HOW = (
    (HowItWent.WELL, "Well"),
    (HowItWent.SO_SO, "So-so"),
    (HowItWent.HARD, "It was hard"),
    (HowItWent.CUT_SHORT, "We were cut short"),
)
_DRAFT_AFTER_MS = 800
_DAYS_BACK = 92


class Again(Enum):
    """When to come back to a topic."""

    IN_TURN = "When its turn comes"
    NEXT_MONTH = "Next month"
    IN_THREE = "In three months"


class ClosingForm(QWidget):
    """The form behind “We talked”. What is half typed is kept with the talk until the form is saved."""

    saved = Signal(object)
    """The ``Change``, once it is stored."""
    cancelled = Signal()

    def __init__(self, session: Session, view: TalkView) -> None:
        """Offer what this talk had to agree; what was ticked is already chosen."""
        super().__init__()
        self._session = session
        self._view = view
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._how: Options[HowItWent] = Options(_HOW, says="How did it go?")
        self._again: Options[Again] = Options([(one, one.value) for one in Again], says="Come back to this")
        self._again.choose(Again.IN_TURN)
        self._day = Choice(_days(view.today), says="When was it?")
        self._day.choose(view.today)
        self._agreed = self._promises()
        self._own = area("Something else you agreed", lines=2)
        self._own.setPlainText("\n".join(view.record.agreed) if view.record is not None else "")
        self._note = area("Note", lines=4)
        self._note.setPlainText(view.record.note if view.record is not None else "")
        self._wrong = Words("", Role.ERROR)
        self._wrong.hide()
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(_DRAFT_AFTER_MS)
        self._draft.timeout.connect(self.keep_draft)
        self._kept = self._typed()
        self._note.textChanged.connect(self._draft.start)
        self._own.textChanged.connect(self._draft.start)
        self._lay_out()

    def begin(self) -> None:
        """Put the cursor where a parent starts."""
        self._how.setFocus()

    def keep_draft(self) -> None:
        """Store the note and our own words as typed so far, with the unfinished talk."""
        self._draft.stop()
        child = self._view.child
        if child is not None and self._typed() != self._kept:
            self._kept = self._typed()
            service = partial(
                keep_draft,
                child_id=child.id,
                topic_id=self._view.topic.id,
                band=self._view.band,
                note=self._note.toPlainText(),
                agreed=self._own_words(),
            )
            self._session.write(service, None, self._draft_failed)

    def _typed(self) -> tuple[str, str]:
        return self._note.toPlainText(), self._own.toPlainText()

    def _own_words(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self._own.toPlainText().splitlines() if line.strip())

    def _promises(self) -> list[tuple[str, Tick]]:
        ticked = self._view.record.ticked if self._view.record is not None else frozenset()
        boxes = []
        for promise in self._view.talk.agree:
            box = Tick(promise.child)
            box.setChecked(promise.id in ticked)
            box.setProperty("line_id", promise.id)
            box.clicked.connect(self._ticked)
            boxes.append((promise.child, box))
        return boxes

    def _ticked(self) -> None:
        """Keep a promise's tick at once, as the talk itself does: it is the same line."""
        box, child = self.sender(), self._view.child
        if isinstance(box, Tick) and child is not None:
            service = partial(
                tick,
                child_id=child.id,
                topic_id=self._view.topic.id,
                band=self._view.band,
                line_id=str(box.property("line_id")),
                ticked=box.isChecked(),
            )
            self._session.write(service, None, self._failed)

    def _lay_out(self) -> None:
        how = Card()
        how.add_layout(heading("How did it go?"))
        how.add(self._how, _labelled("When was it?", self._day))
        agreed = Card()
        agreed.add_layout(heading("What did you agree?", icon="signature"))
        for _, box in self._agreed:
            agreed.add(box)
        agreed.add(_labelled("Something else, in your own words", self._own))
        note = Card()
        note.add_layout(heading("A note for yourself"))
        note.add(_labelled("Only you see this. It is encrypted on this computer.", self._note))
        again = Card()
        again.add_layout(heading("Come back to this"))
        again.add(self._again)
        self._save_button = Button("Save", Kind.PRIMARY, icon="check")
        self._save_button.clicked.connect(self._save)
        back = Button("Back to the talk")
        back.clicked.connect(self._cancel)
        row = FlowLayout()
        row.addWidget(self._save_button)
        row.addWidget(back)
        for card in (how, agreed, note, again):
            self._column.addWidget(card)
        self._column.addWidget(self._wrong)
        self._column.addLayout(row)

    def _save(self) -> None:
        child, talked_on = self._view.child, self._day.value()
        if child is None or talked_on is None:
            return
        self._draft.stop()
        self._save_button.setEnabled(False)  # a double click is one talk
        service = partial(
            we_talked,
            child_id=child.id,
            topic_id=self._view.topic.id,
            band=self._view.band,
            how_it_went=self._how.value(),
            agreed=(*(text for text, box in self._agreed if box.isChecked()), *self._own_words()),
            note=self._note.toPlainText(),
            again_on=_again_on(self._again.value(), talked_on),
            talked_on=talked_on,
        )
        self._session.write(service, self.saved.emit, self._failed)

    def _cancel(self) -> None:
        self.keep_draft()
        self.cancelled.emit()

    def _draft_failed(self, trouble: Trouble) -> None:
        """Say it, and count what was typed as not kept: the next key press, or closing, tries again."""
        self._kept = ("", "")
        self._failed(trouble)

    def _failed(self, trouble: Trouble) -> None:
        """Say what is wrong beside the button; everything typed stays."""
        self._save_button.setEnabled(True)
        self._wrong.setText(trouble.message)
        self._wrong.show()


def _again_on(again: Again | None, talked_on: date) -> date | None:
    if again is Again.NEXT_MONTH:
        return talked_on + relativedelta(months=1)
    return talked_on + relativedelta(months=3) if again is Again.IN_THREE else None


def _days(today: date | None) -> list[tuple[date, str]]:
    """Return the days a talk can have been on, today first: what is longer ago is hardly remembered to the day."""
    if today is None:
        return []
    near = {0: "Today, ", 1: "Yesterday, "}
    days = ((ago, today - timedelta(days=ago)) for ago in range(_DAYS_BACK))
    return [(day, f"{near.get(ago, '')}{day:%A} {day_words(day)}") for ago, day in days]


def _labelled(text: str, field: QWidget) -> QWidget:
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    label = Words(text, Role.SMALL)
    label.setBuddy(field)
    column.addWidget(label)
    column.addWidget(field)
    return ground
