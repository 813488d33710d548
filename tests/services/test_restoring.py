"""Restoring: what is said before, what is kept beside, and that what is there afterwards opens."""

from __future__ import annotations

import hashlib
import hmac
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import (
    BackupUnusable,
    NotFound,
    StoreDamaged,
    StoreNewer,
    Trouble,
    WrongPassphrase,
    WrongRecoveryCode,
)
from kitchentable.domain.pack import Guidance
from kitchentable.services import backup_files, backups, replacing, restoring
from kitchentable.services.backup_files import source, source_of
from kitchentable.services.backup_keys import Secret, SecretKind
from kitchentable.services.family import add_child, family_view
from kitchentable.services.household import Household
from kitchentable.services.opening import Door, create_household, look, open_household
from kitchentable.services.rekeying import rekey
from kitchentable.services.restoring import Asks, Offer, Replaced, Restored
from kitchentable.services.slots import Proof
from kitchentable.store import children, container, copying, keys
from kitchentable.store.connection import Store
from kitchentable.store.migrations.steps import STEPS
from kitchentable.system.files import write_atomically
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.sample_guidance import sample_guidance

PASSPHRASE = "three wet dogs"  # noqa: S105 - a sample


class Computer:
    """One computer: a folder, a keychain, and what a family does there."""

    def __init__(self, folder: Path, guidance: Guidance, clock: FakeClock) -> None:
        self.paths = Paths.of(folder)
        self.keychain = FakeKeychain()
        self.clock = clock
        self._guidance = guidance

    def begins(self, *children: str, passphrase: str | None = None) -> None:
        home = create_household(
            paths=self.paths,
            keychain=self.keychain,
            guidance=self._guidance,
            clock=self.clock,
            passphrase=passphrase,
        )
        self._add(home, *children)

    def adds(self, *children: str, passphrase: str | None = None) -> None:
        self._add(self.opens(passphrase), *children)

    def saves(self, file: Path, passphrase: str | None = None) -> Path:
        home = self.opens(passphrase)
        backups.make_file(source_of(home), file)
        home.close()
        return file

    def backs_up(self, passphrase: str | None = None) -> None:
        home = self.opens(passphrase)
        backups.make_automatic(source_of(home))
        home.close()

    def opens(self, passphrase: str | None = None) -> Household:
        return open_household(
            paths=self.paths,
            keychain=self.keychain,
            guidance=self._guidance,
            clock=self.clock,
            passphrase=passphrase,
        )

    def names(self, passphrase: str | None = None) -> list[str]:
        home = self.opens(passphrase)
        found = [card.child.name for card in family_view(home).children]
        home.close()
        return found

    def looks_at(self, file: Path, typed: str | None = None, known: bytes | None = None) -> Offer | Asks:
        secret = None if typed is None else Secret(typed)
        return restoring.look_at(self.paths, file, keychain=self.keychain, secret=secret, known=known)

    def newest(self, typed: str | None = None) -> Offer | Asks:
        return restoring.newest_good(
            self.paths, keychain=self.keychain, secret=None if typed is None else Secret(typed)
        )

    def restores(self, offer: Offer | Asks) -> Restored:
        assert isinstance(offer, Offer)
        return restoring.restore(self.paths, offer, keychain=self.keychain, today=self.clock.today())

    def files(self) -> dict[str, bytes]:
        return {one.name: one.read_bytes() for one in self.paths.data.iterdir() if one.is_file()}

    def _add(self, home: Household, *children: str) -> None:
        for name in children:
            add_child(home, name=name, born=BirthMonth(2015, 3))
        home.close()


Build = Callable[[str], Computer]


@pytest.fixture
def build(tmp_path: Path, guidance: Guidance, clock: FakeClock) -> Build:
    """Return a function that makes a computer of a name."""

    def make(name: str) -> Computer:
        return Computer(tmp_path / name, guidance, clock)

    return make


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.ktbackup"


