"""A page: a head with title and actions, and a body that scrolls; the base of every screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kitchentable.domain.change import Change, Touched
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination
from kitchentable.ui.session import Session
from kitchentable.ui.widgets.flow import FlowLayout
from kitchentable.ui.widgets.head import HeadLayout
from kitchentable.ui.widgets.words import Role, Words

_WIDEST = 1120


class Page(QScrollArea):
    """A scrolling page that is filled anew from a view value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QVBoxLayout()
        self._ground = QWidget()
        self._place = 0

    def start(self, title: str, subtitle: str = "", actions: Sequence[QWidget] = ()) -> None:
        """Clear the page and give it a head; what is added next stands below."""
        place = self.verticalScrollBar().value()
        ground = QWidget()
        ground.setProperty("ground", "clear")
        outer = QHBoxLayout(ground)
        outer.setContentsMargins(32, 24, 32, 32)
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        outer.addStretch(1)  # a column no wider than lines can be read, in the middle of a wide window
        outer.addWidget(column, 1000)
        outer.addStretch(1)
        self.body.addLayout(_head(title, subtitle, actions))
        self._ground = ground
        self.setAccessibleName(title)
        self._place = place

    def arrive(self, destination: Destination) -> None:
        """Take what the page should show; most pages show one thing only."""

    def leave(self) -> None:
        """Save what is half typed: the window is about to close."""

    def add(self, *widgets: QWidget) -> None:
        """Stack widgets on the page."""
        for widget in widgets:
            self.body.addWidget(widget)

    def add_layout(self, layout: QLayout) -> None:
        """Stack a layout on the page."""
        self.body.addLayout(layout)

    def finish(self) -> None:
        """Show what was built, scrolled to where the parent was, with the keyboard on the control it was on."""
        self.body.addStretch(1)
        focused = self._focused_name()
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()  # not at once: it may hold the button whose click brought us here
        self.setWidget(self._ground)
        self.verticalScrollBar().setValue(self._place)
        if focused is not None:
            self._focus_again(focused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape press *Cancel* of the form the keyboard is in, or of the one that is open."""
        cancel = self._cancel() if event.key() == Qt.Key.Key_Escape else None
        if cancel is None:
            super().keyPressEvent(event)
        else:
            cancel.click()

    def _cancel(self) -> QAbstractButton | None:
        """Return the nearest *Cancel* above the control that has the keyboard, or None."""
        above = QApplication.focusWidget()
        while above is not None and (above is self or self.isAncestorOf(above)):
            for button in above.findChildren(QAbstractButton):
                if button.isVisible() and button.text() == "Cancel":
                    return button
            above = above.parentWidget()
        return None

    def _focused_name(self) -> str | None:
        """Return the accessible name of the control on this page that has the keyboard, or None."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            return None
        return focused.accessibleName()

    def _focus_again(self, name: str) -> None:
        """Give the keyboard to the control of that name on the new page, else to the page, so that it never strays."""
        same = (one for one in self._ground.findChildren(QWidget) if one.accessibleName() == name)
        target = next((one for one in same if name and one.focusPolicy() is not Qt.FocusPolicy.NoFocus), self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)


class Screen(Page):
    """A page of the family's records: reads its view when shown, and again when something it shows has changed."""

    concerns: tuple[Touched, ...] = ()
    """The parts of the records this screen shows."""

    def __init__(self, session: Session, ask: Ask, parent: QWidget | None = None) -> None:
        """Join the session."""
        super().__init__(parent)
        self.session = session
        self.ask = ask
        self._stale = True
        session.changed.connect(self._changed)

    def reload(self) -> None:
        """Read the view and show it; each screen says how."""
        raise TypeError(f"{type(self).__name__} does not say how it reloads")

    def refresh(self) -> None:
        """Read again now if visible, else when next shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the view if it is not fresh."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()

    def _changed(self, change: Change) -> None:
        if change.touches(*self.concerns) or change.undone:
            self.refresh()


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page a widget stands on until all of it can be seen."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget, 0, 24)


def _head(title: str, subtitle: str, actions: Sequence[QWidget]) -> QLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Words(title, Role.H1))
    if subtitle:
        words.addWidget(Words(subtitle, Role.MUTED))
    if not actions:
        return words
    head = HeadLayout()
    row = FlowLayout(gap=10)
    for action in actions:
        row.addWidget(action)
    head.addItem(words)
    head.addItem(row)
    return head
