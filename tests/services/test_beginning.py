"""Beginning again: the old records lie aside, whole and shut, and come back; a power cut leaves no third state."""

from __future__ import annotations

import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import CannotWrite, NotFound, WrongPassphrase
from kitchentable.domain.pack import Guidance
from kitchentable.services import backups
from kitchentable.services.backup_files import source_of
from kitchentable.services.beginning import all_set_aside, begin_anew, bring_back
from kitchentable.services.erasing import erase, holds_copies, is_anything_there
from kitchentable.services.family import add_child
from kitchentable.services.opening import Door, create_household, look
from kitchentable.services.rekeying import rekey
from kitchentable.services.reminder_files import load_dues
from kitchentable.services.reminders import turn_on
from kitchentable.services.slots import Proof
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.folder_keychain import FolderKeychain
from tests.fakes.keychain import FakeKeychain
from tests.fakes.scheduler import FakeScheduler
from tests.services.front import PASSPHRASE, Front
from tests.services.power_cut import cut_off

COMMAND = ("kitchentable", "remind", "--check")
OTHER = "four dry cats"
MOST_STEPS = 60
FOLDER = "set-aside-2026-11-21"


@pytest.fixture
def front(paths: Paths, keychain: FakeKeychain, guidance: Guidance, clock: FakeClock) -> Front:
    return Front(paths, keychain, guidance, clock)


@pytest.fixture
def scheduler() -> FakeScheduler:
    return FakeScheduler()


def begins(front: Front, scheduler: FakeScheduler) -> Path:
    done = begin_anew(front.paths, today=front.clock.today(), scheduler=scheduler.itself)
    assert done.folder is not None
    assert done.left == ()
    return done.folder


def makes(front: Front, name: str, passphrase: str | None = None) -> None:
    home = create_household(
        paths=front.paths, keychain=front.keychain, guidance=front.guidance, clock=front.clock, passphrase=passphrase
    )
    add_child(home, name=name, born=BirthMonth(2016, 4))
    home.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def test_the_old_records_lie_aside_just_as_they_were_and_the_door_is_new(
    front: Front, scheduler: FakeScheduler
) -> None:
    front.make(PASSPHRASE)
    (front.paths.data / "family.db.before-2").write_bytes(b"an older copy")
    front.paths.preferences.write_text("{}")
    before = contents(front.paths.data)
    folder = begins(front, scheduler)
    assert folder == front.paths.data / FOLDER
    assert contents(folder) | {"preferences.json": b"{}"} == before
    assert contents(front.paths.data) == {"preferences.json": b"{}"}
    assert look(front.paths) is Door.NEW


def test_new_records_begin_beside_them_and_the_old_ones_come_back_for_who_knows_the_way(
    front: Front, scheduler: FakeScheduler
) -> None:
    front.make(PASSPHRASE)
    code = front.new_code(Proof(PASSPHRASE))
    begins(front, scheduler)
    makes(front, "Ben", OTHER)
    assert front.names(OTHER) == ["Ben"]
    with pytest.raises(WrongPassphrase):
        front.names(PASSPHRASE)
    (old,) = all_set_aside(front.paths)
    assert old.day == front.clock.today()
    kept = bring_back(front.paths, old.folder, today=front.clock.today())
    assert front.names(code=code) == ["Ava"], "a code found later opens them"
    assert front.names(PASSPHRASE) == ["Ava"]
    assert kept == front.paths.data / f"{FOLDER}.2"
    assert [one.folder for one in all_set_aside(front.paths)] == [kept], "the emptied folder is gone"
    bring_back(front.paths, kept, today=front.clock.today())
    assert front.names(OTHER) == ["Ben"]


def test_the_keychain_keeps_the_old_key_beside_the_new_one(
    front: Front, keychain: FakeKeychain, scheduler: FakeScheduler
) -> None:
    front.make()
    (old,) = keychain.kept
    folder = begins(front, scheduler)
    makes(front, "Ben")
    assert len(keychain.kept) == 2
    assert old in keychain.kept
    bring_back(front.paths, folder, today=front.clock.today())
    assert front.names() == ["Ava"]


def test_twice_on_one_day_makes_two_folders(front: Front, scheduler: FakeScheduler) -> None:
    front.make(PASSPHRASE)
    first = begins(front, scheduler)
    makes(front, "Ben", OTHER)
    second = begins(front, scheduler)
    assert {one.folder for one in all_set_aside(front.paths)} == {first, second}
    assert [one.folder for one in all_set_aside(front.paths)] == [second, first]
    assert bring_back(front.paths, first, today=front.clock.today()) is None
    assert front.names(PASSPHRASE) == ["Ava"]


def test_reminders_start_anew_and_nothing_wakes_them(front: Front, scheduler: FakeScheduler) -> None:
    front.make(PASSPHRASE)
    home = front.open(PASSPHRASE)
    turn_on(home, scheduler=scheduler, command=COMMAND)
    home.close()
    assert load_dues(front.paths.reminders) is not None
    begins(front, scheduler)
    assert load_dues(front.paths.reminders) is None
    assert scheduler.command is None


def test_where_there_is_nothing_nothing_is_made(front: Front, scheduler: FakeScheduler) -> None:
    done = begin_anew(front.paths, today=front.clock.today(), scheduler=scheduler.itself)
    assert done.folder is None
    assert list(front.paths.data.iterdir()) == []


def test_only_a_folder_of_ours_comes_back(front: Front, scheduler: FakeScheduler, tmp_path: Path) -> None:
    front.make(PASSPHRASE)
    begins(front, scheduler)
    elsewhere = tmp_path / FOLDER
    shutil.copytree(front.paths.data / FOLDER, elsewhere)
    for folder in (elsewhere, front.paths.data / "set-aside-2026-01-01", front.paths.data):
        with pytest.raises(NotFound):
            bring_back(front.paths, folder, today=front.clock.today())
    assert look(front.paths) is Door.NEW