def test_an_old_backup_comes_back_and_the_newer_records_are_kept(build: Build, file: Path) -> None:
    here = build("here")
    here.begins("Ava")
    here.saves(file)
    here.adds("Ben", "Cleo")
    offer = here.looks_at(file)
    assert isinstance(offer, Offer)
    assert (offer.holds.children, offer.replaced) == (1, Replaced.READABLE)
    assert offer.here is not None
    assert offer.here.children == 3
    assert offer.made_at == here.clock.now()
    before = here.files()
    assert here.files() == before, "looking changes nothing"
    done = here.restores(offer)
    assert here.names() == ["Ava"]
    [kept] = done.kept
    assert kept.name == "family.db.replaced-2026-11-21"
    assert kept.read_bytes() == before["family.db"]
    assert here.files()["keys.json"] == before["keys.json"]
    assert set(here.files()) == {"family.db", "keys.json", kept.name}
    assert done.by_keychain


def test_looking_changes_nothing(build: Build, file: Path) -> None:
    here = build("here")
    here.begins("Ava")
    here.saves(file)
    before = here.files()
    here.looks_at(file)
    assert here.files() == before


def test_restoring_twice_a_day_keeps_both(build: Build, file: Path) -> None:
    here = build("here")
    here.begins("Ava")
    here.saves(file)
    here.adds("Ben")
    first = here.restores(here.looks_at(file))
    here.adds("Cleo")
    second = here.restores(here.looks_at(file))
    assert [one.name for one in (*first.kept, *second.kept)] == [
        "family.db.replaced-2026-11-21",
        "family.db.replaced-2026-11-21.2",
    ]
    assert here.names() == ["Ava"]


def test_on_another_computer_with_nothing_there_the_passphrase_opens_it(build: Build, file: Path) -> None:
    build("old").begins("Ava", passphrase=PASSPHRASE)
    build("old").saves(file, PASSPHRASE)
    new = build("new")
    assert new.looks_at(file) == Asks(file, "passphrase")
    with pytest.raises(WrongPassphrase):
        new.looks_at(file, "not the one")
    assert not new.paths.data.exists(), "a wrong passphrase makes no folder"
    offer = new.looks_at(file, PASSPHRASE)
    assert isinstance(offer, Offer)
    assert (offer.replaced, offer.here) == (Replaced.NOTHING, None)
    done = new.restores(offer)
    assert (done.kept, done.by_keychain, done.typed) == ((), False, "passphrase")
    assert new.names(PASSPHRASE) == ["Ava"]


def both_ways(computer: Computer) -> None:
    """Give records both slots: the keychain and a passphrase, as a family has that chose one later."""
    ring = keys.decode(computer.paths.keys.read_bytes())
    key = computer.keychain.kept[ring.store]
    both = ring.with_slot(keys.passphrase_slot(key, ring.store, PASSPHRASE))
    write_atomically(computer.paths.keys, keys.encode(both))


def change_passphrase(computer: Computer, passphrase: str) -> None:
    ring = keys.decode(computer.paths.keys.read_bytes())
    changed = ring.with_slot(keys.passphrase_slot(ring.unseal(PASSPHRASE), ring.store, passphrase))
    write_atomically(computer.paths.keys, keys.encode(changed))


def make_code(computer: Computer) -> str:
    """Give records that open with the keychain a recovery code."""
    ring = keys.decode(computer.paths.keys.read_bytes())
    code = keys.new_code()
    slot = keys.recovery_slot(computer.keychain.kept[ring.store], ring.store, code, computer.clock.today())
    write_atomically(computer.paths.keys, keys.encode(ring.with_slot(slot)))
    return code


def test_a_recovery_code_opens_a_backup_elsewhere_and_the_keychain_there_gets_the_key(build: Build, file: Path) -> None:
    old, new = build("old"), build("new")
    old.begins("Ava")
    code = make_code(old)
    old.saves(file)
    assert new.looks_at(file) == Asks(file, "recovery code")
    with pytest.raises(WrongRecoveryCode):
        new.looks_at(file, keys.new_code())
    done = new.restores(new.looks_at(file, code))
    assert (done.by_keychain, done.typed) == (True, "recovery code")
    assert new.names() == ["Ava"]


