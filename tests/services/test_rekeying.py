"""New keys: everything is there under them, the old ones open nothing, and a power cut at any step loses nothing."""

from __future__ import annotations

import shutil
import stat
import sys
from functools import partial
from pathlib import Path

import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import (
    BadInput,
    CannotWrite,
    KeychainRefused,
    StoreDamaged,
    WrongPassphrase,
    WrongRecoveryCode,
)
from kitchentable.domain.pack import Guidance
from kitchentable.services.family import add_child
from kitchentable.services.household import Household
from kitchentable.services.opening import read_ring
from kitchentable.services.rekeying import rekey
from kitchentable.services.slots import Proof, open_by_itself, set_passphrase, tidy, ways_in
from kitchentable.store.connection import Store
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.folder_keychain import FolderKeychain
from tests.fakes.keychain import FakeKeychain
from tests.services.front import PASSPHRASE, Front
from tests.services.power_cut import cut_off

OTHER = "not the one"
MOST_STEPS = 60
WAYS: dict[str, tuple[str | None, ...]] = {"keychain": (None,), "passphrase": (PASSPHRASE,), "both": (None, PASSPHRASE)}


@pytest.fixture
def front(paths: Paths, keychain: FakeKeychain, guidance: Guidance, clock: FakeClock) -> Front:
    return Front(paths, keychain, guidance, clock)


def rekeyed(front: Front, proof: Proof) -> None:
    home = front.open(proof.passphrase)
    rekey(home, keychain=front.keychain, proof=proof)
    home.close()


def store_id(front: Front) -> str:
    ring = read_ring(front.paths)
    assert ring is not None
    return ring.store


def test_the_records_are_whole_under_new_keys_and_the_old_open_nothing(front: Front, keychain: FakeKeychain) -> None:
    front.make()
    before, [(account, key)] = store_id(front), keychain.kept.items()
    old = shutil.copy(front.paths.database, front.paths.data.parent / "old.db")
    rekeyed(front, Proof())
    assert store_id(front) != before
    assert front.names() == ["Ava"]
    assert account not in keychain.kept
    assert list(keychain.kept) == [store_id(front)]
    with pytest.raises(StoreDamaged):
        Store.open(front.paths.database, key)
    Store.open(Path(old), key).close()  # the key was right: it is the records that moved away from it
    assert set(front.files()) == {"family.db", "keys.json"}
    assert stat.S_IMODE(front.paths.database.stat().st_mode) == 0o600


def test_the_open_window_goes_on_with_the_new_keys(front: Front, keychain: FakeKeychain) -> None:
    front.make()
    home = front.open()
    rekey(home, keychain=keychain, proof=Proof())
    add_child(home, name="Ben", born=BirthMonth(2018, 4))
    home.close()
    assert front.names() == ["Ava", "Ben"]


def test_a_passphrase_opens_the_new_keys_too(front: Front, keychain: FakeKeychain) -> None:
    front.make(PASSPHRASE)
    rekeyed(front, Proof(passphrase=PASSPHRASE))
    assert front.names(PASSPHRASE) == ["Ava"]
    assert keychain.kept == {}
    open_by_itself(front.paths, keychain, proof=Proof(passphrase=PASSPHRASE))
    rekeyed(front, Proof(passphrase=PASSPHRASE))
    assert front.names(PASSPHRASE) == ["Ava"]
    assert front.names() == ["Ava"]


def test_the_recovery_code_of_the_old_keys_opens_nothing(front: Front) -> None:
    front.make()
    code = front.new_code(Proof())
    rekeyed(front, Proof())
    found = ways_in(front.paths)
    assert found is not None
    assert found.recovery is None
    with pytest.raises(WrongRecoveryCode):
        front.open(code=code)


def test_without_the_passphrase_nothing_changes(front: Front, keychain: FakeKeychain) -> None:
    front.make(PASSPHRASE)
    code = front.new_code(Proof(passphrase=PASSPHRASE))
    before = front.files()
    home = front.open(PASSPHRASE)
    for proof in (Proof(), Proof(OTHER), Proof(code=code), Proof(OTHER, code)):
        with pytest.raises((BadInput, WrongPassphrase)):
            rekey(home, keychain=keychain, proof=proof)
    home.close()
    assert front.files() == before


def test_copies_that_only_the_old_key_opens_go(front: Front, keychain: FakeKeychain) -> None:
    front.make()
    copy = front.paths.data / "family.db.before-2"
    shutil.copy(front.paths.database, copy)
    home = front.open()
    renewed: list[Household] = []
    rekey(home, keychain=keychain, proof=Proof(), renew=renewed.append)
    assert renewed == [home]
    assert not copy.exists()
    home.close()


