"""The form for one private note: when and what, which app, what was kept, who was told, what is still to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from kitchentable.domain.errors import BadInput
from kitchentable.domain.incidents import Happening
from kitchentable.services.incidents import LONGEST_LINE, NotesView
from kitchentable.ui.notes.lines import FollowUpLines, ToldLines
from kitchentable.ui.widgets.areas import DayField, area
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.fields import Choice, Field
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import short_name

YEARS_BACK = 18
"""As far back as something in a childhood can lie."""

_SHORT = 16
"""Letters of a help page's title that are always seen."""

_NOBODY = 0
"""Stands for no child, beside the children's ids."""

WORDS_ONLY = (
    "Words only. Never copy or keep a sexual picture of a child, even as proof: it is a crime to have one. "
    "Write down where it was instead."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form holds, right or not: it is put back as it was when the page is filled anew."""

    happening: Happening
    incident_id: int | None = None


class NoteForm(QWidget):
    """Asks for little and takes all of it in any order. What can’t be used is said below; what was typed stays."""

    saved = Signal(object)
    """A ``Happening`` as typed."""
    cancelled = Signal()

    def __init__(self, view: NotesView, draft: Draft) -> None:
        """Open the form with what is known, or was half typed."""
        super().__init__()
        self._draft = draft
        known = draft.happening
        years = range(view.today.year - YEARS_BACK, view.today.year + 1)
        self._day = DayField("When was it?", years, known.happened_on)
        self._time = _line(known.happened_at)
        whom = [(one.id, short_name(one.name)) for one in view.children]
        self._child: Choice[int] = Choice([(_NOBODY, "Nobody in particular"), *whom], says="About whom?")
        self._child.choose(known.child_id or _NOBODY)
        pages = [(one.id, one.title) for one in view.situations]
        self._situation: Choice[str] = Choice([("", "Something else"), *pages], says="Which help page is it about?")
        self._situation.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._situation.setMinimumContentsLength(_SHORT)  # its longest title is wider than a page with large text
        self._situation.choose(known.situation_id or "")
        self._app = _line(known.app)
        self._what = area("What happened, in your own words", known.what, lines=6)
        self._kept = area("What you kept, and where", known.kept, lines=3)
        self._told = ToldLines(known.told, years)
        self._next = FollowUpLines(known.follow_ups, range(view.today.year - 1, view.today.year + 3), view.today)
        self._wrong = Words("", Role.ERROR)
        self._wrong.hide()
        self._lay_out()
        self._kept_as: Happening | None = self._typed(known.happened_on)

    def take_focus(self) -> None:
        """Put the keyboard where a parent begins."""
        self._what.setFocus()

    def draft(self) -> Draft:
        """Return what is typed now; a day that is none stays the one before."""
        return replace(self._draft, happening=self._typed(_day_or(self._day, self._draft.happening.happened_on)))

    def is_touched(self) -> bool:
        """Tell whether anything was typed that is not kept yet, or on its way to be."""
        return self.draft().happening != self._kept_as

    def is_being_kept(self) -> None:
        """Take what is typed now as kept, until ``say_wrong`` says that it was not."""
        self._kept_as = self.draft().happening

    def say_wrong(self, sentence: str) -> None:
        """Say what to put right; what was typed stays."""
        self._kept_as = None
        self._save_button.setEnabled(True)
        self._wrong.setText(sentence)
        self._wrong.show()

    def _typed(self, happened_on: date) -> Happening:
        return Happening(
            happened_on=happened_on,
            what=self._what.toPlainText(),
            child_id=self._child.value() or None,
            situation_id=self._situation.value() or None,
            happened_at=self._time.text(),
            app=self._app.text(),
            kept=self._kept.toPlainText(),
            told=self._told.typed(),
            follow_ups=self._next.typed(),
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (self._what_card(), self._kept_card(), self._told_card(), self._next_card()):
            column.addWidget(card)
        column.addWidget(self._wrong)
        self._save_button = Button("Keep this note", Kind.PRIMARY, icon="check")
        self._save_button.clicked.connect(self._save)
        cancel = Button("Cancel", Kind.QUIET)
        cancel.clicked.connect(self.cancelled)
        row = FlowLayout()
        row.addWidget(self._save_button)
        row.addWidget(cancel)
        column.addLayout(row)

    def _what_card(self) -> Card:
        card = Card()
        card.add_layout(heading("What happened", icon="notebook-pen"))
        fields = ColumnsLayout(least=300, most=2, gap=16, aligned=True)
        for field in (
            Field("When was it?", self._day),
            Field("At what time, about?", self._time),
            Field("About whom?", self._child),
            Field("On which app or device?", self._app),
        ):
            fields.addWidget(field)
        card.add_layout(fields)
        card.add(Field("Which help page is it about?", self._situation))
        card.add(Field("What happened, in your own words. Say what you saw, not what you think of it.", self._what))
        return card

    def _kept_card(self) -> Card:
        card = Card()
        card.add_layout(heading("What you kept, and where", icon="archive"))
        card.add(Field("Names, addresses, dates: “chat left on her phone, phone in my drawer”.", self._kept))
        card.add(Words(WORDS_ONLY, Role.SMALL))
        return card

    def _told_card(self) -> Card:
        card = Card()
        card.add_layout(heading("Whom you told", icon="phone"))
        card.add(self._told)
        return card

    def _next_card(self) -> Card:
        card = Card()
        card.add_layout(heading("Still to do", icon="list-checks"))
        card.add(self._next)
        return card

    def _save(self) -> None:
        try:
            happened_on = self._day.chosen()
            self._told.check()
            self._next.check()
        except BadInput as wrong:
            self.say_wrong(wrong.message)
            return
        self._save_button.setEnabled(False)
        self.saved.emit(self._typed(happened_on))


def _line(text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(LONGEST_LINE)
    return line


def _day_or(field: DayField, day: date) -> date:
    try:
        return field.value() or day
    except BadInput:
        return day
