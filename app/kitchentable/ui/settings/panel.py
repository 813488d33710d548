"""One setting as a card: why, what we suggest, the way there, and what the parent decides."""

from __future__ import annotations

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
        for way in setting.ways:
            column.addLayout(_way_head(way))
            column.addWidget(PathSteps(way))
        if self._frame.deciding:
            column.addLayout(self._choices())
            self._note = _NoteField(self._title)
            self._note.saved.connect(self._save_note)
            self._note.hide()
            column.addWidget(self._note)
        if self._frame.deciding and self._card.earlier:
            column.addWidget(Disclosure("Chosen before", self._history, says=f"Chosen before: {self._title}"))
        column.addWidget(Words(self._card.source_words, Role.SMALL))
        column.addWidget(SourcesFold(self._card.sources, about=self._title))
        return inside

    def _history(self) -> QWidget:
        return MarkedList((history_words(one) for one in self._card.earlier), icon="history", role=Role.SMALL)

    def _choices(self) -> FlowLayout:
        row = FlowLayout()
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
        return row

    def _says(self, words: str) -> str:
        return f"{words}: {self._title}"

    def _take(self, draft: Draft) -> None:
        if draft.note is not None and self._note is not None:
            self._note.open_with(draft.note)

    def _done(self) -> None:
        self._decide(ChoiceState.DONE)

    def _not_for_us(self) -> None:
        self._decide(ChoiceState.NOT_FOR_US)

    def _later(self) -> None:
        self._decide(ChoiceState.LATER)

    def _open_note(self) -> None:
        if self._note is not None:
            choice = self._card.choice
            self._note.open_with(choice.note if choice is not None and self._note.isHidden() else self._note.text)
            self._note.take_focus()

    def _save_note(self, note: str) -> None:
        self._decide(ChoiceState.OTHERWISE, note)

    def _decide(self, state: ChoiceState, note: str = "") -> None:
        for button in self._buttons:
            button.setEnabled(False)
        self.decided.emit(Decision(self._card.setting.id, state, note))


class _NoteField(QWidget):
    """One line for what the family chose instead."""

    saved = Signal(str)

    def __init__(self, title: str) -> None:
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
        save = Button("Save our choice", says=f"Save our choice: {title}")
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


def _suggestion(age_words: str, suggest: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(one_line(f"For {age_words}:"))
    row.addWidget(Words(suggest, Role.STRONG), 1)
    return row


def _way_head(way: Way) -> FlowLayout:
    row = FlowLayout(gap=8)
    row.addWidget(Phrase(way_words(way), Role.SMALL))
    if doubt_words(way):
        row.addWidget(Pill(doubt_words(way), "amber"))
    return row
