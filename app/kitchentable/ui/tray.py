"""The icon beside the clock, for those who asked for one; never the only way back.

A second start from the menu of programs brings the window back as well, and where the desktop shows no such icon, or
shows it no more, closing the window closes the app.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from kitchentable.services import preferences
from kitchentable.system.resources import resources
from kitchentable.ui.doors import Doors
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.tray_place import has_place
from kitchentable.ui.window import MainWindow

_TOLD = "Kitchen Table"
"""All that the icon says: it is seen by whoever passes."""


class Tray(QObject):
    """Shows the icon while it is wanted, and keeps the app there when its window is closed, where that was asked for.

    What is put away this way is locked, as closing locks it; coming back opens it as a start does.
    """

    def __init__(self, window: MainWindow, session: Session, kept: KeptPreferences, doors: Doors) -> None:
        """Show the icon if it is wanted."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._kept = kept
        self._doors = doors
        self._icon: QSystemTrayIcon | None = None
        self._put_away = False
        window.installEventFilter(self)
        kept.changed.connect(self._set)
        self._set()

    @property
    def icon(self) -> QSystemTrayIcon | None:
        """The icon, None where none is wanted."""
        return self._icon

    def close(self) -> None:
        """Take the icon away and watch the window no more; doing it twice does no harm."""
        self._window.removeEventFilter(self)  # a window taken down at exit would call into what is gone
        self._take_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn closing the window into putting it away, where that is wanted and there is a way back to see."""
        if event.type() is QEvent.Type.Close and self._stays():
            event.ignore()
            self._put_it_away()
            return True
        if event.type() is QEvent.Type.Show and self._put_away:
            self._put_away = False
            if self._session.state is not SessionState.OPEN:
                self._doors.approach()
        return super().eventFilter(watched, event)

    def _stays(self) -> bool:
        app = QApplication.instance()
        ending = isinstance(app, QGuiApplication) and app.isSavingSession()  # the desktop logs out: do not hold it up
        wanted = self._kept.value.tray is preferences.Tray.STAY and not self._window.leaving and not ending
        return wanted and self._icon is not None and has_place()

    def _put_it_away(self) -> None:
        self._put_away = True
        self._session.lock()
        self._window.hide()

    def _set(self) -> None:
        wanted = self._kept.value.tray is not preferences.Tray.NONE
        if not wanted:
            self._take_away()
        elif self._icon is None:
            self._icon = self._made()
            self._icon.show()

    def _take_away(self) -> None:
        icon, self._icon = self._icon, None
        if icon is not None:
            icon.hide()
            icon.deleteLater()

    def _made(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(QIcon(str(resources() / "icons" / "kitchentable.svg")), self)
        icon.setToolTip(_TOLD)
        menu = QMenu(self._window)
        for words, deed in (
            ("Open Kitchen Table", self._window.come_forward),
            ("Hide now", self._window.hide_now),
            ("Quit", self._window.quit),
        ):
            menu.addAction(words).triggered.connect(deed)
        icon.setContextMenu(menu)
        icon.destroyed.connect(menu.deleteLater)
        icon.activated.connect(self._activated)
        return icon

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self._window.come_forward()
