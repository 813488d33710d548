"""The check as the system starts it: after settling, inside the hours, one at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kitchentable.services.reminder_check import CheckResult
from kitchentable.services.reminder_files import Due, DueList, load_log, save_dues
from kitchentable.services.settled_check import settled_check
from kitchentable.system.one_at_a_time import alone
from kitchentable.system.paths import Paths
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.notifier import FakeNotifier

DUE = datetime(2026, 12, 6, 18, 0)  # noqa: DTZ001 - dues are wall-clock times


class Laptop:
    """A computer that is woken, and takes ``settles`` to settle, in which ``meanwhile`` happens."""

    def __init__(self, folder: Path) -> None:
        self.paths = Paths.of(folder)
        self.paths.prepare()
        save_dues(self.paths.reminders, DueList(enabled=True, dues=(Due(DUE),)))
        self.clock = FakeClock(datetime(2026, 12, 6, 18, 30, tzinfo=LONDON))
        self.notifier = FakeNotifier()
        self.settles = timedelta(minutes=3)
        self.settled = 0

    def wake(self) -> CheckResult:
        return settled_check(
            paths=self.paths,
            clock=self.clock,
            notifier=lambda: self.notifier,
            open_app=lambda: None,
            settle=self._settle,
        )

    def _settle(self) -> None:
        self.settled += 1
        assert self.notifier.shown == [], "nothing may be said before it has settled"
        self.clock.move(self.settles)


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def test_it_speaks_once_the_computer_has_settled_and_once_for_all_wakes(laptop: Laptop) -> None:
    assert laptop.wake().outcome == "shown"
    assert (laptop.settled, len(laptop.notifier.shown)) == (1, 1)
    for _ in range(5):
        assert laptop.wake().outcome == "told-already"
    assert (laptop.settled, len(laptop.notifier.shown)) == (1, 1), "what is said already is not waited for again"


def test_a_lid_closed_while_it_settles_does_not_make_it_speak_at_night(laptop: Laptop) -> None:
    laptop.settles = timedelta(hours=9)
    assert laptop.wake().outcome == "not-now"
    assert laptop.notifier.shown == []
    assert load_log(laptop.paths.reminder_log).outcome == "not-now"


def test_a_check_in_done_while_it_settles_is_not_said(laptop: Laptop) -> None:
    class Busy(Laptop):
        def _settle(self) -> None:
            save_dues(self.paths.reminders, DueList(enabled=True))

    busy = Busy(laptop.paths.data)
    assert busy.wake().outcome == "not-due"
    assert busy.notifier.shown == []


def test_while_another_check_speaks_this_one_is_silent_and_writes_nothing(laptop: Laptop) -> None:
    with alone(laptop.paths.reminder_lock) as ours:
        assert ours
        assert laptop.wake().outcome == "told-already"
    assert laptop.notifier.shown == []
    assert not laptop.paths.reminder_log.exists()


def test_with_nothing_due_it_waits_for_nothing_and_writes_its_log(laptop: Laptop) -> None:
    laptop.clock.stand_at(datetime(2026, 12, 6, 17, 0, tzinfo=LONDON))
    assert laptop.wake().outcome == "not-due"
    assert (laptop.settled, laptop.paths.reminder_lock.exists()) == (0, False)
    assert load_log(laptop.paths.reminder_log).last_check == laptop.clock.now()
