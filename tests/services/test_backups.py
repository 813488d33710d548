"""Automatic backups on the real encrypted store: proved before they count, older ones thinned only after that."""

from __future__ import annotations

import hashlib
import hmac
import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.backups import DAYS_KEPT, numbered
from kitchentable.domain.errors import BackupUnusable, CannotWrite, StoreDamaged, StoreLocked
from kitchentable.domain.pack import Guidance
from kitchentable.services import backup_files, backups
from kitchentable.services.backup_files import prove, source_of
from kitchentable.services.family import add_child
from kitchentable.services.household import Household
from kitchentable.services.opening import create_household
from kitchentable.store import container, copying, keys
from kitchentable.system.paths import Paths
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.keychain import FakeKeychain


def names(paths: Paths) -> list[str]:
    """Return every name in the folder of backups, drafts too."""
    return sorted(one.name for one in paths.backups.iterdir()) if paths.backups.exists() else []


def back_up(home: Household) -> None:
    made_from = backups.due(home)
    assert made_from is not None
    backups.make_automatic(made_from)


def test_the_first_change_of_a_day_makes_one_and_the_next_none(household: Household, clock: FakeClock) -> None:
    back_up(household)
    assert names(household.paths) == ["family-2026-11-21-0001.ktbackup"]
    clock.move(timedelta(hours=5))
    assert backups.due(household) is None
    clock.move(timedelta(hours=1))
    back_up(household)
    assert names(household.paths)[1:] == ["family-2026-11-22-0002.ktbackup"]


def test_it_holds_everything_and_nothing_can_be_read_in_it(household: Household, tmp_path: Path) -> None:
    add_child(household, name="Avalanche Sample", born=BirthMonth(2015, 3), guides=("xbox",))
    back_up(household)
    [file] = backups.automatic(household.paths)
    proved = prove(file, household.store.key, work=tmp_path)
    assert (proved.contents.children, proved.head.store) == (1, proved.ring.store)
    data = file.read_bytes()
    assert b"Avalanche" not in data
    assert household.store.key not in data
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(household.paths.backups.stat().st_mode) == 0o700
    assert [one.name for one in tmp_path.iterdir()] == ["data"], "nothing is left of the looking through"


def test_a_year_and_a_half_of_days_leaves_seven_days_and_twelve_months_that_all_open(
    household: Household, clock: FakeClock, tmp_path: Path
) -> None:
    for _ in range(60):
        clock.move(timedelta(days=9))
        back_up(household)
    kept = backups.automatic(household.paths)
    assert len(kept) == len(names(household.paths))
    assert DAYS_KEPT < len(kept) <= 19
    for file in kept:
        prove(file, household.store.key, work=tmp_path)
    days = [one.day for one in map(numbered, names(household.paths)) if one is not None]
    assert max(days) == clock.today()
    assert len({(day.year, day.month) for day in days}) == 12


def test_a_clock_ten_years_ahead_and_back_takes_no_backup_away(household: Household, clock: FakeClock) -> None:
    right = clock.now()
    for _ in range(5):
        clock.move(timedelta(days=1))
        back_up(household)
    before = names(household.paths)
    clock.stand_at(datetime(2036, 12, 31, 12, 0, tzinfo=LONDON))
    back_up(household)
    clock.stand_at(right)
    back_up(household)
    assert set(before) < set(names(household.paths))
    view = backups.backups_view(household)
    assert view.newest == right
    assert view.count == 7


