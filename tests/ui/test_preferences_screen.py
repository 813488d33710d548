"""Preferences: the state of reminders is the system's own, looks change at once, and everything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kitchentable.domain.recurrence import LAST, ByDay, ByWeekday, MonthlySlot
from kitchentable.services import reminders
from kitchentable.services.check_ins import CheckIn
from kitchentable.services.household import Household
from kitchentable.services.preferences import Theme as KeptTheme
from kitchentable.services.preferences import load_preferences
from kitchentable.services.prints import Press
from kitchentable.services.reminders import ReminderView, reminder_view
from kitchentable.system.notify import Notifier, Outcome, Shown
from kitchentable.system.schedule import Scheduler, Wake, WakeState
from kitchentable.ui.ask import Ask
from kitchentable.ui.backups.keeper import BackupKeeper
from kitchentable.ui.check_ins.words import moment_words
from kitchentable.ui.doors import Doors
from kitchentable.ui.outside import Outside
from kitchentable.ui.preferences.farewell import Farewell
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.preferences.keys.desk import KeysDesk
from kitchentable.ui.preferences.page import PreferencesScreen, Tools
from kitchentable.ui.preferences.reminders import Waking
from kitchentable.ui.preferences.said import reminder_said
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from kitchentable.ui.tokens import DARK
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler
from tests.sample_guidance import sample_guidance
from tests.ui.probes.person import Person

COMMAND = ("/usr/bin/kitchentable", "remind", "--check")
NOW = datetime(2026, 11, 21, 18, 30, tzinfo=LONDON)


@pytest.fixture
def scheduler() -> FakeScheduler:
    """Return a scheduler that is switched off."""
    return FakeScheduler()


@pytest.fixture
def notifier() -> FakeNotifier:
    """Return a notifier that shows what it is given."""
    return FakeNotifier()


@pytest.fixture
def kept(session: Session, household: Household, theme: Theme) -> KeptPreferences:
    """Return the preferences of this test's folder."""
    return KeptPreferences(session, household.paths, theme)


@pytest.fixture
def keeper(session: Session, household: Household, clock: FakeClock) -> Iterator[BackupKeeper]:
    """Return the keeper of this test's backups; its thread is ended after the test."""
    keeper = BackupKeeper(session, household.paths, clock)
    yield keeper
    keeper.close()


@pytest.fixture
def waking(clock: FakeClock, scheduler: FakeScheduler, notifier: FakeNotifier) -> Waking:
    """Return the system's side of reminders."""

    def the_notifier() -> Notifier:
        return notifier

    def the_scheduler() -> Scheduler:
        return scheduler

    return Waking(clock, the_notifier, the_scheduler, COMMAND)


@pytest.fixture
def keys(household: Household, clock: FakeClock, kept: KeptPreferences) -> KeysDesk:
    """Return what changes how the records open."""
    return KeysDesk(household.paths, FakeKeychain(), clock, kept, no_press)


@pytest.fixture
def screen(
    qtbot: QtBot,
    session: Session,
    ask: Ask,
    kept: KeptPreferences,
    waking: Waking,
    keys: KeysDesk,
    keeper: BackupKeeper,
    clock: FakeClock,
) -> PreferencesScreen:
    """Return the preferences, not shown yet."""
    keychain = FakeKeychain()
    doors = Doors(session, keys.paths, keychain, sample_guidance(), clock)
    farewell = Farewell(session, ask, kept, doors, Outside(clock, keychain, waking.notifier, waking.scheduler))
    screen = PreferencesScreen(session, ask, kept, sample_guidance(), Tools(keys.paths, waking, keys, keeper, farewell))
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    return screen


def no_press() -> Press:
    """Print nothing here: tests/ui/test_keys_section.py does."""
    raise AssertionError("nothing is printed in these tests")


@pytest.fixture
def person(qtbot: QtBot, screen: PreferencesScreen) -> Person:
    """Return a person at the preferences, once they are there."""
    screen.show()
    person = Person(qtbot, screen)
    person.waits_to_see("About Kitchen Table")
    return person


def slot(household: Household, scheduler: FakeScheduler) -> MonthlySlot:
    return reminder_view(household, scheduler=scheduler).slot


def test_reminders_are_turned_on_and_off(person: Person, scheduler: FakeScheduler) -> None:
    assert person.sees("Reminders are off")
    person.clicks("Turn reminders on")
    person.waits_to_see("Reminders are on. Next: Sunday 6 December, 18:00")
    assert scheduler.state().wake is Wake.ON
    assert scheduler.command == COMMAND
    person.clicks("Turn reminders off")
    person.waits_to_see("Reminders are off")
    assert scheduler.state().wake is Wake.OFF
    assert person.nameless() == []


def test_what_the_system_refuses_is_said_beside_the_button(person: Person, scheduler: FakeScheduler) -> None:
    scheduler.refusing = True
    person.clicks("Turn reminders on")
    person.waits_to_see("The system would not take the reminder.")
    assert person.sees("Reminders are off")


def test_a_broken_reminder_says_so_and_is_mended(
    qtbot: QtBot, screen: PreferencesScreen, household: Household, scheduler: FakeScheduler
) -> None:
    reminders.turn_on(household, scheduler=scheduler, command=COMMAND)
    scheduler.broken = True
    screen.show()
    person = Person(qtbot, screen)
    person.waits_to_see("Reminders need a look")
    assert person.sees("a program that is no longer there")
    person.clicks("Mend reminders")
    person.waits_to_see("Reminders are on.")
    assert not scheduler.broken


