"""What to print and for whom: the rows and fields of the print page, as one value that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.guides import Guide
from kitchentable.domain.pack import Guidance
from kitchentable.services.family import ChildCard
from kitchentable.services.print_choice import FROM_RECORDS, OF_FAMILY, Sheet
from kitchentable.services.print_lists import Part
from kitchentable.ui.prints.wanted import CODED, NAMED, Wanted, Whom, age_words
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.fields import Choice, Field
from kitchentable.ui.widgets.rows import ChoiceRow
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.wording import short_name

_SHEETS = (
    (Sheet.TALK, "A talk", "What to ask, say and agree, for one age", "messages-square"),
    (Sheet.CHILD, "Your child’s page", "A page of their own from a talk, to keep", "smile"),
    (Sheet.GUIDE, "Settings", "Steps to hold beside the console or phone", "sliders-horizontal"),
    (Sheet.MONTH, "This month", "Talks, settings and promises on one page", "calendar-check"),
    (Sheet.HELP, "Help page", "Numbers and first steps, for the fridge", "life-buoy"),
    (Sheet.MANY, "Many at once", "All you tick, to save or to print in one go", "files"),
)
_MORE = (
    (Sheet.HOME, "What is set in our home", "Each choice, its day, and what is not set yet", "house"),
    (Sheet.AGREEMENT, "Our agreement", "What you promised each other, to sign", "signature"),
    (
        Sheet.MINDER,
        "For grandparents and sitters",
        "How we do it, while they look after the children",
        "heart-handshake",
    ),
    (Sheet.CONSOLE, "Steps at one device", "Only what we suggest for one age, numbered", "gamepad-2"),
    (Sheet.CARD, "Help card", "The numbers to turn to, for the wall", "phone"),
    (Sheet.WALLET, "Help cards to cut out", "Several on a page, as large as a bank card", "wallet-cards"),
    (Sheet.PACK, "An evening for parents", "A cover, blank talks by age and the help page", "school"),
)
_ROWS = (*_SHEETS, *_MORE)
_PLACES = {sheet: place for place, (sheet, *_) in enumerate(_ROWS)}
_MORE_SHEETS = frozenset(sheet for sheet, *_ in _MORE)

_PARTS = (
    (Part.TALKS, "Talks, and the pages for a child"),
    (Part.GUIDES, "Settings, for each device and app"),
    (Part.CONSOLES, "Steps at one device, for each of them"),
    (Part.HELP, "The help page and the help cards"),
    (Part.PACK, "An evening for parents"),
    (Part.FAMILY, "Your family’s own: the month, what is set, agreements, for sitters"),
)


class Choices(QWidget):
    """The rows and fields. What is chosen is one ``Wanted``; ``changed`` hands on the new one."""

    changed = Signal(object)

    def __init__(self, guidance: Guidance, children: Sequence[ChildCard], wanted: Wanted) -> None:
        """Show what is wanted so far, for this family."""
        super().__init__()
        self._wanted = wanted
        self._family = bool(children)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._rows())
        column.addWidget(self._fields(guidance, _whom(children)))
        self._show()

    def _rows(self) -> QWidget:
        ground, column = _column()
        ground.setAccessibleName("What to print")
        self._sheets = QButtonGroup(ground)
        self._add_rows(column, _SHEETS)
        more = Disclosure("More sheets", self._more_rows)
        column.addWidget(more)
        if self._wanted.sheet in _MORE_SHEETS:
            more.unfold()
        self._sheets.idClicked.connect(self._sheet_chosen)
        return ground

    def _more_rows(self) -> QWidget:
        ground, column = _column()
        self._add_rows(column, _MORE)
        return ground

    def _add_rows(self, column: QVBoxLayout, sheets: Sequence[tuple[Sheet, str, str, str]]) -> None:
        """Add a row for each sheet that can be made: those from the records only where there is a family."""
        for sheet, title, below, icon in sheets:
            if sheet in FROM_RECORDS and not self._family:
                continue
            row = ChoiceRow(title, below, icon=icon)
            row.setChecked(sheet is self._wanted.sheet)
            self._sheets.addButton(row, _PLACES[sheet])
            column.addWidget(row)

    def _fields(self, guidance: Guidance, whom: Sequence[tuple[Whom, str]]) -> QWidget:
        ground, column = _column()
        guides = sorted(guidance.pack.guides, key=_by_title)
        self._topic = Choice([(one.id, one.title) for one in guidance.topics()], says="Which talk")
        self._talk_for = Choice(whom, says="For whom the talk is")
        self._guide = Choice([(one.id, one.title) for one in guides], says="Which device or app")
        self._guide_for = Choice([(Whom(), "Every age"), *whom], says="For whom the settings are")
        self._many_for = Choice([*whom, (Whom(), "Every age")], says="For whom the sheets are")
        self._family_for = Choice([(Whom(), "Everyone"), *_children(whom)], says="For which child")
        talk, guide, many = {Sheet.TALK, Sheet.CHILD}, {Sheet.GUIDE}, {Sheet.MANY}
        self._shown_for: list[tuple[QWidget, set[Sheet]]] = []
        for label, choice, sheets in (
            ("Which talk", self._topic, talk),
            ("Which device or app", self._guide, {*guide, Sheet.CONSOLE}),
            ("For", self._talk_for, {*talk, Sheet.CONSOLE}),
            ("For", self._guide_for, guide),
            ("For", self._many_for, {*many, Sheet.PACK}),
            ("For", self._family_for, set(OF_FAMILY)),
        ):
            field = Field(label, choice)
            self._shown_for.append((field, sheets))
            column.addWidget(field)
            choice.activated.connect(self._field_chosen)
        self._parts = {part: Tick(words) for part, words in _PARTS}
        for part, tick in self._parts.items():
            self._shown_for.append((tick, many if self._family or part is not Part.FAMILY else set()))
            column.addWidget(tick)
            tick.toggled.connect(self._field_chosen)
        self._brief = Tick("Short: the titles only")
        self._brief.toggled.connect(self._field_chosen)
        self._shown_for.append((self._brief, {Sheet.MONTH, Sheet.HOME}))
        column.addWidget(self._brief)
        self._named = Tick("Put the name on the sheet")
        self._named.toggled.connect(self._field_chosen)
        column.addWidget(self._named)
        self._coded = Tick("A code beside each box, to type in later")
        self._coded.toggled.connect(self._field_chosen)
        column.addWidget(self._coded)
        return ground

    def _show(self) -> None:
        """Show the fields that belong to the chosen sheet, with what is chosen."""
        wanted = self._wanted
        self._topic.choose(wanted.topic_id)
        self._guide.choose(wanted.guide_id)
        self._talk_for.choose(wanted.talk_for)
        self._guide_for.choose(wanted.guide_for)
        self._many_for.choose(wanted.many_for)
        self._family_for.choose(wanted.family_for)
        _tick(self._brief, ticked=wanted.brief)
        _tick(self._named, ticked=wanted.with_name)
        _tick(self._coded, ticked=wanted.with_codes)
        for part, tick in self._parts.items():
            _tick(tick, ticked=part in wanted.parts)
        for widget, sheets in self._shown_for:
            widget.setVisible(wanted.sheet in sheets)
        self._named.setVisible(wanted.sheet in NAMED and wanted.whom.child_id is not None)
        self._coded.setVisible(self._family and wanted.sheet in CODED)

    def _sheet_chosen(self, place: int) -> None:
        self._take(replace(self._wanted, sheet=_ROWS[place][0]))

    def _field_chosen(self) -> None:
        self._take(
            replace(
                self._wanted,
                topic_id=self._topic.value() or "",
                guide_id=self._guide.value() or "",
                talk_for=self._talk_for.value() or self._wanted.talk_for,
                guide_for=self._guide_for.value() or self._wanted.guide_for,
                many_for=self._many_for.value() or self._wanted.many_for,
                family_for=self._family_for.value() or self._wanted.family_for,
                brief=self._brief.isChecked(),
                parts=frozenset(part for part, tick in self._parts.items() if tick.isChecked()),
                with_name=self._named.isChecked(),
                with_codes=self._coded.isChecked(),
            )
        )

    def _take(self, wanted: Wanted) -> None:
        if wanted != self._wanted:
            self._wanted = wanted
            self._show()
            self.changed.emit(wanted)


def _column() -> tuple[QWidget, QVBoxLayout]:
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    return ground, column


def _tick(tick: Tick, *, ticked: bool) -> None:
    """Show a tick without taking it for the parent's."""
    tick.blockSignals(True)  # noqa: FBT003 -- Qt's own
    tick.setChecked(ticked)
    tick.blockSignals(False)  # noqa: FBT003 -- Qt's own


def _whom(children: Sequence[ChildCard]) -> list[tuple[Whom, str]]:
    named = [(Whom(child_id=one.child.id), f"{short_name(one.child.name)}, {one.age}") for one in children]
    return named + [(Whom(band=band), age_words(band)) for band in AgeBand]


def _children(whom: Sequence[tuple[Whom, str]]) -> list[tuple[Whom, str]]:
    return [one for one in whom if one[0].child_id is not None]


def _by_title(guide: Guide) -> str:
    return guide.title.casefold()
