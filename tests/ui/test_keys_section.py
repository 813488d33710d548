"""How your records open: every way in can be made, changed and taken away in the window, by who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kitchentable.domain.ways_in import WaysIn
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services import opening
from kitchentable.services.household import Household
from kitchentable.services.prints import Press
from kitchentable.services.slots import ways_in
from kitchentable.store.exchange import copy_beside
from kitchentable.system.paths import Paths
from kitchentable.system.resources import resources
from kitchentable.ui.ask import Ask
from kitchentable.ui.preferences.kept import KeptPreferences
from kitchentable.ui.preferences.keys.desk import KeysDesk
from kitchentable.ui.preferences.keys.said import said
from kitchentable.ui.preferences.keys.section import KeysSection
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.printing.paper_guidance import paper_guidance
from tests.sample_guidance import sample_guidance
from tests.ui.probes.person import Person

PASSPHRASE = "seven green kettles"  # noqa: S105 - a sample
OTHER = "eight blue teapots"

NOW = "Your passphrase now"
NEW = "New passphrase"
AGAIN = "The same passphrase again"


@dataclass
class Room:
    """The section on its own, with the records it is about."""

    person: Person
    section: KeysSection
    paths: Paths
    keychain: FakeKeychain
    clock: FakeClock

    @property
    def ways(self) -> WaysIn:
        """What opens the records now."""
        found = ways_in(self.paths)
        assert found is not None
        return found

    def until(self, true: Callable[[WaysIn], bool]) -> None:
        """Wait until the ways in are so, and the section has said so."""
        self.person.waits_until(lambda: true(self.ways))
        self.section.show_view(self.ways)

    def opens(self, passphrase: str | None = None, code: str | None = None) -> bool:
        """Open the records as at a start."""
        opening.open_household(
            paths=self.paths,
            keychain=self.keychain,
            guidance=sample_guidance(),
            clock=self.clock,
            passphrase=passphrase,
            code=code,
        ).close()
        return True


@pytest.fixture
def keychain() -> FakeKeychain:
    return FakeKeychain()


@pytest.fixture
def household(tmp_path: Path, clock: FakeClock, keychain: FakeKeychain) -> Household:
    return opening.create_household(
        paths=Paths.of(tmp_path / "data"),
        keychain=keychain,
        guidance=sample_guidance(),
        clock=clock,
        passphrase=None,
    )


@pytest.fixture
def room(
    qtbot: QtBot,
    session: Session,
    theme: Theme,
    ask: Ask,
    household: Household,
    keychain: FakeKeychain,
    clock: FakeClock,
) -> Iterator[Room]:
    """Sit down before the section; the records open by themselves."""

    def press() -> Press:
        return Press(paper_guidance(), Typesetter(resources()), clock)

    paths = household.paths
    kept = KeptPreferences(session, paths, theme)
    section = KeysSection(session, ask, KeysDesk(paths, keychain, clock, kept, press), ways_in(paths))
    qtbot.addWidget(section)
    section.resize(800, 900)
    section.show()
    yield Room(Person(qtbot, section), section, paths, keychain, clock)
    section.close_form()


def choose(room: Room, passphrase: str, *, ask: bool) -> None:
    room.person.clicks("Choose a passphrase")
    room.person.types(NEW, passphrase)
    room.person.types(AGAIN, passphrase)
    if not ask:
        room.person.clicks("Ask for it each time Kitchen Table opens")
    room.person.clicks("Save")
    room.person.waits_to_see("Your passphrase is saved.")
    room.section.show_view(room.ways)


def shown_code(room: Room) -> str:
    """Read the code as it stands on the screen."""
    names = [one.accessibleName() for one in room.section.findChildren(QLabel) if one.isVisible()]
    return " ".join(name.partition(": ")[2] for name in names if name.startswith("Group "))


def test_the_six_groups_stand_three_and_three_so_that_none_is_overlooked(room: Room) -> None:
    room.person.clicks("Make a recovery code")
    room.person.clicks("Make the code")
    room.person.waits_to_see("shown only this once")
    groups = [one for one in room.section.findChildren(QLabel) if one.accessibleName().startswith("Group ")]
    rows = [one.mapTo(room.section, one.rect().topLeft()).y() for one in groups]
    assert len(rows) == 6
    assert len(set(rows[:3])) == len(set(rows[3:])) == 1
    assert rows[0] < rows[3]


def make_code(room: Room) -> str:
    room.person.clicks("Make a recovery code")
    room.person.clicks("Make the code")
    room.person.waits_to_see("shown only this once")
    code = shown_code(room)
    room.person.types("Type the code from your paper", code.lower())
    room.person.clicks("It is right: let it count")
    room.person.waits_to_see("Your recovery code counts now.")
    room.section.show_view(room.ways)
    return code


def test_a_passphrase_is_chosen_and_asked_for_from_then_on(room: Room) -> None:
    assert room.person.sees("They open by themselves")
    choose(room, PASSPHRASE, ask=True)
    assert room.person.sees("They open with your passphrase.")
    assert room.keychain.kept == {}
    assert room.opens(PASSPHRASE)
    assert room.person.nameless() == []


def test_a_passphrase_may_stand_beside_the_keychain(room: Room) -> None:
    choose(room, PASSPHRASE, ask=False)
    assert room.person.sees("Your passphrase opens them too")
    assert room.opens()
    assert room.opens(PASSPHRASE)


def test_two_that_differ_or_one_too_short_are_said_at_their_fields(room: Room) -> None:
    room.person.clicks("Choose a passphrase")
    room.person.clicks("Save")
    assert room.person.sees("Please type a new passphrase.")
    room.person.types(NEW, PASSPHRASE)
    room.person.types(AGAIN, OTHER)
    room.person.clicks("Save")
    assert room.person.sees("These two are not the same.")
    room.person.types(NEW, "short")
    room.person.types(AGAIN, "short")
    QTest.keyClick(room.person.finds(QLineEdit, AGAIN), Qt.Key.Key_Return)
    room.person.waits_to_see("at least 8 letters")
    assert not room.ways.passphrase


def test_asking_is_turned_off_and_on_with_the_passphrase(room: Room) -> None:
    choose(room, PASSPHRASE, ask=True)
    room.person.clicks("Ask for a passphrase when opening")
    room.person.types(NOW, OTHER)
    room.person.clicks("Stop asking")
    room.person.waits_to_see("That is not the passphrase")
    room.person.types(NOW, PASSPHRASE)
    room.person.clicks("Stop asking")
    room.until(lambda ways: ways.keychain)
    assert room.opens()
    room.person.clicks("Ask for a passphrase when opening")
    room.person.clicks("Ask from now on")
    assert room.person.sees("Please type your passphrase.")
    room.person.types(NOW, PASSPHRASE)
    QTest.keyClick(room.person.finds(QLineEdit, NOW), Qt.Key.Key_Return)
    room.until(lambda ways: not ways.keychain)
    assert room.keychain.kept == {}


def test_asking_without_a_passphrase_leads_to_choosing_one(room: Room) -> None:
    room.person.clicks("Ask for a passphrase when opening")
    assert room.person.sees("Choose a passphrase")
    assert room.person.can_find("Save")
    room.person.clicks("Cancel: Choose a passphrase")
    assert room.opens()


def test_a_keychain_that_says_no_is_said_and_the_records_go_on_asking(room: Room) -> None:
    choose(room, PASSPHRASE, ask=True)
    room.keychain.refusing = True
    room.person.clicks("Ask for a passphrase when opening")
    room.person.types(NOW, PASSPHRASE)
    room.person.clicks("Stop asking")
    room.person.waits_to_see("The keychain would not open.")
    assert not room.ways.keychain
    assert room.opens(PASSPHRASE)


def test_an_old_key_that_stayed_in_the_keychain_is_told_and_taken_away(room: Room) -> None:
    room.keychain.refusing = True
    room.keychain.refusing = False
    choose(room, PASSPHRASE, ask=False)
    room.keychain.refusing = True
    room.person.clicks("Ask for a passphrase when opening")
    room.person.types(NOW, PASSPHRASE)
    room.person.clicks("Ask from now on")
    room.until(lambda ways: ways.leaving)
    assert room.person.sees("The keychain still holds an old key")
    room.person.clicks("Try again")
    room.person.waits_to_see("The keychain would not open.")
    room.keychain.refusing = False
    room.person.clicks("Try again")
    room.person.waits_to_see("The keychain has let the old key go.")
    room.until(lambda ways: not ways.leaving)
    assert not room.person.sees("The keychain still holds an old key")
    assert room.keychain.kept == {}


def test_a_recovery_code_counts_once_it_was_typed_from_the_paper(room: Room) -> None:
    assert room.person.sees("If the keychain is lost, nobody can open them.")
    code = make_code(room)
    assert room.ways.recovery == date(2026, 11, 21)
    assert room.person.sees("The recovery code you made on 21 November 2026 opens them too.")
    assert not room.person.sees("nobody can open them")
    assert shown_code(room) == ""
    assert room.opens(code=code)
    assert room.person.nameless() == []


def test_a_slip_in_the_code_names_its_group_and_nothing_counts_yet(room: Room) -> None:
    room.person.clicks("Make a recovery code")
    room.person.clicks("Make the code")
    room.person.waits_to_see("shown only this once")
    groups = shown_code(room).split(" ")
    groups[13] = "7" if groups[13] != "7" else "9"
    room.person.types("Type the code from your paper", "".join(groups))
    room.person.clicks("It is right: let it count")
    room.person.waits_to_see("group 3 again")
    assert room.ways.recovery is None
    room.person.clicks("Cancel: make no recovery code")
    assert shown_code(room) == ""
    assert room.ways.recovery is None


def test_the_recovery_sheet_is_saved_where_the_parent_says(room: Room, tmp_path: Path, ask: Ask) -> None:
    room.person.clicks("Make a recovery code")
    room.person.clicks("Make the code")
    room.person.waits_to_see("shown only this once")
    room.person.clicks("Save the recovery sheet as PDF")
    Person(room.person._qtbot, ask._window).saves_as(tmp_path / "sheet.pdf")  # noqa: SLF001 -- the dialog is the ask's
    room.person.waits_to_see("Saved: sheet.pdf")
    file = tmp_path / "sheet.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o077 == 0


def test_a_code_and_a_passphrase_are_taken_away_again(room: Room) -> None:
    choose(room, PASSPHRASE, ask=False)
    make_code_with_passphrase(room)
    for words, gone in (("the recovery code", "recovery"), ("the passphrase", "passphrase")):
        room.person.clicks(f"Remove {words}")
        room.person.types(NOW, PASSPHRASE)
        room.person.clicks("Remove it")
        room.until(partial(_lacks, gone))
    assert room.opens()


def _lacks(way: str, ways: WaysIn) -> bool:
    return not getattr(ways, way)


def make_code_with_passphrase(room: Room) -> str:
    room.person.clicks("Make a recovery code")
    room.person.types(NOW, PASSPHRASE)
    room.person.clicks("Make the code")
    room.person.waits_to_see("shown only this once")
    code = shown_code(room)
    room.person.types("Type the code from your paper", code)
    QTest.keyClick(room.person.finds(QLineEdit, "Type the code from your paper"), Qt.Key.Key_Return)
    room.person.waits_to_see("Your recovery code counts now.")
    room.section.show_view(room.ways)
    return code


def test_who_forgot_the_passphrase_changes_it_with_the_code(room: Room) -> None:
    choose(room, PASSPHRASE, ask=True)
    code = make_code_with_passphrase(room)
    room.person.clicks("Change the passphrase")
    room.person.clicks("Use your recovery code instead")
    room.person.types("Recovery code", code)
    room.person.types(NEW, OTHER)
    room.person.types(AGAIN, OTHER)
    room.person.clicks("Save")
    room.person.waits_to_see("Your passphrase is saved.")
    assert room.opens(OTHER)


def test_who_has_lost_the_keychain_gets_on_with_the_code(room: Room) -> None:
    code = make_code(room)
    room.keychain.kept.clear()
    room.person.clicks("Choose a passphrase")
    room.person.types(NEW, PASSPHRASE)
    room.person.types(AGAIN, PASSPHRASE)
    room.person.clicks("Save")
    room.person.waits_to_see("The keychain no longer holds the key")
    room.person.clicks("Use your recovery code instead")
    room.person.types("Recovery code", code)
    room.person.clicks("Save")
    room.person.waits_to_see("Your passphrase is saved.")
    assert room.opens(PASSPHRASE)


def test_new_keys_are_made_and_the_window_goes_on(room: Room, session: Session) -> None:
    code = make_code(room)
    before = room.ways.name
    room.person.clicks("New keys")
    room.person.clicks("Make new keys")
    room.person.waits_to_see("Your records have new keys.")
    assert room.ways.name != before
    assert room.ways.recovery is None
    assert session.state is SessionState.OPEN
    assert code
    assert room.opens()


def test_new_keys_that_count_but_do_not_open_at_once_lock_the_records(
    room: Room, session: Session, household: Household, qtbot: QtBot
) -> None:
    """Something stands where the copy has to go in: the records are shut, and opening finishes the change."""
    in_the_way = household.paths.data / "family.db-shm"
    in_the_way.mkdir()  # can't be unlinked as a file
    told: list[object] = []
    session.troubled.connect(told.append)
    room.person.clicks("New keys")
    room.person.clicks("Make new keys")
    qtbot.waitUntil(lambda: session.state is SessionState.LOCKED)
    assert len(told) == 1
    in_the_way.rmdir()
    assert copy_beside(room.paths.database, _store(room)).exists()
    assert room.opens()
    assert not copy_beside(room.paths.database, _store(room)).exists()


def _store(room: Room) -> str:
    ring = opening.read_ring(room.paths)
    assert ring is not None
    return ring.store


def test_a_form_is_put_away_with_what_was_typed_in_it(room: Room) -> None:
    room.person.clicks("Choose a passphrase")
    room.person.types(NEW, PASSPHRASE)
    room.section.close_form()
    assert not room.person.can_find("Save")
    room.person.clicks("Choose a passphrase")
    assert room.person.finds(QLineEdit, NEW).text() == ""


@pytest.mark.parametrize("keychain_slot", [True, False])
@pytest.mark.parametrize("passphrase", [True, False])
@pytest.mark.parametrize("recovery", [None, date(2026, 1, 2)])
def test_the_state_warns_where_one_loss_would_shut_everyone_out(
    *, keychain_slot: bool, passphrase: bool, recovery: date | None
) -> None:
    ways = WaysIn(keychain_slot, passphrase, recovery, leaving=False, name="ab")
    told = said(ways)
    assert told.warns == (recovery is None and not (keychain_slot and passphrase))
    assert any("2 January 2026" in line for line in told.lines) == (recovery is not None)


def test_nothing_is_offered_where_there_are_no_records(
    qtbot: QtBot, session: Session, theme: Theme, ask: Ask, tmp_path: Path, keychain: FakeKeychain, clock: FakeClock
) -> None:
    def press() -> Press:
        raise AssertionError

    paths = Paths.of(tmp_path / "elsewhere")
    paths.prepare()
    kept = KeptPreferences(session, paths, theme)
    section = KeysSection(session, ask, KeysDesk(paths, keychain, clock, kept, press), ways_in(paths))
    qtbot.addWidget(section)
    section.show()
    person = Person(qtbot, section)
    assert person.sees("There are no records yet.")
    assert not person.can_find("Choose a passphrase")
