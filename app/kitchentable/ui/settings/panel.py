"""One setting as a card: why, what we suggest, the way there, and what the parent decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kitchentable.domain.errors import BadInput
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.guides import Scope, Way
from kitchentable.domain.names import clean_note
from kitchentable.services.settings import SettingCard
from kitchentable.ui.settings.wording import (
    changed_words,
    doubt_words,
    folded_words,
    history_words,
    is_decided,
    pill_words,
    way_words,
)
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.head import HeadLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.page import bring_into_view
from kitchentable.ui.widgets.sources import SourcesFold
from kitchentable.ui.widgets.steps import PathSteps
from kitchentable.ui.widgets.tabbing import tab_after
from kitchentable.ui.widgets.words import Phrase, Pill, Role, Words, one_line


@dataclass(frozen=True, slots=True)
class Decision:
    """What a parent decided about a setting."""

    setting_id: str
    state: ChoiceState
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is half done on a card, kept while the page is filled anew."""

    unfolded: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the cards of a page share: for whom, whether one can decide, and whether this is the first to do."""

    age_words: str
    deciding: bool
    first: bool = False
    shared_words: str = ""
    """Said of a setting for the whole device: for whom else it counts."""


class SettingPanel(Card):
    """A setting. Once decided it folds to its title and state, with a quiet way back."""

    decided = Signal(object)
    """A ``Decision``."""

    def __init__(self, card: SettingCard, frame: Frame, draft: Draft) -> None:
        """Show a setting as it stands, with what was half done before."""
        super().__init__()
        self._card = card
        self._title = card.setting.title
        self._frame = frame
        self._folds = frame.deciding and is_decided(card)
        self._buttons: list[Button] = []
        self._answers: QWidget | None = None
        self._decided = False
        self._note: _NoteField | None = None
        self._change = Button("Change", Kind.QUIET, says=f"Change: {self._title}")
        self._change.clicked.connect(self._toggle)
        if not self._folds:
            self._change.hide()
        self.setAccessibleName(self._title)
        self.add_layout(self._head())
        if self._folds and card.choice is not None:
            self.add(Words(folded_words(card.choice, card.suggest), Role.SMALL))
        changed = changed_words(card)
        if changed:
            self.add(Words(changed))
        self._inside: QWidget | None = None
        if not self._folds or draft.unfolded:
            self._show_inside(shown=True)
        self._take(draft)

    def draft(self) -> Draft:
        """Return what is half done here."""
        unfolded = self._folds and self._inside is not None and not self._inside.isHidden()
        return Draft(unfolded, self.typed_note)

    @property
    def typed_note(self) -> str | None:
        """What is typed into the note, or None where its field is not open."""
        return None if self._note is None or self._note.isHidden() else self._note.text

    def set_free(self) -> None:
        """Let the parent decide again: what they chose could not be saved."""
        for button in self._buttons:
            button.setEnabled(True)
        self._decided = False

    def take_focus(self) -> None:
        """Put the keyboard where a parent goes on from here."""
        if self._folds:
            self._change.setFocus()
        elif self._buttons:
            self._buttons[0].setFocus()

    def _head(self) -> HeadLayout:
        head = HeadLayout()
        words = QVBoxLayout()
        words.addWidget(Words(self._title, Role.H2))
        side = FlowLayout(gap=6)
        if self._frame.deciding:
            side.addWidget(Pill(*pill_words(self._card)))
        side.addWidget(self._change)
        head.addItem(words)
        head.addItem(side)
        return head

    def _toggle(self) -> None:
        opening = self._inside is None or self._inside.isHidden()
        self._show_inside(shown=opening)
        if opening:
            self._buttons[0].setFocus()

    def _show_inside(self, *, shown: bool) -> None:
        if self._inside is None:
            self._inside = self._make_inside()
            self.add(self._inside)
            tab_after(self._change, self._inside)
            self.end_quietly()
        self._inside.setVisible(shown)
        self._change.setText("Fold" if shown else "Change")
        self._change.setAccessibleName(f"{self._change.text()}: {self._title}")

    def _make_inside(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        setting = self._card.setting
        column.addWidget(Words(setting.why))
        if setting.scope is Scope.DEVICE and self._frame.shared_words:
            column.addWidget(Words(self._frame.shared_words, Role.SMALL))
        if self._card.suggest:
            column.addLayout(_suggestion(self._frame.age_words, self._card.suggest))
        if setting.default is not None:
            column.addWidget(Words(f"To begin with: {setting.default.text}", Role.SMALL))
        self._add_ways(column, setting.ways)
        if self._frame.deciding:
            self._answers = self._choices()
            column.addWidget(self._answers)
            self._note = _NoteField(self._title, Kind.PRIMARY if self._frame.first else Kind.SECONDARY)
            self._note.saved.connect(self._save_note)
            self._note.cancelled.connect(self._close_note)
            self._note.hide()
            column.addWidget(self._note)
        if self._frame.deciding and self._card.earlier:
            column.addWidget(Disclosure("Chosen before", self._history, says=f"Chosen before: {self._title}"))
        column.addWidget(Words(self._card.source_words, Role.SMALL))
        column.addWidget(SourcesFold(self._card.sources, about=self._title))
        return inside

    def _add_ways(self, column: QVBoxLayout, ways: Sequence[Way]) -> None:
        """Show the first way; those for other devices and versions unfold, so that a card stays one thing to do."""
        if ways:
            column.addLayout(_way(ways[0]))
        if ways[1:]:
            words = f"Other devices and versions ({len(ways) - 1})"
            column.addWidget(Disclosure(words, self._other_ways, says=f"{words}: {self._title}"))

    def _other_ways(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(12)
        for way in self._card.setting.ways[1:]:
            column.addLayout(_way(way))
        return ground

    def _history(self) -> QWidget:
        return MarkedList((history_words(one) for one in self._card.earlier), icon="history", role=Role.SMALL)

    def _choices(self) -> QWidget:
        answers = QWidget()
        row = FlowLayout(answers)
        done = Button(
            "Done", Kind.PRIMARY if self._frame.first else Kind.SECONDARY, icon="check", says=self._says("Done")
        )
        done.clicked.connect(self._done)
        other = Button("We chose something else", says=self._says("We chose something else"))
        other.clicked.connect(self._open_note)
        not_for_us = Button("Not for us", says=self._says("Not for us"))
        not_for_us.clicked.connect(self._not_for_us)
        later = Button("Later", Kind.QUIET, says=self._says("Later"))
        later.clicked.connect(self._later)
        self._buttons = [done, other, not_for_us, later]
        for button in self._buttons:
            row.addWidget(button)
        return answers

    def _says(self, words: str) -> str:
        return f"{words}: {self._title}"

    def _take(self, draft: Draft) -> None:
        if draft.note is not None and self._note is not None:
            self._show_note(draft.note)

    def _done(self) -> None:
        self._decide(ChoiceState.DONE)

    def _not_for_us(self) -> None:
        self._decide(ChoiceState.NOT_FOR_US)

    def _later(self) -> None:
        self._decide(ChoiceState.LATER)

    def _open_note(self) -> None:
        if self._note is not None:
            choice = self._card.choice
            self._show_note(choice.note if choice is not None else "")
            self._note.take_focus()

    def _show_note(self, text: str) -> None:
        """Ask for a few words in place of the answers: one thing to do at a time."""
        if self._note is not None and self._answers is not None:
            self._answers.hide()
            self._note.open_with(text)

    def _close_note(self) -> None:
        if self._answers is not None:
            self._answers.show()
            self._buttons[1].setFocus()

    def _save_note(self, note: str) -> None:
        self._decide(ChoiceState.OTHERWISE, note)

    def _decide(self, state: ChoiceState, note: str = "") -> None:
        if self._decided:  # Enter pressed twice in the note, say
            return
        self._decided = True
        for button in self._buttons:
            button.setEnabled(False)
        self.decided.emit(Decision(self._card.setting.id, state, note))


class _NoteField(QWidget):
    """One line for what the family chose instead."""

    saved = Signal(str)
    cancelled = Signal()

    def __init__(self, title: str, saving: Kind) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._line = QLineEdit()
        self._line.setAccessibleName(f"What did you choose? {title}")
        self._field = Field("What did you choose? A few words help you next time. You can leave it empty.", self._line)
        self._line.returnPressed.connect(self._save)
        self._line.textEdited.connect(self._edited)
        column.addWidget(self._field)
        row = FlowLayout()
        save = Button("Save our choice", saving, says=f"Save our choice: {title}")
        save.clicked.connect(self._save)
        cancel = Button("Cancel", Kind.QUIET, says=f"Cancel our choice: {title}")
        cancel.clicked.connect(self._cancel)
        row.addWidget(save)
        row.addWidget(cancel)
        column.addLayout(row)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._line.text()

    def open_with(self, text: str) -> None:
        """Open the field with a text."""
        self._line.setText(text)
        self.show()

    def take_focus(self) -> None:
        """Type here next; the page scrolls to it once it has its place."""
        self._line.setFocus()
        QTimer.singleShot(0, self._come_into_view)

    def _come_into_view(self) -> None:
        bring_into_view(self)

    def _save(self) -> None:
        try:
            note = clean_note(self._line.text())
        except BadInput as wrong:
            self._field.say_wrong(wrong.message)
            return
        self._field.say_wrong("")
        self.saved.emit(note)

    def _edited(self) -> None:
        self._field.say_wrong("")

    def _cancel(self) -> None:
        self._line.clear()
        self.hide()
        self.cancelled.emit()


def _suggestion(age_words: str, suggest: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(one_line(f"For {age_words}:"))
    row.addWidget(Words(suggest, Role.STRONG), 1)
    return row


def _way(way: Way) -> QVBoxLayout:
    """Return a path below the place where it is walked."""
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addLayout(_way_head(way))
    column.addWidget(PathSteps(way))
    return column


def _way_head(way: Way) -> FlowLayout:
    row = FlowLayout(gap=8)
    row.addWidget(Phrase(way_words(way), Role.SMALL))
    if doubt_words(way):
        row.addWidget(Pill(doubt_words(way), "amber"))
    return row
