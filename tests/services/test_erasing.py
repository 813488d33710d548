"""Erasing: nothing of ours is left, nothing else is touched, and one that was cut short is finished by the next."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.services import erasing
from kitchentable.services.erasing import Erased, erase, finish, holds_copies, is_anything_there, is_pending, last_look
from kitchentable.services.household import Household
from kitchentable.services.opening import Door, look
from kitchentable.services.preferences import Preferences, Theme, save_preferences
from kitchentable.services.reminders import refresh_due, turn_on
from kitchentable.system.autostart import Autostart
from kitchentable.system.paths import Paths
from kitchentable.system.program import reminder_command
from kitchentable.system.removing import remove_overwritten
from kitchentable.system.single_instance import SingleInstance
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.scheduler import FakeScheduler
from tests.sample_family import add_sample_family

OURS = (
    "family.db-journal",
    "family.db.new",
    "family.db.before-2",
    "family.db.before-2.2",
    "family.db.before-2.tmp",
    "family.db.before-restore-2026-11-21",
    "family.db.damaged-2026-11-21",
    "family.db.restored",
    "keys.json.damaged",
    "keys.json.before-restore-2026-11-21",
    "restoring.json",
    "renewing.json",
    "reminders.json.damaged",
    "reminder-log.json",
    "preferences.json.damaged",
    ".keys.json.0a1b2c3d4e5f.tmp",
    ".reminders.json.0a1b2c3d4e5f.tmp",
    ".family.db.before-2.0a1b2c3d4e5f.tmp",
    "backups/family-2026-11-21-0001.ktbackup",
    "backups/.family.db.proving.0a1b.tmp",
    "family.db.rekeyed-abababababababababababababababab",
    "backups/.family-2026-11-21-0002.ktbackup.0a1b.tmp",
    "packs/pack-school.ktpack",
    "packs/known.json",
    "packs/.known.json.0a1b2c3d4e5f.tmp",
)
"""What a data folder may hold besides what this test's family writes: our own files, those of crashes, kept copies."""

THEIRS = ("diary.txt", "family.dbx", "backups/holiday.zip", "my keys.json", "packs/readme.txt")


@pytest.fixture
def scheduler() -> FakeScheduler:
    """Return a willing scheduler."""
    return FakeScheduler()


@pytest.fixture
def lived_in(household: Household, clock: FakeClock, scheduler: FakeScheduler) -> Paths:
    """Return the folder of a family that has used everything, closed."""
    add_sample_family(household, clock)
    turn_on(household, scheduler=scheduler, command=reminder_command(household.paths))
    refresh_due(household)
    save_preferences(household.paths, Preferences(theme=Theme.DARK))
    household.close()
    for name in OURS:
        write(household.paths.data / name)
    return household.paths


def write(file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b'{"keys":{"store":"' + b"ab" * 16 + b'"}}')