def test_one_that_cannot_be_proved_is_not_kept_and_takes_none_away(
    household: Household, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(DAYS_KEPT + 3):
        clock.move(timedelta(days=1))
        back_up(household)
    before = {one.name: one.read_bytes() for one in household.paths.backups.iterdir()}
    clock.move(timedelta(days=1))
    whole = copying.copy

    def rotten(source: Path, key: bytes, target: Path) -> int:
        """Copy to a disk that gives back something else than it was given."""
        schema = whole(source, key, target)
        with target.open("rb+") as file:
            file.seek(5000)
            file.write(bytes(16))
        return schema

    monkeypatch.setattr(copying, "copy", rotten)
    with pytest.raises(BackupUnusable, match="not kept"):
        back_up(household)
    assert {one.name: one.read_bytes() for one in household.paths.backups.iterdir()} == before
    monkeypatch.undo()
    back_up(household)


def test_a_ring_that_would_not_open_it_stops_the_backup(household: Household, tmp_path: Path) -> None:
    whole = household.paths.keys.read_bytes()
    household.paths.keys.write_bytes(whole[:-20])
    with pytest.raises(StoreDamaged):
        backups.due(household)
    other = keys.keychain_ring(keys.new_key())
    household.paths.keys.write_bytes(keys.encode(other))
    with pytest.raises(StoreDamaged):
        source_of(household)
    household.paths.keys.unlink()
    with pytest.raises(StoreDamaged):
        backups.backups_view(household)
    assert not household.paths.backups.exists()
    assert list(tmp_path.iterdir()) == [household.paths.data]


def test_closed_records_give_no_key_away(household: Household) -> None:
    household.close()
    with pytest.raises(StoreLocked):
        source_of(household)


def test_what_a_killed_program_left_is_cleared_away(household: Household) -> None:
    household.paths.backups.mkdir()
    for name in (
        ".family-2026-11-20-0001.ktbackup.0a1b2c3d4e5f.tmp",
        ".family.db.proving.0a1b.tmp-journal",
    ):
        (household.paths.backups / name).write_bytes(b"half")
    back_up(household)
    assert names(household.paths) == ["family-2026-11-21-0001.ktbackup"]


def test_files_of_others_and_damaged_ones_are_never_thinned(household: Household, clock: FakeClock) -> None:
    household.paths.backups.mkdir()
    theirs = {"notes.txt", "kitchen-table-2020-01-01.ktbackup", "family-2020-01-01-0001.ktbackup"}
    for name in theirs:
        (household.paths.backups / name).write_bytes(b"KTBACKUP\r\n\x1a\n and no more")
    for _ in range(30):
        clock.move(timedelta(days=1))
        back_up(household)
    assert theirs < set(names(household.paths))
    view = backups.backups_view(household)
    assert view.newest == clock.now()
    assert view.count == len(names(household.paths)) - len(theirs)


def test_backups_of_other_records_are_left_alone(
    household: Household, clock: FakeClock, guidance: Guidance, tmp_path: Path, keychain: FakeKeychain
) -> None:
    other = create_household(
        paths=Paths.of(tmp_path / "other"), keychain=keychain, guidance=guidance, clock=clock, passphrase=None
    )
    back_up(other)
    other.close()
    household.paths.backups.mkdir()
    [theirs] = backups.automatic(other.paths)
    shutil.copy(theirs, household.paths.backups)
    for _ in range(20):
        clock.move(timedelta(days=1))
        back_up(household)
    assert theirs.name in names(household.paths)
    assert backups.backups_view(household).count < len(names(household.paths))


def test_new_keys_make_a_fresh_one_and_take_those_of_the_old_keys_away(
    household: Household, clock: FakeClock, guidance: Guidance, tmp_path: Path, keychain: FakeKeychain
) -> None:
    other = create_household(
        paths=Paths.of(tmp_path / "other"), keychain=keychain, guidance=guidance, clock=clock, passphrase=None
    )
    back_up(other)
    other.close()
    household.paths.backups.mkdir()
    shutil.copy(backups.automatic(other.paths)[0], household.paths.backups)
    (household.paths.backups / "family-2020-01-01-0001.ktbackup").write_bytes(b"unreadable")
    backups.renew(household)
    assert names(household.paths) == ["family-2020-01-01-0001.ktbackup", "family-2026-11-21-0002.ktbackup"]


def test_a_fresh_one_that_fails_takes_nothing_away(household: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(household)
    before = names(household.paths)

    def full(*_: object) -> int:
        raise CannotWrite("The disk is full.")

    monkeypatch.setattr(copying, "copy", full)
    with pytest.raises(CannotWrite):
        backups.renew(household)
    assert names(household.paths) == before


def test_a_folder_that_cannot_be_made_is_explained(household: Household) -> None:
    household.paths.backups.write_text("in the way")
    with pytest.raises(CannotWrite):
        back_up(household)
    assert household.paths.backups.read_text() == "in the way"


def test_a_backup_to_a_file_takes_the_place_of_an_older_one_only_when_proved(
    household: Household, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.ktbackup"
    backups.make_file(source_of(household), file)
    before = file.read_bytes()
    add_child(household, name="Ava", born=BirthMonth(2015, 3))

    def damaged(*_: object) -> None:
        raise StoreDamaged("damaged")

    with monkeypatch.context() as patch:
        patch.setattr(copying, "examine", damaged)
        with pytest.raises(BackupUnusable):
            backups.make_file(source_of(household), file)
    assert file.read_bytes() == before
    assert backups.make_file(source_of(household), file).children == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "mine.ktbackup"]


def test_a_place_that_is_not_there_is_explained(household: Household, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="is not there"):
        backups.make_file(source_of(household), tmp_path / "no" / "mine.ktbackup")


def test_who_is_told_that_they_open_only_here(
    household: Household, paths: Paths, keychain: FakeKeychain, guidance: Guidance, clock: FakeClock, tmp_path: Path
) -> None:
    assert backups.backups_view(household).only_here
    assert paths == household.paths
    typed = create_household(
        paths=Paths.of(tmp_path / "typed"), keychain=keychain, guidance=guidance, clock=clock, passphrase="x" * 12
    )
    assert not backups.backups_view(typed).only_here
    typed.close()


def test_a_part_that_was_changed_by_someone_without_the_key_is_refused(household: Household, tmp_path: Path) -> None:
    """The sum can be made right again by anybody; the seal can't."""
    back_up(household)
    [file] = backups.automatic(household.paths)
    data = file.read_bytes().replace(b'"made_at":"2026', b'"made_at":"2027')
    told = hashlib.sha256(data[:-64]).digest()
    file.write_bytes(data[:-64] + told + hmac.digest(bytes(32), told, "sha256"))
    assert backup_files.read(file).head.made_at.year == 2027
    with pytest.raises(BackupUnusable):
        prove(file, household.store.key, work=tmp_path)


def test_a_head_that_does_not_fit_its_database_is_refused(household: Household, tmp_path: Path) -> None:
    back_up(household)
    [file] = backups.automatic(household.paths)
    found = backup_files.read(file)
    database = file.read_bytes()[found.begins :][: found.head.database]
    for change in ({"schema": 77}, {"store": "ab" * 16}):
        forged = tmp_path / "forged.ktbackup"
        with forged.open("wb") as out, (tmp_path / "db").open("w+b") as body:
            body.write(database)
            body.seek(0)
            container.write(out, msgspec.structs.replace(found.head, **change), found.keys, body, household.store.key)
        with pytest.raises(BackupUnusable):
            prove(forged, household.store.key, work=tmp_path)