def test_a_recovery_code_is_enough_where_there_is_no_keychain_either(build: Build, file: Path) -> None:
    old, new = build("old"), build("new")
    old.begins("Ava")
    code = make_code(old)
    old.saves(file)
    new.keychain.absent = True
    done = new.restores(new.looks_at(file, code.lower()))
    assert (done.by_keychain, done.typed) == (False, "recovery code")
    home = open_household(
        paths=new.paths, keychain=new.keychain, guidance=sample_guidance(), clock=new.clock, passphrase=None, code=code
    )
    home.close()


def test_either_secret_is_taken_where_a_ring_has_both(build: Build, file: Path) -> None:
    old, new = build("old"), build("new")
    old.begins("Ava")
    both_ways(old)
    code = make_code(old)
    old.saves(file)
    assert new.looks_at(file) == Asks(file, "passphrase or recovery code")
    for typed in (PASSPHRASE, code):
        assert isinstance(new.looks_at(file, typed), Offer)
    with pytest.raises(WrongPassphrase):
        new.looks_at(file, "not the one")
    done = new.restores(new.looks_at(file, code))
    assert (done.by_keychain, done.typed) == (False, "passphrase or recovery code")
    assert new.names(PASSPHRASE) == ["Ava"]


def test_new_keys_take_the_old_backups_away_and_make_one_that_opens(build: Build) -> None:
    here = build("here")
    here.begins("Ava")
    here.backs_up()
    home = here.opens()
    rekey(home, keychain=here.keychain, proof=Proof(), renew=backups.renew)
    home.close()
    assert len(backups.automatic(here.paths)) == 1
    damage(here)
    here.restores(here.newest())
    assert here.names() == ["Ava"]


def test_a_keychain_slot_without_its_key_is_left_out_so_that_nothing_stands_in_the_way(
    build: Build, file: Path
) -> None:
    old, new = build("old"), build("new")
    old.begins("Ava")
    both_ways(old)
    old.saves(file)
    done = new.restores(new.looks_at(file, PASSPHRASE))
    assert (done.by_keychain, done.typed) == (False, "passphrase")
    assert look(new.paths) is Door.NEEDS_PASSPHRASE
    assert new.names(PASSPHRASE) == ["Ava"]
    assert look(old.paths) is Door.OPENS_ITSELF


def test_with_the_keychain_of_the_same_computer_nothing_is_asked_and_both_ways_stay(build: Build, file: Path) -> None:
    here = build("here")
    here.begins("Ava")
    both_ways(here)
    here.saves(file)
    for name in ("family.db", "keys.json"):
        (here.paths.data / name).unlink()
    done = here.restores(here.looks_at(file))
    assert done.by_keychain
    assert here.names() == ["Ava"]
    assert here.names(PASSPHRASE) == ["Ava"]


def test_a_backup_that_only_a_keychain_opens_says_so_elsewhere(build: Build, file: Path) -> None:
    build("old").begins("Ava")
    old = build("old")
    old.keychain = FakeKeychain()
    here = build("here")
    here.begins("Ava")
    here.saves(file)
    new = build("new")
    for trouble in ("", "absent", "refusing"):
        if trouble:
            setattr(new.keychain, trouble, True)
        with pytest.raises(BackupUnusable, match="only on the computer it was made on"):
            new.looks_at(file)
        with pytest.raises(BackupUnusable, match="only on the computer"):
            new.looks_at(file, "anything at all")
    assert not new.paths.data.exists()


def test_a_passphrase_changed_since_stays_the_one_that_opens(build: Build, file: Path) -> None:
    here = build("here")
    here.begins("Ava", passphrase=PASSPHRASE)
    here.saves(file, PASSPHRASE)
    change_passphrase(here, "a newer one of mine")
    offer = here.looks_at(file, "a newer one of mine")
    here.restores(offer)
    assert here.names("a newer one of mine") == ["Ava"]


def test_who_only_remembers_the_passphrase_of_then_gets_in_with_that(build: Build, file: Path) -> None:
    here = build("here")
    here.begins("Ava", passphrase=PASSPHRASE)
    here.saves(file, PASSPHRASE)
    change_passphrase(here, "soon forgotten")
    done = here.restores(here.looks_at(file, PASSPHRASE))
    assert here.names(PASSPHRASE) == ["Ava"]
    assert [one.name for one in done.kept] == ["family.db.replaced-2026-11-21", "keys.json.replaced-2026-11-21"]