def test_a_keychain_that_refuses_the_new_key_leaves_the_old_ones(front: Front) -> None:
    class Full(FakeKeychain):
        full = False

        def set(self, account: str, secret: bytes) -> None:
            """Take no more."""
            if self.full:
                raise KeychainRefused("The keychain would not open.")
            super().set(account, secret)

    front.keychain = keychain = Full()
    front.make()
    kept = dict(keychain.kept)
    keychain.full = True
    home = front.open()
    with pytest.raises(KeychainRefused):
        rekey(home, keychain=keychain, proof=Proof())
    add_child(home, name="Ben", born=BirthMonth(2018, 4))
    home.close()
    assert keychain.kept == kept
    assert front.names() == ["Ava", "Ben"]
    assert set(front.files()) == {"family.db", "keys.json"}


def test_keys_that_cannot_be_written_leave_the_old_ones(front: Front, keychain: FakeKeychain) -> None:
    front.make(PASSPHRASE)
    home = front.open(PASSPHRASE)
    ring = front.paths.keys.read_bytes()

    def in_the_way(event: str, arguments: tuple[object, ...]) -> None:
        if armed and event == "os.rename" and str(arguments[1]) == str(front.paths.keys):
            raise OSError(28, "No space left on device")

    armed = [True]
    sys.addaudithook(in_the_way)  # stays for the process, and does nothing once it is not armed
    try:
        with pytest.raises(CannotWrite, match="full"):
            rekey(home, keychain=keychain, proof=Proof(passphrase=PASSPHRASE))
    finally:
        armed.clear()
    home.close()
    assert front.paths.keys.read_bytes() == ring
    assert set(front.files()) == {"family.db", "keys.json"}
    assert front.names(PASSPHRASE) == ["Ava"]


def test_a_half_written_copy_is_cleared_away(front: Front) -> None:
    front.make()
    for name in ("family.db.rekeyed-" + "ab" * 16, "family.db.rekeyed-" + "cd" * 16 + "-journal"):
        (front.paths.data / name).write_bytes(front.paths.database.read_bytes()[:5000])
    assert front.names() == ["Ava"]
    assert set(front.files()) == {"family.db", "keys.json"}


def test_a_copy_that_counts_but_is_damaged_is_left_for_who_can_mend_it(front: Front) -> None:
    front.make()
    copy = front.paths.data / f"family.db.rekeyed-{store_id(front)}"
    copy.write_bytes(b"\x01" * 8192)
    before = front.files()
    with pytest.raises(StoreDamaged):
        front.open()
    assert front.files() == before


@pytest.mark.parametrize("ways", WAYS)
def test_a_power_cut_at_any_step_leaves_one_whole_set(
    ways: str, tmp_path: Path, guidance: Guidance, clock: FakeClock
) -> None:
    """Cut the power before the first change of a file, then before the second, and so on through all of them."""
    template, passphrase = tmp_path / "template", None if ways == "keychain" else PASSPHRASE
    _furnish(Front(Paths.of(template / "data"), _keychain(template), guidance, clock), ways)
    stores = set()
    for step in range(MOST_STEPS):
        place = tmp_path / f"cut-{step}"
        shutil.copytree(template, place)
        front = Front(Paths.of(place / "data"), _keychain(place), guidance, clock)
        cut = cut_off(place, step, partial(rekeyed, front, Proof(passphrase=passphrase)))
        stores.add(store_id(front))
        for way in WAYS[ways]:
            assert front.names(way) == ["Ava"], f"step {step}"
        tidy(front.paths, front.keychain)
        assert set(front.files()) == {"family.db", "keys.json"}, f"step {step}"
        kept = {one.name for one in _keychain(place).folder.iterdir()}
        assert kept == (set() if ways == "passphrase" else {store_id(front)}), f"step {step}"
        if not cut:
            break
    assert not cut, "there were more steps than we tried"
    assert step >= 8, "hardly any cut came"
    assert len(stores) > 2, "the cuts came on one side of the change only"


def _furnish(front: Front, ways: str) -> None:
    front.make(PASSPHRASE if ways == "passphrase" else None)
    if ways == "both":
        set_passphrase(front.paths, front.keychain, proof=Proof(), passphrase=PASSPHRASE, ask=False)


def _keychain(place: Path) -> FolderKeychain:
    folder = place / "keychain"
    folder.mkdir(parents=True, exist_ok=True)
    return FolderKeychain(folder)
