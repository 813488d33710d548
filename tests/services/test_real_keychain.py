"""Opening with a real gnome-keyring: absent, locked, slow, emptied, changed or another one between two starts."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import secretstorage

from kitchentable.domain.errors import KeychainRefused, KeychainUnavailable
from kitchentable.domain.pack import Guidance
from kitchentable.services.rekeying import rekey
from kitchentable.services.slots import Proof, ask_for_passphrase, open_by_itself, set_passphrase, tidy, ways_in
from kitchentable.system.keychain import SystemKeychain
from kitchentable.system.paths import Paths
from kitchentable.system.secret_service import default_collection
from tests.fakes.clock import FakeClock
from tests.real.daemons import gnome_keyring, session_bus
from tests.services.front import PASSPHRASE, Front

pytestmark = pytest.mark.real_keyring
KNOWN = Proof(passphrase=PASSPHRASE)


@dataclass
class World:
    """A family's records and the keyring of their computer, which can be ended and begun again."""

    front: Front
    folder: Path
    address: str
    keyring: ExitStack
    pid: int = 0

    def begin(self, home: str = "") -> None:
        """Begin the keyring, with the home it had or another."""
        folder = self.folder / home if home else self.folder
        folder.mkdir(exist_ok=True)
        self.pid = self.keyring.enter_context(gnome_keyring(folder, self.address)).pid

    def end(self) -> None:
        """End the keyring."""
        self.keyring.close()


@pytest.fixture
def world(tmp_path: Path, guidance: Guidance, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Make records whose key is in a real keyring."""
    with session_bus(tmp_path) as address, ExitStack() as keyring:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        front = Front(Paths.of(tmp_path / "data"), SystemKeychain(), guidance, clock)
        world = World(front, tmp_path, address, keyring)
        world.begin()
        front.make()
        yield world
        gc.collect()  # a connection left open shows here, in the test that left it


@contextmanager
def items() -> Iterator[list[secretstorage.Item]]:
    """Look into the keyring as another program would."""
    bus = secretstorage.dbus_init()
    try:
        yield list(default_collection(bus).get_all_items())
    finally:
        bus.close()


def entries() -> int:
    with items() as found:
        return len(found)


def test_it_opens_and_opens_again_after_the_keyring_was_begun_anew(world: World) -> None:
    assert world.front.names() == ["Ava"]
    world.end()
    with pytest.raises(KeychainUnavailable, match="is not running"):
        world.front.open()
    world.begin()
    assert world.front.names() == ["Ava"]


def test_another_keyring_at_the_next_start_holds_no_key_and_the_first_one_does_again(world: World) -> None:
    world.end()
    world.begin("another-home")
    with pytest.raises(KeychainRefused, match="no longer holds the key"):
        world.front.open()
    world.end()
    world.begin()
    assert world.front.names() == ["Ava"]


def test_a_locked_keyring_is_said_and_the_passphrase_opens(world: World) -> None:
    keychain = world.front.keychain
    set_passphrase(world.front.paths, keychain, proof=Proof(), passphrase=PASSPHRASE, ask=False)
    bus = secretstorage.dbus_init()
    default_collection(bus).lock()
    bus.close()
    with pytest.raises(KeychainRefused, match="unlock it and try again"):
        world.front.open()
    assert world.front.names(PASSPHRASE) == ["Ava"]


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "does not fit"),
        (b"", "does not fit"),
        (b"c2hvcnQ=", "does not fit"),
        (b"not base64 at all!", "would not open"),
    ],
)
def test_a_changed_entry_is_refused_and_the_records_are_not_blamed(world: World, kept: bytes, words: str) -> None:
    with items() as found:
        [item] = found
        right = item.get_secret()
        item.set_secret(kept)
    with pytest.raises(KeychainRefused, match=words):
        world.front.open()
    with items() as found:
        found[0].set_secret(right)
    assert world.front.names() == ["Ava"]


def test_an_emptied_keyring_is_filled_again_by_the_recovery_code(world: World) -> None:
    code = world.front.new_code(Proof())
    with items() as found:
        for item in found:
            item.delete()
    with pytest.raises(KeychainRefused, match="recovery code instead"):
        world.front.open()
    open_by_itself(world.front.paths, world.front.keychain, proof=Proof(code=code))
    assert world.front.names() == ["Ava"]


def test_a_keyring_that_answers_late_is_waited_for_and_one_that_never_does_is_not(world: World) -> None:
    os.kill(world.pid, signal.SIGSTOP)
    try:
        world.front.keychain = SystemKeychain(limit_seconds=0.5)
        with pytest.raises(KeychainRefused):
            world.front.open()
        world.front.keychain = SystemKeychain()
        late = threading.Timer(1.0, os.kill, (world.pid, signal.SIGCONT))
        late.start()
        assert world.front.names() == ["Ava"]
        late.join()
    finally:
        os.kill(world.pid, signal.SIGCONT)


def test_asking_for_the_passphrase_takes_the_entry_away_and_stopping_brings_it_back(world: World) -> None:
    paths, keychain = world.front.paths, world.front.keychain
    set_passphrase(paths, keychain, proof=Proof(), passphrase=PASSPHRASE, ask=False)
    assert entries() == 1
    ask_for_passphrase(paths, keychain, passphrase=PASSPHRASE)
    assert entries() == 0
    open_by_itself(paths, keychain, proof=KNOWN)
    assert entries() == 1
    assert world.front.names() == ["Ava"]


def test_an_entry_that_could_not_be_reached_is_taken_away_later(world: World) -> None:
    paths, keychain = world.front.paths, world.front.keychain
    set_passphrase(paths, keychain, proof=Proof(), passphrase=PASSPHRASE, ask=False)
    world.end()
    ask_for_passphrase(paths, keychain, passphrase=PASSPHRASE)
    world.begin()
    assert entries() == 1
    tidy(paths, keychain)
    assert entries() == 0
    found = ways_in(paths)
    assert found is not None
    assert not found.leaving


def test_new_keys_leave_one_entry_and_it_opens(world: World) -> None:
    home = world.front.open()
    rekey(home, keychain=world.front.keychain, proof=Proof())
    home.close()
    assert entries() == 1
    assert world.front.names() == ["Ava"]