def test_other_records_are_kept_with_their_keys_and_still_open(build: Build, file: Path) -> None:
    build("old").begins("Ava", passphrase=PASSPHRASE)
    build("old").saves(file, PASSPHRASE)
    here = build("here")
    here.begins("Mine", "Own")
    before = here.files()
    offer = here.looks_at(file, PASSPHRASE)
    assert isinstance(offer, Offer)
    assert (offer.replaced, offer.here) == (Replaced.SHUT, None)
    [key] = here.keychain.kept.values()
    counted = here.looks_at(file, PASSPHRASE, known=key)
    assert isinstance(counted, Offer)
    assert counted.here is not None
    assert counted.here.children == 2
    here.restores(counted)
    assert here.names(PASSPHRASE) == ["Ava"]
    after = here.files()
    assert after["family.db.replaced-2026-11-21"] == before["family.db"]
    assert after["keys.json.replaced-2026-11-21"] == before["keys.json"]
    for name in ("family.db", "keys.json"):
        (here.paths.data / f"{name}.replaced-2026-11-21").replace(here.paths.data / name)
    assert here.names() == ["Mine", "Own"]


def test_a_file_that_changed_since_it_was_looked_at_is_not_restored(build: Build, file: Path) -> None:
    here = build("here")
    here.begins("Ava")
    here.saves(file)
    offer = here.looks_at(file)
    here.adds("Ben")
    here.saves(file)
    before = here.files()
    with pytest.raises(BackupUnusable, match="look at it again"):
        here.restores(offer)
    assert here.files() == before
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(BackupUnusable, match="damaged"):
        here.restores(offer)
    file.unlink()
    with pytest.raises(NotFound):
        here.restores(offer)
    assert here.files() == before


