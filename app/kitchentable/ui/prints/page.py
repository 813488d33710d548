"""The print page: what, for whom, on which paper, the pages to look at, and two ways to get them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.change import Touched
from kitchentable.domain.errors import Trouble
from kitchentable.domain.file_names import safe_name
from kitchentable.domain.guides import Guide
from kitchentable.printing.pages import Paper as PrintedPaper
from kitchentable.services.family import ChildCard, FamilyView, family_view
from kitchentable.services.preferences import Paper
from kitchentable.services.prints import Press, PrintRequest, save_pdf, svg_pages
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination
from kitchentable.ui.paper import print_pages, printer_for, renderers
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.prints.preview import Preview
from kitchentable.ui.prints.wanted import Sheet, Wanted, Whom, age_words
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.fields import Choice, Field
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.rows import ChoiceRow
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import short_name

_SHEETS = (
    (Sheet.TALK, "A talk", "What to ask, say and agree, for one age", "messages-square"),
    (Sheet.CHILD, "Your child’s page", "A page of their own from a talk, to keep", "smile"),
    (Sheet.GUIDE, "Settings", "Steps to hold beside the console or phone", "sliders-horizontal"),
    (Sheet.HELP, "Help page", "Numbers and first steps, for the fridge", "life-buoy"),
)


class PrintsScreen(Screen):
    """Paper. It needs the guidance only; while the records are open, a sheet can also be for a child."""

    concerns = (Touched.CHILDREN, Touched.GUIDANCE)

    def __init__(self, session: Session, ask: Ask, press: Press, kept: KeptPreferences) -> None:
        """Join the session; ``press`` makes the pages, ``kept`` remembers paper and text size."""
        super().__init__(session, ask)
        self._press = press
        self._kept = kept
        self._children: tuple[ChildCard, ...] = ()
        self._wanted = Wanted()
        self._turn = 0
        self._pages: tuple[QSvgRenderer, ...] = ()
        self._printer: QPrinter | None = None

    def arrive(self, destination: Destination) -> None:
        """Take what another screen wants printed; choices made here before stay otherwise."""
        self._wanted = self._wanted.going_to(destination)
        self.refresh()

    def reload(self) -> None:
        """Show the page; with the children where the records are open."""
        if self.session.state is SessionState.OPEN:
            self.session.read(family_view, self.show_view)
        else:
            self._show(())

    def show_view(self, view: FamilyView) -> None:
        """Fill the page for this family."""
        self._show(view.children)

    def _show(self, children: tuple[ChildCard, ...]) -> None:
        self._children = children
        self._wanted = self._wanted.in_family(self._press.guidance, children)
        self.start("Print", "For the fridge, the console, a sitter, or a grandparent")
        columns = ColumnsLayout(least=350, most=2, gap=26)
        columns.addWidget(self._choices())
        self._preview = Preview()
        columns.addWidget(self._preview)
        self.add_layout(columns)
        self.finish()
        self._show_choices()
        self._make()

    def _choices(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._sheet_rows())
        column.addWidget(self._fields())
        kept = self._kept.value
        self._paper = Options(((Paper.A4, "A4"), (Paper.LETTER, "Letter")), lead="Paper")
        self._paper.choose(kept.paper)
        self._paper.chosen.connect(self._style_chosen)
        self._text = Options(((False, "Normal"), (True, "Large")), lead="Text")
        self._text.choose(kept.large_print)
        self._text.chosen.connect(self._style_chosen)
        column.addWidget(self._paper)
        column.addWidget(self._text)
        row = FlowLayout(gap=10)
        self._print_button = Button("Print…", Kind.PRIMARY, icon="printer", says="Print this sheet")
        self._print_button.clicked.connect(self._choose_printer)
        self._save_button = Button("Save as PDF", icon="download")
        self._save_button.clicked.connect(self._choose_file)
        row.addWidget(self._print_button)
        row.addWidget(self._save_button)
        column.addLayout(row)
        self._answer = Words("", Role.BODY)
        self._answer.hide()
        column.addWidget(self._answer)
        column.addStretch(1)
        return ground

    def _sheet_rows(self) -> QWidget:
        ground = QWidget()
        ground.setAccessibleName("What to print")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._sheets = QButtonGroup(ground)
        for place, (sheet, title, below, icon) in enumerate(_SHEETS):
            row = ChoiceRow(title, below, icon=icon)
            row.setChecked(sheet is self._wanted.sheet)
            self._sheets.addButton(row, place)
            column.addWidget(row)
        self._sheets.idClicked.connect(self._sheet_chosen)
        return ground

    def _fields(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        guidance = self._press.guidance
        self._topic = Choice([(one.id, one.title) for one in guidance.topics()], says="Which talk")
        guides = sorted(guidance.pack.guides, key=_by_title)
        self._guide = Choice([(one.id, one.title) for one in guides], says="Which device or app")
        self._talk_for = Choice(_whom(self._children), says="For whom the talk is")
        self._guide_for = Choice([(Whom(), "Every age"), *_whom(self._children)], says="For whom the settings are")
        self._named = Tick("Put the name on the sheet")
        labels = (("Which talk", self._topic), ("For", self._talk_for), ("Which device or app", self._guide))
        self._labelled = {choice: Field(label, choice) for label, choice in (*labels, ("For", self._guide_for))}
        for field in self._labelled.values():
            column.addWidget(field)
        for choice in self._labelled:
            choice.activated.connect(self._field_chosen)
        self._named.toggled.connect(self._field_chosen)
        column.addWidget(self._named)
        return ground

    def _show_choices(self) -> None:
        """Show the fields that belong to the chosen sheet, with what is chosen."""
        wanted = self._wanted
        self._topic.choose(wanted.topic_id)
        self._guide.choose(wanted.guide_id)
        self._talk_for.choose(wanted.talk_for)
        self._guide_for.choose(wanted.guide_for)
        self._named.blockSignals(True)  # noqa: FBT003 -- Qt's own
        self._named.setChecked(wanted.with_name)
        self._named.blockSignals(False)  # noqa: FBT003 -- Qt's own
        for choice in (self._topic, self._talk_for):
            self._labelled[choice].setVisible(wanted.sheet in {Sheet.TALK, Sheet.CHILD})
        for choice in (self._guide, self._guide_for):
            self._labelled[choice].setVisible(wanted.sheet is Sheet.GUIDE)
        self._named.setVisible(wanted.sheet is not Sheet.HELP and wanted.whom.child_id is not None)

    def _sheet_chosen(self, place: int) -> None:
        self._take(replace(self._wanted, sheet=_SHEETS[place][0]))

    def _field_chosen(self) -> None:
        self._take(
            replace(
                self._wanted,
                topic_id=self._topic.value() or "",
                guide_id=self._guide.value() or "",
                talk_for=self._talk_for.value() or self._wanted.talk_for,
                guide_for=self._guide_for.value() or self._wanted.guide_for,
                with_name=self._named.isChecked(),
            )
        )

    def _style_chosen(self) -> None:
        self._kept.print_on(self._paper.value() or Paper.A4, large=bool(self._text.value()))
        self._make()

    def _take(self, wanted: Wanted) -> None:
        if wanted != self._wanted:
            self._wanted = wanted
            self._show_choices()
            self._make()

    def _request(self) -> PrintRequest:
        kept = self._kept.value
        paper = PrintedPaper(kept.paper.value)
        return PrintRequest(self._wanted.made_for(self._children), kept.country, paper, kept.large_print)

    def _make(self) -> None:
        """Have the pages made off the GUI thread; only the last request's pages are shown."""
        self._turn += 1
        self._be_ready(ready=False)
        self._say("")
        self._preview.wait()
        self.session.run(partial(_made, self._press, self._request(), self._turn), self._show_pages, self._no_pages)

    def _show_pages(self, made: _Made) -> None:
        """Show pages that were made, unless something else is wanted by now."""
        if made.turn == self._turn:
            self._say("")
            self._pages = renderers(made.pages)
            self._preview.show_pages(self._title(), self._pages)
            self._be_ready(ready=True)

    def _no_pages(self, trouble: Trouble) -> None:
        """Say why there are no pages: most often, there is no such talk for that age."""
        self._pages = ()
        self._preview.clear()
        self._say(trouble.message, wrong=True)

    def _title(self) -> str:
        return self._wanted.title(self._press.guidance, self._children)

    def _choose_file(self) -> None:
        self.ask.save_pdf(safe_name(self._title(), "pdf"), self._save)

    def _save(self, to: Path) -> None:
        self._be_ready(ready=False)
        self._say("Saving…")
        work = partial(save_pdf, self._press, request=self._request(), to=to)
        self.session.run(work, self._saved, self._not_saved)

    def _saved(self, to: Path) -> None:
        self._be_ready(ready=True)
        self._say(f"Saved: {to.name}, in the folder {to.parent}.")

    def _not_saved(self, trouble: Trouble) -> None:
        self._be_ready(ready=True)
        self._say(trouble.message, wrong=True)

    def _choose_printer(self) -> None:
        self._printer = printer_for(self._kept.value.paper, self._title())
        self.ask.choose_printer(self._printer, len(self._pages), self._print)

    def _print(self) -> None:
        if self._printer is None:
            return
        try:
            print_pages(self._printer, self._pages)
        except Trouble as trouble:
            self._say(trouble.message, wrong=True)
        else:
            self._say("Sent to the printer.")
        self._printer = None

    def _be_ready(self, *, ready: bool) -> None:
        self._print_button.setEnabled(ready)
        self._save_button.setEnabled(ready)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._answer.setProperty("role", (Role.ERROR if wrong else Role.BODY).value)
        self._answer.style().unpolish(self._answer)
        self._answer.style().polish(self._answer)
        self._answer.setText(words)
        self._answer.setVisible(bool(words))


@dataclass(frozen=True, slots=True)
class _Made:
    """Pages with the turn of the request they answer."""

    turn: int
    pages: tuple[str, ...]


def _made(press: Press, request: PrintRequest, turn: int) -> _Made:
    return _Made(turn, svg_pages(press, request=request))


def _whom(children: Sequence[ChildCard]) -> list[tuple[Whom, str]]:
    named = [(Whom(child_id=one.child.id), f"{short_name(one.child.name)}, {one.age}") for one in children]
    return named + [(Whom(band=band), age_words(band)) for band in AgeBand]


def _by_title(guide: Guide) -> str:
    return guide.title.casefold()