def left_in(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*")} if folder.exists() else set()


def erase_all(paths: Paths, keychain: FakeKeychain, scheduler: FakeScheduler) -> Erased:
    with SingleInstance(paths) as instance:
        assert instance.claim()
        erased = erase(paths=paths, keychain=keychain, scheduler=lambda: scheduler)
        last_look(paths)
    return erased


def test_nothing_of_ours_is_left(lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler) -> None:
    keychain.set("ab" * 16, b"the key of an older copy")
    keychain.set("somebody else", b"x")
    erased = erase_all(lived_in, keychain, scheduler)
    assert erased.left == ()
    assert erased.others == 0
    assert not lived_in.data.exists()
    assert keychain.kept == {"somebody else": b"x"}
    assert scheduler.command is None
    assert look(lived_in) is Door.NEW
    assert not is_anything_there(lived_in)


def test_what_is_not_ours_stays_as_it_is(lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler) -> None:
    for name in THEIRS:
        (lived_in.data / name).write_text("mine")
    (lived_in.data / "photos").mkdir()
    erased = erase_all(lived_in, keychain, scheduler)
    assert left_in(lived_in.data) == {*THEIRS, "photos", "backups", "packs"}
    assert {(lived_in.data / name).read_text() for name in THEIRS} == {"mine"}
    assert erased.others > 0


def test_copies_are_something_to_lose(lived_in: Paths, paths: Paths) -> None:
    assert holds_copies(lived_in)
    for name in ("backups", "packs"):
        shutil.rmtree(paths.data / name)
    assert not holds_copies(paths)


def test_what_comes_late_goes_at_the_last_look(
    lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler
) -> None:
    with SingleInstance(lived_in) as instance:
        assert instance.claim()
        erase(paths=lived_in, keychain=keychain, scheduler=lambda: scheduler)
        for name in ("reminder-log.json", "backups/family-2026-11-21-0009.ktbackup"):
            write(lived_in.data / name)
        last_look(lived_in)
    assert not lived_in.data.exists()


def test_entries_that_were_to_leave_the_keychain_go_too(
    lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler
) -> None:
    keychain.set("cd" * 16, b"an older key")
    (lived_in.data / "keys.json.damaged").write_bytes(b'{"keys":{"leaving":["' + b"cd" * 16 + b'"]}}')
    assert erase_all(lived_in, keychain, scheduler).left == ()
    assert keychain.kept == {}


def test_a_link_is_taken_and_what_it_leads_to_stays(
    lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler, tmp_path: Path
) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    for name in ("target", "family-1.ktbackup", "other-name"):
        (outside / name).write_text("mine")
    lived_in.preferences.unlink()
    lived_in.preferences.symlink_to(outside / "target")
    lived_in.reminder_log.unlink()
    os.link(outside / "other-name", lived_in.reminder_log)
    erase_all(lived_in, keychain, scheduler)
    assert {one.read_text() for one in outside.iterdir()} == {"mine"}
    assert not lived_in.data.exists()


def test_a_folder_of_backups_that_is_a_link_is_not_followed(
    lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler, tmp_path: Path
) -> None:
    (lived_in.data / "backups").rename(tmp_path / "stick")
    (lived_in.data / "backups").symlink_to(tmp_path / "stick")
    erase_all(lived_in, keychain, scheduler)
    assert (tmp_path / "stick" / "family-2026-11-21-0001.ktbackup").exists()


class Crash(Exception):
    """The power goes."""


WRITTEN = 4
"""What the family itself has written: family.db, keys.json, reminders.json, preferences.json."""


@pytest.mark.parametrize("after", range(len(OURS) + WRITTEN + 1))
def test_one_that_was_cut_short_is_finished_by_the_next(
    lived_in: Paths,
    keychain: FakeKeychain,
    scheduler: FakeScheduler,
    monkeypatch: pytest.MonkeyPatch,
    after: int,
) -> None:
    done = 0

    def crash(file: Path) -> None:
        nonlocal done
        if done == after:
            raise Crash
        done += 1
        remove_overwritten(file)

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "remove_overwritten", crash)
        with pytest.raises(Crash):
            erase(paths=lived_in, keychain=keychain, scheduler=lambda: scheduler)
    assert is_pending(lived_in)
    assert is_anything_there(lived_in)
    erased = erase_all(lived_in, keychain, scheduler)
    assert erased.left == ()
    assert not lived_in.data.exists()
    assert keychain.kept == {}


def test_the_crash_points_reach_to_the_end(lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler) -> None:
    assert erase_all(lived_in, keychain, scheduler).files == len(OURS) + WRITTEN


def test_a_mark_beside_keys_erases_nothing(lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler) -> None:
    lived_in.erasing.write_text("{}")
    (lived_in.data / "restoring.json").unlink()
    kept = dict(keychain.kept)
    assert finish(paths=lived_in, keychain=keychain, scheduler=lambda: scheduler) is None
    assert look(lived_in) is Door.OPENS_ITSELF
    assert keychain.kept == kept
    assert not is_pending(lived_in)


def test_a_mark_without_keys_is_finished(lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler) -> None:
    lived_in.erasing.write_text("damaged")
    lived_in.keys.unlink()
    finished = finish(paths=lived_in, keychain=keychain, scheduler=lambda: scheduler)
    assert finished is not None
    assert not lived_in.database.exists()


