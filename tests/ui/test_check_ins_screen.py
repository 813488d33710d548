"""Check-ins in the window: what is due and its answers on the month page, the list, own days and the calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.recurrence import ByDay, MonthlySlot
from kitchentable.services import check_in_answers, family, reminders
from kitchentable.services.check_ins import CheckIn
from kitchentable.services.household import Household
from kitchentable.services.prints import Press
from kitchentable.services.reminder_files import load_dues
from kitchentable.services.reminder_history import MonthStory, Story
from kitchentable.system.desktop import Desktop, desktop
from kitchentable.ui.ask import Ask
from kitchentable.ui.backups.keeper import BackupKeeper
from kitchentable.ui.check_ins.words import story_words
from kitchentable.ui.destinations import Place
from kitchentable.ui.doors import Doors
from kitchentable.ui.month.page import MonthScreen
from kitchentable.ui.month.reminders import Waker
from kitchentable.ui.outside import Outside
from kitchentable.ui.preferences.farewell import Farewell
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.preferences.keys.desk import KeysDesk
from kitchentable.ui.preferences.page import PreferencesScreen, Tools
from kitchentable.ui.preferences.reminders import Waking
from kitchentable.ui.preferences.test_notice import usual_causes
from kitchentable.ui.session import Session
from kitchentable.ui.theme import Theme
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler
from tests.sample_guidance import sample_guidance
from tests.ui.probes.person import Person

DUE = datetime(2026, 12, 8, 10, tzinfo=LONDON)


@pytest.fixture
def scheduler() -> FakeScheduler:
    return FakeScheduler()


@pytest.fixture
def due(household: Household, clock: FakeClock, scheduler: FakeScheduler) -> Household:
    """Return a family of two on Tuesday 8 December 2026, with a check-in due since Sunday."""
    for name, born in (("Ava", BirthMonth(2015, 3)), ("Ben", BirthMonth(2013, 12))):
        family.add_child(household, name=name, born=born)
    reminders.turn_on(household, scheduler=scheduler, command=("kitchentable",))
    clock.stand_at(DUE)
    reminders.refresh_due(household)
    return household


@pytest.fixture
def month(qtbot: QtBot, session: Session, ask: Ask, due: Household) -> Person:
    """Return a person at the month page."""
    assert due is not None
    screen = MonthScreen(session, ask, "uk".__str__, Waker(FakeScheduler, tuple))
    qtbot.addWidget(screen)
    screen.resize(950, 760)
    screen.show()
    person = Person(qtbot, screen)
    person.waits_to_see("Where we are")
    return person


@pytest.fixture
def preferences(
    qtbot: QtBot,
    session: Session,
    ask: Ask,
    theme: Theme,
    clock: FakeClock,
    due: Household,
    scheduler: FakeScheduler,
) -> Iterator[Person]:
    """Return a person at the preferences."""
    waking = Waking(clock, FakeNotifier, lambda: scheduler, ("kitchentable",))
    kept = KeptPreferences(session, due.paths, theme)
    keys, keeper = KeysDesk(due.paths, FakeKeychain(), clock, kept, _no_press), BackupKeeper(session, due.paths, clock)
    farewell = Farewell(
        session,
        ask,
        kept,
        Doors(session, due.paths, FakeKeychain(), sample_guidance(), clock),
        Outside(clock, FakeKeychain(), FakeNotifier, scheduler.itself),
    )
    screen = PreferencesScreen(session, ask, kept, sample_guidance(), Tools(due.paths, waking, keys, keeper, farewell))
    qtbot.addWidget(screen)
    screen.resize(950, 760)
    screen.show()
    person = Person(qtbot, screen)
    person.waits_to_see("About Kitchen Table")
    yield person
    keeper.close()


def _no_press() -> Press:
    raise AssertionError("nothing is printed here")


def told(home: Household) -> CheckIn:
    return reminders.check_in(home)


def pause_until(person: Person, day: str, month: str, year: str) -> None:
    for part, words in (("day", day), ("month", month), ("year", year)):
        person.picks(f"Pause until: {part}", words)


def test_what_is_due_is_said_with_all_that_belongs_to_it(month: Person) -> None:
    assert month.sees("Your check-in has been due since 6 December 2026")
    for words in ("Talk with Ava", "Talk with Ben", "Ben turns 13 this month"):
        assert month.sees(words)
    assert month.nameless() == []


def test_do_it_now_opens_the_talk(qtbot: QtBot, month: Person, session: Session) -> None:
    with qtbot.waitSignal(session.destination_changed) as went:
        month.clicks("Do it now")
    assert went.args is not None
    assert (went.args[0].place, went.args[0].topic_id) == (Place.TALK, "live-streaming")


def test_tomorrow_is_kept_said_and_taken_back(month: Person, due: Household) -> None:
    month.clicks("Tomorrow")
    month.waits_to_see("You put it off. We ask again Wednesday 9 December, 18:00.")
    kept = load_dues(due.paths.reminders)
    assert kept is not None
    assert kept.put_off == datetime(2026, 12, 9, 18, 0)  # noqa: DTZ001 - wall clock
    month.clicks("Ask me now")
    month.waits_to_see("Talk with Ava")
    assert told(due).put_off is None


def test_the_weekend_and_next_week_name_their_days(month: Person, due: Household) -> None:
    assert month.can_find("This weekend: ask again on Saturday 12 December")
    month.clicks("Next week: ask again on Tuesday 15 December")
    month.waits_to_see("We ask again Tuesday 15 December, 18:00.")
    assert told(due).put_off is not None


def test_a_month_skipped_is_gone_from_the_page(month: Person, due: Household) -> None:
    month.clicks("Skip this month")
    month.waits_until_gone("Your check-in has been due since")
    assert told(due).lines[0].skipped == (date(2026, 12, 1),)


def test_pausing_is_chosen_in_preferences_and_said_here(
    qtbot: QtBot, month: Person, session: Session, due: Household
) -> None:
    with qtbot.waitSignal(session.destination_changed) as went:
        month.clicks("Pause…")
    assert went.args is not None
    assert went.args[0].place is Place.PREFERENCES
    session.write(lambda home: check_in_answers.pause(home, until=date(2027, 2, 1)))
    month.waits_to_see("Reminders: Paused until 1 February 2027")
    month.clicks("Go on now")
    month.waits_to_see("Your check-in has been due since 6 December 2026")
    assert told(due).paused_until is None


def test_what_is_off_is_not_asked_about(month: Person, session: Session, scheduler: FakeScheduler) -> None:
    session.write(lambda home: reminders.turn_off(home, scheduler=scheduler))
    month.waits_until_gone("Your check-in has been due")
    assert month.sees("Reminders are off")


def test_the_list_says_where_each_check_in_stands(preferences: Person) -> None:
    assert preferences.sees("Your family: first Sunday, 18:00 to 21:30")
    assert preferences.sees("Not done yet. Due since Sunday 6 December, 18:00. Next: Sunday 3 January 2027, 18:00.")
    preferences.clicks("What became of each month")
    assert preferences.sees("December 2026: no notice is on record. Your computer was off, or not set up yet.")


def test_skipping_is_undone_from_the_list(preferences: Person, due: Household) -> None:
    preferences.clicks("Skip this month")
    preferences.waits_to_see("You left out December 2026.")
    preferences.clicks("Put December 2026 back")
    preferences.waits_until_gone("You left out December 2026.")
    assert told(due).was_due is not None


def test_reminders_are_paused_until_a_day_and_go_on(preferences: Person, due: Household) -> None:
    pause_until(preferences, "1", "Mar", "2027")
    preferences.clicks("Pause reminders")
    preferences.waits_to_see("Reminders are paused until 1 March 2027")
    assert told(due).paused_until == date(2027, 3, 1)
    preferences.clicks("End the pause now")
    preferences.waits_to_see("Reminders are on. Next:")


def test_a_pause_can_end_on_any_day_still_to_come(preferences: Person, due: Household) -> None:
    pause_until(preferences, "19", "Dec", "2026")
    preferences.clicks("Pause reminders")
    preferences.waits_to_see("Reminders are paused until 19 December 2026")
    assert told(due).paused_until == date(2026, 12, 19)


def test_a_day_that_is_no_use_for_a_pause_is_said_beside_it(preferences: Person, ask: Ask, due: Household) -> None:
    for day, words in (
        (("1", "Dec", "2026"), "Please choose a day that is still to come."),
        (("30", "Dec", "2027"), "Please choose a day within a year."),
        (("31", "Feb", "2027"), "That is not a whole day."),
    ):
        pause_until(preferences, *day)
        preferences.clicks("Pause reminders")
        preferences.waits_to_see(words)
    assert told(due).paused_until is None
    window = ask.parent()
    assert isinstance(window, QWidget)
    assert not window.findChildren(QMessageBox)


def test_what_is_on_is_said_once(preferences: Person) -> None:
    assert preferences.reads().count("Reminders are on.") == 1


def test_later_is_quieter_than_now_on_the_month_page(month: Person) -> None:
    kinds = {
        says: month.finds(QPushButton, says).property("kind") for says in ("Do it now", "Tomorrow", "Skip", "Pause")
    }
    assert kinds == {"Do it now": "secondary", "Tomorrow": "quiet", "Skip": "quiet", "Pause": "quiet"}


def test_one_child_gets_a_day_of_their_own_and_joins_the_family_again(
    qtbot: QtBot, preferences: Person, due: Household
) -> None:
    preferences.clicks("Give Ben another day")
    preferences.waits_to_see("Ben: a day of their own")
    preferences.clicks("When to remind for Ben: A day of the month")
    preferences.picks("Day of the month for Ben", "20")
    preferences.picks("From for Ben", "09:00")
    slot = MonthlySlot(ByDay(20), time(9))
    qtbot.waitUntil(lambda: [line.slot for line in told(due).lines if line.who] == [slot])
    preferences.waits_to_see("Ben: day 20, 09:00 to 21:30")
    assert preferences.sees("The others: first Sunday, 18:00 to 21:30")
    preferences.clicks("Put Ben back with the family")
    preferences.waits_to_see("Ben: with the family")
    assert len(told(due).lines) == 1


def test_the_calendar_file_is_saved_kept_and_let_go(
    preferences: Person, ask: Ask, due: Household, tmp_path: Path
) -> None:
    to = tmp_path / "family.ics"
    preferences.clicks("Save to my calendar…")
    window = ask.parent()
    assert isinstance(window, QWidget)
    dialog = Person(preferences._qtbot, window)  # noqa: SLF001 - the same person, at the dialog's window
    dialog.saves_as(to)
    preferences.waits_to_see("Kept up to date: ")
    assert b"RRULE" in to.read_bytes()
    preferences.clicks("Stop keeping it up to date")
    preferences.waits_until_gone("Kept up to date")
    assert to.exists()
    assert not window.findChildren(QFileDialog) or not window.findChildren(QFileDialog)[0].isVisible()
    assert told(due).on


def test_a_calendar_file_that_could_not_be_kept_says_so(preferences: Person, session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    session.write(lambda home: reminders.save_to_calendar(home, path=folder / "family.ics"))
    preferences.waits_to_see("Kept up to date")
    (folder / "family.ics").unlink()
    folder.rmdir()
    session.write(reminders.refresh_due)
    session.write(lambda home: reminders.set_slot(home, slot=MonthlySlot(ByDay(15))))
    preferences.waits_to_see("The file could not be kept up to date.")


def test_the_keyboard_stays_on_what_was_pressed(qtbot: QtBot, preferences: Person) -> None:
    pause_until(preferences, "1", "Mar", "2027")
    preferences.clicks("Pause reminders")
    preferences.waits_to_see("Paused until 1 March 2027.")
    focused = preferences.window.focusWidget()
    assert focused is not None
    qtbot.waitUntil(lambda: preferences.window.focusWidget() is not None)
    assert preferences.window.focusWidget() is not preferences.window


def test_each_story_has_its_own_words() -> None:
    said = {story_words(MonthStory(date(2026, 12, 1), "", story, None, "No desktop.")) for story in Story}
    assert len(said) == len(Story)
    on = MonthStory(date(2026, 12, 1), "Ben", Story.TOLD, date(2026, 12, 6))
    assert story_words(on) == "December 2026, Ben: a notice came on 6 December 2026."


@pytest.mark.parametrize(
    ("named", "system", "found"),
    [
        ("ubuntu:GNOME", "linux", Desktop.GNOME),
        ("KDE", "linux", Desktop.KDE),
        ("X-Cinnamon", "linux", Desktop.CINNAMON),
        ("XFCE", "linux", Desktop.XFCE),
        ("", "linux", Desktop.OTHER),
        ("Something:New", "linux", Desktop.OTHER),
        ("", "win32", Desktop.WINDOWS),
        ("", "darwin", Desktop.MACOS),
    ],
)
def test_the_usual_causes_are_those_of_this_desktop(named: str, system: str, found: Desktop) -> None:
    assert desktop({"XDG_CURRENT_DESKTOP": named}, system) is found
    assert len(usual_causes(found)) == 4
    assert len({usual_causes(one) for one in Desktop}) == len(Desktop)
