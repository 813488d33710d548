"""The application: Qt, theme, session and window, built and joined in one place."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import Trouble
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.services import reminders
from kitchentable.services.household import Household
from kitchentable.system.logs import log_to_stderr
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.paths import APP_ID, Paths
from kitchentable.system.program import reminder_command
from kitchentable.system.resources import guidance_pack
from kitchentable.system.single_instance import SingleInstance
from kitchentable.ui.doors import Doors
from kitchentable.ui.outside import Outside
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.screens import Screens
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from kitchentable.ui.window import MainWindow

log = logging.getLogger(__name__)


def run_app(data_dir: Path | None) -> int:
    """Open the window and return when it is closed; a second start brings the first forward and returns at once."""
    log_to_stderr()
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
        desk = Desk(app, paths, guidance, Outside.real(paths))
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
    """Everything the window stands on. Tests make one with their own folder, clock and outside world."""

    def __init__(self, app: QApplication, paths: Paths, guidance: Guidance, outside: Outside) -> None:
        """Build the session, the theme and the window, and give the window its screens."""
        super().__init__()
        self._paths = paths
        self._guidance = guidance
        self._outside = outside
        self.theme = Theme(app)
        self.session = Session()
        self.kept = KeptPreferences(self.session, paths, self.theme)
        self.doors = Doors(self.session, paths, outside.keychain, guidance, outside.clock)
        self.window = MainWindow(self.session, self.theme)
        self.window.furnish(self._screens().makers())
        self.window.closing.connect(self._remember_window)
        self.session.changed.connect(self._changed)
        self.session.state_changed.connect(self._state_changed)
        sys.excepthook = self._bug

    def open(self) -> None:
        """Show the window and go to the door."""
        wanted = self.kept.value
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

    def _screens(self) -> Screens:
        return Screens(
            session=self.session,
            ask=self.window.ask,
            doors=self.doors,
            kept=self.kept,
            guidance=self._guidance,
            outside=self._outside,
            paths=self._paths,
        )

    def _changed(self, change: Change) -> None:
        """Keep the due list in step: a talk that was had, or a child who left, changes what is due."""
        if change.touches(Touched.TALKS, Touched.CHILDREN):
            self.session.write(reminders.refresh_due)

    def _state_changed(self, state: SessionState) -> None:
        """On opening: bring the due list up to date and mend a reminder whose program has moved."""
        if state is SessionState.OPEN:
            self.session.write(reminders.refresh_due)
            self.session.read(self._mend, self._mended)

    def _mend(self, home: Household) -> bool:
        return reminders.mend(home, scheduler=self._outside.scheduler(), command=reminder_command(self._paths))

    def _mended(self, mended: bool) -> None:  # noqa: FBT001 -- a result, not a switch
        if mended:
            log.info("the reminder was set up again")

    def _remember_window(self) -> None:
        """Keep size and maximised only: a window's place can't be asked back on every desktop."""
        size = self.window.normalGeometry().size()
        self.kept.remember_window(size.width(), size.height(), maximised=self.window.isMaximized())

    def _bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log a fault of ours without any of the family's words, and say that it was ours."""
        log.critical("a fault of our own: %s", kind.__name__)
        if isinstance(error, Exception):
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
