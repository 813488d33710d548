"""One private note as a card: what happened, what was kept, who was told, what is still to do."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kitchentable.domain.incidents import FollowUp, Told
from kitchentable.services.incidents import NoteLine
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.words import Pill, Role, Words
from kitchentable.ui.wording import day_words, few, short_day, short_name


class NotePanel(Card):
    """A note with what can be done with it."""

    change_wanted = Signal(int)
    close_wanted = Signal(int)
    reopen_wanted = Signal(int)
    delete_wanted = Signal(int)
    print_wanted = Signal(int)

    def __init__(self, line: NoteLine) -> None:
        """Show a note."""
        super().__init__()
        self._id = line.incident.id
        self._is_open = line.incident.closed_on is None
        happening = line.incident.happening
        self._which = f"the note of {day_words(happening.happened_on)}, number {self._id}"
        self.setAccessibleName(f"Note of {day_words(happening.happened_on)}")
        title = line.situation_title or "A note"
        self.add_layout(heading(title, icon="notebook-pen", beside=Pill(*_state(line))))
        self.add(Words(_when(line), Role.MUTED), Words(happening.what))
        if happening.kept:
            self.add(Words(f"Kept: {happening.kept}"))
        if happening.told:
            self.add(Words("Told", Role.STRONG), MarkedList(_told(one) for one in happening.told))
        if happening.follow_ups:
            self.add(Words("To do", Role.STRONG), MarkedList(_to_do(one) for one in happening.follow_ups))
        self.add_layout(self._buttons())

    def take_focus(self) -> None:
        """Put the keyboard where a parent goes on from here."""
        self._change_button.setFocus()

    def _buttons(self) -> FlowLayout:
        row = FlowLayout()
        self._change_button = Button("Change", icon="pencil", says=f"Change {self._which}")
        self._change_button.clicked.connect(self._change)
        words = "Nothing left to do" if self._is_open else "Open it again"
        close = Button(words, Kind.QUIET, says=f"{words}: {self._which}")
        close.clicked.connect(self._close_or_reopen)
        delete = Button("Delete", Kind.QUIET, says=f"Delete {self._which}")
        delete.clicked.connect(self._delete)
        printing = Button("Print", Kind.QUIET, says=f"Print {self._which}")
        printing.clicked.connect(self._print)
        for button in (self._change_button, close, printing, delete):
            row.addWidget(button)
        return row

    def _change(self) -> None:
        self.change_wanted.emit(self._id)

    def _close_or_reopen(self) -> None:
        (self.close_wanted if self._is_open else self.reopen_wanted).emit(self._id)

    def _print(self) -> None:
        self.print_wanted.emit(self._id)

    def _delete(self) -> None:
        self.delete_wanted.emit(self._id)


def _state(line: NoteLine) -> tuple[str, str]:
    if line.incident.closed_on is not None:
        return f"Closed {short_day(line.incident.closed_on)}", "brand"
    return (f"{few(line.still_to_do, 'thing')} to do", "amber") if line.still_to_do else ("Open", "ok")


def _when(line: NoteLine) -> str:
    happening = line.incident.happening
    parts = (
        f"{day_words(happening.happened_on)}{f', {happening.happened_at}' if happening.happened_at else ''}",
        short_name(line.child_name),
        happening.app,
    )
    return " · ".join(part for part in parts if part)


def _told(told: Told) -> str:
    day = f" on {day_words(told.told_on)}" if told.told_on else ""
    return f"{told.who}{day}{f', reference {told.reference}' if told.reference else ''}"


def _to_do(step: FollowUp) -> str:
    if step.done_on is not None:
        return f"Done on {day_words(step.done_on)}: {step.what}"
    return f"{step.what}, by {day_words(step.due_on)}" if step.due_on else step.what
