"""The application: Qt, theme, session and window, built and joined in one place."""

from __future__ import annotations

import contextlib
import locale
import logging
import os
import signal
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import CannotWrite, Trouble
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.services.household import Household
from kitchentable.system.logs import log_to_stderr
from kitchentable.system.network_guard import refuse_internet
from kitchentable.system.paths import APP_ID, Paths
from kitchentable.system.resources import guidance_pack
from kitchentable.system.single_instance import SingleInstance
from kitchentable.ui.ask import tell_alone
from kitchentable.ui.autolock import AutoLock
from kitchentable.ui.backups.anew import Anew
from kitchentable.ui.backups.keeper import BackupKeeper
from kitchentable.ui.backups.restorer import Restorer
from kitchentable.ui.doors import Doors
from kitchentable.ui.due_list import refresh_due
from kitchentable.ui.outside import Outside
from kitchentable.ui.preferences.farewell import Farewell, finish_cut_short
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.rousing import Rousing
from kitchentable.ui.screens import Screens
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from kitchentable.ui.tokens import ThemeName
from kitchentable.ui.tray import Tray
from kitchentable.ui.widgets.headings import tell_headings
from kitchentable.ui.window import MainWindow

log = logging.getLogger(__name__)

_BARRED = "The folder of your records can’t be written to"
_NO_SCREEN = "There is no screen to open a window on. Please start Kitchen Table from your desktop."


def run_app(data_dir: Path | None) -> int:
    """Open the window and return when it is closed; a second start brings the first forward and returns at once.

    What stands in the way is told in a message box, as nobody reads standard error on a desktop, and raised again.
    """
    log_to_stderr()
    _need_a_screen()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends Qt's loop at once; what is stored is safe at any moment
    try:
        return _run(Paths.of(data_dir))
    except Trouble as trouble:
        _tell_without_window(trouble)
        raise


def _run(paths: Paths) -> int:
    with SingleInstance(paths) as instance:
        barred: CannotWrite | None = None
        try:
            if not instance.claim():
                instance.ask_to_come_forward()
                return 0
        except CannotWrite as trouble:  # help is needed then as well: the window opens, and the records stay shut
            barred = trouble
        refuse_internet()
        app = make_application()
        guidance = load_pack(guidance_pack())
        desk = Desk(app, paths, guidance, Outside.real(paths), barred=barred)
        caller = _Caller()
        caller.called.connect(desk.window.come_forward)
        if barred is None:
            _listen(instance, caller, desk)
        desk.open()
        code = app.exec()
        desk.close()
        desk.farewell.sweep()
        return code


def _listen(instance: SingleInstance, caller: _Caller, desk: Desk) -> None:
    """Answer later starts; where there is no room for that in the folder, there is none for the records either."""
    try:
        instance.listen(caller.called.emit)
    except CannotWrite as trouble:
        desk.bar(trouble)


def make_application() -> QApplication:
    """Return the one QApplication, named as the desktop file names it."""
    QApplication.setApplicationName("Kitchen Table")
    QGuiApplication.setDesktopFileName(APP_ID)
    tell_headings()
    qInstallMessageHandler(_no_screen)
    try:
        app = QApplication(sys.argv[:1])
    finally:
        qInstallMessageHandler(None)
    locale.setlocale(locale.LC_TIME, "C")  # Qt takes the computer's: our English would name months in German, say
    return app


