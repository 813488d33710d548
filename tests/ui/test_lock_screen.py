"""The lock page: each thing that can be wrong has its own sentence, and help stays one click away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.errors import Trouble
from kitchentable.services import opening, set_aside, slots
from kitchentable.system.paths import Paths
from kitchentable.ui.ask import Ask
from kitchentable.ui.backups.anew import Anew
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.doors import Doors
from kitchentable.ui.lock.page import LockScreen
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.scheduler import FakeScheduler
from tests.sample_guidance import sample_guidance
from tests.store.hostile import HOSTILE
from tests.ui.probes.person import Person

PASSPHRASE = "seven green kettles sing"  # noqa: S105 -- opens this test's empty records only

Before = Callable[[], Person]


@pytest.fixture
def keychain() -> FakeKeychain:
    """Return an empty, willing keychain."""
    return FakeKeychain()


@pytest.fixture
def closed(theme: Theme) -> Iterator[Session]:
    """Return a session whose records are still shut."""
    assert theme is not None
    session = Session()
    yield session
    session.close()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the paths of an empty folder."""
    return Paths.of(tmp_path / "data")


def make(paths: Paths, keychain: FakeKeychain, passphrase: str | None) -> None:
    opening.create_household(
        paths=paths, keychain=keychain, guidance=sample_guidance(), clock=FakeClock(), passphrase=passphrase
    ).close()


@pytest.fixture
def before(qtbot: QtBot, closed: Session, ask: Ask, paths: Paths, keychain: FakeKeychain) -> Before:
    """Return a function that leads a person before the door, as the app does at its start."""

    def lead() -> Person:
        clock = FakeClock()
        doors = Doors(closed, paths, keychain, sample_guidance(), clock)
        doors.approach()
        qtbot.waitUntil(lambda: not closed.busy)
        screen = LockScreen(doors, anew=Anew(doors, ask, clock, FakeScheduler))
        qtbot.addWidget(screen)
        screen.resize(900, 700)
        screen.show()
        screen.arrive(Destination(Place.LOCK))
        person = Person(qtbot, screen)
        person.waits_to_see("Your records are locked")
        return person

    return lead


