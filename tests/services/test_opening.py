"""Making and opening the records: every way it can go wrong has its own sentence, and nothing is written over."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import (
    BadInput,
    CannotWrite,
    KeychainRefused,
    KeychainUnavailable,
    StoreDamaged,
    StoreNewer,
    Trouble,
    WrongPassphrase,
)
from kitchentable.domain.pack import Guidance
from kitchentable.services.family import add_child, family_view
from kitchentable.services.household import Household
from kitchentable.services.opening import Door, create_household, look, open_household, takes_passphrase
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain

PASSPHRASE = "three wet dogs"  # noqa: S105 - a sample


class Front:
    """The way in, with everything it needs; ``made`` fills one child in."""

    def __init__(self, paths: Paths, keychain: FakeKeychain, guidance: Guidance, clock: FakeClock) -> None:
        self.paths = paths
        self.keychain = keychain
        self._guidance = guidance
        self._clock = clock

    def create(self, passphrase: str | None = None) -> Household:
        return create_household(
            paths=self.paths,
            keychain=self.keychain,
            guidance=self._guidance,
            clock=self._clock,
            passphrase=passphrase,
        )

    def open(self, passphrase: str | None = None) -> Household:
        return open_household(
            paths=self.paths,
            keychain=self.keychain,
            guidance=self._guidance,
            clock=self._clock,
            passphrase=passphrase,
        )

    def made(self, passphrase: str | None = None) -> None:
        home = self.create(passphrase)
        add_child(home, name="Ava", born=BirthMonth(2015, 3))
        home.close()

    def names(self, passphrase: str | None = None) -> list[str]:
        home = self.open(passphrase)
        found = [card.child.name for card in family_view(home).children]
        home.close()
        return found

    def files(self) -> dict[str, bytes]:
        return {one.name: one.read_bytes() for one in self.paths.data.iterdir()}


@pytest.fixture
def front(paths: Paths, keychain: FakeKeychain, guidance: Guidance, clock: FakeClock) -> Front:
    return Front(paths, keychain, guidance, clock)


def refused(front: Front, kind: type[Trouble], words: str, passphrase: str | None = None) -> None:
    """Check that opening raises this trouble and leaves every file as it was."""
    before = front.files()
    with pytest.raises(kind, match=words):
        front.open(passphrase)
    assert front.files() == before


def test_nothing_there_yet_is_new_and_looking_makes_nothing(front: Front) -> None:
    assert look(front.paths) is Door.NEW
    assert not takes_passphrase(front.paths)
    assert not front.paths.data.exists()


def test_the_keychain_opens_the_records(front: Front) -> None:
    front.made()
    assert look(front.paths) is Door.OPENS_ITSELF
    assert front.names() == ["Ava"]
    [(account, key)] = front.keychain.kept.items()
    assert len(key) == 32
    files = front.files()
    assert set(files) == {"family.db", "keys.json"}
    assert key not in files["keys.json"]
    assert key.hex().encode() not in files["keys.json"]
    assert account.encode() in files["keys.json"]


def test_the_files_are_this_users_alone(front: Front) -> None:
    front.made()
    assert stat.S_IMODE(front.paths.data.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in front.paths.data.iterdir()} == {0o600}


def test_a_passphrase_opens_the_records_and_the_keychain_is_not_asked(front: Front) -> None:
    front.keychain.absent = True
    front.made(PASSPHRASE)
    assert look(front.paths) is Door.NEEDS_PASSPHRASE
    assert takes_passphrase(front.paths)
    assert front.names(PASSPHRASE) == ["Ava"]
    assert front.keychain.kept == {}


def test_a_wrong_passphrase_is_told_from_damage(front: Front) -> None:
    front.made(PASSPHRASE)
    refused(front, WrongPassphrase, "not the passphrase", "three dry dogs")
    assert front.names(PASSPHRASE) == ["Ava"]


def test_a_damaged_database_is_told_from_a_wrong_passphrase(front: Front) -> None:
    front.made(PASSPHRASE)
    data = bytearray(front.paths.database.read_bytes())
    data[20] ^= 1
    front.paths.database.write_bytes(data)
    refused(front, StoreDamaged, "file with your records is damaged", PASSPHRASE)


def test_a_damaged_file_of_keys_is_told_from_a_wrong_passphrase(front: Front) -> None:
    front.made(PASSPHRASE)
    front.paths.keys.write_bytes(front.paths.keys.read_bytes().replace(b'"salt":"', b'"salt":"A'))
    refused(front, StoreDamaged, "keys.json beside your records is damaged", PASSPHRASE)
    with pytest.raises(StoreDamaged):
        look(front.paths)


def test_a_missing_file_of_keys_says_so(front: Front) -> None:
    front.made()
    front.paths.keys.unlink()
    refused(front, StoreDamaged, "keys.json that belongs to your records is missing")
    with pytest.raises(StoreDamaged):
        look(front.paths)
    with pytest.raises(CannotWrite, match="already"):
        front.create()


def test_missing_records_say_so_and_are_not_made_anew(front: Front) -> None:
    front.made()
    front.paths.database.unlink()
    refused(front, StoreDamaged, "family.db with your records is missing")
    with pytest.raises(CannotWrite, match="already"):
        front.create()
    assert set(front.files()) == {"keys.json"}


def test_the_keys_of_other_records_do_not_fit(front: Front, tmp_path: Path, guidance: Guidance) -> None:
    other = Front(Paths.of(tmp_path / "other"), front.keychain, guidance, FakeClock())
    front.made()
    other.made()
    front.paths.keys.write_bytes(other.paths.keys.read_bytes())
    refused(front, StoreDamaged, "file with your records is damaged")


def test_a_newer_file_of_keys_says_so(front: Front) -> None:
    import hashlib  # noqa: PLC0415 - for this one case

    front.made()
    body = b'{"format":99,"something":"else"}'
    front.paths.keys.write_bytes(
        b'{"sha256":"' + hashlib.sha256(body).hexdigest().encode() + b'","keys":' + body + b"}"
    )
    refused(front, StoreNewer, "newest version")


def test_no_keychain_makes_nothing_and_no_weaker_place_is_used(front: Front) -> None:
    front.keychain.absent = True
    with pytest.raises(KeychainUnavailable):
        front.create()
    assert front.files() == {}
    front.made(PASSPHRASE)
    assert front.names(PASSPHRASE) == ["Ava"]


def test_a_keychain_that_refuses_makes_nothing(front: Front) -> None:
    front.keychain.refusing = True
    with pytest.raises(KeychainRefused):
        front.create()
    assert front.files() == {}


def test_a_keychain_that_forgets_makes_nothing(front: Front) -> None:
    class Forgetful(FakeKeychain):
        def set(self, account: str, secret: bytes) -> None:
            """Say yes and keep nothing."""

    front.keychain = Forgetful()
    with pytest.raises(KeychainRefused, match="did not keep"):
        front.create()
    assert front.files() == {}


def test_a_keychain_that_lost_the_key_says_so(front: Front) -> None:
    front.made()
    kept = dict(front.keychain.kept)
    front.keychain.kept.clear()
    refused(front, KeychainRefused, "no longer holds the key")
    assert not takes_passphrase(front.paths)
    front.keychain.kept.update(kept)
    assert front.names() == ["Ava"]


@pytest.mark.parametrize("other", [b"", b"short", bytes(32)])
def test_a_keychain_with_another_key_says_so_and_does_not_blame_the_records(front: Front, other: bytes) -> None:
    front.made()
    front.keychain.kept = dict.fromkeys(front.keychain.kept, other)
    refused(front, KeychainRefused, "does not fit")


def test_a_keychain_that_is_gone_or_refuses_says_what_helps_where_there_is_no_passphrase(front: Front) -> None:
    front.made()
    front.keychain.absent = True
    refused(front, KeychainUnavailable, "^(?!.*passphrase).*is not running")
    front.keychain.absent, front.keychain.refusing = False, True
    refused(front, KeychainRefused, "^(?!.*passphrase).*would not open")


def test_a_passphrase_for_records_that_have_none_is_explained(front: Front) -> None:
    front.made()
    refused(front, WrongPassphrase, "never given a passphrase", PASSPHRASE)


def test_a_short_passphrase_makes_nothing(front: Front) -> None:
    with pytest.raises(BadInput):
        front.create("short")
    assert front.files() == {}


def test_records_are_never_made_over_others(front: Front) -> None:
    front.made()
    before = front.files()
    with pytest.raises(CannotWrite, match="already"):
        front.create()
    with pytest.raises(CannotWrite, match="already"):
        front.create(PASSPHRASE)
    assert front.files() == before


def test_a_crash_before_the_keys_were_written_is_a_fresh_start(front: Front) -> None:
    front.made()
    front.paths.keys.unlink()
    front.paths.database.rename(front.paths.data / "family.db.new")
    assert look(front.paths) is Door.NEW
    front.made()
    assert front.names() == ["Ava"]


def test_a_crash_before_the_database_had_its_name_is_finished_at_the_next_start(front: Front) -> None:
    front.made()
    front.paths.database.rename(front.paths.data / "family.db.new")
    assert look(front.paths) is Door.OPENS_ITSELF
    assert front.names() == ["Ava"]
    assert set(front.files()) == {"family.db", "keys.json"}


def test_a_data_folder_that_is_a_file_is_explained(front: Front) -> None:
    front.paths.data.write_text("in the way")
    with pytest.raises(CannotWrite):
        front.create()
    assert front.paths.data.read_text() == "in the way"
