"""Run by a test in a process of its own: the whole app from start to end, and a parent who erases everything."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from kitchentable.guidance.pack import load_pack
from kitchentable.main import main
from kitchentable.services.opening import create_household
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from kitchentable.ui import app as program
from kitchentable.ui.outside import Outside
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler
from tests.sample_family import add_sample_family

STEPS = ("Carry on with the talk", "Preferences", "Erase everything…", "Erase everything", "OK")
COMMAND_COMES_AT = "Erase everything…"
"""The step before which somebody tries the command, with the window open."""

PATIENCE_MS = 60_000


class Parent:
    """Presses one button after the other, each as soon as it is there."""

    def __init__(self, paths: Paths) -> None:
        """Sit down at the window of the app that is about to start."""
        self._steps = list(STEPS)
        self._paths = paths
        self._clock = FakeClock()
        self._keychain = FakeKeychain()
        self._scheduler = FakeScheduler()

    def settle_in(self) -> None:
        """Put the sample family's records in the folder."""
        home = create_household(
            paths=self._paths,
            keychain=self._keychain,
            guidance=load_pack(guidance_pack()),
            clock=self._clock,
            passphrase=None,
        )
        add_sample_family(home, self._clock)
        home.close()

    def outside(self, _: Paths) -> Outside:
        """Return a world of fakes."""
        return Outside(self._clock, self._keychain, FakeNotifier, self._get_scheduler)

    def sit_down(self) -> QApplication:
        """Make the application, and look at its screen now and then."""
        app = REAL()
        self._timer = QTimer()
        self._timer.timeout.connect(self._press)
        self._timer.start(20)
        QTimer.singleShot(PATIENCE_MS, self._give_up)
        return app

    def _get_scheduler(self) -> FakeScheduler:
        return self._scheduler

    def _press(self) -> None:
        for window in QApplication.topLevelWidgets() if self._steps else ():
            for button in window.findChildren(QAbstractButton):
                says = button.accessibleName() or button.text().replace("&", "")
                if button.isVisible() and button.isEnabled() and says == self._steps[0]:
                    if self._steps.pop(0) == COMMAND_COMES_AT:
                        said = main(["--data-dir", str(self._paths.data), "erase", "--yes"])
                        sys.stdout.write(f"the command ended with {said}\n")
                    button.click()
                    return

    def _give_up(self) -> None:
        sys.stderr.write(f"waited in vain for “{self._steps[:1]}”\n")
        QApplication.exit(3)


REAL = program.make_application

if __name__ == "__main__":
    parent = Parent(Paths.of(Path(sys.argv[1])))
    parent.settle_in()
    program.make_application = parent.sit_down
    setattr(Outside, "real", parent.outside)  # noqa: B010 - a class method; mypy allows no other way
    sys.exit(program.run_app(Path(sys.argv[1])))
