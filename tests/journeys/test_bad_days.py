"""Bad days on a real screen: the program as a process of its own, and what goes wrong around it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.pack import Guidance
from kitchentable.services import family, opening
from kitchentable.store import keys
from kitchentable.system.clock import SystemClock
from kitchentable.system.paths import Paths
from tests.fakes.keychain import FakeKeychain
from tests.patience import PATIENCE_SECONDS
from tests.real.daemons import wait_until
from tests.real.glass import Glass
from tests.real.kitchen import APP, Kitchen, kitchen, on_a_full_disk, read_only

pytestmark = pytest.mark.real_screen

PASSPHRASE = "three plain words"  # noqa: S105 - of records made for one test
NAME = "Robin Sample"


@pytest.fixture
def home_computer(tmp_path: Path) -> Iterator[Kitchen]:
    with kitchen(tmp_path) as running:
        yield running


@pytest.fixture
def records(tmp_path: Path, our_guidance: Guidance) -> Paths:
    """Make a family's records that a passphrase opens."""
    paths = Paths.of(tmp_path / "records")
    clock = SystemClock()
    home = opening.create_household(
        paths=paths, keychain=FakeKeychain(), guidance=our_guidance, clock=clock, passphrase=PASSPHRASE
    )
    family.add_child(home, name=NAME, born=BirthMonth(clock.today().year - 11, 1))
    home.close()
    return paths


def test_killed_right_after_a_tick_the_tick_is_there(home_computer: Kitchen, records: Paths) -> None:
    running, glass = home_computer.start("--data-dir", str(records.data))
    line = open_the_talk(glass)
    glass.presses(line)
    wait_until(lambda: glass.finds(line, "check box").checked, "the tick")
    wait_until(lambda: not (records.data / "family.db-journal").exists(), "the write under way")
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert home_computer.said == ""

    _, glass = home_computer.start("--data-dir", str(records.data))
    unlock(glass)
    glass.waits_to_see("1 of ")
    assert "Carry on with the talk" in glass.reads()


def test_a_disk_that_can_only_be_read_leaves_help_within_reach_and_the_records_as_they_are(
    home_computer: Kitchen, records: Paths
) -> None:
    if subprocess.run(["unshare", "--map-root-user", "--mount", "true"], check=False).returncode != 0:
        pytest.skip("this system gives no private mounts")
    files = {one.name: one.read_bytes() for one in records.data.iterdir()}
    running, glass = home_computer.start("--data-dir", str(records.data), before=read_only(records.data))
    glass.waits_to_see("Your records stay shut for now")
    assert "please allow it, or choose another folder" in " ".join(glass.reads().split())
    glass.presses("Has something happened? Get help now")
    glass.waits_to_see("A child is in danger right now")
    running.terminate()
    running.wait(PATIENCE_SECONDS)
    assert home_computer.said == ""
    assert {one.name: one.read_bytes() for one in records.data.iterdir()} == files


def test_a_full_disk_says_so_and_shows_no_tick_that_is_not_kept(home_computer: Kitchen, records: Paths) -> None:
    disk = home_computer.folder / "disk"
    disk.mkdir()
    if subprocess.run(["unshare", "--map-root-user", "--mount", "true"], check=False).returncode != 0:
        pytest.skip("this system gives no private mounts")
    before = on_a_full_disk(disk, records.data)
    _, glass = home_computer.start("--data-dir", str(disk), before=before)
    unlock(glass)
    acknowledge(glass, "The disk")  # the due list could not be written at the start
    line = open_the_talk(glass, locked=False)
    glass.presses(line)
    glass.waits_to_see("The disk is full, so this was not saved. Please free some space and try again.")
    glass.presses("OK")
    wait_until(lambda: not glass.finds(line, "check box").checked, "the box to tell the truth")


def test_a_second_start_ends_well_and_the_first_goes_on(home_computer: Kitchen, records: Paths) -> None:
    first, glass = home_computer.start("--data-dir", str(records.data))
    glass.waits_to_see("Open with your passphrase")
    second, _ = home_computer.start("--data-dir", str(records.data))
    assert second.wait(PATIENCE_SECONDS) == 0
    assert home_computer.said == ""
    assert first.poll() is None
    unlock(glass)


def test_without_a_keychain_a_passphrase_is_asked_for_and_nothing_weaker(
    home_computer: Kitchen, tmp_path: Path
) -> None:
    data = tmp_path / "new"
    _, glass = home_computer.start("--data-dir", str(data))
    glass.waits_to_see("Who are we helping?")
    glass.presses("Skip for now")
    glass.waits_to_see("keychain")
    glass.waits_to_see("assphrase")
    assert not (data / "family.db").exists()
    assert not (data / "keys.json").exists()


@pytest.mark.parametrize("bad", ["a-file", "below-a-file"])
def test_a_folder_that_cannot_be_used_is_said_on_the_lock_page_and_help_opens(
    home_computer: Kitchen, tmp_path: Path, bad: str
) -> None:
    place = tmp_path / "place"
    place.write_text("not a folder")
    running, glass = home_computer.start("--data-dir", str(place if bad == "a-file" else place / "below"))
    glass.waits_to_see("Your records stay shut for now")
    assert "please check that it is a folder you may write to" in glass.reads()
    glass.presses("Has something happened? Get help now")
    glass.waits_to_see("A child is in danger right now")
    running.terminate()
    running.wait(PATIENCE_SECONDS)
    assert home_computer.said == ""
    assert place.read_text() == "not a folder"