def test_an_order_that_names_another_place_moves_nothing(front: Front) -> None:
    front.make(PASSPHRASE)
    front.paths.restoring.write_text('{"label": "replaced-2026-11-21", "aside": "../elsewhere"}')
    assert front.names(PASSPHRASE) == ["Ava"]
    assert not front.paths.restoring.exists()
    assert not (front.paths.data.parent / "elsewhere").exists()


def test_a_folder_that_cannot_be_written_is_told_and_nothing_moves(
    front: Front, scheduler: FakeScheduler, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("in the way")
    with pytest.raises(CannotWrite):
        begin_anew(Paths.of(in_the_way / "data"), today=front.clock.today(), scheduler=scheduler.itself)


def test_backups_stay_even_when_the_new_records_get_new_keys(
    front: Front, scheduler: FakeScheduler, clock: FakeClock
) -> None:
    front.make(PASSPHRASE)
    home = front.open(PASSPHRASE)
    backups.make_automatic(source_of(home))
    home.close()
    (old,) = backups.automatic(front.paths)
    begins(front, scheduler)
    makes(front, "Ben", OTHER)
    for _ in range(20):
        clock.stand_at(clock.now() + timedelta(days=1))
        home = front.open(OTHER)
        backups.make_automatic(source_of(home))
        home.close()
    home = front.open(OTHER)
    rekey(home, keychain=front.keychain, proof=Proof(OTHER))
    backups.renew(home)
    home.close()
    assert old.exists()
    assert len(backups.automatic(front.paths)) == 2


def test_erasing_takes_what_was_put_aside_with_its_key(
    front: Front, keychain: FakeKeychain, scheduler: FakeScheduler
) -> None:
    front.make()
    folder = begins(front, scheduler)
    (folder / "diary.txt").write_text("mine")
    assert holds_copies(front.paths)
    assert is_anything_there(front.paths)
    makes(front, "Ben")
    erased = erase(paths=front.paths, keychain=keychain, scheduler=scheduler.itself)
    assert erased.left == ()
    assert keychain.kept == {}
    assert contents(folder) == {"diary.txt": b"mine"}, "what is not ours stays"
    (folder / "diary.txt").unlink()
    erase(paths=front.paths, keychain=keychain, scheduler=scheduler.itself)
    assert list(front.paths.data.iterdir()) == []


def test_a_power_cut_at_any_step_of_beginning_again_leaves_the_old_state_or_the_new(
    tmp_path: Path, guidance: Guidance, clock: FakeClock
) -> None:
    """Cut the power before the first change of a file, then before the second, and so on through all of them."""
    template = tmp_path / "template"
    _lived_in(_front(template, guidance, clock))
    seen = set()
    for step in range(MOST_STEPS):
        front = _front(_copied(template, tmp_path / f"cut-{step}"), guidance, clock)
        work = partial(begin_anew, front.paths, today=clock.today(), scheduler=FakeScheduler().itself)
        cut = cut_off(front.paths.data.parent, step, work)
        door = look(front.paths)
        seen.add(door)
        if door is Door.NEW:
            (old,) = all_set_aside(front.paths)
            bring_back(front.paths, old.folder, today=clock.today())
        assert front.names(PASSPHRASE) == ["Ava"], f"step {step}"
        assert set(front.files()) == {"family.db", "family.db.before-2", "keys.json", "reminders.json"}, f"step {step}"
        if not cut:
            break
    assert not cut, "there were more steps than we tried"
    assert step >= 6, "hardly any cut came"
    assert seen == {Door.NEEDS_PASSPHRASE, Door.NEW}


def test_a_power_cut_at_any_step_of_bringing_back_leaves_both_sets_whole(
    tmp_path: Path, guidance: Guidance, clock: FakeClock
) -> None:
    template = tmp_path / "template"
    front = _front(template, guidance, clock)
    _lived_in(front)
    begins(front, FakeScheduler())
    makes(front, "Ben", OTHER)
    seen = set()
    for step in range(MOST_STEPS):
        front = _front(_copied(template, tmp_path / f"cut-{step}"), guidance, clock)
        work = partial(bring_back, front.paths, front.paths.data / FOLDER, today=clock.today())
        cut = cut_off(front.paths.data.parent, step, work)
        assert look(front.paths) is Door.NEEDS_PASSPHRASE
        here = _opens_with(front)
        seen.add(here)
        (other,) = all_set_aside(front.paths)
        bring_back(front.paths, other.folder, today=clock.today())
        assert {here, _opens_with(front)} == {"Ava", "Ben"}, f"step {step}"
        if not cut:
            break
    assert not cut, "there were more steps than we tried"
    assert step >= 8, "hardly any cut came"
    assert seen == {"Ava", "Ben"}


def _front(place: Path, guidance: Guidance, clock: FakeClock) -> Front:
    folder = place / "keychain"
    folder.mkdir(parents=True, exist_ok=True)
    return Front(Paths.of(place / "data"), FolderKeychain(folder), guidance, clock)


def _copied(template: Path, place: Path) -> Path:
    shutil.copytree(template, place)
    return place


def _lived_in(front: Front) -> None:
    front.make(PASSPHRASE)
    home = front.open(PASSPHRASE)
    turn_on(home, scheduler=FakeScheduler(), command=COMMAND)
    home.close()
    (front.paths.data / "family.db.before-2").write_bytes(b"an older copy")


def _opens_with(front: Front) -> str:
    try:
        (name,) = front.names(PASSPHRASE)
    except WrongPassphrase:
        (name,) = front.names(OTHER)
    return name
