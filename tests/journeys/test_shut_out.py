"""Shut out: nothing opens the records any more, the folder can't be written to, or nothing wakes the reminders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from kitchentable.services import set_aside
from kitchentable.services.reminder_files import load_dues
from kitchentable.system.paths import Paths
from kitchentable.system.schedule import Wake
from kitchentable.ui.session import SessionState
from tests.journeys.conftest import Computer
from tests.sample_family import ROBIN
from tests.ui.probes.family import FamilyProbe
from tests.ui.probes.person import Person

PASSPHRASE = "seven green kettles"  # noqa: S105 - a sample
COMMAND = ("kitchentable", "remind", "--check")


def reads_and_closes(person: Person, title: str, press: str = "OK") -> None:
    """Read the box that has this title, and press a button of it."""
    person.waits_until(lambda: any(one.text() == title and one.isVisible() for one in boxes(person)))
    box = next(one for one in boxes(person) if one.text() == title and one.isVisible())
    next(one for one in box.buttons() if one.text().replace("&", "") == press).click()


def boxes(person: Person) -> list[QMessageBox]:
    return person.window.findChildren(QMessageBox)


def test_a_parent_who_forgot_begins_again_and_one_day_finds_the_passphrase(computer: Computer) -> None:
    computer.settle_in(PASSPHRASE)
    computer.keychain.absent = True
    computer.scheduler.enable(COMMAND)
    person = computer.start()
    person.waits_to_see("Your records are locked")
    person.clicks("Nothing opens them any more?")
    person.clicks("Begin again with empty records")
    reads_and_closes(person, "Begin again with empty records?", "Begin again")
    reads_and_closes(person, "You can begin again")
    person.waits_to_see("Who are we helping?")
    assert computer.scheduler.command is None
    assert load_dues(computer.paths.reminders) is None
    welcome = FamilyProbe(computer.bot, person.window)
    welcome.describes("Ava", "March", "2015")
    person.clicks("Next")
    person.waits_to_see("Choose a passphrase")
    for says in ("Passphrase", "The same passphrase again"):
        person.types(says, "nine grey pots")
    person.clicks("Next")
    person.waits_to_see("When shall we remind you?")
    person.clicks("Skip for now")
    person.waits_to_see("Ava, 11")

    person.clicks("Preferences")
    person.waits_to_see("How your records open")
    person.clicks("Restore from a file…")
    person.waits_to_see("Records you put aside on")
    person.clicks("Bring these back")
    title = "Bring back the records put aside on 21 November 2026?"
    reads_and_closes(person, title, "Bring them back")
    reads_and_closes(person, "The old records are back in their place")
    person.waits_to_see("Your records are locked")
    person.types("Passphrase", PASSPHRASE)
    person.clicks("Unlock")
    person.waits_to_see(f"{ROBIN}, 11")
    assert len(set_aside.all_set_aside(computer.paths)) == 1, "the newer ones wait in their turn"


def test_a_folder_that_cannot_be_written_leaves_help_search_and_print_within_reach(computer: Computer) -> None:
    in_the_way = computer.paths.data.parent / "file"
    in_the_way.write_text("in the way")
    computer.paths = Paths.of(in_the_way / "data")
    person = computer.start()
    person.waits_to_see("Your records stay shut for now")
    assert person.sees("The folder of your records can’t be written to")
    assert person.sees("Kitchen Table can't use the folder")
    assert not [one for one in boxes(person) if one.isVisible()]
    assert not person.can_find("Unlock")
    assert not person.can_find("Begin again")
    assert person.nameless() == []
    person.clicks("Has something happened? Get help now")
    person.waits_to_see("A child is in danger right now")
    person.clicks("This month")
    person.waits_to_see("What works meanwhile")
    person.clicks("Search talks, guides and help")
    person.types("Search", "blackmail")
    person.waits_until(lambda: "blackmail" in person.reads().casefold())
    person.clicks("This month")
    person.clicks("Print talks and guides")
    person.waits_to_see("Save as PDF")
    assert computer.desk.session.state is SessionState.LOCKED
    computer.close()
    assert in_the_way.read_text() == "in the way"


def test_what_is_chosen_meanwhile_holds_but_is_not_kept(computer: Computer, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("in the way")
    computer.paths = Paths.of(in_the_way / "data")
    person = computer.start()
    person.waits_to_see("Your records stay shut for now")
    computer.desk.kept.live_in("ie")
    computer.rest()
    assert computer.desk.kept.country() == "ie"
    assert not [one for one in boxes(person) if one.isVisible()]


def test_records_on_another_computer_say_that_nothing_wakes_them(computer: Computer) -> None:
    computer.settle_in()
    person = computer.start()
    person.waits_to_see(f"{ROBIN}, 11")
    person.clicks("Preferences")
    person.waits_to_see("Turn reminders on")
    person.clicks("Turn reminders on")
    person.waits_to_see("Turn reminders off")
    computer.close()

    computer.scheduler.disable()  # a copied folder brings no entry along
    person = computer.start()
    person.waits_to_see("Reminders are on, but nothing on this computer wakes them")
    computer.rest()
    assert computer.scheduler.state().wake is Wake.OFF, "nothing is set up unasked"
    person.clicks("Set reminders up here")
    person.waits_until_gone("nothing on this computer wakes them")
    assert computer.scheduler.state().wake is Wake.ON
