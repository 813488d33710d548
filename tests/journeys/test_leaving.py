"""A family leaves, and comes back: everything taken along and erased in the window, and all of it there again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QMessageBox

from kitchentable.services import erasing, opening
from kitchentable.services.erasing import BEYOND_REACH
from kitchentable.services.leaving import DATA_FILE, PAPER_FILE, README_FILE
from kitchentable.services.opening import Door
from kitchentable.services.preferences import Preferences, Theme, load_preferences, save_preferences
from tests.journeys.conftest import Computer
from tests.sample_family import ROBIN, SAM
from tests.ui.probes.person import Person


def test_everything_is_taken_along_erased_and_brought_back(computer: Computer, tmp_path: Path) -> None:
    computer.settle_in()
    save_preferences(computer.paths, Preferences(theme=Theme.DARK, window_width=1100, window_height=800))
    folder = tmp_path / "stick" / "our records"
    folder.parent.mkdir()
    person = at_preferences(computer)
    person.clicks("Turn reminders on")
    person.waits_to_see("Reminders are on.")
    take_everything(person, folder)
    assert {one.name for one in folder.iterdir()} == {DATA_FILE, PAPER_FILE, README_FILE}
    before = json.loads((folder / DATA_FILE).read_bytes())
    erase_everything(person, computer)
    assert not computer.paths.data.exists()
    assert computer.keychain.kept == {}
    assert computer.scheduler.command is None

    person = computer.start()
    person.waits_to_see("Who are we helping?")
    assert load_preferences(computer.paths) == Preferences()
    computer.close()

    computer.settle_empty()
    person = at_preferences(computer)
    person.clicks("Bring an export in…")
    person.saves_as(folder / DATA_FILE)
    person.waits_to_see("Everything in the export is here now.")
    person.waits_until(lambda: not person.can_find("Bring an export in…"))
    computer.rest()
    assert load_preferences(computer.paths).theme is Theme.DARK
    person.clicks("My family")
    person.waits_to_see(ROBIN)
    assert person.sees(SAM)
    again = tmp_path / "again"
    take_everything(at_preferences_now(person), again)
    assert json.loads((again / DATA_FILE).read_bytes())["family"] == before["family"]


def test_nothing_happens_before_a_parent_says_yes(computer: Computer) -> None:
    computer.settle_in()
    person = at_preferences(computer)
    person.clicks("Erase everything…")
    person.waits_until(lambda: bool(boxes(person)))
    assert "2 children" in boxes(person)[0].informativeText()
    assert "There is no way back." in boxes(person)[0].informativeText()
    boxes(person)[0].reject()
    computer.rest()
    assert computer.paths.database.exists()
    person.clicks("My family")
    person.waits_to_see(ROBIN)


def test_an_erase_cut_short_is_finished_at_the_next_start(computer: Computer) -> None:
    computer.settle_in()
    (store,) = computer.keychain.kept
    computer.paths.erasing.write_text(json.dumps({"stores": [store]}))
    computer.paths.keys.unlink()
    person = computer.start()
    person.waits_to_see("Who are we helping?")
    assert not computer.paths.database.exists()
    assert not erasing.is_pending(computer.paths)
    assert computer.keychain.kept == {}


def test_a_folder_with_something_in_it_is_said_and_left(computer: Computer, tmp_path: Path) -> None:
    computer.settle_in()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").write_text("mine")
    person = at_preferences(computer)
    person.clicks("Take everything with you…")
    person.saves_as(tmp_path / "mine" / "letter")
    person.waits_until(lambda: bool(boxes(person)))
    assert "There is something in" in boxes(person)[0].informativeText()
    assert (tmp_path / "mine" / "letter").read_text() == "mine"
    boxes(person)[0].accept()


def test_a_file_that_is_no_export_is_said_and_changes_nothing(computer: Computer, tmp_path: Path) -> None:
    computer.settle_empty()
    (tmp_path / "letter.json").write_text("{}")
    person = at_preferences(computer)
    person.clicks("Bring an export in…")
    person.saves_as(tmp_path / "letter.json")
    person.waits_until(lambda: bool(boxes(person)))
    assert "not an export of Kitchen Table" in boxes(person)[0].informativeText()
    boxes(person)[0].accept()
    assert person.finds(QAbstractButton, "Bring an export in…").isEnabled()


def at_preferences(computer: Computer) -> Person:
    person = computer.start()
    person.waits_until(lambda: opening.look(computer.paths) is not Door.NEW)
    computer.rest()
    return at_preferences_now(person)


def at_preferences_now(person: Person) -> Person:
    person.clicks("Preferences")
    person.waits_to_see("Erase everything")
    return person


def take_everything(person: Person, folder: Path) -> None:
    person.clicks("Take everything with you…")
    person.saves_as(folder)
    person.waits_to_see("These files are not encrypted")


def erase_everything(person: Person, computer: Computer) -> None:
    person.clicks("Erase everything…")
    person.waits_until(lambda: bool(boxes(person)))
    press(boxes(person)[0], "Erase everything")
    person.waits_until(lambda: any(one.text() == "Everything is erased" for one in boxes(person)))
    box = next(one for one in boxes(person) if one.text() == "Everything is erased")
    assert all(one in box.informativeText() for one in BEYOND_REACH)
    box.accept()
    person.waits_until(lambda: not person.window.isVisible())
    computer.close()


def press(box: QMessageBox, says: str) -> None:
    next(one for one in box.buttons() if one.accessibleName() == says).click()


def boxes(person: Person) -> list[QMessageBox]:
    return [one for one in person.window.findChildren(QMessageBox) if one.isVisible()]


def test_the_whole_app_leaves_no_folder_behind(tmp_path: Path, home: Path) -> None:
    """From start to end as a process of its own; while it is open, the command leaves everything to it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.erase_in_a_process", str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "the command ended with 2\n"
    assert done.stderr.startswith("Kitchen Table is open on these records.")
    assert not (tmp_path / "data").exists()
    assert [one for one in home.rglob("*") if one.is_file() and ROBIN.encode() in one.read_bytes()] == []
