"""The print page: what, for whom, on which paper, the pages to look at, and the ways to get them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.change import Touched
from kitchentable.domain.errors import Trouble
from kitchentable.domain.file_names import safe_name
from kitchentable.printing.pages import Paper as PrintedPaper
from kitchentable.printing.web import WebPages
from kitchentable.services.family import ChildCard, FamilyView, family_view
from kitchentable.services.household import Household
from kitchentable.services.preferences import Paper
from kitchentable.services.print_jobs import Copy, Format, copies, save_all, save_as
from kitchentable.services.prints import Press, PrintRequest, What, svg_pages
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.paper import print_pages, printer_for, renderers
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.prints.choices import Choices
from kitchentable.ui.prints.job import Ended, Job
from kitchentable.ui.prints.preview import Preview
from kitchentable.ui.prints.progress import Progress
from kitchentable.ui.prints.wanted import CODED, FROM_RECORDS, Sheet, Wanted
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import few


class PrintsScreen(Screen):
    """Paper. It needs the guidance only; while the records are open, a sheet can also be for a child."""

    concerns = (Touched.CHILDREN, Touched.GUIDANCE)

    def __init__(self, session: Session, ask: Ask, press: Press, web: WebPages, kept: KeptPreferences) -> None:
        """Join the session; ``press`` and ``web`` make the pages, ``kept`` remembers how they were wanted."""
        super().__init__(session, ask)
        self._press = press
        self._web = web
        self._kept = kept
        self._children: tuple[ChildCard, ...] = ()
        self._wanted = Wanted(sheet=_sheet_kept(kept))
        self._turn = 0
        self._pages: tuple[QSvgRenderer, ...] = ()
        self._printer: QPrinter | None = None
        self._copies: tuple[Copy, ...] = ()
        self._job = Job(self)
        self._job.told.connect(self._tell)
        self._job.ended.connect(self._job_ended)
        session.about_to_lock.connect(self._job.stop)

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
        self.start("Print", "For the fridge, the console, a sitter, or a grandparent", self._actions())
        columns = ColumnsLayout(least=350, most=2, gap=26)
        columns.addWidget(self._choices())
        self._preview = Preview()
        columns.addWidget(self._preview)
        self.add_layout(columns)
        self.finish()
        if self._job.running:
            self._progress.begin(len(self._copies))
        self._make()

    def _actions(self) -> tuple[QWidget, ...]:
        if not self._children:
            return ()
        codes = Button("Codes from paper", icon="list-checks", says="Type in codes from paper")
        codes.clicked.connect(self._codes_from_paper)
        return (codes,)

    def _codes_from_paper(self) -> None:
        self.session.go(Destination(Place.PAPER_CODES))

    def _choices(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        choices = Choices(self._press.guidance, self._children, self._wanted)
        choices.changed.connect(self._take)
        column.addWidget(choices)
        kept = self._kept.value
        self._paper = Options(((Paper.A4, "A4"), (Paper.LETTER, "Letter")), lead="Paper")
        self._paper.choose(kept.paper)
        self._text = Options(((False, "Normal"), (True, "Large")), lead="Text")
        self._text.choose(kept.large_print)
        self._form = Options(((Format.PDF, "PDF"), (Format.HTML, "Web page")), lead="Save as")
        self._form.choose(Format.HTML if kept.print_web else Format.PDF)
        self._paper.chosen.connect(self._style_chosen)
        self._text.chosen.connect(self._style_chosen)
        self._form.chosen.connect(self._form_chosen)
        column.addWidget(self._paper)
        column.addWidget(self._text)
        column.addWidget(self._form)
        column.addLayout(self._buttons())
        self._progress = Progress()
        self._progress.cancelled.connect(self._job.stop)
        column.addWidget(self._progress)
        self._answer = Words("", Role.BODY)
        self._answer.hide()
        column.addWidget(self._answer)
        column.addStretch(1)
        return ground

    def _buttons(self) -> FlowLayout:
        self._print_button = Button("Print…", Kind.PRIMARY, icon="printer", says="Print this sheet")
        self._print_button.clicked.connect(self._choose_printer)
        self._pdf_button = Button("Save as PDF", icon="download")
        self._pdf_button.clicked.connect(self._choose_pdf)
        self._web_button = Button("Save as web page", icon="globe")
        self._web_button.clicked.connect(self._choose_web_page)
        self._all_button = Button("Save them all…", Kind.PRIMARY, icon="download", says="Save them all")
        self._all_button.clicked.connect(self._choose_folder)
        row = FlowLayout(gap=10)
        for button in (self._print_button, self._pdf_button, self._web_button, self._all_button):
            row.addWidget(button)
        return row

    def _style_chosen(self) -> None:
        self._kept.print_on(self._paper.value() or Paper.A4, large=bool(self._text.value()))
        self._make()

    def _form_chosen(self) -> None:
        """Remember the form and the kind of sheet, but for a private note: what is remembered is not encrypted."""
        sheet = Sheet.TALK if self._wanted.sheet is Sheet.INCIDENT else self._wanted.sheet
        self._kept.print_next(sheet, web=self._form.value() is Format.HTML)

    def _take(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._form_chosen()
        self._make()

    def _request(self, what: What) -> PrintRequest:
        kept = self._kept.value
        wanted = self._wanted
        codes = wanted.with_codes and wanted.sheet in CODED
        return PrintRequest(what, kept.country, PrintedPaper(kept.paper.value), kept.large_print, codes)

    def _requests(self) -> tuple[PrintRequest, ...]:
        """Return what is wanted: one sheet, or many."""
        if self._wanted.sheet is not Sheet.MANY:
            return (self._request(self._wanted.made_for(self._children)),)
        many = self._wanted.many(self._press.guidance, self._children)
        return tuple(self._request(one) for one in many)

    def _make(self) -> None:
        """Have the (first) sheet's pages made off the GUI thread; only the last request's pages are shown."""
        self._turn += 1
        requests = self._requests()
        self._be_ready(ready=False)
        self._say(_counted(len(requests)) if self._wanted.sheet is Sheet.MANY else "")
        if not requests:
            self._preview.clear()
            return
        self._preview.wait()
        work = partial(_made, self._press, requests[0], self._turn)
        if self._wanted.sheet in FROM_RECORDS:
            self.session.read(work, self._show_pages, self._no_pages)
        else:
            self.session.run(work, self._show_pages, self._no_pages)

    def _show_pages(self, made: _Made) -> None:
        """Show pages that were made, unless something else is wanted by now."""
        if made.turn == self._turn:
            self._pages = renderers(made.pages)
            self._preview.show_pages(self._title(), self._pages)
            self._be_ready(ready=True)

    def _no_pages(self, trouble: Trouble) -> None:
        """Say why there are no pages: most often, there is no such talk for that age."""
        self._pages = ()
        self._preview.clear()
        self._say(trouble.message, wrong=True)

    def _title(self) -> str:
        if self._wanted.sheet is Sheet.MANY:
            return f"{self._wanted.folder(self._children)}, the first of them"
        return self._wanted.title(self._press.guidance, self._children)

    def _choose_pdf(self) -> None:
        self.ask.save_pdf(safe_name(self._title(), Format.PDF), self._save_pdf)

    def _choose_web_page(self) -> None:
        self.ask.save_web_page(safe_name(self._title(), Format.HTML), self._save_web_page)

    def _save_pdf(self, to: Path) -> None:
        self._save(to, Format.PDF)

    def _save_web_page(self, to: Path) -> None:
        self._save(to, Format.HTML)

    def _save(self, to: Path, form: Format) -> None:
        self._be_ready(ready=False)
        self._say("Saving…")
        work = partial(_saved_as, self._press, self._web, self._requests()[0], form, to)
        if self._wanted.sheet in FROM_RECORDS:
            self.session.read(work, self._saved, self._not_saved)
        else:
            self.session.run(work, self._saved, self._not_saved)

    def _saved(self, to: Path) -> None:
        self._be_ready(ready=True)
        self._say(f"Saved: {to.name}, in the folder {to.parent}.")

    def _not_saved(self, trouble: Trouble) -> None:
        self._be_ready(ready=True)
        self._say(trouble.message, wrong=True)

    def _choose_folder(self) -> None:
        self.ask.choose_folder(self._save_many)

    def _save_many(self, folder: Path) -> None:
        """Read what the sheets say, then save them all in a folder of their own inside the chosen one."""
        form = self._form.value() or Format.PDF
        to = folder / self._wanted.folder(self._children)
        self._be_ready(ready=False)
        work = partial(_many_read, self._press, self._web, self._requests(), form, to)
        self.session.run(work, self._start_job, self._not_saved)

    def _start_job(self, many: _Many) -> None:
        self._copies = many.wanted
        self._say("")
        self._progress.begin(len(many.wanted))
        self._job.start(many.save)

    def _tell(self, done: int) -> None:
        self._progress.tell(done)

    def _job_ended(self, ended: Ended) -> None:
        self._be_ready(ready=True)
        if self._progress.hasFocus() or self._progress.isAncestorOf(self.focusWidget() or self):
            self._all_button.setFocus()  # else the focus falls to whatever comes next
        self._progress.hide()
        if ended.broke is not None:
            self.session.broke.emit(ended.broke)
        elif ended.trouble is not None:
            self._say(ended.trouble.message, wrong=True)
        else:
            self._say(f"Saved: {few(len(self._copies), 'file')}, in the folder {ended.saved}.")

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
        """Show the buttons that belong to the choice; they work once there is something to save, and no job runs."""
        many = self._wanted.sheet is Sheet.MANY
        self._form.setVisible(many)
        self._all_button.setVisible(many)
        self._all_button.setEnabled(ready and not self._job.running)
        for button in (self._print_button, self._pdf_button, self._web_button):
            button.setVisible(not many)
            button.setEnabled(ready)

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


@dataclass(frozen=True, slots=True)
class _Many:
    """Many sheets, read and ready to be saved."""

    press: Press
    web: WebPages
    wanted: tuple[Copy, ...]
    form: Format
    to: Path

    def save(self, told: Callable[[int], None], stop: threading.Event) -> Path:
        """Save them all, or none."""
        save_all(self.press, self.web, wanted=self.wanted, form=self.form, folder=self.to, told=told, stop=stop)
        return self.to


def _made(press: Press, request: PrintRequest, turn: int, home: Household | None = None) -> _Made:
    return _Made(turn, svg_pages(press, request=request, home=home))


def _saved_as(
    press: Press, web: WebPages, request: PrintRequest, form: Format, to: Path, home: Household | None = None
) -> Path:
    return save_as(press, web, request=request, form=form, to=to, home=home)


def _many_read(press: Press, web: WebPages, requests: tuple[PrintRequest, ...], form: Format, to: Path) -> _Many:
    return _Many(press, web, copies(press, requests=requests, form=form), form, to)


def _sheet_kept(kept: KeptPreferences) -> Sheet:
    """Return the kind of sheet chosen last; a talk where it is one we don't know."""
    chosen = kept.value.print_sheet
    return Sheet(chosen) if chosen in set(Sheet) else Sheet.TALK


def _counted(sheets: int) -> str:
    return f"{few(sheets, 'sheet')} to save." if sheets else "Please tick what you would like."
