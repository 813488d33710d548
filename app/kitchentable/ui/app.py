"""The application: Qt, theme, session and window, built and joined in one place."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kitchentable.domain.errors import Trouble
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.services.preferences import Preferences, load_preferences, save_preferences
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.paths import APP_ID, Paths
from kitchentable.system.resources import guidance_pack
from kitchentable.system.single_instance import SingleInstance
from kitchentable.ui.doors import Doors
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Theme
from kitchentable.ui.tokens import ThemeName
from kitchentable.ui.window import MainWindow

log = logging.getLogger(__name__)


def run_app(data_dir: Path | None) -> int:
    """Open the window and return when it is closed; a second start brings the first forward and returns at once."""
    paths = Paths.of(data_dir)
    paths.prepare()
    _need_a_screen()
    with SingleInstance(paths) as instance:
        if not instance.claim():
            instance.ask_to_come_forward()
            return 0
        refuse_internet()
        app = make_application()
        guidance = load_pack(guidance_pack())
        desk = Desk(app, paths, guidance, SystemKeychain(), SystemClock())
        caller = _Caller()
        caller.called.connect(desk.window.come_forward)
        instance.listen(caller.called.emit)
        desk.open()
        code = app.exec()
        desk.close()
        return code


def make_application() -> QApplication:
    """Return the one QApplication, named as the desktop file names it."""
    QApplication.setApplicationName("Kitchen Table")
    QGuiApplication.setDesktopFileName(APP_ID)
    return QApplication(sys.argv[:1])


class Desk(QObject):
    """Everything the window stands on. Tests make one with their own folder, keychain and clock."""

    def __init__(
        self, app: QApplication, paths: Paths, guidance: Guidance, keychain: Keychain, clock: Clock
    ) -> None:
        """Build the session, the theme and the window, and give the window its screens."""
        super().__init__()
        self.paths = paths
        self.guidance = guidance
        self.clock = clock
        self.preferences = load_preferences(paths)
        self.theme = Theme(app)
        self.theme.put_on(ThemeName(self.preferences.theme.value), self.preferences.text_percent)
        self.session = Session()
        self.doors = Doors(self.session, paths, keychain, guidance, clock)
        self.window = MainWindow(self.session, self.theme)
        self.window.furnish(self._screens())
        self.window.closing.connect(self._remember_window)
        sys.excepthook = self._bug

    def open(self) -> None:
        """Show the window and go to the door."""
        wanted = self.preferences
        if wanted.window_width and wanted.window_height:
            self.window.resize(wanted.window_width, wanted.window_height)
        if wanted.window_maximised:
            self.window.showMaximized()
        else:
            self.window.show()
        self.doors.approach()

    def close(self) -> None:
        """Wait for what is being written, close the records."""
        self.session.close()
        sys.excepthook = sys.__excepthook__

    def _screens(self) -> Mapping[Place, ScreenMaker]:
        return {}

    def _remember_window(self) -> None:
        """Keep size and maximised only: a window's place can't be asked back on every desktop."""

    def _bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log a fault of ours without any of the family's words, and say that it was ours."""
        log.critical("a fault of our own: %s", kind.__name__)
        if issubclass(kind, Exception):
            self.window.ask.tell_bug(error)
        else:
            sys.__excepthook__(kind, error, trace)


class _Caller(QObject):
    """Carries a second start's call from the listening thread to the GUI thread."""

    called = Signal()


def _need_a_screen() -> None:
    """Qt ends the whole process where there is no screen: say it in one sentence instead."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise Trouble("There is no screen to open a window on. Please start Kitchen Table from your desktop.")
