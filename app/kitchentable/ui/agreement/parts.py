"""The cards of the agreement page: one side's promises, what could go in, and when to look at it again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kitchentable.domain.agreement import Agreement, KeptPromise, Side
from kitchentable.services.agreements import LONGEST_PROMISE, Suggestion
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.disclosure import Disclosure
from kitchentable.ui.widgets.fields import Field
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.lists import MarkedList
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import day_words

_FEW = 5
"""Suggestions shown unasked: more would be work to read."""


class SideCard(Card):
    """One side's promises; one of them can turn into a field, and one more can be added."""

    added = Signal(object, str)
    """The ``Side`` and what was typed."""
    change_wanted = Signal(object)
    """The ``KeptPromise`` to say in other words."""
    changed = Signal(object, str)
    """The ``KeptPromise`` and its new words."""
    remove_wanted = Signal(object)
    cancelled = Signal()

    def __init__(self, side: Side, title: str, promises: Sequence[KeptPromise], typed: str) -> None:
        """Show a side with what was half typed before."""
        super().__init__()
        self._side = side
        self._title = title
        self.setAccessibleName(title)
        self.add_layout(heading(title, icon="smile" if side is Side.CHILD else "heart-handshake"))
        if not promises:
            self.add(Words("Nothing yet.", Role.MUTED))
        self._rows = [_PromiseRow(self, one) for one in promises]
        for row in self._rows:
            self.add(row)
        self._line = _line(typed)
        self._line.returnPressed.connect(self._add)
        self.add(Field("In your own words", self._line))
        self._line.setAccessibleName(f"{title}: in your own words")
        buttons = FlowLayout()
        add = Button("Add", icon="plus", says=f"Add: {title}")
        add.clicked.connect(self._add)
        buttons.addWidget(add)
        self.add_layout(buttons)

    @property
    def typed(self) -> str:
        """What is half typed as a new promise."""
        return self._line.text()

    @property
    def typed_change(self) -> str | None:
        """What is half typed in place of a promise, or None where none is being changed."""
        return next((row.typed for row in self._rows if row.typed is not None), None)

    def clear(self) -> None:
        """Empty the field: what was typed is kept."""
        self._line.clear()

    def open(self, promise: KeptPromise, typed: str | None) -> None:
        """Turn one promise into a field."""
        for row in self._rows:
            if row.promise.sentence == promise.sentence:
                row.open(typed)

    def go_to_change(self) -> None:
        """Put the keyboard in the field in place of a promise."""
        for row in self._rows:
            row.take_focus()

    def _add(self) -> None:
        self.added.emit(self._side, self._line.text())


class _PromiseRow(QWidget):
    """One promise, or the field in its place."""

    def __init__(self, card: SideCard, promise: KeptPromise) -> None:
        super().__init__()
        self.promise = promise
        self._card = card
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(2)
        self._words = MarkedList((promise.sentence,))
        self._column.addWidget(self._words)
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, gap=12)
        change = Button("Change", Kind.QUIET, says=f"Change: {promise.sentence}")
        change.clicked.connect(self._change)
        remove = Button("Remove", Kind.QUIET, says=f"Remove: {promise.sentence}")
        remove.clicked.connect(self._remove)
        row.addWidget(change)
        row.addWidget(remove)
        self._buttons.setContentsMargins(30, 0, 0, 0)
        self._column.addWidget(self._buttons)
        self._line: QLineEdit | None = None

    @property
    def typed(self) -> str | None:
        """What is typed in its place, or None where the field is not open."""
        return None if self._line is None else self._line.text()

    def open(self, typed: str | None) -> None:
        """Show the field, with the promise or what was half typed."""
        self._words.hide()
        self._buttons.hide()
        self._line = _line(self.promise.sentence if typed is None else typed)
        self._line.setAccessibleName(f"In other words: {self.promise.sentence}")
        self._line.returnPressed.connect(self._save)
        self._column.addWidget(self._line)
        row = FlowLayout()
        save = Button("Save", says=f"Save: {self.promise.sentence}")
        save.clicked.connect(self._save)
        cancel = Button("Cancel", Kind.QUIET, says=f"Cancel: {self.promise.sentence}")
        cancel.clicked.connect(self._card.cancelled)
        row.addWidget(save)
        row.addWidget(cancel)
        self._column.addLayout(row)

    def take_focus(self) -> None:
        """Put the keyboard in the field where it is open."""
        if self._line is not None:
            self._line.setFocus()

    def _change(self) -> None:
        self._card.change_wanted.emit(self.promise)

    def _remove(self) -> None:
        self._card.remove_wanted.emit(self.promise)

    def _save(self) -> None:
        if self._line is not None:
            self._card.changed.emit(self.promise, self._line.text())


class SuggestionsCard(Card):
    """What could go in, with where it comes from; a few unasked, the rest on demand."""

    wanted = Signal(object)
    """The ``Suggestion`` to add."""

    def __init__(self, suggestions: Sequence[Suggestion], name: str) -> None:
        """Show suggestions; ``name`` is the child's."""
        super().__init__("brand")
        self._name = name
        self._rest = suggestions[_FEW:]
        self.setAccessibleName("You could add")
        self.add_layout(heading("You could add", icon="lightbulb"))
        self.add(Words("From your talks, and from what is set. Take what fits.", Role.MUTED))
        for one in suggestions[:_FEW]:
            self.add(self._row(one))
        if self._rest:
            self.add(Disclosure(f"Show {len(self._rest)} more to add", self._more))

    def _more(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for one in self._rest:
            column.addWidget(self._row(one))
        return ground

    def _row(self, one: Suggestion) -> QWidget:
        return _SuggestionRow(self, one, f"{self._name} promises" if one.side is Side.CHILD else "We promise")


class _SuggestionRow(QWidget):
    """One suggestion with its button."""

    def __init__(self, card: SuggestionsCard, suggestion: Suggestion, who: str) -> None:
        super().__init__()
        self._card = card
        self._suggestion = suggestion
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(suggestion.sentence))
        words.addWidget(Words(f"{who} · {suggestion.source}", Role.SMALL))
        row.addLayout(words, 1)
        add = Button("Add", Kind.QUIET, icon="plus", says=f"Add, {who}: {suggestion.sentence}")
        add.clicked.connect(self._add)
        row.addWidget(add)

    def _add(self) -> None:
        self._card.wanted.emit(self._suggestion)


class PastCard(Card):
    """The agreements before this one, folded."""

    def __init__(self, past: Sequence[Agreement], name: str) -> None:
        """Offer to show them."""
        super().__init__()
        self._past = past
        self._name = name
        self.end_quietly()
        self.add(Disclosure(f"Earlier agreements ({len(past)})", self._show))

    def _show(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for one in self._past:
            agreed = f"Agreed on {day_words(one.signed_on)}" if one.signed_on else f"Begun on {day_words(one.made_on)}"
            column.addWidget(Words(agreed, Role.H3))
            for side, who in ((Side.CHILD, f"{self._name} promised"), (Side.PARENT, "You promised")):
                promises = one.of_side(side)
                if promises:
                    column.addWidget(Words(who, Role.STRONG))
                    column.addWidget(MarkedList(promise.sentence for promise in promises))
        return ground


def _line(text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(LONGEST_PROMISE)
    return line