def test_a_backup_of_an_older_schema_is_moved_to_ours_when_it_is_opened(
    build: Build, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = build("here")
    here.begins("Ava")
    here.saves(file)
    later = (*STEPS, "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
    monkeypatch.setattr(copying, "STEPS", later)
    here.restores(here.looks_at(file))
    [key] = here.keychain.kept.values()
    moved = Store.open(here.paths.database, key, steps=later)
    assert moved.schema == len(later)
    assert [one.name for one in children.all_children(moved)] == ["Ava"]
    moved.close()


def test_records_of_a_newer_schema_are_neither_backed_up_nor_restored_here(build: Build, file: Path) -> None:
    later = (*STEPS, "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
    here = build("here")
    key = keys.new_key()
    ring = keys.keychain_ring(key)
    here.keychain.kept[ring.store] = key
    here.paths.prepare()
    Store.create(here.paths.database, key, steps=later).close()
    write_atomically(here.paths.keys, keys.encode(ring))
    made_from = source(here.paths, key, here.clock.now())
    with pytest.raises(StoreNewer):
        backups.make_file(made_from, file)
    assert not file.exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "STEPS", later)  # what that newer version saved
        backups.make_file(made_from, file)
    with pytest.raises(StoreNewer, match="newer Kitchen Table"):
        here.looks_at(file)


# --- damage found at opening


def damage(computer: Computer) -> bytes:
    data = bytearray(computer.paths.database.read_bytes())
    data[4096 * 3 + 100] ^= 255
    computer.paths.database.write_bytes(data)
    with pytest.raises(StoreDamaged):
        computer.opens()
    return bytes(data)


def test_the_newest_good_backup_is_found_by_opening_it_and_the_damaged_file_is_kept(build: Build) -> None:
    here = build("here")
    here.begins("Ava")
    here.backs_up()
    here.clock.move(timedelta(days=1))
    here.adds("Ben")
    here.backs_up()
    here.clock.move(timedelta(days=1))
    here.adds("Cleo")
    here.backs_up()
    newest, second, _ = backups.automatic(here.paths)
    whole = bytearray(newest.read_bytes())
    whole[len(whole) // 2] ^= 1
    newest.write_bytes(whole)
    broken = damage(here)
    offer = here.newest()
    assert isinstance(offer, Offer)
    assert (offer.file, offer.holds.children, offer.keys_only) == (second, 2, False)
    assert offer.replaced is Replaced.DAMAGED
    done = here.restores(offer)
    assert here.names() == ["Ava", "Ben"]
    [kept] = done.kept
    assert kept.name == "family.db.damaged-2026-11-23"
    assert kept.read_bytes() == broken
    assert newest.read_bytes() == bytes(whole), "a damaged backup is left as it is too"


def test_a_journal_goes_with_the_database_it_belongs_to(build: Build) -> None:
    """Left behind, it would be rolled back into the restored file and damage that."""
    here = build("here")
    here.begins("Ava")
    here.backs_up()
    damage(here)
    offer = here.newest()
    journal = here.paths.data / "family.db-journal"
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(5000))
    here.restores(offer)
    assert not journal.exists()
    assert (here.paths.data / "family.db.damaged-2026-11-21-journal").exists()
    assert here.names() == ["Ava"]


def test_a_passphrase_typed_before_the_damage_was_found_is_used(build: Build) -> None:
    here = build("here")
    here.begins("Ava", passphrase=PASSPHRASE)
    here.backs_up(PASSPHRASE)
    data = here.paths.database.read_bytes()
    here.paths.database.write_bytes(data[:5000])
    asks = here.newest()
    assert isinstance(asks, Asks)
    assert asks.words == "passphrase"
    with pytest.raises(WrongPassphrase):
        here.newest("not the one")
    here.restores(here.newest(PASSPHRASE))
    assert here.names(PASSPHRASE) == ["Ava"]


@pytest.mark.parametrize("gone", [True, False])
def test_damaged_or_lost_keys_are_put_back_and_no_word_is_lost(build: Build, *, gone: bool) -> None:
    here = build("here")
    here.begins("Ava")
    here.backs_up()
    here.adds("Ben")
    database = here.paths.database.read_bytes()
    if gone:
        here.paths.keys.unlink()
    else:
        here.paths.keys.write_bytes(b"not keys")
    offer = here.newest()
    assert isinstance(offer, Offer)
    assert offer.keys_only
    here.restores(offer)
    assert here.paths.database.read_bytes() == database
    assert here.names() == ["Ava", "Ben"]
    assert (here.paths.data / "keys.json.damaged-2026-11-21").exists() is not gone


def test_lost_records_come_back_under_the_keys_that_are_there(build: Build) -> None:
    here = build("here")
    here.begins("Ava")
    here.backs_up()
    here.paths.database.unlink()
    assert here.restores(here.newest()).kept == ()
    assert here.names() == ["Ava"]


def test_everything_gone_but_the_backups_comes_back(build: Build) -> None:
    here = build("here")
    here.begins("Ava")
    here.backs_up()
    here.paths.database.unlink()
    here.paths.keys.unlink()
    here.restores(here.newest())
    assert here.names() == ["Ava"]


def test_backups_of_other_records_are_not_offered_for_these(build: Build) -> None:
    other, here = build("other"), build("here")
    other.begins("Theirs")
    other.backs_up()
    here.begins("Ava")
    here.keychain.kept.update(other.keychain.kept)
    here.paths.backups.mkdir()
    [theirs] = backups.automatic(other.paths)
    (here.paths.backups / theirs.name).write_bytes(theirs.read_bytes())
    damage(here)
    with pytest.raises(NotFound, match="no backup here that opens"):
        here.newest()


def test_no_backup_at_all_says_so(build: Build) -> None:
    here = build("here")
    here.begins("Ava")
    damage(here)
    with pytest.raises(NotFound, match="no backup here that opens"):
        here.newest()


def test_a_restore_begun_by_a_program_that_was_killed_is_finished_at_the_next_look(build: Build, file: Path) -> None:
    here = build("here")
    here.begins("Ava")
    here.saves(file)
    here.adds("Ben")
    fresh = build("fresh")
    fresh.keychain = here.keychain
    fresh.restores(fresh.looks_at(file))
    replacing.draft_of(here.paths.database).write_bytes(fresh.paths.database.read_bytes())
    here.paths.restoring.write_bytes(b"half a wor")  # that it is there is what counts
    assert look(here.paths) is Door.OPENS_ITSELF
    assert here.names() == ["Ava"]
    assert set(here.files()) == {"family.db", "keys.json", "family.db.replaced"}


def test_new_files_that_never_counted_are_no_restore(build: Build, file: Path) -> None:
    here = build("here")
    here.begins("Ava")
    here.saves(file)
    replacing.draft_of(here.paths.database).write_bytes(b"half")
    assert here.names() == ["Ava"]
    here.restores(here.looks_at(file))
    assert set(here.files()) == {"family.db", "keys.json", "family.db.replaced-2026-11-21"}


def test_a_secret_is_taken_for_what_it_was_said_to_be(build: Build, file: Path) -> None:
    build("old").begins("Ava", passphrase=PASSPHRASE)
    build("old").saves(file, PASSPHRASE)
    new = build("new")
    secret = Secret(PASSPHRASE, SecretKind.PASSPHRASE)
    assert PASSPHRASE not in repr(secret)
    offer = restoring.look_at(new.paths, file, keychain=new.keychain, secret=secret)
    assert isinstance(offer, Offer)
    assert str(offer.unlocked.key) not in repr(offer)


# --- files that were damaged, or made to deceive


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Return a real backup and its key."""
    here = Computer(tmp_path_factory.mktemp("sound") / "here", sample_guidance(), FakeClock())
    here.begins("Ava", "Ben", passphrase=PASSPHRASE)
    file = here.saves(here.paths.data / "a.ktbackup", PASSPHRASE)
    home = here.opens(PASSPHRASE)
    key = home.store.key
    home.close()
    return file.read_bytes(), key


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.integers(0, 5000), mended=st.booleans())
def test_a_damaged_backup_is_refused_even_where_its_sum_and_seal_were_made_right_again(
    tmp_path_factory: pytest.TempPathFactory,
    sound: tuple[bytes, bytes],
    where: float,
    bit: int,
    cut: int,
    *,
    mended: bool,
) -> None:
    """One byte is changed, or some are taken out; whoever did it may even have had the key."""
    whole, key = sound
    body = bytearray(whole[:-64])
    place = int(where * len(body))
    if cut:
        del body[place : place + cut]
    else:
        body[place] ^= 1 << bit
    told = hashlib.sha256(body).digest()
    tail = told + hmac.digest(key, b"kitchentable backup seal 1 " + told, "sha256") if mended else whole[-64:]
    folder = tmp_path_factory.mktemp("damaged")
    file = folder / "a.ktbackup"
    file.write_bytes(bytes(body) + tail)
    paths = Paths.of(folder / "new")
    try:
        found = restoring.look_at(paths, file, keychain=FakeKeychain(), secret=None, known=key)
    except Trouble as trouble:
        assert "\n" not in trouble.message  # noqa: PT017 - a change of the head that says the same is no damage
    else:
        assert mended
        assert isinstance(found, Offer)
        assert found.holds.children == 2
        assert place < 400, "a change beyond the head was not seen"
    if paths.data.exists():
        assert list(paths.data.iterdir()) == []


def test_the_keys_of_one_family_in_the_backup_of_another_open_nothing(build: Build, tmp_path: Path) -> None:
    one, other = build("one"), build("other")
    one.begins("Ava", passphrase=PASSPHRASE)
    other.begins("Ben", passphrase=PASSPHRASE)
    first, second = one.saves(tmp_path / "1.ktbackup", PASSPHRASE), other.saves(tmp_path / "2.ktbackup", PASSPHRASE)
    ring = backup_files.read(second).keys
    key = keys.decode(ring).unseal(PASSPHRASE)
    found = backup_files.read(first)
    database = first.read_bytes()[found.begins :][: found.head.database]
    swapped = tmp_path / "swapped.ktbackup"
    head = msgspec.structs.replace(found.head, keys=len(ring), store=keys.decode(ring).store)
    with swapped.open("wb") as out:
        container.write(out, head, ring, io.BytesIO(database), key)
    new = build("new")
    with pytest.raises(BackupUnusable, match="does not hold sound records"):
        new.looks_at(swapped, PASSPHRASE)
    assert list(new.paths.data.iterdir()) == []
