"""What every keychain must do, seen on the fake one and on a real gnome-keyring on a session bus of its own."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import secretstorage

from kitchentable.domain.errors import KeychainRefused, KeychainUnavailable, Trouble
from kitchentable.system.keychain import Keychain, SystemKeychain
from kitchentable.system.secret_service import default_collection
from tests.fakes.keychain import FakeKeychain
from tests.patience import PATIENCE_SECONDS
from tests.real.daemons import gnome_keyring, session_bus


@dataclass
class World:
    """A keychain, and how to make it unwilling."""

    keychain: Keychain
    lock: Callable[[], None]
    take_away: Callable[[], None]


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.real_keyring)])
def world(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    if request.param == "fake":
        fake = FakeKeychain()
        yield World(fake, lambda: setattr(fake, "refusing", True), lambda: setattr(fake, "absent", True))
        return
    with session_bus(tmp_path) as address, gnome_keyring(tmp_path, address) as process:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

        def end() -> None:
            process.terminate()
            process.wait(PATIENCE_SECONDS)

        yield World(SystemKeychain(), _lock, end)
        gc.collect()  # a connection left open shows here, in the test that left it


def test_it_keeps_replaces_and_forgets_a_secret(world: World) -> None:
    secret, other = bytes(range(32)), b"\x00" * 32
    assert world.keychain.get("store-1") is None
    world.keychain.set("store-1", secret)
    assert world.keychain.get("store-1") == secret
    world.keychain.set("store-1", other)
    assert world.keychain.get("store-1") == other
    assert world.keychain.get("store-2") is None
    world.keychain.delete("store-1")
    assert world.keychain.get("store-1") is None
    world.keychain.delete("store-1")


def test_a_locked_keychain_is_said_to_refuse(world: World) -> None:
    world.keychain.set("store-1", b"key")
    world.lock()
    for act in _every_act(world.keychain):
        with pytest.raises(KeychainRefused) as caught:
            act()
        _is_one_sentence(caught.value)


def test_an_absent_keychain_is_said_to_be_absent(world: World) -> None:
    world.take_away()
    for act in _every_act(world.keychain):
        with pytest.raises(KeychainUnavailable) as caught:
            act()
        _is_one_sentence(caught.value)


def test_it_has_a_name_people_know(world: World) -> None:
    assert world.keychain.name.strip()


@pytest.mark.real_keyring
def test_a_keychain_that_hangs_does_not_hang_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_bus(tmp_path) as address, gnome_keyring(tmp_path, address) as process:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        SystemKeychain().set("store-1", b"key")
        os.kill(process.pid, signal.SIGSTOP)
        try:
            with pytest.raises(KeychainRefused, match="did not answer in time"):
                SystemKeychain(limit_seconds=0.5).get("store-1")
        finally:
            os.kill(process.pid, signal.SIGCONT)
        assert SystemKeychain().get("store-1") == b"key"


@pytest.mark.real_keyring
def test_what_is_not_ours_in_the_keychain_is_refused_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_bus(tmp_path) as address, gnome_keyring(tmp_path, address):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        SystemKeychain().set("store-1", b"key")
        bus = secretstorage.dbus_init()
        for item in default_collection(bus).get_all_items():
            item.set_secret(b"not base64 at all!")
        bus.close()
        with pytest.raises(KeychainRefused, match="be read"):
            SystemKeychain().get("store-1")


def test_without_any_bus_there_is_no_keychain() -> None:
    with pytest.raises(KeychainUnavailable):
        SystemKeychain().get("store-1")


def _lock() -> None:
    bus = secretstorage.dbus_init()
    default_collection(bus).lock()
    bus.close()


def _every_act(keychain: Keychain) -> list[Callable[[], object]]:
    return [
        lambda: keychain.get("store-1"),
        lambda: keychain.set("store-1", b"other"),
        lambda: keychain.delete("store-1"),
    ]


def _is_one_sentence(trouble: Trouble) -> None:
    assert trouble.title
    assert trouble.message.endswith(".")
    assert "\n" not in trouble.message
