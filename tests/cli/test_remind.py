"""``kitchentable remind --check`` as the system starts it: a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from kitchentable.services.reminder_files import Due, DueList, Rule, load_log, save_dues
from kitchentable.system.autostart import Autostart
from kitchentable.system.paths import Paths

APP = Path(__file__).resolve().parents[2] / "app"
HEAVY = {
    "PySide6",
    "apsw",
    "asyncio",
    "cryptography",
    "dataclasses",
    "dateutil",
    "desktop_notifier",
    "icalendar",
    "keyring",
    "msgspec",
    "platformdirs",
    "socket",
    "subprocess",
    "typst",
    "yaml",
}


RULE = Rule(0, "weekday", 1, 6, 1, time(18), time(21, 30), date(2026, 12, 6))


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths.of(tmp_path / "data")
    paths.prepare()
    ahead = datetime.now().replace(microsecond=0) + timedelta(days=3)  # noqa: DTZ005 - a wall-clock time
    save_dues(paths.reminders, DueList(enabled=True, dues=(Due(ahead),), rules=(RULE,), calendar="mark"))
    return paths


def test_it_says_what_it_found_and_writes_its_log(paths: Paths) -> None:
    done = _remind(paths, "--check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing is due. The next check-in is on ")
    assert load_log(paths.reminder_log).outcome == "not-due"


def test_as_json_it_is_one_object(paths: Paths) -> None:
    done = _remind(paths, "--check", "--dry-run", "--json")
    assert json.loads(done.stdout)["outcome"] == "not-due"
    assert set(json.loads(done.stdout)) == {"outcome", "words", "due"}
    assert not paths.reminder_log.exists()


def test_a_damaged_due_list_is_one_line_on_standard_error_and_kept(paths: Paths) -> None:
    paths.reminders.write_bytes(b"{")
    done = _remind(paths, "--check")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "damaged" in done.stderr
    assert paths.reminders.read_bytes() == b"{"
    assert load_log(paths.reminder_log).outcome == "damaged"


def test_without_check_it_says_what_to_say(paths: Paths) -> None:
    done = _remind(paths)
    assert done.returncode == 2
    assert done.stderr.startswith("Please say one of these: kitchentable remind --check, ")
    assert done.stderr.count("\n") == 1


def test_the_calendar_is_written_without_opening_the_records(paths: Paths, tmp_path: Path) -> None:
    to = tmp_path / "family.ics"
    done = _remind(paths, "--calendar", str(to))
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"The check-ins are in {to}.\n")
    (event,) = Calendar.from_ical(to.read_bytes()).walk("VEVENT")
    assert event["rrule"].to_ical() == b"FREQ=MONTHLY;BYDAY=1SU"
    assert not paths.database.exists()
    done = _remind(paths, "--calendar", str(to), "--json")
    assert json.loads(done.stdout) == {"outcome": "written", "file": str(to)}


@pytest.mark.parametrize("words", [("--check", "--calendar", "x.ics"), ("--dry-run", "--calendar", "x.ics")])
def test_what_does_not_go_together_is_refused(paths: Paths, tmp_path: Path, words: tuple[str, ...]) -> None:
    here = [word.replace("x.ics", str(tmp_path / "x.ics")) for word in words]
    done = _remind(paths, *here)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "x.ics").exists()


def test_a_calendar_that_can_not_be_written_is_one_line_or_json_and_nothing_changed(
    paths: Paths, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.ics"
    letter.write_text("Dear all")
    before = {one: one.read_bytes() for one in paths.data.iterdir()}
    for to in (letter, tmp_path / "nowhere" / "family.ics"):
        plain, told = _remind(paths, "--calendar", str(to)), _remind(paths, "--calendar", str(to), "--json")
        assert (plain.returncode, plain.stdout, told.returncode, told.stdout) == (2, "", 2, "")
        assert plain.stderr == json.loads(told.stderr)["error"]["message"] + "\n"
    assert letter.read_text() == "Dear all"
    assert {one: one.read_bytes() for one in paths.data.iterdir()} == before


@pytest.mark.parametrize("content", [None, b"{", b'{"format": 1, "enabled": true, "words": "x", "dues": []}'])
def test_without_rules_on_the_list_the_calendar_says_what_to_do(
    paths: Paths, tmp_path: Path, content: bytes | None
) -> None:
    paths.reminders.unlink()
    if content is not None:
        paths.reminders.write_bytes(content)
    done = _remind(paths, "--calendar", str(tmp_path / "family.ics"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "open Kitchen Table" in done.stderr
    assert done.stderr.count("\n") == 1


def test_with_nothing_due_it_does_not_wait_for_anything_to_settle(paths: Paths) -> None:
    done = _remind(paths, "--check", "--settle")  # it would wait for minutes, and longer than `_remind` does
    assert (done.returncode, load_log(paths.reminder_log).outcome) == (0, "not-due")
    assert not paths.reminder_lock.exists()


def test_removing_takes_every_entry_away_and_leaves_the_list(paths: Paths) -> None:
    entry = Autostart()
    entry.enable(("/bin/true", "remind", "--check"))
    list_before = paths.reminders.read_bytes()
    done = _remind(paths, "--remove", "--json")
    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (0, "removed")
    assert not entry.entry.exists()
    assert paths.reminders.read_bytes() == list_before
    assert _remind(paths, "--remove").returncode == 0, "with nothing to remove as well"


@pytest.mark.parametrize("words", [("--check", "--remove"), ("--remove", "--dry-run"), ("--settle",)])
def test_what_does_not_go_together_changes_nothing(paths: Paths, words: tuple[str, ...]) -> None:
    Autostart().enable(("/bin/true", "remind", "--check"))
    done = _remind(paths, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert Autostart().entry.exists()


def test_where_there_is_no_data_folder_it_makes_none(tmp_path: Path) -> None:
    done = _remind(Paths.of(tmp_path / "none"), "--check")
    assert (done.returncode, done.stdout) == (0, "Reminders are off.\n")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("words", [("--check",), ("--check", "--settle"), ("--check", "--dry-run", "--json")])
def test_it_loads_nothing_heavy_until_something_is_due(paths: Paths, words: tuple[str, ...]) -> None:
    done = _remind(paths, *words, flags=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "kitchentable" in loaded
    assert loaded & HEAVY == set()


def test_it_reads_nothing_in_the_data_folder_but_its_own_two_files(paths: Paths) -> None:
    for one in (paths.database, paths.keys, paths.preferences):
        one.write_bytes(b"not to be read")
    done = subprocess.run(
        ["strace", "-f", "-e", "trace=open,openat", *_command(paths, "--check")],
        cwd=APP,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    opened = [line for line in done.stderr.splitlines() if str(paths.data) in line]
    assert any("reminders.json" in line for line in opened)
    assert not [line for line in opened if any(word in line for word in ("family.db", "keys.json", "preferences"))]


def _remind(paths: Paths, *words: str, flags: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(paths, *words, flags=flags), cwd=APP, capture_output=True, text=True, check=False, timeout=60
    )


def _command(paths: Paths, *words: str, flags: tuple[str, ...] = ()) -> list[str]:
    return [
        sys.executable,
        "-W",
        "error",
        *flags,
        "-m",
        "kitchentable",
        "--data-dir",
        str(paths.data),
        "remind",
        *words,
    ]
