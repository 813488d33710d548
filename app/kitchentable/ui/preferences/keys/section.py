"""The section itself: what opens the records, and one form at a time to change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kitchentable.domain.change import Change
from kitchentable.domain.errors import Trouble
from kitchentable.domain.ways_in import WaysIn
from kitchentable.services.slots import NewCode
from kitchentable.ui.ask import Ask
from kitchentable.ui.preferences.keys import forms
from kitchentable.ui.preferences.keys.code import CodeCard
from kitchentable.ui.preferences.keys.desk import KeysDesk
from kitchentable.ui.preferences.keys.forms import Form, MakeCodeForm, NewKeysForm, PassphraseForm, ProofForm
from kitchentable.ui.preferences.keys.said import LEAVING, NO_RECORDS, said
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.buttons import Button, Kind
from kitchentable.ui.widgets.cards import Card, Note, heading
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.page import bring_into_view
from kitchentable.ui.widgets.tabbing import tab_after
from kitchentable.ui.widgets.ticks import Tick
from kitchentable.ui.widgets.words import Role, Words


class KeysSection(Card):
    """How the records open. A form stands below the buttons that opened it, and goes when it is over."""

    def __init__(self, session: Session, ask: Ask, desk: KeysDesk, ways: WaysIn | None) -> None:
        """Show what opens the records now."""
        super().__init__()
        self._session, self._ask, self._desk, self._ways = session, ask, desk, ways
        self._form: Form | CodeCard | None = None
        self.add_layout(heading("How your records open", icon="key-round"))
        self._answer = Words("", Role.STRONG)
        self._answer.hide()
        self._state = self._stated()
        self.add(self._state, self._answer)

    def show_view(self, ways: WaysIn | None) -> None:
        """Show what opens them now; a form that is open stays."""
        if ways == self._ways:
            return
        self._ways = ways
        fresh = self._stated()
        self.body.replaceWidget(self._state, fresh)
        fresh.show()
        self._take_away(self._state)
        self._state = fresh

    def close_form(self) -> None:
        """Put an open form away with what was typed in it."""
        self._over("")

    def _stated(self) -> QWidget:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        ways = self._ways
        if ways is None:
            column.addWidget(Words(NO_RECORDS, Role.MUTED))
            return ground
        told = said(ways)
        for line in told.lines[:-1] if told.warns else told.lines:
            column.addWidget(Words(line))
        if told.warns:
            column.addWidget(Note("", told.lines[-1], icon="info"))
        if ways.leaving:
            column.addWidget(Note("", LEAVING, icon="triangle-alert"))
            column.addLayout(_row(self._button("Try again", "refresh-cw", self._tidy)))
        self._asks = Tick("Ask for a passphrase when opening")
        self._asks.setChecked(not ways.keychain)
        self._asks.clicked.connect(self._toggle)
        column.addWidget(self._asks)
        column.addLayout(_row(*self._everyday(ways)))
        column.addLayout(_row(*self._rarely(ways)))
        return ground

    def _everyday(self, ways: WaysIn) -> list[Button]:
        choose = "Change the passphrase" if ways.passphrase else "Choose a passphrase"
        make = "Make a new recovery code" if ways.recovery else "Make a recovery code"
        return [
            self._button(choose, "key-round", self._passphrase),
            self._button(make, "life-buoy", self._make_code),
        ]

    def _rarely(self, ways: WaysIn) -> list[Button]:
        buttons = []
        if ways.passphrase and ways.keychain:
            buttons.append(self._button("Remove the passphrase", None, self._remove_passphrase))
        if ways.recovery:
            buttons.append(self._button("Remove the recovery code", None, self._remove_code))
        return [*buttons, self._button("New keys", None, self._new_keys)]

    def _toggle(self) -> None:
        """Show the tick as things are until the deed is done, and open its form."""
        ways = self._ways
        if ways is None:
            return
        self._asks.setChecked(not ways.keychain)
        if not ways.keychain:
            self._show(ProofForm(self._session, ways, forms.STOP_ASKING, self._desk.stop_asking))
        elif ways.passphrase:
            self._show(ProofForm(self._session, ways, forms.ASK, self._desk.ask))
        else:
            self._passphrase()

    def _passphrase(self) -> None:
        if self._ways is not None:
            self._show(PassphraseForm(self._session, self._ways, self._desk))

    def _remove_passphrase(self) -> None:
        if self._ways is not None:
            self._show(ProofForm(self._session, self._ways, forms.REMOVE_PASSPHRASE, self._desk.remove_passphrase))

    def _remove_code(self) -> None:
        if self._ways is not None:
            self._show(ProofForm(self._session, self._ways, forms.REMOVE_CODE, self._desk.remove_code))

    def _new_keys(self) -> None:
        if self._ways is not None:
            self._show(NewKeysForm(self._session, self._ways, self._desk))

    def _make_code(self) -> None:
        if self._ways is not None:
            form = MakeCodeForm(self._session, self._ways, self._desk)
            form.made.connect(self._code_made)
            self._show(form)

    def _code_made(self, new: NewCode) -> None:
        self._show(CodeCard(self._session, self._ask, self._desk, new))

    def _tidy(self) -> None:
        self._session.run(self._desk.tidy, self._tidied, self._not_tidied)

    def _tidied(self, _change: Change) -> None:
        self._say("The keychain has let the old key go.")

    def _not_tidied(self, trouble: Trouble) -> None:
        self._say(trouble.message)

    def _show(self, form: Form | CodeCard) -> None:
        self._over("")
        self._form = form
        form.over.connect(self._over)
        self.add(form)
        form.show()
        tab_after(self._last_button, form)
        QTimer.singleShot(0, form, self._come_into_view)

    def _come_into_view(self) -> None:
        if self._form is not None:
            bring_into_view(self._form)
            self._form.take_focus()

    def _over(self, words: str) -> None:
        form, self._form = self._form, None
        if form is not None:
            self._take_away(form)
        self._say(words)

    def _say(self, words: str) -> None:
        self._answer.setText(words)
        self._answer.setVisible(bool(words))

    def _take_away(self, widget: QWidget) -> None:
        """Take a part away; the keyboard never strays with it."""
        focused = QApplication.focusWidget()
        if focused is not None and widget.isAncestorOf(focused):
            self._asks.setFocus()
        widget.hide()
        widget.deleteLater()

    def _button(self, words: str, icon: str | None, press: Callable[[], None]) -> Button:
        button = Button(words, Kind.SECONDARY if icon else Kind.QUIET, icon=icon)
        button.clicked.connect(press)
        self._last_button = button
        return button


def _row(*buttons: Button) -> FlowLayout:
    row = FlowLayout()
    for button in buttons:
        row.addWidget(button)
    return row
