"""The welcome on screen: three short steps, each of which can be skipped, on real encrypted records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import WrongPassphrase
from kitchentable.domain.recurrence import ByDay, ByWeekday, MonthlySlot
from kitchentable.services import family, opening, reminders
from kitchentable.services.household import Household
from kitchentable.services.opening import Door
from kitchentable.system.paths import Paths
from kitchentable.ui.ask import Ask
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.doors import Doors
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from kitchentable.ui.welcome.page import WelcomeScreen
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.scheduler import FakeScheduler
from tests.sample_guidance import sample_guidance
from tests.ui.probes.person import Person
from tests.ui.probes.welcome import WelcomeProbe

COMMAND = ("kitchentable", "remind", "--check")
WORDS = "three plain words"

Opener = Callable[[str | None], Household]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return an empty data folder."""
    return Paths.of(tmp_path / "data")


@pytest.fixture
def keychain() -> FakeKeychain:
    """Return a willing keychain."""
    return FakeKeychain()


@pytest.fixture
def scheduler() -> FakeScheduler:
    """Return a willing scheduler."""
    return FakeScheduler()


@pytest.fixture
def fresh(qtbot: QtBot, theme: Theme) -> Iterator[Session]:
    """Return a session of a family that has no records yet."""
    assert theme is not None
    session = Session()
    session.is_new()
    yield session
    qtbot.waitUntil(lambda: not session.busy)
    session.close()


@pytest.fixture
def screen(
    qtbot: QtBot,
    fresh: Session,
    ask: Ask,
    paths: Paths,
    keychain: FakeKeychain,
    clock: FakeClock,
    scheduler: FakeScheduler,
) -> WelcomeScreen:
    """Return the welcome, on show at its first step."""
    guidance = sample_guidance()
    doors = Doors(fresh, paths, keychain, guidance, clock)
    screen = WelcomeScreen(fresh, ask, doors, guidance, clock, lambda: scheduler, COMMAND)
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    screen.arrive(Destination(Place.WELCOME))
    screen.show()
    return screen


@pytest.fixture
def person(qtbot: QtBot, screen: WelcomeScreen) -> WelcomeProbe:
    """Return a person at the welcome."""
    return WelcomeProbe(qtbot, screen)


@pytest.fixture
def kept(qtbot: QtBot, fresh: Session, paths: Paths, keychain: FakeKeychain, clock: FakeClock) -> Iterator[Opener]:
    """Return a function that ends the session and opens what was kept, as the next start would."""
    homes: list[Household] = []

    def open_again(passphrase: str | None) -> Household:
        qtbot.waitUntil(lambda: not fresh.busy)
        fresh.close()
        home = opening.open_household(
            paths=paths, keychain=keychain, guidance=sample_guidance(), clock=clock, passphrase=passphrase
        )
        homes.append(home)
        return home

    yield open_again
    for home in homes:
        home.close()


def inside(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.state is SessionState.OPEN)


def test_all_three_steps(
    qtbot: QtBot, person: WelcomeProbe, fresh: Session, scheduler: FakeScheduler, kept: Opener
) -> None:
    person.describes("Ava", "March", "2015", "Xbox")
    assert person.sees("Step 1 of 3")
    person.goes_on()
    person.waits_to_see("Everything you write is encrypted. The key is in your test keychain")
    person.goes_on()
    assert person.sees("When shall we remind you?")
    person.starts()
    inside(qtbot, fresh)
    assert scheduler.command == COMMAND
    home = kept(None)
    (card,) = family.family_view(home).children
    assert (card.child.name, card.child.born) == ("Ava", BirthMonth(2015, 3))
    assert [one.guide_title for one in card.accounts] == ["Xbox"]
    view = reminders.reminder_view(home, scheduler=scheduler)
    assert view.on
    assert view.slot == MonthlySlot()


def test_skipping_all_still_makes_a_usable_app(
    qtbot: QtBot, person: WelcomeProbe, fresh: Session, scheduler: FakeScheduler, kept: Opener
) -> None:
    person.skips()
    person.waits_to_see("The key is in your")
    person.goes_on()
    person.skips()
    inside(qtbot, fresh)
    assert scheduler.command is None
    home = kept(None)
    assert family.family_view(home).children == ()
    assert family.add_child(home, name="Ava", born=BirthMonth(2015, 3)).new_id is not None


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_made(person: WelcomeProbe, paths: Paths) -> None:
    person.types("Name or nickname", "Ava")
    person.goes_on()
    assert person.sees("Please choose the month and year of birth.")
    assert person.finds(QLineEdit, "Name").text() == "Ava"
    assert opening.look(paths) is Door.NEW


