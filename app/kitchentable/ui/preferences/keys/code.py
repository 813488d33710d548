"""A new recovery code: shown once, printed or written down, and typed back before it counts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitchentable.domain.change import Change
from kitchentable.domain.errors import Trouble, WrongRecoveryCode
from kitchentable.services.slots import NewCode
from kitchentable.ui.ask import Ask
from kitchentable.ui.paper import print_pages, printer_for, renderers
from kitchentable.ui.preferences.keys.desk import KeysDesk
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.proof import CodeLine
from kitchentable.ui.widgets.words import Role, Words, one_line

_JOB = "Kitchen Table: a page to keep safe"
"""What the printer's queue shows to others."""
_FILE = "Kitchen Table recovery code.pdf"
_BESIDE = 3
"""Groups side by side: six fall into two rows, none of them left alone in a third."""


class CodeCard(Card):
    """Shows a code that was just made. Going away without typing it leaves everything as it was."""

    over = Signal(str)

    def __init__(self, session: Session, ask: Ask, desk: KeysDesk, new: NewCode) -> None:
        """Show it."""
        super().__init__("brand")
        self._session, self._ask, self._desk, self._new = session, ask, desk, new
        self._pages: tuple[QSvgRenderer, ...] = ()
        self._printer: QPrinter | None = None
        self.add_layout(heading("Your recovery code", icon="key-round"))
        self.add(Words("Print it or write it down now. It is shown only this once.", Role.STRONG))
        self.add(_groups(new))
        self.add(Words(f"For the records called {new.records}. There is no letter O, I, L, S, Z, G or B in it."))
        self._print = Button("Print the sheet…", icon="printer", says="Print the recovery sheet")
        self._print.clicked.connect(self._make_pages)
        self._save = Button("Save as PDF…", icon="download", says="Save the recovery sheet as PDF")
        self._save.clicked.connect(self._choose_file)
        row = FlowLayout(gap=10)
        row.addWidget(self._print)
        row.addWidget(self._save)
        self.add_layout(row)
        self.add(
            Words("A saved PDF can be read by anyone who finds it. Best on a stick that you lock away.", Role.SMALL)
        )
        self._answer = Words("")
        self._answer.hide()
        self.add(self._answer)
        self._add_typing()

    def take_focus(self) -> None:
        """Begin with printing."""
        self._print.setFocus()

    def _add_typing(self) -> None:
        self._typed = CodeLine("Type the code from your paper")
        self._typed.returnPressed.connect(self._check)
        self._field = Field("Now type it from your paper, to be sure", self._typed)
        self.add(self._field)
        self._yes = Button("It is right: let it count", Kind.PRIMARY, icon="check")
        self._yes.clicked.connect(self._check)
        self._no = Button("Cancel", says="Cancel: make no recovery code")
        self._no.clicked.connect(self._cancel)
        row = FlowLayout(gap=10)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self.add_layout(row)

    def _check(self) -> None:
        self._field.say_wrong("")
        self._session.run(partial(self._desk.keep_code, self._new, self._typed.text()), self._kept, self._not_kept)

    def _kept(self, _change: Change) -> None:
        self.over.emit("Your recovery code counts now. Keep the sheet somewhere safe.")

    def _not_kept(self, trouble: Trouble) -> None:
        if isinstance(trouble, WrongRecoveryCode):
            self._field.say_wrong(trouble.message)
            self._typed.setFocus()
        else:
            self._say(trouble.message, wrong=True)

    def _make_pages(self) -> None:
        self._say("Making the page…")
        self._session.run(partial(self._desk.pages, self._new), self._choose_printer, self._no_paper)

    def _choose_printer(self, pages: tuple[str, ...]) -> None:
        self._say("")
        self._pages = renderers(pages)
        self._printer = printer_for(self._desk.kept.value.paper, _JOB)
        self._ask.choose_printer(self._printer, len(pages), self._send)

    def _send(self) -> None:
        printer, self._printer = self._printer, None
        if printer is None:
            return
        try:
            print_pages(printer, self._pages)
        except Trouble as trouble:
            self._no_paper(trouble)
        else:
            self._say("Sent to the printer.")

    def _choose_file(self) -> None:
        self._ask.save_pdf(_FILE, self._save_at)

    def _save_at(self, to: Path) -> None:
        self._say("Saving…")
        self._session.run(partial(self._desk.save, self._new, to), self._saved, self._no_paper)

    def _saved(self, to: Path) -> None:
        self._say(f"Saved: {to.name}, in the folder {to.parent}.")

    def _no_paper(self, trouble: Trouble) -> None:
        self._say(trouble.message, wrong=True)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._answer.setProperty("role", (Role.ERROR if wrong else Role.BODY).value)
        self._answer.style().unpolish(self._answer)
        self._answer.style().polish(self._answer)
        self._answer.setText(words)
        self._answer.setVisible(bool(words))

    def _cancel(self) -> None:
        self.over.emit("")


def _groups(new: NewCode) -> QWidget:
    """Show the groups, three to a row as they are copied by hand, each with the number the app names for a slip."""
    ground = QWidget()
    rows = QVBoxLayout(ground)
    rows.setContentsMargins(0, 0, 0, 0)
    numbered = list(enumerate(new.groups, start=1))
    for start in range(0, len(numbered), _BESIDE):
        line = QWidget()
        row = FlowLayout(line, gap=22)
        for place, signs in numbered[start : start + _BESIDE]:
            row.addWidget(_group(place, signs))
        rows.addWidget(line)
    return ground


def _group(place: int, signs: str) -> QWidget:
    pair = QWidget()
    beside = QHBoxLayout(pair)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.setSpacing(6)
    beside.addWidget(one_line(f"{place}", Role.SMALL))
    words = one_line(signs, Role.H1)
    words.setAccessibleName(f"Group {place}: {' '.join(signs)}")
    beside.addWidget(words)
    return pair