def test_a_keychain_that_was_shut_is_asked_again(
    lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler
) -> None:
    keychain.refusing = True
    erased = erase_all(lived_in, keychain, scheduler)
    assert len(erased.left) == 1
    assert "Kitchen Table” is still there" in erased.left[0]
    assert not lived_in.keys.exists()
    assert not lived_in.database.exists()


def test_a_family_with_a_passphrase_hears_nothing_of_keychains(
    lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler
) -> None:
    lived_in.keys.write_bytes(lived_in.keys.read_bytes().replace(b"keychain", b"passphrase"))
    keychain.absent = True
    assert erase_all(lived_in, keychain, scheduler).left == ()


def test_a_timer_that_does_not_go_is_told(
    lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise ReminderTrouble("The system would not remove the reminder.")

    monkeypatch.setattr(scheduler, "disable", refuse)
    assert erase_all(lived_in, keychain, scheduler).left == ("The system would not remove the reminder.",)
    assert not lived_in.data.exists()


def test_the_lock_of_a_reminder_that_was_shown_goes_too(
    lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler
) -> None:
    lived_in.reminder_lock.touch()
    erase_all(lived_in, keychain, scheduler)
    assert not lived_in.data.exists()


def test_the_real_entry_goes_moved_or_not_and_another_folders_stays(
    lived_in: Paths, keychain: FakeKeychain, tmp_path: Path
) -> None:
    entry = Autostart().entry
    mine, others = reminder_command(lived_in), reminder_command(Paths.of(tmp_path / "other"))
    moved = ("/gone/kitchentable", *mine[-5:])
    older = moved[:-1]  # before the check could settle
    nobodys = ("/gone/kitchentable", "remind", "--check")
    for command, stays in ((others, True), (nobodys, True), (moved, False), (older, False)):
        Autostart().enable(command)
        erase(paths=lived_in, keychain=keychain, scheduler=lambda: Autostart(command=mine))
        assert entry.exists() is stays
        entry.unlink(missing_ok=True)


def test_units_of_a_system_that_does_not_answer_go_too(lived_in: Paths, keychain: FakeKeychain, home: Path) -> None:
    from kitchentable.system.systemd import service_text, unit_files  # noqa: PLC0415 - used here only

    service, timer, link = unit_files()
    link.parent.mkdir(parents=True)
    service.write_bytes(service_text(reminder_command(lived_in)))
    timer.write_text("[Timer]")
    link.symlink_to(timer)
    assert service.is_relative_to(home)
    erase(paths=lived_in, keychain=keychain, scheduler=Autostart)
    assert not any(one.exists() or one.is_symlink() for one in (service, timer, link))


def test_where_nothing_can_be_written_nothing_is_changed(
    lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CannotWrite("The folder can only be read.")

    before, kept = left_in(lived_in.data), dict(keychain.kept)
    monkeypatch.setattr(erasing, "write_atomically", refuse)
    with pytest.raises(CannotWrite):
        erase(paths=lived_in, keychain=keychain, scheduler=lambda: scheduler)
    assert (left_in(lived_in.data), keychain.kept) == (before, kept)
    assert scheduler.command is not None


def test_a_file_that_will_not_go_is_told_and_tried_again(
    lived_in: Paths, keychain: FakeKeychain, scheduler: FakeScheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(file: Path) -> None:
        if file == lived_in.database:
            raise PermissionError(file)
        remove_overwritten(file)

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "remove_overwritten", stuck)
        erased = erase_all(lived_in, keychain, scheduler)
    assert len(erased.left) == 1
    assert is_pending(lived_in)
    assert not lived_in.keys.exists()
    assert erase_all(lived_in, keychain, scheduler).left == ()
    assert not lived_in.data.exists()


def test_bytes_are_written_over_before_a_file_goes(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"MARK" * 1000)
    with file.open("rb") as held:  # the same bytes on the disk, after the name has gone
        remove_overwritten(file)
        assert held.read() == bytes(4000)
    assert not file.exists()
    remove_overwritten(file)


def test_a_folder_that_was_never_made_stays_away(
    paths: Paths, keychain: FakeKeychain, scheduler: FakeScheduler
) -> None:
    assert not is_anything_there(paths)
    assert erase(paths=paths, keychain=keychain, scheduler=lambda: scheduler) == Erased(0, (), 0)
    assert not paths.data.exists()
