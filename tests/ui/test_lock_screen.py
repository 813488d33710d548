"""The lock page: each thing that can be wrong has its own sentence, and help stays one click away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kitchentable.services import opening
from kitchentable.system.paths import Paths
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.doors import Doors
from kitchentable.ui.lock.page import LockScreen
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
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
def before(qtbot: QtBot, closed: Session, paths: Paths, keychain: FakeKeychain) -> Before:
    """Return a function that leads a person before the door, as the app does at its start."""

    def lead() -> Person:
        doors = Doors(closed, paths, keychain, sample_guidance(), FakeClock())
        doors.approach()
        qtbot.waitUntil(lambda: not closed.busy)
        screen = LockScreen(doors)
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
    qtbot.waitUntil(lambda: closed.state is SessionState.OPEN, timeout=8000)
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
    qtbot.waitUntil(lambda: closed.state is SessionState.OPEN, timeout=8000)


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