def test_the_right_passphrase_opens(
    qtbot: QtBot, before: Before, closed: Session, paths: Paths, keychain: FakeKeychain
) -> None:
    make(paths, keychain, PASSPHRASE)
    person = before()
    person.types("Passphrase", PASSPHRASE)
    QTest.keyClick(person.finds(QLineEdit, "Passphrase"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: closed.state is SessionState.OPEN)
    assert person.nameless() == []


def test_a_wrong_passphrase_is_told_at_the_field_and_can_be_typed_again(
    qtbot: QtBot, before: Before, closed: Session, paths: Paths, keychain: FakeKeychain
) -> None:
    make(paths, keychain, PASSPHRASE)
    person = before()
    person.clicks("Unlock")
    assert person.sees("Please type your passphrase.")
    person.types("Passphrase", "not the one")
    person.clicks("Unlock")
    person.waits_to_see("That is not the passphrase")
    assert not person.sees("damaged")
    person.types("Passphrase", PASSPHRASE)
    person.clicks("Unlock")
    qtbot.waitUntil(lambda: closed.state is SessionState.OPEN)


def test_a_damaged_file_is_told_apart_from_a_wrong_passphrase(
    before: Before, closed: Session, paths: Paths, keychain: FakeKeychain
) -> None:
    make(paths, keychain, PASSPHRASE)
    paths.database.write_bytes(b"\x00" * 8192)
    person = before()
    person.types("Passphrase", PASSPHRASE)
    person.clicks("Unlock")
    person.waits_to_see("Your records file is damaged")
    assert not person.sees("That is not the passphrase")
    assert closed.state is SessionState.LOCKED
    assert paths.database.read_bytes() == b"\x00" * 8192


def test_damaged_keys_offer_no_field_to_type_in_vain(before: Before, paths: Paths, keychain: FakeKeychain) -> None:
    make(paths, keychain, PASSPHRASE)
    paths.keys.write_bytes(b"not keys")
    person = before()
    person.waits_to_see("They can’t be opened as they are")
    assert person.can_find("Look again")
    with pytest.raises(AssertionError):
        person.finds(QLineEdit, "Passphrase")


def test_a_keychain_that_refused_can_be_tried_again(
    qtbot: QtBot, before: Before, closed: Session, paths: Paths, keychain: FakeKeychain
) -> None:
    make(paths, keychain, None)
    keychain.refusing = True
    person = before()
    person.waits_to_see("The keychain did not open")
    again = person.finds(QAbstractButton, "Try again")
    assert again.hasFocus(), "the keyboard is where the way in is"
    person.clicks("Try again")
    person.waits_to_see("The keychain did not open")
    keychain.refusing = False
    person.clicks("Try again")
    qtbot.waitUntil(lambda: closed.state is SessionState.OPEN)


def test_the_passphrase_is_hidden_until_asked_for(before: Before, paths: Paths, keychain: FakeKeychain) -> None:
    make(paths, keychain, PASSPHRASE)
    person = before()
    field = person.finds(QLineEdit, "Passphrase")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    person.clicks("Show the passphrase")
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    person.clicks("Hide the passphrase")
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_help_is_one_click_away(before: Before, closed: Session, paths: Paths, keychain: FakeKeychain) -> None:
    make(paths, keychain, PASSPHRASE)
    went: list[Destination] = []
    closed.destination_changed.connect(went.append)
    before().clicks("Has something happened? Get help now")
    assert went == [Destination(Place.HELP)]


def test_what_was_typed_is_forgotten_on_leaving(before: Before, paths: Paths, keychain: FakeKeychain) -> None:
    make(paths, keychain, PASSPHRASE)
    person = before()
    person.types("Passphrase", "half typed")
    screen = person.window
    assert isinstance(screen, LockScreen)
    screen.leave()
    assert person.finds(QLineEdit, "Passphrase").text() == ""


@pytest.mark.parametrize("odd", [one for one in HOSTILE if "\ud800" not in one and "\n" not in one])
def test_odd_texts_are_only_wrong(before: Before, paths: Paths, keychain: FakeKeychain, odd: str) -> None:
    make(paths, keychain, PASSPHRASE)
    person = before()
    person.types("Passphrase", odd)
    person.clicks("Unlock")
    person.waits_to_see("That is not the passphrase")


def make_recoverable(paths: Paths, keychain: FakeKeychain, passphrase: str | None) -> str:
    """Make records that a recovery code opens too, and return the code."""
    make(paths, keychain, passphrase)
    new = slots.draft_code(paths, keychain, FakeClock(), proof=slots.Proof(passphrase))
    slots.keep_code(paths, new=new, typed=new.code)
    return new.code


def test_who_forgot_the_passphrase_opens_with_the_code_and_chooses_another(
    qtbot: QtBot, before: Before, closed: Session, paths: Paths, keychain: FakeKeychain
) -> None:
    code = make_recoverable(paths, keychain, PASSPHRASE)
    person = before()
    person.clicks("Forgot it? Use your recovery code")
    found = slots.ways_in(paths)
    assert found is not None
    assert person.sees(f"the records called {found.name}")
    assert person.nameless() == []
    person.types("Recovery code", code.lower())
    person.clicks("Unlock")
    assert person.sees("Please type a new passphrase.")
    for says in ("New passphrase", "The same passphrase again"):
        person.types(says, "nine grey pots")
    person.clicks("Unlock")
    qtbot.waitUntil(lambda: closed.state is SessionState.OPEN)
    opening.open_household(
        paths=paths,
        keychain=keychain,
        guidance=sample_guidance(),
        clock=FakeClock(),
        passphrase="nine grey pots",  # noqa: S106 -- a sample
    ).close()


def test_a_slip_in_the_code_is_told_at_its_field_and_changes_nothing(
    before: Before, closed: Session, paths: Paths, keychain: FakeKeychain
) -> None:
    code = make_recoverable(paths, keychain, PASSPHRASE)
    kept = paths.keys.read_bytes()
    person = before()
    person.clicks("Forgot it? Use your recovery code")
    person.clicks("Unlock")
    assert person.sees("Please type the code from your sheet.")
    for says in ("New passphrase", "The same passphrase again"):
        person.types(says, "nine grey pots")
    person.types("Recovery code", ("7" if code[0] != "7" else "9") + code[1:])
    person.clicks("Unlock")
    person.waits_to_see("group 1 again")
    assert closed.state is not SessionState.OPEN
    assert paths.keys.read_bytes() == kept
    person.clicks("Back")
    assert person.can_find("Forgot it? Use your recovery code")


def test_who_lost_the_keychain_opens_with_the_code_and_it_is_filled_again(
    qtbot: QtBot, before: Before, closed: Session, paths: Paths, keychain: FakeKeychain
) -> None:
    code = make_recoverable(paths, keychain, None)
    kept = dict(keychain.kept)
    keychain.kept.clear()
    person = before()
    person.waits_to_see("Please use your recovery code instead.")
    person.clicks("Use your recovery code")
    person.types("Recovery code", code)
    QTest.keyClick(person.finds(QLineEdit, "Recovery code"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: closed.state is SessionState.OPEN)
    assert keychain.kept == kept


def test_a_keychain_that_stays_shut_does_not_keep_who_has_the_code_out(
    qtbot: QtBot, before: Before, closed: Session, paths: Paths, keychain: FakeKeychain
) -> None:
    code = make_recoverable(paths, keychain, None)
    keychain.refusing = True
    told: list[Trouble] = []
    closed.troubled.connect(told.append)
    person = before()
    person.clicks("Use your recovery code")
    person.types("Recovery code", code)
    person.clicks("Unlock")
    qtbot.waitUntil(lambda: bool(told))
    assert closed.state is SessionState.OPEN
    assert "choose a passphrase in Preferences" in told[0].message


def test_no_code_is_offered_where_there_is_none(before: Before, paths: Paths, keychain: FakeKeychain) -> None:
    make(paths, keychain, PASSPHRASE)
    assert not before().can_find("Forgot it? Use your recovery code")


def test_a_half_typed_code_is_forgotten_on_leaving(before: Before, paths: Paths, keychain: FakeKeychain) -> None:
    make_recoverable(paths, keychain, PASSPHRASE)
    person = before()
    person.clicks("Forgot it? Use your recovery code")
    person.types("Recovery code", "HALF")
    person.types("New passphrase", "half")
    screen = person.window
    assert isinstance(screen, LockScreen)
    screen.leave()
    assert person.finds(QLineEdit, "Recovery code").text() == ""
    assert person.finds(QLineEdit, "New passphrase").text() == ""


def test_a_passphrase_forgotten_without_a_code_is_not_a_dead_end(
    qtbot: QtBot, paths: Paths, keychain: FakeKeychain, before: Before, closed: Session
) -> None:
    make(paths, keychain, PASSPHRASE)
    person = before()
    person.waits_to_see("Open with your passphrase")
    person.clicks("Forgot it?")
    assert person.sees("nobody can look the passphrase up")
    with qtbot.waitSignal(closed.destination_changed) as went:
        person.clicks("Restore a backup")
    assert went.args is not None
    assert went.args[0].place is Place.RESTORE


LAST_WAY = "Nothing opens them any more?"
BEGIN = "Begin again with empty records"


def test_the_last_way_is_folded_says_what_it_means_and_asks_before_anything_moves(
    qtbot: QtBot, before: Before, closed: Session, ask: Ask, paths: Paths, keychain: FakeKeychain
) -> None:
    make(paths, keychain, PASSPHRASE)
    files = {one.name: one.read_bytes() for one in paths.data.iterdir()}
    person = before()
    assert not person.can_find(BEGIN)
    person.clicks(LAST_WAY)
    assert person.sees("Your old records are not deleted.")
    assert person.nameless() == []
    person.clicks(BEGIN)
    window = ask.parent()
    assert isinstance(window, QWidget)
    asked = Person(qtbot, window)
    asked.waits_to_see(f"{BEGIN}?")
    asked.clicks("Cancel")
    qtbot.waitUntil(lambda: not closed.busy)
    assert {one.name: one.read_bytes() for one in paths.data.iterdir()} == files
    person.clicks(BEGIN)
    asked.waits_to_see(f"{BEGIN}?")
    asked.clicks("Begin again")
    asked.waits_to_see("You can begin again")
    qtbot.waitUntil(lambda: closed.state is SessionState.NEW)
    (old,) = set_aside.all_set_aside(paths)
    assert asked.sees(str(old.folder))
    assert {one.name: one.read_bytes() for one in old.folder.iterdir()} == files


def test_a_keychain_without_the_key_has_the_last_way_too(before: Before, paths: Paths, keychain: FakeKeychain) -> None:
    make(paths, keychain, None)
    keychain.kept.clear()
    person = before()
    person.waits_to_see("Try again")
    assert person.can_find(LAST_WAY)