@pytest.mark.parametrize("pack", [None, b"", b"half a pack"])
def test_guidance_that_cannot_be_read_is_said_in_a_box(
    home_computer: Kitchen, tmp_path: Path, pack: bytes | None
) -> None:
    app = Path(shutil.copytree(APP, tmp_path / "copy" / "app", ignore=shutil.ignore_patterns("__pycache__")))
    (tmp_path / "copy" / "resources").symlink_to(APP.parent / "resources")
    if pack is not None:
        (tmp_path / "copy" / "build").mkdir()
        (tmp_path / "copy" / "build" / "guidance.pack").write_bytes(pack)
    running, glass = home_computer.start("--data-dir", str(tmp_path / "new"), app=app)
    glass.waits_to_see("guidance.pack")
    assert "nstall" in glass.reads(), "what to do is said"
    ends_with_one_line(home_computer, running, glass)


@pytest.mark.parametrize(
    ("name", "says"),
    [("keys.json", "The file keys.json beside your records is damaged"), ("family.db", "Your records file is damaged")],
)
def test_damaged_records_are_said_and_left_as_they_are(
    home_computer: Kitchen, records: Paths, name: str, says: str
) -> None:
    file = records.data / name
    damaged = file.read_bytes()[:-40] + b"0" * 40
    file.write_bytes(damaged)
    _, glass = home_computer.start("--data-dir", str(records.data))
    if name == "family.db":
        glass.waits_to_see("Open with your passphrase")
        glass.types("Passphrase", PASSPHRASE)
        glass.presses("Unlock")
    glass.waits_to_see(says)
    assert file.read_bytes() == damaged
    assert home_computer.said == ""


def test_records_of_a_newer_version_are_refused_and_left_as_they_are(home_computer: Kitchen, records: Paths) -> None:
    make_newer(records)
    before = records.database.read_bytes()
    _, glass = home_computer.start("--data-dir", str(records.data))
    glass.waits_to_see("Open with your passphrase")
    glass.types("Passphrase", PASSPHRASE)
    glass.presses("Unlock")
    glass.waits_to_see("Your records were written by a newer Kitchen Table.")
    assert records.database.read_bytes() == before


def test_damaged_preferences_and_reminders_are_put_right_and_the_choices_said(
    home_computer: Kitchen, records: Paths
) -> None:
    records.preferences.write_bytes(b"{")
    records.reminders.write_bytes(b"{")
    _, glass = home_computer.start("--data-dir", str(records.data))
    acknowledge(glass, "Your choices of look and paper are as new")
    unlock(glass)
    wait_until(lambda: readable(records.reminders), "the due list to be written anew")
    assert (records.data / "preferences.json.damaged").read_bytes() == b"{"
    assert (records.data / "reminders.json.damaged").read_bytes() == b"{"


def test_a_screen_that_is_not_there_is_one_line(home_computer: Kitchen, tmp_path: Path) -> None:
    home_computer.env["DISPLAY"] = ":4242"
    running, _ = home_computer.start("--data-dir", str(tmp_path / "new"))
    assert running.wait(PATIENCE_SECONDS) == 2
    assert home_computer.said == (
        "There is no screen to open a window on. Please start Kitchen Table from your desktop.\n"
    )


def unlock(glass: Glass) -> None:
    glass.waits_to_see("Open with your passphrase")
    glass.types("Passphrase", PASSPHRASE)
    glass.presses("Unlock")
    glass.waits_to_see(f"{NAME}, 11")


def open_the_talk(glass: Glass, *, locked: bool = True) -> str:
    """Open this month's talk and return its first line."""
    if locked:
        unlock(glass)
    glass.presses("Open the talk")
    glass.waits_to_see("Listen for")
    places = {"This month", "Talks", "Settings checks", "My family", "Print", "Preferences", "Get help now"}
    boxes = [one for one in glass.things() if one.role == "check box" and one.name not in places]
    return next(one.name for one in boxes if one.name.startswith("“"))


def acknowledge(glass: Glass, says: str) -> None:
    glass.waits_to_see(says)
    glass.presses("OK")


def ends_with_one_line(computer: Kitchen, running: subprocess.Popen[bytes], glass: Glass) -> None:
    glass.presses("OK")
    assert running.wait(PATIENCE_SECONDS) == 2
    assert len(computer.said.splitlines()) == 1
    assert "Traceback" not in computer.said


def make_newer(records: Paths) -> None:
    key = keys.decode(records.keys.read_bytes()).unseal(PASSPHRASE)
    database = apsw.Connection(os.fspath(records.database))
    for statement in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{key.hex()}'\"", "user_version = 4711"):
        database.execute(f"PRAGMA {statement}")
    database.close()


def readable(file: Path) -> bool:
    try:
        return "dues" in json.loads(file.read_text())
    except ValueError:
        return False
