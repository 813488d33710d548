"""A day of their own for one child: shown where there is more than one child."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitchentable.domain.change import Change
from kitchentable.domain.errors import Trouble
from kitchentable.domain.family import Child
from kitchentable.domain.recurrence import MonthlySlot
from kitchentable.services.check_in_answers import set_own_slot
from kitchentable.services.check_ins import CheckIn
from kitchentable.ui.check_ins.answers import AnswerButton
from kitchentable.ui.check_ins.fresh import Fresh
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.cards import Card, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.slot import SlotForm
from kitchentable.ui.widgets.words import Role, Words
from kitchentable.ui.wording import short_name


class OwnSlotsCard(Card):
    """Each child with the family's day or one of their own. There is one notice for all that is due."""

    def __init__(self, session: Session) -> None:
        """Start empty; ``show_view`` fills it."""
        super().__init__()
        self._session = session
        self._shown: tuple[tuple[Child, bool], ...] = ()
        self._rows: dict[int, _OwnRow] = {}
        self.add_layout(heading("A day of their own"))
        self.add(Words("One child can have another day. The notice names nobody.", Role.SMALL))
        self._list = Fresh()
        self.add(self._list)
        self.hide()

    def show_view(self, children: tuple[Child, ...], check_in: CheckIn) -> None:
        """Show who has a day of their own; a form that is in use stays."""
        own = {line.whose: line.slot for line in check_in.lines if line.who}
        family = next((line.slot for line in check_in.lines if not line.who), MonthlySlot())
        wanted = tuple((child, child.id in own) for child in children)
        self.setVisible(len(children) > 1)
        if wanted != self._shown:
            self._shown = wanted
            self._rows = {child.id: _OwnRow(self._session, child, own.get(child.id), family) for child in children}
            self._list.fill(_stacked(list(self._rows.values())))
        for child_id, slot in own.items():
            self._rows[child_id].show_slot(slot)


class _OwnRow(QWidget):
    """One child: with the family, or a form for their own day."""

    def __init__(self, session: Session, child: Child, slot: MonthlySlot | None, family: MonthlySlot) -> None:
        super().__init__()
        self._session = session
        self._child = child
        self._slot = slot
        self._moves = 0
        self._form: SlotForm | None = None
        name = short_name(child.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words(f"{name}: {'with the family' if slot is None else 'a day of their own'}", Role.STRONG))
        if slot is None:
            words, wanted = f"Give {name} another day", family
            press = AnswerButton(session, words, partial(set_own_slot, child_id=child.id, slot=wanted))
        else:
            self._form = SlotForm(slot, whose=name)
            self._form.changed.connect(self._move)
            column.addWidget(self._form)
            words = f"Put {name} back with the family"
            press = AnswerButton(session, words, partial(set_own_slot, child_id=child.id, slot=None))
        row = FlowLayout()
        row.addWidget(press)
        column.addLayout(row)

    def show_slot(self, slot: MonthlySlot) -> None:
        """Show what is kept, unless a later choice is on its way."""
        self._slot = slot
        if self._form is not None and not self._moves:
            self._form.show_slot(slot)

    def _move(self, slot: MonthlySlot) -> None:
        self._moves += 1
        service = partial(set_own_slot, child_id=self._child.id, slot=slot)
        self._session.write(service, self._moved, self._not_moved)

    def _moved(self, _change: Change) -> None:
        self._moves -= 1

    def _not_moved(self, trouble: Trouble) -> None:
        """Show the day that is really kept, and why it is not the one just chosen."""
        self._moves -= 1
        if self._form is not None and self._slot is not None:
            self._form.show_slot(self._slot)
        self._session.troubled.emit(trouble)


def _stacked(rows: list[_OwnRow]) -> QWidget:
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    for row in rows:
        column.addWidget(row)
    return ground