def test_the_day_and_time_are_kept_as_they_are_chosen(
    qtbot: QtBot, person: Person, household: Household, scheduler: FakeScheduler
) -> None:
    person.clicks("When to remind: A day of the month")
    person.chooses("Day of the month", "15")
    qtbot.waitUntil(lambda: slot(household, scheduler).day == ByDay(15))
    person.clicks("When to remind: Another weekday")
    person.chooses("Which one in the month", "Last")
    person.chooses("Weekday", "Wednesday")
    qtbot.waitUntil(lambda: slot(household, scheduler).day == ByWeekday(LAST, 2))
    person.chooses("From", "19:30")
    qtbot.waitUntil(lambda: slot(household, scheduler).at == time(19, 30))
    assert slot(household, scheduler).day == ByWeekday(LAST, 2)
    person.clicks("When to remind: First Sunday")
    qtbot.waitUntil(lambda: slot(household, scheduler) == MonthlySlot(at=time(19, 30)))
    person.picks("From", "21:00")
    qtbot.waitUntil(lambda: slot(household, scheduler).window == (time(21), time(22)))
    person.picks("Until", "10:30")
    qtbot.waitUntil(lambda: slot(household, scheduler).window == (time(9, 30), time(10, 30)))


def test_a_test_reminder_is_really_sent_and_asked_about(person: Person, notifier: FakeNotifier) -> None:
    person.clicks("Send a test reminder")
    person.waits_to_see("Did you see it?")
    assert len(notifier.shown) == 1
    person.clicks("No, nothing came")
    assert person.sees("Do not disturb")
    person.clicks("Send a test reminder")
    person.waits_to_see("Did you see it?")
    assert not person.sees("Do not disturb")
    person.clicks("Yes, I saw it")
    assert person.sees("That is what a reminder looks like.")


def test_a_notice_that_could_not_be_shown_says_why(person: Person, notifier: FakeNotifier) -> None:
    notifier.answer = Shown(Outcome.UNAVAILABLE, "This desktop shows no notices.")
    person.clicks("Send a test reminder")
    person.waits_to_see("This desktop shows no notices.")
    assert person.sees("Do not disturb")


def test_looks_change_at_once_and_are_kept(
    qtbot: QtBot, person: Person, theme: Theme, household: Household, session: Session, qapp: QApplication
) -> None:
    person.clicks("Colours: Dark")
    assert theme.colours == DARK
    person.clicks("Size of text: 200 %")
    assert qapp.font().pixelSize() == 30
    qtbot.waitUntil(lambda: not session.busy)
    kept = load_preferences(household.paths)
    assert (kept.theme, kept.text_percent) == (KeptTheme.DARK, 200)


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_wider_than_a_small_window(
    qtbot: QtBot, person: Person, screen: PreferencesScreen, percent: int
) -> None:
    person.clicks(f"Size of text: {percent} %")
    screen.resize(930, 640)
    qtbot.waitUntil(lambda: screen.width() == 930)
    assert screen.horizontalScrollBar().maximum() == 0


def test_lock_now_locks(person: Person, session: Session) -> None:
    assert person.sees("They open by themselves")
    person.clicks("Lock your records now")
    assert session.state is SessionState.LOCKED


def view(
    *, on: bool = True, wake: Wake = Wake.ON, was_due: datetime | None = None, last: datetime | None = None
) -> ReminderView:
    return ReminderView(
        slot=MonthlySlot(),
        on=on,
        wake=WakeState(wake, "Words of the system."),
        next_due=NOW + timedelta(days=60),
        was_due=was_due,
        last_check=last,
        last_notice=None,
        trouble="",
        check_in=CheckIn(on, was_due, None, None, (), (), {}, can_skip=False),
        stories=(),
        calendar=None,
        children=(),
    )


def test_the_words_tell_each_state_apart() -> None:
    titles = {
        reminder_said(one, NOW).title for one in (view(), view(on=False), view(wake=Wake.OFF), view(wake=Wake.BROKEN))
    }
    assert len(titles) == 4
    said = reminder_said(view(was_due=NOW - timedelta(days=1), last=NOW), NOW)
    assert said.title == "Reminders are on. Next: Wednesday 20 January 2027, 18:30"
    assert "It last looked today, 18:30." in said.below
    assert "due since Friday 20 November, 18:30" in said.below


def test_a_moment_is_said_in_the_zone_of_the_family() -> None:
    in_tokyo = datetime(2026, 11, 22, 6, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert moment_words(in_tokyo, NOW) == "today, 21:30"


@pytest.mark.parametrize("noted", [True, False])
def test_printing_notes_is_offered_where_there_are_some(
    qtbot: QtBot, screen: PreferencesScreen, household: Household, *, noted: bool
) -> None:
    if noted:
        with household.store.transaction():
            household.store.insert(
                "INSERT INTO incident (happened_on, what, written_at) VALUES (?, ?, ?)",
                ("2026-11-20", "Something.", NOW.isoformat()),
            )
    screen.show()
    person = Person(qtbot, screen)
    person.waits_to_see("Erase everything")
    assert person.can_find("Print the notes of what happened too") is noted
    assert person.can_find("Bring an export in…") is not noted


@pytest.mark.parametrize(("words", "first"), [("Backups", "Back up to a file…"), ("Take or erase", "Take everything")])
def test_a_section_far_below_is_one_press_away(person: Person, words: str, first: str) -> None:
    page = person.window
    assert isinstance(page, PreferencesScreen)
    person.clicks(f"Go to {words}")
    control = person.finds(QPushButton, first)
    assert page.focusWidget() is control
    assert page.viewport().rect().intersects(QRect(control.mapTo(page.viewport(), QPoint(0, 0)), control.size()))