class Desk(QObject):
    """Everything the window stands on. Tests make one with their own folder, clock and outside world."""

    def __init__(
        self, app: QApplication, paths: Paths, guidance: Guidance, outside: Outside, *, barred: Trouble | None = None
    ) -> None:
        """Build the session, the theme and the window, and give the window its screens.

        ``barred`` is why the data folder can't be written to: then the records stay shut, and nothing is written.
        """
        super().__init__()
        self._paths = paths
        self._guidance = guidance
        self._outside = outside
        if barred is None:
            finish_cut_short(paths, outside)
        self._left_out = _add_packs(paths, guidance) if barred is None else _add_readable_packs(paths, guidance)
        self.theme = Theme(app)
        self.session = Session()
        self.kept = KeptPreferences(self.session, paths, self.theme)
        self.doors = Doors(self.session, paths, outside.keychain, guidance, outside.clock)
        self.window = MainWindow(self.session, self.theme)
        self.keeper = BackupKeeper(self.session, paths, outside.clock)
        self.restorer = Restorer(self.doors, self.window.ask, outside.keychain, outside.clock)
        self.anew = Anew(self.doors, self.window.ask, outside.clock, outside.scheduler)
        self.farewell = Farewell(self.session, self.window.ask, self.kept, self.doors, outside)
        self.farewell.said.connect(self.window.close)
        self.window.furnish(self._screens().makers())
        self.window.closing.connect(self._remember_window)
        self.session.changed.connect(self._changed)
        self.session.settled.connect(self._bring_up_to_date)
        self.autolock = AutoLock(self.session, self.kept, paths, outside.away)  # last: screens read first
        self.tray = Tray(self.window, self.session, self.kept, self.doors)
        self.rousing = Rousing(self.window, self.session, paths, outside)
        sys.excepthook = self._bug
        if barred is not None:
            self.bar(barred)

    def bar(self, trouble: Trouble) -> None:
        """Keep the records shut and write nothing in this run; help, search and print go on."""
        self.doors.barred = Trouble(trouble.message, title=_BARRED)
        self.kept.trouble = None  # it is about the same folder, which the lock page tells of
        self.kept.keep_in_mind()

    def open(self) -> None:
        """Show the window and go to the door."""
        wanted = self.kept.value
        if wanted.window_width and wanted.window_height:
            self.window.resize(wanted.window_width, wanted.window_height)
        self.window.fit_on_screen()
        if wanted.window_maximised:
            self.window.showMaximized()
        else:
            self.window.show()
        self.doors.approach()
        if self.kept.trouble is not None:
            self.window.ask.tell(self.kept.trouble)
        for trouble in self._left_out:
            self.window.ask.tell(trouble)

    def close(self) -> None:
        """Wait for what is being written, close the records."""
        self.autolock.close()
        self.rousing.close()
        self.tray.close()
        self.session.close()
        self.keeper.close()
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
            keeper=self.keeper,
            restorer=self.restorer,
            anew=self.anew,
            farewell=self.farewell,
        )

    def _changed(self, change: Change) -> None:
        """Keep the due list in step: a talk that was had, a child who left, a setting looked at change what is due.

        The welcome writes before anybody has gone in; going in brings the list up to date.
        """
        if self.session.state is SessionState.OPEN and change.touches(Touched.TALKS, Touched.CHILDREN, Touched.CHOICES):
            self.session.write(refresh_due)

    def _bring_up_to_date(self) -> None:
        """After opening: write the due list anew and mend a reminder whose program has moved."""
        self.session.write(refresh_due)
        self.session.read(self._mend, self._mended)

    def _mend(self, home: Household) -> bool:
        from kitchentable.services import reminders  # noqa: PLC0415 - not before the first screen stands
        from kitchentable.system.program import reminder_command  # noqa: PLC0415 - the same

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


def _add_packs(paths: Paths, guidance: Guidance) -> tuple[Trouble, ...]:
    """Add the packs from others to our guidance; return what to tell of those that are left out."""
    if not paths.packs.is_dir():
        return ()
    from kitchentable.services.packs import add_installed  # noqa: PLC0415 - most families have none: a quick start

    return add_installed(paths, guidance)


def _add_readable_packs(paths: Paths, guidance: Guidance) -> tuple[Trouble, ...]:
    """Add what can be read in a folder where something is wrong; the lock page tells what, and that is enough."""
    with contextlib.suppress(OSError):
        _add_packs(paths, guidance)
    return ()


class _Caller(QObject):
    """Carries a second start's call from the listening thread to the GUI thread."""

    called = Signal()


def _tell_without_window(trouble: Trouble) -> None:
    """Show a message box of its own and wait until it is closed; off screen nobody could close it."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = make_application()
    if QGuiApplication.platformName() in {"offscreen", "minimal"}:
        return
    Theme(app).put_on(ThemeName.SYSTEM, 100)
    tell_alone(trouble)


def _no_screen(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Stand in for Qt's own words while it looks for the screen: where it finds none it ends the whole process."""
    if kind is QtMsgType.QtFatalMsg:
        sys.stderr.write(f"{_NO_SCREEN}\n")
        sys.stderr.flush()
        os._exit(2)
    log.info("while looking for the screen: %s", words)


def _need_a_screen() -> None:
    """Say in one sentence where there is no screen at all."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise Trouble(_NO_SCREEN)
