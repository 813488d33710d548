"""The keeper of backups and the restore card: quiet while all is well, and one clear thing at a time when not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.change import Change, Touched
from kitchentable.services import backups, family
from kitchentable.services.backup_files import source_of
from kitchentable.services.household import Household
from kitchentable.services.opening import create_household
from kitchentable.system.paths import Paths
from kitchentable.ui.ask import Ask
from kitchentable.ui.backups.keeper import BackupKeeper
from kitchentable.ui.backups.page import RestoreScreen
from kitchentable.ui.backups.restorer import Restorer
from kitchentable.ui.destinations import Destination, Place
from kitchentable.ui.doors import Doors
from kitchentable.ui.session import Session, SessionState
from kitchentable.ui.theme import Theme
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.sample_guidance import sample_guidance
from tests.ui.probes.person import Person
from tests.worlds import ExpectedLogs

PASSPHRASE = "seven green kettles sing"  # noqa: S105 -- opens this test's empty records only


@pytest.fixture
def keeper(session: Session, household: Household, clock: FakeClock) -> Iterator[BackupKeeper]:
    """Return the keeper of an open session's backups."""
    keeper = BackupKeeper(session, household.paths, clock)
    yield keeper
    keeper.close()


def add(home: Household) -> Change:
    return family.add_child(home, name="Ava", born=BirthMonth(2015, 3))


def made(household: Household) -> list[str]:
    return [one.name for one in backups.automatic(household.paths)]


def test_the_first_change_of_a_day_makes_a_backup_and_the_others_none(
    qtbot: QtBot, session: Session, keeper: BackupKeeper, household: Household, clock: FakeClock
) -> None:
    for day in (1, 2):
        with qtbot.waitSignal(keeper.changed):
            session.write(add)
        session.write(add)
        qtbot.waitUntil(lambda: not session.busy and not keeper.busy)
        assert len(made(household)) == day
        clock.move(timedelta(days=1))
    assert keeper.trouble is None


def test_what_is_no_change_of_the_records_makes_none(
    qtbot: QtBot, session: Session, keeper: BackupKeeper, household: Household
) -> None:
    for touched in (Touched.PREFERENCES, Touched.REMINDERS, Touched.GUIDANCE):
        session.changed.emit(Change.of(touched))
    session.changed.emit(Change())
    qtbot.waitUntil(lambda: not session.busy)
    assert made(household) == []
    assert not keeper.busy


def test_a_change_right_before_locking_is_backed_up_all_the_same(
    qtbot: QtBot, session: Session, keeper: BackupKeeper, household: Household
) -> None:
    session.write(add)
    qtbot.waitUntil(lambda: not session.busy)
    session.lock()
    qtbot.waitUntil(lambda: not session.busy)
    keeper.close()
    assert len(made(household)) == 1


def test_a_backup_that_fails_is_told_once_in_the_log_without_a_name_and_tried_again(
    qtbot: QtBot, session: Session, keeper: BackupKeeper, household: Household, expected_logs: ExpectedLogs
) -> None:
    expected_logs.allow("an automatic backup was not made: CannotWrite")
    household.paths.backups.write_text("in the way")
    for _ in range(2):
        with qtbot.waitSignal(keeper.changed):
            session.write(add)
        assert keeper.trouble is not None
    household.paths.backups.unlink()
    with qtbot.waitSignal(keeper.changed):
        session.write(add)
    assert keeper.trouble is None
    assert len(made(household)) == 1


def test_looking_round_is_not_backed_up(
    qtbot: QtBot, session: Session, household: Household, clock: FakeClock, tmp_path: Path
) -> None:
    keeper = BackupKeeper(session, Paths.of(tmp_path / "elsewhere"), clock)
    session.write(add)
    qtbot.waitUntil(lambda: not session.busy)
    keeper.close()
    assert made(household) == []
    assert not (tmp_path / "elsewhere").exists()


# --- the restore page


class Elsewhere:
    """A computer with nothing on it, at its restore page, and a backup from another one."""

    def __init__(self, session: Session, folder: Path, window: QWidget, qtbot: QtBot) -> None:
        self.session = session
        self.paths = Paths.of(folder / "new")
        self.file = their_backup(folder)
        clock, keychain = FakeClock(), FakeKeychain()
        doors = Doors(session, self.paths, keychain, sample_guidance(), clock)
        doors.approach()
        qtbot.waitUntil(lambda: not session.busy)
        screen = RestoreScreen(Restorer(doors, Ask(window), keychain, clock))
        QVBoxLayout(window).addWidget(screen)
        screen.arrive(Destination(Place.RESTORE))
        window.show()
        self.person = Person(qtbot, window)

    def opens(self, file: Path) -> None:
        self.person.clicks("Restore from a file…")
        self.person.saves_as(file)


def their_backup(folder: Path) -> Path:
    home = create_household(
        paths=Paths.of(folder / "old"),
        keychain=FakeKeychain(),
        guidance=sample_guidance(),
        clock=FakeClock(),
        passphrase=PASSPHRASE,
    )
    add(home)
    file = folder / "theirs.ktbackup"
    backups.make_file(source_of(home), file)
    home.close()
    return file


@pytest.fixture
def elsewhere(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Elsewhere]:
    """Return a new computer and a backup from an old one."""
    assert theme is not None
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    session = Session()
    yield Elsewhere(session, tmp_path, window, qtbot)
    qtbot.waitUntil(lambda: not session.busy)
    session.close()


def test_a_backup_from_another_computer_is_opened_shown_and_restored(qtbot: QtBot, elsewhere: Elsewhere) -> None:
    person = elsewhere.person
    elsewhere.opens(elsewhere.file)
    person.waits_to_see("Type the passphrase to open the backup")
    person.clicks("Look at the backup")
    assert person.sees("Please type it first.")
    person.types("Passphrase", "not the one")
    person.clicks("Look at the backup")
    person.waits_to_see("That is not the passphrase")
    assert not elsewhere.paths.data.exists()
    person.types("Passphrase", PASSPHRASE)
    QTest.keyClick(person.finds(QLineEdit, "Passphrase"), Qt.Key.Key_Return)
    person.waits_to_see("The backup of Saturday 21 November 2026, 18:30")
    assert person.sees("It holds 1 child, 0 talks, 0 choices.")
    assert person.sees("There are no records here yet.")
    assert not person.sees("The old files are kept")
    assert person.nameless() == []
    person.clicks("Restore this backup")
    person.waits_to_see("Your records are back")
    assert elsewhere.paths.database.exists()
    qtbot.waitUntil(lambda: elsewhere.session.state is SessionState.LOCKED)
    person.clicks("OK")


def test_a_damaged_file_says_so_and_another_can_be_chosen(elsewhere: Elsewhere, tmp_path: Path) -> None:
    whole = elsewhere.file.read_bytes()
    (tmp_path / "half.ktbackup").write_bytes(whole[:-70])
    (tmp_path / "other.ktbackup").write_bytes(b"a shopping list")
    person = elsewhere.person
    elsewhere.opens(tmp_path / "half.ktbackup")
    person.waits_to_see("The backup “half.ktbackup” is damaged")
    elsewhere.opens(tmp_path / "other.ktbackup")
    person.waits_to_see("“other.ktbackup” is not a backup of Kitchen Table")
    elsewhere.opens(elsewhere.file)
    person.waits_to_see("Type the passphrase")
    assert not elsewhere.paths.data.exists()
