"""The main window: the side navigation, the screens, the shortcuts, and closing without losing anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from kitchentable.ui.widgets.page import Page
from kitchentable.ui.widgets.side import SideNavigation
from kitchentable.ui.widgets.undo_bar import UndoBar

LEAST = QSize(1024, 640)
"""The smallest window every screen must work in (DESIGN §5)."""

_FRAME = QSize(8, 40)
"""Room for the frame that the desktop puts round a window; it is not known before the window is shown."""

_ALWAYS = {Place.HELP, Place.SITUATION, Place.PRINTS, Place.SEARCH, Place.GROWING, Place.RESTORE, Place.LOCK} | {
    Place.WELCOME
}
"""Places that need no open records."""

HIDE_NOW = "F9"
"""The one key that puts the window away and locks it."""

_SHORTCUTS = {
    "Ctrl+1": Place.MONTH,
    "Ctrl+2": Place.TALKS,
    "Ctrl+3": Place.CHECKS,
    "Ctrl+4": Place.FAMILY,
    "Ctrl+5": Place.PRINTS,
    "Ctrl+K": Place.SEARCH,
    "Ctrl+,": Place.PREFERENCES,
    "F1": Place.HELP,
}

ScreenMaker = Callable[[], Page]


class MainWindow(QMainWindow):
    """Shows one screen at a time; screens are made when first needed, so the start stays quick."""

    closing = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        """Build the frame; ``furnish`` gives it its screens."""
        super().__init__()
        self.setObjectName("main-window")
        self.setWindowTitle("Kitchen Table")
        self.setMinimumSize(LEAST)
        self.resize(1200, 820)
        self.session = session
        self.ask = Ask(self)
        self._theme = theme
        self._makers: dict[Place, ScreenMaker] = {}
        self._screens: dict[Place, Page] = {}
        self._here = Destination(Place.MONTH)
        self._back: list[Destination] = []
        self._may_close = False
        self.leaving = False
        """The parent said *Quit*, which is more than closing the window."""
        self._side = SideNavigation()
        self._stack = QStackedWidget()
        ground = QWidget()
        ground.setProperty("ground", "paper")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        self._undo_bar = UndoBar(session, self)
        column.addWidget(self._undo_bar)
        row.addLayout(column, 1)
        self.setCentralWidget(ground)
        self._side.chosen.connect(self._go_to_place)
        session.destination_changed.connect(self.go)
        session.about_to_lock.connect(self._leave_all)
        session.about_to_lock.connect(self.ask.put_away)
        session.state_changed.connect(self._state_changed)
        session.troubled.connect(self.ask.tell)
        session.broke.connect(self.ask.tell_bug)
        theme.changed.connect(self._theme_changed)
        self._add_shortcuts()

    @property
    def here(self) -> Destination:
        """Where the parent is."""
        return self._here

    def fit_on_screen(self) -> None:
        """Be no larger than the screen, so that *Get help now* at the foot of the side is never below its edge."""
        room = self.screen().availableGeometry().size() - _FRAME
        self.resize(self.size().boundedTo(room).expandedTo(LEAST))

    def furnish(self, makers: Mapping[Place, ScreenMaker]) -> None:
        """Take the functions that make each screen."""
        self._makers.update(makers)

    def go(self, destination: Destination) -> None:
        """Show a screen; while locked or new, only help and the doors themselves."""
        destination = self._allowed(destination)
        screen = self._screen(destination.place)
        if destination != self._here:
            self._back = [*self._back[-20:], self._here]
            screen.verticalScrollBar().setValue(0)  # another page starts at its top, not where the last one was left
            self._undo_bar.moved_on()
        self._here = destination
        screen.arrive(destination)
        self._show(screen)
        self._side.show_place(destination.place)

    def _show(self, screen: Page) -> None:
        """Show a screen. The keyboard goes with it to the page itself; Qt would put it in the first field it finds."""
        before, focused = self._stack.currentWidget(), QApplication.focusWidget()
        moves = before is not None and focused is not None and (focused is before or before.isAncestorOf(focused))
        unasked = before is not screen and screen.focusWidget() is None
        self._stack.setCurrentWidget(screen)
        if moves and unasked:
            screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Return to the screen before."""
        if self._back:
            before = self._back.pop()
            self._here = before
            self._undo_bar.moved_on()
            self.go(before)

    def come_forward(self) -> None:
        """Raise the window: a second start or a reminder asked for it."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        """Start with the keyboard on the window itself: Tab then leads to the first place."""
        super().showEvent(event)
        self.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 -- Qt's own
        """Let Tab reach the bar below the page after the page, however often that was filled anew."""
        self._undo_bar.stand_last()
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the side navigation its names or take them."""
        super().resizeEvent(event)
        self._side.fit(self.width(), self._theme.sizes)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let open screens save what is being typed, and close once it is stored."""
        if not self._may_close:
            asked, failures = self.session.asked, self.session.failures
            self._leave_all()
            if self.session.asked > asked:  # the answer comes after those to what the screens asked for
                event.ignore()
                self.session.run(partial(int, failures), self._screens_left)
                return
        self.closing.emit()
        super().closeEvent(event)

    def _screens_left(self, failures: int) -> None:
        """Close now, or ask first where what was half typed could not be stored: a full disk, say."""
        if self.session.failures > failures:
            self.ask.confirm(
                "Close without saving?",
                "What you typed last could not be saved. You can go back and copy it, or make room and try again.",
                "Close without saving",
                self._close_anyway,
            )
        else:
            self._close_anyway()

    def _close_anyway(self) -> None:
        self._may_close = True
        self.close()

    def quit(self) -> None:
        """Close for good, whatever closing the window means to this family (``ui/tray.py``)."""
        self.leaving = True
        self.close()

    def hide_now(self) -> None:
        """Put the window away and lock it (DESIGN §7: *Hide now*, one key press).

        Whoever brings it back finds the door, and not the help page that was being read.
        """
        self.session.lock()
        self.go(Destination(Place.MONTH))
        self._back.clear()
        self.showMinimized()

    def _leave_all(self) -> None:
        for screen in self._screens.values():
            screen.leave()

    def _allowed(self, destination: Destination) -> Destination:
        if self.session.state is SessionState.OPEN or destination.place in _ALWAYS:
            return destination
        return Destination(Place.WELCOME if self.session.state is SessionState.NEW else Place.LOCK)

    def _screen(self, place: Place) -> Page:
        screen = self._screens.get(place)
        if screen is None:
            screen = self._makers[place]()
            self._screens[place] = screen
            self._stack.addWidget(screen)
        return screen

    def _go_to_place(self, place: Place) -> None:
        self.go(Destination(place))

    def _state_changed(self, _state: SessionState) -> None:
        """Throw away every screen that showed records, and go to the door or in."""
        for place in [one for one in self._screens if one not in {Place.HELP, Place.SITUATION}]:
            screen = self._screens.pop(place)
            self._stack.removeWidget(screen)
            screen.deleteLater()
        self._back.clear()
        if self._here.place not in {Place.HELP, Place.SITUATION}:
            self.go(Destination(Place.MONTH))

    def _theme_changed(self) -> None:
        self._side.fit(self.width(), self._theme.sizes)

    def _add_shortcuts(self) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        self._side.tell_keys({place: QKeySequence(keys).toString(native) for keys, place in _SHORTCUTS.items()})
        for keys, place in _SHORTCUTS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setProperty("place", place.value)
            shortcut.activated.connect(self._shortcut)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self)
        back.activated.connect(self.go_back)
        hide = QShortcut(QKeySequence(HIDE_NOW), self)
        hide.activated.connect(self.hide_now)
        quit_keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self)
        quit_keys.activated.connect(self.quit)

    def _shortcut(self) -> None:
        self.go(Destination(Place(self.sender().property("place"))))
