"""The print page: what, for whom, on which paper, the pages to look at, and the ways to get them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.change import Touched
from kitchentable.domain.errors import Trouble
from kitchentable.domain.file_names import safe_name
from kitchentable.printing.pages import Paper as PrintedPaper
from kitchentable.printing.web import WebPages
from kitchentable.services.family import ChildCard, FamilyView, family_view
from kitchentable.services.preferences import Paper
from kitchentable.services.print_choice import Sheet
from kitchentable.services.print_jobs import Copy, Format
from kitchentable.services.prints import Press, PrintHelp, PrintRequest
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.paper import print_pages, printer_for, renderers
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.prints.asked import Asked, Made, Many, made, read_copies, saved_as
from kitchentable.ui.prints.choices import Choices
from kitchentable.ui.prints.job import Ended, Job
from kitchentable.ui.prints.preview import Preview
from kitchentable.ui.prints.print_run import Printed, PrintRun
from kitchentable.ui.prints.progress import Doing, Progress
from kitchentable.ui.prints.wanted import CODED, Wanted
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.widgets.buttons import Button, Kind, Options
from kitchentable.ui.widgets.flow import ColumnsLayout, FlowLayout
from kitchentable.ui.widgets.page import Screen
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import few

_Result = TypeVar("_Result")


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
        self._doing = Doing(0, "", "")
        self._to = Path()
        self._job = Job(self)
        self._job.told.connect(self._tell)
        self._job.ended.connect(self._job_ended)
        self._run = PrintRun(self, session, press)
        self._run.told.connect(self._tell)
        self._run.ended.connect(self._run_ended)
        session.about_to_lock.connect(self._stop)

    def _stop(self) -> None:
        """Stop what is being saved or printed."""
        self._job.stop()
        self._run.stop()

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
        if self._job.running or self._run.running:
            self._progress.begin(self._doing)
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
        self._progress.cancelled.connect(self._stop)
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
        self._print_all_button = Button("Print them all…", icon="printer", says="Print them all")
        self._print_all_button.clicked.connect(self._choose_printer_for_all)
        row = FlowLayout(gap=10)
        for button in (
            self._print_button,
            self._pdf_button,
            self._web_button,
            self._all_button,
            self._print_all_button,
        ):
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

    def _asked(self) -> Asked:
        """Return what is wanted: one sheet, or many."""
        kept, wanted = self._kept.value, self._wanted
        many = wanted.many(self._children) if wanted.sheet is Sheet.MANY else None
        what = PrintHelp() if many is not None else wanted.made_for(self._children)
        codes = wanted.with_codes and wanted.sheet in CODED
        like = PrintRequest(what, kept.country, PrintedPaper(kept.paper.value), kept.large_print, codes)
        return Asked(like, many)

    def _work(self, asked: Asked, work: Callable[..., _Result], done: Callable[[_Result], None]) -> None:
        """Have the worker do something, with the records where it needs them; say what was in the way."""
        if asked.from_records:
            self.session.read(work, done, self._not_saved)
        else:
            self.session.run(work, done, self._not_saved)

    def _make(self) -> None:
        """Have the (first) sheet's pages made off the GUI thread; only the last request's pages are shown."""
        self._turn += 1
        self._be_ready(ready=False)
        self._say("")
        self._preview.wait()
        asked = self._asked()
        work = partial(made, self._press, asked, self._turn)
        if asked.from_records:
            self.session.read(work, self._show_pages, self._no_pages)
        else:
            self.session.run(work, self._show_pages, self._no_pages)

    def _show_pages(self, made: Made) -> None:
        """Show pages that were made, unless something else is wanted by now."""
        if made.turn != self._turn:
            return
        self._pages = renderers(made.pages)
        self._preview.show_pages(self._title() if made.pages else "", self._pages)
        if self._wanted.sheet is Sheet.MANY:
            self._say(_counted(made.sheets))
        self._be_ready(ready=bool(made.sheets))

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
        asked = self._asked()
        self._work(asked, partial(saved_as, self._press, self._web, asked, form, to), self._saved)

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
        self._to = folder / self._wanted.folder(self._children)
        self._read_many(self._start_job)

    def _read_many(self, then: Callable[[tuple[Copy, ...]], None]) -> None:
        self._be_ready(ready=False)
        asked = self._asked()
        self._work(asked, partial(read_copies, self._press, asked, self._form.value() or Format.PDF), then)

    def _start_job(self, wanted: tuple[Copy, ...]) -> None:
        self._begin(Doing(len(wanted), "Saving", "save nothing"))
        many = Many(self._press, self._web, wanted, self._form.value() or Format.PDF, self._to)
        self._job.start(many.save)

    def _begin(self, doing: Doing) -> None:
        self._doing = doing
        self._say("")
        self._progress.begin(doing)

    def _tell(self, done: int) -> None:
        self._progress.tell(done)

    def _job_ended(self, ended: Ended) -> None:
        self._be_done(self._all_button)
        if ended.broke is not None:
            self.session.broke.emit(ended.broke)
        elif ended.trouble is not None:
            self._say(ended.trouble.message, wrong=True)
        else:
            self._say(f"Saved: {few(self._doing.whole, 'file')}, in the folder {ended.saved}.")

    def _be_done(self, button: Button) -> None:
        self._be_ready(ready=True)
        if self._progress.hasFocus() or self._progress.isAncestorOf(self.focusWidget() or self):
            button.setFocus()  # else the focus falls to whatever comes next
        self._progress.hide()

    def _choose_printer_for_all(self) -> None:
        self._printer = printer_for(self._kept.value.paper, self._wanted.folder(self._children))
        self.ask.choose_printer(self._printer, None, self._print_many)

    def _print_many(self) -> None:
        self._read_many(self._start_run)

    def _start_run(self, wanted: tuple[Copy, ...]) -> None:
        if self._printer is not None:
            self._begin(Doing(len(wanted), "Printing", "print no more"))
            self._run.start(self._printer, wanted)

    def _run_ended(self, printed: Printed) -> None:
        self._printer = None
        self._be_done(self._print_all_button)
        sent = f"{few(printed.sent, 'sheet')} of {self._doing.whole} went to the printer."
        if printed.trouble is not None:
            self._say(f"{printed.trouble.message} {sent}", wrong=True)
        else:
            self._say(f"Stopped. {sent}" if printed.stopped else f"Sent to the printer: {few(printed.sent, 'sheet')}.")

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
        """Show the buttons that belong to the choice; they work once there is something to save, and no job runs.

        Switching off the one that was pressed makes Qt take the keyboard to what comes next, and the page with it.
        """
        place = self.verticalScrollBar().value()
        self._switch_buttons(on=ready)
        self.verticalScrollBar().setValue(place)

    def _switch_buttons(self, *, on: bool) -> None:
        many = self._wanted.sheet is Sheet.MANY
        self._form.setVisible(many)
        for button in (self._all_button, self._print_all_button):
            button.setVisible(many)
            button.setEnabled(on and not (self._job.running or self._run.running))
        for button in (self._print_button, self._pdf_button, self._web_button):
            button.setVisible(not many)
            button.setEnabled(on)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._answer.setProperty("role", (Role.ERROR if wrong else Role.BODY).value)
        self._answer.style().unpolish(self._answer)
        self._answer.style().polish(self._answer)
        self._answer.setText(words)
        self._answer.setVisible(bool(words))


def _sheet_kept(kept: KeptPreferences) -> Sheet:
    """Return the kind of sheet chosen last; a talk where it is one we don't know."""
    chosen = kept.value.print_sheet
    return Sheet(chosen) if chosen in set(Sheet) else Sheet.TALK


def _counted(sheets: int) -> str:
    return (
        f"{few(sheets, 'sheet')}, to save or to print. Some have several pages."
        if sheets
        else "Please tick what you would like."
    )