def test_without_a_keychain_a_passphrase_is_asked_for_and_nothing_weaker_is_used(
    qtbot: QtBot, person: WelcomeProbe, fresh: Session, keychain: FakeKeychain, paths: Paths, kept: Opener
) -> None:
    keychain.absent = True
    person.describes("Ava", "March", "2015")
    person.goes_on()
    person.waits_to_see("This computer has no keychain")
    assert person.sees("If you forget it, your records stay shut.")
    assert opening.look(paths) is Door.NEW
    person.types("Passphrase", WORDS)
    person.types("The same passphrase again", WORDS)
    person.goes_on()
    person.waits_to_see("When shall we remind you?")
    person.starts()
    inside(qtbot, fresh)
    assert opening.look(paths) is Door.NEEDS_PASSPHRASE
    assert keychain.kept == {}
    with pytest.raises(WrongPassphrase):
        kept("three other words")
    (card,) = family.family_view(kept(WORDS)).children
    assert card.child.name == "Ava"


def test_a_passphrase_is_typed_twice_can_be_shown_and_must_be_long_enough(
    person: WelcomeProbe, keychain: FakeKeychain, paths: Paths
) -> None:
    keychain.absent = True
    person.skips()
    person.waits_to_see("Choose a passphrase")
    person.goes_on()
    assert person.sees("Please type a passphrase.")
    person.types("Passphrase", "abc")
    person.types("The same passphrase again", "abd")
    person.goes_on()
    assert person.sees("These two are not the same.")
    assert person.finds(QLineEdit, "Passphrase").echoMode() is QLineEdit.EchoMode.Password
    person.clicks("Show what I type")
    assert person.finds(QLineEdit, "Passphrase").echoMode() is QLineEdit.EchoMode.Normal
    person.clicks("Hide what I type")
    assert person.finds(QLineEdit, "Passphrase").echoMode() is QLineEdit.EchoMode.Password
    person.types("The same passphrase again", "abc")
    person.goes_on()
    person.waits_to_see("Please choose a passphrase of at least")
    assert person.finds(QLineEdit, "Passphrase").text() == "abc"
    assert opening.look(paths) is Door.NEW


def test_a_keychain_that_refused_can_be_tried_again(
    qtbot: QtBot, person: WelcomeProbe, fresh: Session, keychain: FakeKeychain
) -> None:
    keychain.refusing = True
    person.skips()
    person.waits_to_see("The keychain of this computer did not open")
    keychain.refusing = False
    person.clicks("Try the keychain again")
    person.waits_to_see("Where the key is kept")
    person.waits_to_see("The key is in your test keychain")
    person.goes_on()
    person.skips()
    inside(qtbot, fresh)


def test_looking_round_without_a_passphrase_keeps_nothing(
    qtbot: QtBot, person: WelcomeProbe, fresh: Session, keychain: FakeKeychain, paths: Paths
) -> None:
    keychain.absent = True
    person.describes("Ava", "March", "2015")
    person.goes_on()
    person.waits_to_see("Skip this and you can look round, but nothing you do is kept.")
    person.skips()
    inside(qtbot, fresh)
    names: list[str] = []

    def take(view: family.FamilyView) -> None:
        names.extend(card.child.name for card in view.children)

    fresh.read(family.family_view, take)
    qtbot.waitUntil(lambda: names == ["Ava"])
    assert opening.look(paths) is Door.NEW


def test_going_back_keeps_what_was_typed_and_saves_no_child_twice(
    qtbot: QtBot, person: WelcomeProbe, fresh: Session, scheduler: FakeScheduler, kept: Opener
) -> None:
    assert not person.can_find("Back"), "nothing comes before the first step"
    person.describes("Ava", "March", "2015", "Xbox")
    person.goes_on()
    person.waits_to_see("The key is in your")
    person.clicks("Back")
    assert person.sees("Step 1 of 3")
    assert person.finds(QLineEdit, "Name").text() == "Ava"
    assert person.finds(QAbstractButton, "Xbox").isChecked()
    person.types("Name or nickname", "Avery")
    person.goes_on()
    person.waits_to_see("The key is in your")
    person.goes_on()
    person.clicks("When to remind: A day of the month")
    person.chooses("Day of the month", "12")
    person.clicks("Remind me even when the app is closed")
    person.clicks("Back")
    assert person.sees("Step 2 of 3")
    person.clicks("Back")
    assert person.finds(QLineEdit, "Name").text() == "Avery"
    person.goes_on()
    person.goes_on()
    assert person.sees("Each month on day")
    person.starts()
    inside(qtbot, fresh)
    assert scheduler.command is None
    home = kept(None)
    (card,) = family.family_view(home).children
    assert (card.child.name, card.child.born) == ("Avery", BirthMonth(2015, 3))
    assert [one.guide_title for one in card.accounts] == ["Xbox"]
    assert reminders.reminder_view(home, scheduler=scheduler).slot == MonthlySlot(ByDay(12))


