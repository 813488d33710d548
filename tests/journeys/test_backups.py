"""Backups in a family's life: made by themselves, and there on the day the records are damaged."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from kitchentable.domain.errors import CannotWrite
from kitchentable.domain.pack import Guidance
from kitchentable.services import backups, opening, talks
from kitchentable.services.backup_files import source_of
from kitchentable.services.family import family_view
from kitchentable.store import copying
from tests.journeys.conftest import Computer
from tests.sample_family import ROBIN, SAM, SampleFamily
from tests.ui.probes.person import Person
from tests.worlds import ExpectedLogs

PASSPHRASE = "three wet dogs"  # noqa: S105 - a sample


def renames_sam(person: Person, computer: Computer) -> None:
    """Change something: the day's first change."""
    person.clicks("My family")
    person.waits_until(lambda: person.can_find(f"Change {SAM}"))
    person.clicks(f"Change {SAM}")
    person.waits_to_see("Save")
    person.types("Name or nickname", f"{SAM}!")
    person.clicks("Save")
    person.waits_to_see(f"{SAM}!")
    computer.rest()


def has_backups(person: Person, computer: Computer, count: int) -> None:
    person.waits_until(lambda: len(backups.automatic(computer.paths)) == count)


def damages(computer: Computer) -> bytes:
    data = bytearray(computer.paths.database.read_bytes())
    for place in range(4096, len(data), 4096):
        data[place + 50] ^= 255
    computer.paths.database.write_bytes(data)
    return bytes(data)


def everybody(computer: Computer, guidance: Guidance, family: SampleFamily) -> tuple[set[str], int]:
    """Return the names and the number of Robin's finished talks, from the stored records."""
    home = opening.open_household(
        paths=computer.paths, keychain=computer.keychain, guidance=guidance, clock=computer.clock, passphrase=None
    )
    names = {card.child.name for card in family_view(home).children}
    had = len(talks.records_view(home, child_id=family.robin))
    home.close()
    return names, had


def test_damaged_records_come_back_from_the_newest_backup_with_everything_in_it(
    computer: Computer, our_guidance: Guidance
) -> None:
    family = computer.settle_in()
    _, had = everybody(computer, our_guidance, family)
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    renames_sam(person, computer)
    has_backups(person, computer, 1)
    computer.close()
    broken = damages(computer)
    computer.clock.move(timedelta(days=1))

    person = computer.start()
    person.waits_to_see("Your records file is damaged")
    person.waits_to_see("The backup of Saturday 21 November 2026, 18:30")
    assert person.sees(f"It holds 2 children, {had} talks")
    assert computer.paths.database.read_bytes() == broken, "nothing is touched before the click"
    person.clicks("Restore this backup")
    person.waits_to_see("Your records are back")
    person.clicks("OK")
    person.waits_to_see(f"{ROBIN}, 11")
    computer.rest()
    computer.close()

    assert (computer.paths.data / "family.db.damaged-2026-11-22").read_bytes() == broken
    names, there = everybody(computer, our_guidance, family)
    assert there == had
    assert ROBIN in names
    assert any(name.startswith(SAM) for name in names)


def test_without_a_backup_it_says_so_and_help_is_still_there(computer: Computer) -> None:
    computer.settle_in()
    broken = damages(computer)
    person = computer.start()
    person.waits_to_see("There is no backup here that opens.")
    assert person.can_find("Restore from a file…")
    assert person.can_find("Has something happened? Get help now")
    computer.close()
    assert computer.paths.database.read_bytes() == broken


def test_a_backup_is_saved_and_brought_back_from_the_preferences(
    computer: Computer, our_guidance: Guidance, tmp_path: Path
) -> None:
    family = computer.settle_in()
    before = everybody(computer, our_guidance, family)
    file = tmp_path / "mine.ktbackup"
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    person.clicks("Preferences")
    person.waits_to_see("Back up to a file…")
    person.clicks("Back up to a file…")
    person.saves_as(file)
    person.waits_to_see("Saved as mine.ktbackup, and read again to the end: 2 children")

    renames_sam(person, computer)
    person.clicks("Preferences")
    person.waits_to_see("The last good backup: today, 18:30.")
    person.clicks("Restore from a file…")
    person.waits_to_see("Nothing changes until you press the last button.")
    person.clicks("Restore from a file…")
    person.saves_as(file)
    person.waits_to_see("It takes the place of what is here now: 2 children")
    person.clicks("Restore this backup")
    person.waits_to_see("Your records are back")
    person.clicks("OK")
    person.waits_to_see(f"{ROBIN}, 11")
    computer.rest()
    computer.close()
    assert everybody(computer, our_guidance, family) == before
    assert (computer.paths.data / "family.db.replaced-2026-11-21").exists()


def test_a_new_computer_starts_from_a_backup(
    computer: Computer, qtbot: QtBot, qapp: QApplication, our_guidance: Guidance, tmp_path: Path
) -> None:
    old = Computer(qtbot, qapp, tmp_path / "old", our_guidance)
    home = opening.create_household(
        paths=old.paths, keychain=old.keychain, guidance=our_guidance, clock=old.clock, passphrase=PASSPHRASE
    )
    file = tmp_path / "old.ktbackup"
    backups.make_file(source_of(home), file)
    home.close()
    person = computer.start()
    person.waits_to_see("Who are we helping?")
    person.clicks("I have a backup of my records")
    person.waits_to_see("Choose a backup")
    person.clicks("Restore from a file…")
    person.saves_as(file)
    person.waits_to_see("Type the passphrase to open the backup")
    person.types("Passphrase", PASSPHRASE)
    person.clicks("Look at the backup")
    person.waits_to_see("There are no records here yet.")
    person.clicks("Restore this backup")
    person.waits_to_see("Your records are back")
    person.clicks("OK")
    person.waits_to_see("Open with your passphrase")
    assert not [one for one in person.window.findChildren(QMessageBox) if one.isVisible()]
    computer.close()


def test_a_full_disk_never_interrupts_anybody(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, expected_logs: ExpectedLogs
) -> None:
    expected_logs.allow("an automatic backup was not made: CannotWrite")

    def full(*_: object) -> int:
        raise CannotWrite("The disk is full, so this was not saved. Please free some space and try again.")

    computer.settle_in()
    monkeypatch.setattr(copying, "copy", full)
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    renames_sam(person, computer)
    person.clicks("Preferences")
    person.waits_to_see("The last try did not work. The disk is full")
    assert not [one for one in person.window.findChildren(QMessageBox) if one.isVisible()]
    computer.close()
