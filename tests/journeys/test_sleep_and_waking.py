"""Sleep and waking while the app is open: said by logind or seen by the clock; hidden, nothing of ours ticks."""

from __future__ import annotations

import gc
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kitchentable.services.reminder_files import Due, DueList, load_log, save_dues
from kitchentable.system.notify import Outcome, Shown
from kitchentable.ui.rousing import Rousing
from tests.fakes.clock import LONDON
from tests.journeys.conftest import Computer
from tests.sample_family import ROBIN

if TYPE_CHECKING:
    from tests.ui.probes.person import Person

DUE = datetime(2026, 11, 20, 18, 0)  # noqa: DTZ001 - dues are wall-clock times


@pytest.fixture
def person(computer: Computer) -> Person:
    """Return a parent before their open month; reminders settle at once here."""
    computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    computer.rest()
    rousing = computer.desk.rousing
    rousing._settle_seconds = 0.0  # noqa: SLF001 - three minutes are the settling's own test
    save_dues(computer.paths.reminders, DueList(enabled=True, dues=(Due(DUE),)))
    return person


@pytest.fixture
def kept_dues(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the due list of this test: a woken app writes it anew from the records, where reminders are off."""
    monkeypatch.setattr("kitchentable.services.reminders.refresh_due", _unchanged)


def _unchanged(_home: object) -> object:
    from kitchentable.domain.change import Change  # noqa: PLC0415 - beside its one use

    return Change()


@pytest.mark.usefixtures("kept_dues")
def test_waking_has_the_check_speak_once_and_a_click_brings_the_window_forward(
    computer: Computer, person: Person, qtbot: QtBot
) -> None:
    computer.notifier.answer = Shown(Outcome.CLICKED)
    person.window.showMinimized()
    computer.away.wake_up()
    qtbot.waitUntil(lambda: not person.window.isMinimized())
    assert len(computer.notifier.shown) == 1
    qtbot.waitUntil(lambda: load_log(computer.paths.reminder_log).outcome == "opened")
    computer.away.wake_up()
    qtbot.waitUntil(lambda: load_log(computer.paths.reminder_log).outcome == "told-already")
    assert len(computer.notifier.shown) == 1, "one notice, however often it wakes"


@pytest.mark.usefixtures("kept_dues")
@pytest.mark.parametrize(
    ("gap", "outcome"),
    [(timedelta(minutes=4), "shown"), (timedelta(hours=9), "not-now"), (timedelta(hours=-1), "not-now")],
)
def test_without_logind_a_gap_of_the_clock_tells(
    computer: Computer, person: Person, qtbot: QtBot, gap: timedelta, outcome: str
) -> None:
    assert person.window.isVisible()
    computer.away.close()
    computer.desk.rousing.look()
    assert not computer.paths.reminder_log.exists()
    computer.clock.move(gap)
    computer.desk.rousing.look()
    qtbot.waitUntil(lambda: load_log(computer.paths.reminder_log).outcome == outcome)
    assert load_log(computer.paths.reminder_log).last_check == computer.clock.now()
    assert len(computer.notifier.shown) == (1 if outcome == "shown" else 0)


def test_an_ordinary_minute_is_no_waking(computer: Computer, person: Person) -> None:
    assert person.window.isVisible()
    asked = computer.desk.session.asked
    for _ in range(5):
        computer.clock.move(timedelta(minutes=1))
        computer.desk.rousing.look()
    assert computer.desk.session.asked == asked
    assert computer.notifier.shown == []


def test_a_new_day_and_a_sleep_show_the_month_as_it_is_now(computer: Computer, person: Person) -> None:
    person.waits_to_see("November ·")
    computer.clock.stand_at(datetime(2026, 12, 1, 9, 0, tzinfo=LONDON))
    computer.away.wake_up()
    person.waits_to_see("December ·")
    computer.clock.stand_at(datetime(2026, 12, 31, 23, 59, tzinfo=LONDON))
    computer.away.wake_up()
    person.waits_to_see("December ·")
    computer.clock.move(timedelta(minutes=2))
    computer.desk.rousing.look()
    person.waits_to_see("January ·")


def test_what_was_hidden_for_long_is_fresh_when_it_comes_back_and_no_notice_is_sent_of_it(
    computer: Computer, person: Person
) -> None:
    person.waits_to_see("November ·")
    person.window.showMinimized()
    computer.clock.stand_at(datetime(2026, 12, 6, 19, 0, tzinfo=LONDON))
    person.window.showNormal()
    person.waits_to_see("December ·")
    computer.rest()
    assert computer.notifier.shown == []


@pytest.mark.parametrize("way", ["minimised", "hidden", "hide now"])
def test_out_of_sight_nothing_of_ours_ticks(computer: Computer, person: Person, qtbot: QtBot, way: str) -> None:
    computer.rest()
    assert computer.desk.rousing.looks, "in sight it looks at the clock"
    if way == "minimised":
        person.window.showMinimized()
    elif way == "hidden":
        person.window.hide()
    else:
        computer.desk.window.hide_now()
    computer.rest()
    qtbot.waitUntil(lambda: _ticking() == [])
    person.window.showNormal()
    assert computer.desk.rousing.looks


def _ticking() -> list[QTimer]:
    QCoreApplication.processEvents()
    return [one for one in gc.get_objects() if isinstance(one, QTimer) and isValid(one) and one.isActive()]


def test_closing_while_the_check_waits_says_nothing_and_ends(computer: Computer, person: Person) -> None:
    rousing: Rousing = computer.desk.rousing
    rousing._settle_seconds = 600.0  # noqa: SLF001
    assert person.window.isVisible()
    computer.away.wake_up()
    QCoreApplication.processEvents()
    computer.rest()
    computer.close()
    assert computer.notifier.shown == []
