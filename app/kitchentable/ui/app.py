"""The application: Qt, theme, session and window, built and joined in one place."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import Trouble
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services import reminders
from kitchentable.services.household import Household
from kitchentable.services.prints import Press
from kitchentable.system.clock import Clock, SystemClock
from kitchentable.system.desktop_notices import DesktopNotifier
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.logs import log_to_stderr
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.notify import Notifier
from kitchentable.system.paths import APP_ID, Paths
from kitchentable.system.program import reminder_command
from kitchentable.system.resources import guidance_pack, resources
from kitchentable.system.schedule import Scheduler
from kitchentable.system.single_instance import SingleInstance
from kitchentable.system.waking import choose_scheduler
from kitchentable.ui.destinations import Place
from kitchentable.ui.doors import Doors
from kitchentable.ui.family.page import FamilyScreen
from kitchentable.ui.help.page import HelpScreen
from kitchentable.ui.help.situation import SituationScreen
from kitchentable.ui.month.page import MonthScreen
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.prints.page import PrintsScreen
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.settings.checks import ChecksScreen
from kitchentable.ui.settings.guide import GuideScreen
from kitchentable.ui.talks.page import TalkScreen
from kitchentable.ui.talks.shelf import TalksScreen
from kitchentable.ui.theme import Theme
from kitchentable.ui.widgets.page import Page
from kitchentable.ui.window import MainWindow, ScreenMaker

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outside:
    """The four things outside the program. What is slow to look up is a function, called when first needed."""

    clock: Clock
    keychain: Keychain
    notifier: Callable[[], Notifier]
    scheduler: Callable[[], Scheduler]

    @classmethod
    def real(cls, paths: Paths) -> Outside:
        """Return this computer's own."""
        return cls(
            clock=SystemClock(),
            keychain=SystemKeychain(),
            notifier=DesktopNotifier,
            scheduler=partial(choose_scheduler, reminder_command(paths)),
        )


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
        self.window.furnish(self._screens())
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

    def _screens(self) -> Mapping[Place, ScreenMaker]:
        session, ask = self.session, self.window.ask
        country = self.kept.country
        return {
            Place.MONTH: partial(MonthScreen, session, ask),
            Place.TALKS: partial(TalksScreen, session, ask),
            Place.TALK: partial(TalkScreen, session, ask),
            Place.CHECKS: partial(ChecksScreen, session, ask),
            Place.GUIDE: partial(GuideScreen, session, ask),
            Place.FAMILY: partial(FamilyScreen, session, ask),
            Place.PRINTS: self._prints,
            Place.HELP: partial(HelpScreen, session, self._guidance, country),
            Place.SITUATION: partial(SituationScreen, session, self._guidance, country),
        }

    def _prints(self) -> Page:
        """Make the print page; its typesetter reads the fonts, so not before it is needed."""
        press = Press(self._guidance, Typesetter(resources()), self._outside.clock)
        return PrintsScreen(self.session, self.window.ask, press, self.kept)

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
