"""The form for one child: a name, a birth month and what they use. The family page and the welcome share it."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kitchentable.domain.ages import OLDEST, BirthMonth, check_birth_month
from kitchentable.domain.errors import BadInput
from kitchentable.domain.family import Child
from kitchentable.domain.names import clean_name
from kitchentable.services.family import GuideOption
from kitchentable.ui.family.chips import GuideChips
from kitchentable.ui.widgets.fields import Choice, Field
from kitchentable.ui.widgets.flow import ColumnsLayout
from kitchentable.ui.widgets.words import Role, Words


@dataclass(frozen=True, slots=True)
class ChildDraft:
    """What the form holds, right or not: it is put back as it was when a page is filled anew."""

    name: str = ""
    month: int | None = None
    year: int | None = None
    guides: tuple[str, ...] = ()

    @classmethod
    def of(cls, child: Child, guides: tuple[str, ...]) -> ChildDraft:
        """Return a child as the form shows them."""
        return cls(child.name, child.born.month, child.born.year, guides)


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What the form holds once it is all right."""

    name: str
    born: BirthMonth
    guides: tuple[str, ...]


class ChildForm(QWidget):
    """Asks for as little as will do. What can't be used is said beside its field; what was typed stays."""

    submitted = Signal()
    """Enter was pressed in the name."""

    def __init__(self, options: Sequence[GuideOption], today: date, draft: ChildDraft) -> None:
        """Offer the guides, and the years in which a child of today can be born."""
        super().__init__()
        self._today = today
        self._name = QLineEdit(draft.name)
        self._name.returnPressed.connect(self.submitted)
        self._month = Choice(
            [(at, calendar.month_name[at]) for at in range(1, 13)], says="Month of birth", empty="Month"
        )
        years = range(today.year, today.year - OLDEST - 2, -1)
        self._year = Choice([(year, str(year)) for year in years], says="Year of birth", empty="Year")
        self._month.choose(draft.month)
        self._year.choose(draft.year)
        self._name_field = Field("Name or nickname", self._name)
        self._born_field = Field("Born in", self._month, self._year)
        self._chips = GuideChips(options, draft.guides)
        self._name.textEdited.connect(self._name_edited)
        self._month.activated.connect(self._month_edited)
        self._year.activated.connect(self._month_edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        fields = ColumnsLayout(least=280, most=2, gap=16, aligned=True)
        fields.addWidget(self._name_field)
        fields.addWidget(self._born_field)
        column.addLayout(fields)
        if options:
            column.addWidget(Words("What do they use?", Role.H3))
            column.addWidget(self._chips)

    def draft(self) -> ChildDraft:
        """Return what the form holds now."""
        return ChildDraft(self._name.text(), self._month.value(), self._year.value(), self._chips.chosen())

    def is_empty(self) -> bool:
        """Tell whether nothing was typed or chosen."""
        return self.draft() == ChildDraft()

    def facts(self) -> ChildFacts | None:
        """Return what was typed where all of it can be used; else say what can't, and go to the first of it."""
        name, name_wrong = self._clean_name()
        born, born_wrong = self._checked_month()
        self._name_field.say_wrong(name_wrong)
        self._born_field.say_wrong(born_wrong)
        if name_wrong:
            self._name.setFocus()
        elif born_wrong:
            (self._year if self._month.value() is not None else self._month).setFocus()
        return None if name_wrong or born is None else ChildFacts(name, born, self._chips.chosen())

    def take_focus(self) -> None:
        """Put the keyboard in the name."""
        self._name.setFocus()

    def _name_edited(self) -> None:
        self._name_field.say_wrong("")

    def _month_edited(self) -> None:
        self._born_field.say_wrong("")

    def _clean_name(self) -> tuple[str, str]:
        try:
            return clean_name(self._name.text()), ""
        except BadInput as wrong:
            return "", wrong.message

    def _checked_month(self) -> tuple[BirthMonth | None, str]:
        month, year = self._month.value(), self._year.value()
        if month is None or year is None:
            return None, "Please choose the month and year of birth."
        try:
            born = BirthMonth(year, month)
            check_birth_month(born, self._today)
        except BadInput as wrong:
            return None, wrong.message
        return born, ""
