"""The doctor: each thing that can be wrong is seen and told with what to do, and looking changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kitchentable.services.doctor import examine
from kitchentable.services.findings import Finding, Patient
from kitchentable.services.household import Household
from kitchentable.services.opening import create_household
from kitchentable.services.reminder_files import CheckLog, save_log
from kitchentable.services.reminders import turn_on
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.scheduler import FakeScheduler
from tests.sample_family import ROBIN, SAM, add_sample_family
from tests.sample_guidance import sample_guidance

COMMAND = ("/usr/bin/kitchentable", "remind", "--check")


@pytest.fixture
def scheduler() -> FakeScheduler:
    """Return a willing scheduler."""
    return FakeScheduler()


@pytest.fixture
def patient(household: Household, clock: FakeClock, keychain: FakeKeychain, scheduler: FakeScheduler) -> Patient:
    """Return a family in good health, closed: reminders on, checked an hour ago, a backup of today."""
    add_sample_family(household, clock)
    turn_on(household, scheduler=scheduler, command=COMMAND)
    save_log(household.paths.reminder_log, CheckLog(last_check=clock.now() - timedelta(hours=1), outcome="not-due"))
    household.close()
    backup = household.paths.data / "backups" / "family-2026-11-21-0001.ktbackup"
    backup.parent.mkdir()
    backup.touch()
    os.utime(backup, (clock.now().timestamp(), clock.now().timestamp()))
    return Patient(household.paths, clock, keychain, lambda: scheduler)


def told(patient: Patient) -> dict[str, Finding]:
    found = examine(patient)
    assert len({one.part for one in found}) == len(found)
    assert all(bool(one.todo) is not one.ok for one in found)
    return {one.part: one for one in found}


def ill(patient: Patient) -> set[str]:
    return {part for part, one in told(patient).items() if not one.ok}


def test_a_family_in_good_health(patient: Patient) -> None:
    found = told(patient)
    assert {part for part, one in found.items() if not one.ok} == {"keys"}  # a keychain alone can be lost
    assert "every page was read" in found["records"].words
    assert "It has the key" in found["keychain"].words
    assert "recovery code" in found["keys"].todo
    assert found["reminders"].words.startswith("On.")
    assert "0 days old" in found["backups"].words


def test_looking_changes_nothing(patient: Patient) -> None:
    before = state(patient.paths.data)
    examine(patient)
    assert state(patient.paths.data) == before


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {str(one): (one.read_bytes(), one.stat().st_mode) for one in folder.rglob("*") if one.is_file()}


def test_it_says_no_name_and_no_place(patient: Patient) -> None:
    words = " ".join(f"{one.words} {one.todo}" for one in examine(patient))
    assert not any(
        one in words for one in (ROBIN, SAM, str(patient.paths.data), str(Path.home()), patient.paths.data.name + "/")
    )


def test_a_computer_it_was_never_used_on_is_well(tmp_path: Path, scheduler: FakeScheduler) -> None:
    paths = Paths.of(tmp_path / "never")
    patient = Patient(paths, FakeClock(), FakeKeychain(), lambda: scheduler)
    assert ill(patient) == set()
    assert not paths.data.exists()


def no_keys(patient: Patient) -> None:
    patient.paths.keys.unlink()


def damaged_keys(patient: Patient) -> None:
    patient.paths.keys.write_bytes(b"{")


def no_records(patient: Patient) -> None:
    patient.paths.database.unlink()


def damaged_records(patient: Patient) -> None:
    data = bytearray(patient.paths.database.read_bytes())
    data[5000:5100] = bytes(100)
    patient.paths.database.write_bytes(data)


def plain_records(patient: Patient) -> None:
    patient.paths.database.write_bytes(b"SQLite format 3\x00" + bytes(4096))


def shut_keychain(patient: Patient) -> None:
    fake(patient).refusing = True


def empty_keychain(patient: Patient) -> None:
    fake(patient).kept.clear()


def other_keychain(patient: Patient) -> None:
    fake(patient).kept.update(dict.fromkeys(fake(patient).kept, bytes(32)))


def fake(patient: Patient) -> FakeKeychain:
    assert isinstance(patient.keychain, FakeKeychain)
    return patient.keychain


def open_folder(patient: Patient) -> None:
    patient.paths.data.chmod(0o755)


def old_backup(patient: Patient) -> None:
    (backup,) = (patient.paths.data / "backups").iterdir()
    os.utime(backup, (0, 0))


def no_backup(patient: Patient) -> None:
    (backup,) = (patient.paths.data / "backups").iterdir()
    backup.unlink()


def damaged_dues(patient: Patient) -> None:
    patient.paths.reminders.write_bytes(b"[")


def lost_timer(patient: Patient) -> None:
    patient.scheduler().disable()


def silent_check(patient: Patient) -> None:
    save_log(patient.paths.reminder_log, CheckLog(last_check=patient.clock.now() - timedelta(days=20), outcome="off"))


def failed_check(patient: Patient) -> None:
    save_log(patient.paths.reminder_log, CheckLog(last_check=patient.clock.now(), outcome="unavailable"))


def half_erased(patient: Patient) -> None:
    patient.paths.erasing.write_text("{}")


@pytest.mark.parametrize(
    ("harm", "part"),
    [
        (no_keys, "keys"),
        (damaged_keys, "keys"),
        (no_records, "records"),
        (damaged_records, "records"),
        (plain_records, "records"),
        (shut_keychain, "keychain"),
        (empty_keychain, "keychain"),
        (other_keychain, "keychain"),
        (open_folder, "permissions"),
        (old_backup, "backups"),
        (no_backup, "backups"),
        (damaged_dues, "reminders"),
        (lost_timer, "reminders"),
        (silent_check, "last check"),
        (failed_check, "last check"),
        (half_erased, "data folder"),
    ],
    ids=lambda one: getattr(one, "__name__", str(one)),
)
def test_what_is_wrong_is_seen_and_nothing_else(patient: Patient, harm: Callable[[Patient], None], part: str) -> None:
    before = told(patient)
    harm(patient)
    after = told(patient)
    assert {name for name, one in after.items() if not one.ok} | {"keys"} == {"keys", part}
    assert after[part] != before[part]


def test_records_that_need_a_passphrase_are_not_opened(tmp_path: Path, scheduler: FakeScheduler) -> None:
    paths = Paths.of(tmp_path / "other")
    create_household(
        paths=paths,
        keychain=FakeKeychain(),
        guidance=sample_guidance(),
        clock=FakeClock(),
        passphrase="three plain words",  # noqa: S106 - a sample
    ).close()
    found = told(Patient(paths, FakeClock(), FakeKeychain(), lambda: scheduler))
    assert "not opened" in found["records"].words
    assert "keychain" not in found