def test_a_child_emptied_after_going_back_is_not_kept(
    qtbot: QtBot, person: WelcomeProbe, fresh: Session, kept: Opener
) -> None:
    person.types("Name or nickname", "Ava")
    person.skips()
    person.waits_to_see("The key is in your")
    person.clicks("Back")
    assert person.finds(QLineEdit, "Name").text() == "Ava", "half typed, it stays"
    person.describes("Ava", "March", "2015")
    person.goes_on()
    person.clicks("Back")
    name = person.finds(QLineEdit, "Name")
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)
    person.skips()
    person.goes_on()
    person.skips()
    inside(qtbot, fresh)
    assert family.family_view(kept(None)).children == ()


def test_going_back_from_a_passphrase_keeps_it_and_a_chosen_one_is_not_asked_again(
    qtbot: QtBot, person: WelcomeProbe, fresh: Session, keychain: FakeKeychain, paths: Paths, kept: Opener
) -> None:
    keychain.absent = True
    person.describes("Ava", "March", "2015")
    person.goes_on()
    person.waits_to_see("Choose a passphrase")
    person.types("Passphrase", WORDS)
    person.types("The same passphrase again", WORDS)
    person.clicks("Back")
    assert person.finds(QLineEdit, "Name").text() == "Ava"
    assert opening.look(paths) is Door.NEW
    person.goes_on()
    person.waits_to_see("Choose a passphrase")
    assert person.finds(QLineEdit, "Passphrase").text() == WORDS
    person.goes_on()
    person.waits_to_see("When shall we remind you?")
    person.clicks("Back")
    assert person.sees("Your passphrase opens it.")
    person.clicks("Back")
    person.types("Name or nickname", "Avery")
    person.goes_on()
    person.waits_to_see("Your passphrase opens it.")
    person.goes_on()
    person.skips()
    inside(qtbot, fresh)
    (card,) = family.family_view(kept(WORDS)).children
    assert card.child.name == "Avery"


def test_another_day_and_time_can_be_picked(
    qtbot: QtBot, person: WelcomeProbe, fresh: Session, scheduler: FakeScheduler, kept: Opener
) -> None:
    person.skips()
    person.waits_to_see("The key is in your")
    person.goes_on()
    person.clicks("When to remind: A day of the month")
    person.waits_to_see("Each month on day")
    person.chooses("Day of the month", "Last day")
    person.clicks("When to remind: Another weekday")
    person.waits_to_see("Each month on the")
    person.chooses("Which one in the month", "Third")
    person.chooses("Weekday", "Friday")
    person.chooses("From", "19:30")
    person.clicks("Remind me even when the app is closed")
    person.starts()
    inside(qtbot, fresh)
    assert scheduler.command is None
    view = reminders.reminder_view(kept(None), scheduler=scheduler)
    assert view.slot == MonthlySlot(ByWeekday(3, 4), time(19, 30))
    assert view.slot.day != ByDay(-1)
    assert not view.on


def test_a_scheduler_that_refuses_is_said_and_does_not_stop_the_start(
    qtbot: QtBot, person: WelcomeProbe, fresh: Session, scheduler: FakeScheduler, ask: Ask
) -> None:
    scheduler.refusing = True
    person.skips()
    person.waits_to_see("The key is in your")
    person.goes_on()
    person.starts()
    inside(qtbot, fresh)
    window = ask.parent()
    assert isinstance(window, QWidget)
    Person(qtbot, window).waits_to_see("The system would not take the reminder.")


def test_closing_half_way_loses_no_child(screen: WelcomeScreen, person: WelcomeProbe, kept: Opener) -> None:
    assert screen.isVisible()
    person.describes("Ava", "March", "2015")
    person.goes_on()
    person.waits_to_see("The key is in your")
    screen.leave()
    (card,) = family.family_view(kept(None)).children
    assert card.child.name == "Ava"


def test_a_folder_that_cannot_be_written_is_said_and_what_was_typed_stays(
    qtbot: QtBot, person: WelcomeProbe, ask: Ask, paths: Paths
) -> None:
    paths.data.write_text("in the way", encoding="utf-8")
    person.describes("Ava", "March", "2015")
    person.goes_on()
    window = ask.parent()
    assert isinstance(window, QWidget)
    Person(qtbot, window).waits_to_see("Kitchen Table can't use the folder")
    person.waits_to_see("Who are we helping?")
    assert person.finds(QLineEdit, "Name").text() == "Ava"


def test_every_control_has_a_name(person: WelcomeProbe) -> None:
    assert person.nameless() == []
    person.skips()
    person.waits_to_see("The key is in your")
    person.goes_on()
    assert person.nameless() == []
