"""Two that work on one folder at once, and what others left there: nothing half done, nothing taken for another's."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import CannotWrite, KeychainRefused, StoreLocked
from kitchentable.domain.pack import Guidance
from kitchentable.services import backups, replacing, restoring, superseded
from kitchentable.services.backup_files import head_of, ring_here, source_of
from kitchentable.services.family import add_child, family_view
from kitchentable.services.household import Household
from kitchentable.services.opening import create_household, look, open_household
from kitchentable.services.rekeying import rekey
from kitchentable.services.restoring import Offer
from kitchentable.services.slots import Proof
from kitchentable.store.connection import connect
from kitchentable.store.exchange import write_copy
from kitchentable.store.keys import new_key
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain

Opener = Callable[..., Household]


@pytest.fixture
def opened(paths: Paths, keychain: FakeKeychain, guidance: Guidance, clock: FakeClock) -> Opener:
    """Return what opens the records, alone or not."""

    def make(*, alone: bool = True) -> Household:
        return open_household(
            paths=paths, keychain=keychain, guidance=guidance, clock=clock, passphrase=None, alone=alone
        )

    return make


def names(home: Household) -> list[str]:
    return [one.child.name for one in family_view(home).children]


def test_reading_beside_the_window_clears_away_nothing_of_its(household: Household, opened: Opener) -> None:
    add_child(household, name="Ava", born=BirthMonth(2015, 3))
    copy = write_copy(household.store, "f" * 32, new_key())
    drafts = [replacing.draft_of(household.paths.database), household.paths.data / ".family.db.proving.x.tmp"]
    for one in drafts:
        one.write_bytes(b"being made")
    with closing(opened(alone=False)) as beside:
        assert names(beside) == ["Ava"]
    assert copy.exists()
    assert all(one.exists() for one in drafts)


def test_reading_waits_while_records_are_restored(household: Household, opened: Opener) -> None:
    household.paths.restoring.write_bytes(b'{"label":"replaced-2026-11-21"}\n')
    fresh = replacing.draft_of(household.paths.database)
    fresh.write_bytes(b"the other program's")
    with pytest.raises(StoreLocked, match="being restored"):
        opened(alone=False)
    with pytest.raises(StoreLocked, match="being restored"):
        look(household.paths, alone=False)
    assert fresh.exists()
    household.paths.restoring.unlink()


def test_reading_waits_while_new_keys_take_over(household: Household, keychain: FakeKeychain, opened: Opener) -> None:
    [store] = keychain.kept
    write_copy(household.store, store, household.store.key)
    with pytest.raises(StoreLocked, match="in a moment"):
        opened(alone=False)


def test_a_backup_begun_under_the_old_keys_is_not_made(household: Household, keychain: FakeKeychain) -> None:
    made_from = backups.due(household)
    assert made_from is not None
    rekey(household, keychain=keychain, proof=Proof(), renew=backups.renew)
    [fresh] = backups.automatic(household.paths)
    backups.make_automatic(made_from)
    assert backups.automatic(household.paths) == (fresh,)
    with pytest.raises(StoreLocked, match="new keys while they were being backed up"):
        backups.make_file(made_from, household.paths.data.parent / "saved.ktbackup")
    assert not (household.paths.data.parent / "saved.ktbackup").exists()


@pytest.fixture
def offer(household: Household, keychain: FakeKeychain, tmp_path: Path) -> Offer:
    """Return a backup of the records, looked at; they are closed."""
    add_child(household, name="Ava", born=BirthMonth(2015, 3))
    backups.make_file(source_of(household), tmp_path / "saved.ktbackup")
    add_child(household, name="Ben", born=BirthMonth(2018, 4))
    household.close()
    found = restoring.look_at(household.paths, tmp_path / "saved.ktbackup", keychain=keychain)
    assert isinstance(found, Offer)
    return found


def test_a_restore_whose_new_files_went_away_replaces_nothing(offer: Offer, paths: Paths, opened: Opener) -> None:
    replacing.draft_of(paths.keys).write_bytes(paths.keys.read_bytes())
    with pytest.raises(CannotWrite, match="nothing was replaced"):
        replacing.replace(paths, made=(paths.database, paths.keys), why=replacing.REPLACED, day=offer.made_at.date())
    assert not replacing.is_pending(paths)
    with closing(opened()) as home:
        assert names(home) == ["Ava", "Ben"]


def test_what_another_program_left_beside_the_old_records_does_not_meet_the_new(
    offer: Offer, paths: Paths, keychain: FakeKeychain, opened: Opener
) -> None:
    """Any SQLCipher 4 may write to the records; in its WAL mode a part of them is in a file beside, until it closes."""
    aside = paths.data.parent / "aside"
    aside.mkdir()
    key = next(iter(keychain.kept.values()))
    with closing(connect(paths.database, key)) as other:
        other.execute("PRAGMA journal_mode = WAL").fetchall()
        other.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        other.execute("UPDATE child SET name = 'Changed elsewhere'")
        for tail in ("", "-wal"):
            shutil.copyfile(f"{paths.database}{tail}", aside / f"family.db{tail}")
    for tail in ("", "-wal"):
        shutil.copyfile(aside / f"family.db{tail}", f"{paths.database}{tail}")
    kept = restoring.restore(paths, offer, keychain=keychain, today=offer.made_at.date()).kept
    with closing(opened()) as home:
        assert names(home) == ["Ava"]
    [old] = [one for one in kept if one.name.startswith("family.db")]
    assert old.with_name(old.name + "-wal").read_bytes() == (aside / "family.db-wal").read_bytes()


def test_a_journal_of_records_that_are_gone_does_not_meet_new_ones(
    paths: Paths, keychain: FakeKeychain, guidance: Guidance, clock: FakeClock
) -> None:
    with (
        closing(
            create_household(paths=paths, keychain=keychain, guidance=guidance, clock=clock, passphrase=None)
        ) as home,
        home.store.transaction(),
    ):
        home.store.write("PRAGMA cache_size = 1")
        for number in range(200):
            home.store.write("INSERT INTO preference VALUES (?, ?)", (str(number), "x" * 500))
        journal = paths.database.with_name("family.db-journal").read_bytes()
    for one in (paths.database, paths.keys):
        one.unlink()
    paths.database.with_name("family.db-journal").write_bytes(journal)
    home = create_household(paths=paths, keychain=keychain, guidance=guidance, clock=clock, passphrase=None)
    with closing(home):
        add_child(home, name="Ava", born=BirthMonth(2015, 3))
        assert names(home) == ["Ava"]
    assert paths.data.joinpath("family.db.gone-journal").read_bytes() == journal


def cut_short(*_: object) -> None:
    raise KeyboardInterrupt


def test_backups_that_old_keys_open_go_although_making_new_keys_was_cut_short(
    household: Household, keychain: FakeKeychain
) -> None:
    backups.make_automatic(source_of(household))
    [old] = backups.automatic(household.paths)
    with pytest.raises(KeyboardInterrupt):
        rekey(household, keychain=keychain, proof=Proof(), renew=cut_short)
    assert old.exists()
    due = backups.due(household)
    assert due is not None, "there is one from today, but the old keys open it"
    backups.make_automatic(due)
    [fresh] = backups.automatic(household.paths)
    assert head_of(fresh).store == ring_here(household.paths).store
    assert not household.paths.renewing.exists()
    assert backups.due(household) is None


def test_a_fresh_backup_takes_none_of_other_records_along(
    household: Household, keychain: FakeKeychain, guidance: Guidance, clock: FakeClock, tmp_path: Path
) -> None:
    with closing(
        create_household(
            paths=Paths.of(tmp_path / "others"), keychain=keychain, guidance=guidance, clock=clock, passphrase=None
        )
    ) as others:
        backups.make_automatic(source_of(others))
        [theirs] = backups.automatic(others.paths)
    backups.make_automatic(source_of(household))
    shutil.copyfile(theirs, household.paths.backups / "family-2026-11-21-0007.ktbackup")
    with pytest.raises(KeyboardInterrupt):
        rekey(household, keychain=keychain, proof=Proof(), renew=cut_short)
    backups.make_automatic(source_of(household))
    assert "family-2026-11-21-0007.ktbackup" in {one.name for one in backups.automatic(household.paths)}


class _TakesNoMore(FakeKeychain):
    """A keychain that gives what it has and takes nothing new."""

    def set(self, account: str, secret: bytes) -> None:
        """Refuse."""
        raise KeychainRefused(f"no room for {len(secret)} bytes of {account[:1]}")


def test_keys_that_were_not_replaced_after_all_keep_their_backups(household: Household, keychain: FakeKeychain) -> None:
    backups.make_automatic(source_of(household))
    before = backups.automatic(household.paths)
    stubborn = _TakesNoMore()
    stubborn.kept = keychain.kept
    with pytest.raises(KeychainRefused):
        rekey(household, keychain=stubborn, proof=Proof())
    assert not household.paths.renewing.exists()
    superseded.note(household.paths, ring_here(household.paths).store)
    backups.make_automatic(source_of(household))
    assert set(before) <= set(backups.automatic(household.paths))
