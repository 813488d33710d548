"""The keychain in every mood, on a real gnome-keyring: what is said, and that the records stay as they were.

In each mood records that only the keychain opens are opened, and the folder is looked at; where the keychain itself is
in the way, new records are asked for too. Once it is well again the same records open.
"""

from __future__ import annotations

import base64
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from unittest import mock

import secretstorage

from kitchentable.domain.errors import KeychainRefused, KeychainUnavailable, Trouble
from kitchentable.system.keychain import LIMIT_SECONDS, SystemKeychain
from kitchentable.system.secret_service import default_collection
from tests.real.daemons import gnome_keyring, session_bus
from tests.reliability import world
from tests.reliability.figures import Figure, timed
from tests.reliability.sentences import fault_of

SLOW_SECONDS = 2.0


class Keyring:
    """A real gnome-keyring that can end and be there again; each ``home`` is a keyring of its own."""

    def __init__(self, folder: Path, address: str, limit: float) -> None:
        """Have the first one run."""
        self._folder, self._address = folder, address
        self._stack = ExitStack()
        self.limit = limit
        self.pid = 0
        self.starts("first")

    def starts(self, home: str) -> None:
        """Run on a home, with its password given as signing in does."""
        process = self._stack.enter_context(gnome_keyring(self._folder / home, self._address))
        self.pid = process.pid

    def ends(self) -> None:
        """Be gone."""
        self._stack.close()
        self._stack = ExitStack()

    def keychain(self) -> SystemKeychain:
        """Return the product's own keychain, as a new start makes it."""
        return SystemKeychain(limit_seconds=self.limit)


Mood = Callable[[Keyring], AbstractContextManager[None]]
"""While the block runs, the keychain is in this mood."""


@contextmanager
def well(_keyring: Keyring) -> Iterator[None]:
    """Have nothing wrong."""
    yield


@contextmanager
def absent(keyring: Keyring) -> Iterator[None]:
    """Have no daemon there."""
    keyring.ends()
    yield
    keyring.starts("first")


@contextmanager
def locked(keyring: Keyring) -> Iterator[None]:
    """Have the keyring locked, and nobody answer its prompt."""
    bus = secretstorage.dbus_init()
    default_collection(bus).lock()
    yield
    bus.close()
    keyring.ends()
    keyring.starts("first")


@contextmanager
def started_anew(keyring: Keyring) -> Iterator[None]:
    """Have the computer started anew."""
    keyring.ends()
    keyring.starts("first")
    yield


@contextmanager
def another(keyring: Keyring) -> Iterator[None]:
    """Have another keyring in the place of the first between two starts."""
    keyring.ends()
    keyring.starts("second")
    yield
    keyring.ends()
    keyring.starts("first")


@contextmanager
def forgetful(_keyring: Keyring) -> Iterator[None]:
    """Have the entry gone between two starts."""
    with _entry() as item:
        attributes, label, secret = item.get_attributes(), item.get_label(), item.get_secret()
        item.delete()
    yield
    bus = secretstorage.dbus_init()
    default_collection(bus).create_item(label, attributes, secret, replace=True)
    bus.close()


@contextmanager
def another_key(_keyring: Keyring) -> Iterator[None]:
    """Have the entry hold a key that is not ours."""
    with _holding(base64.b64encode(bytes(range(32)))):
        yield


@contextmanager
def nonsense(_keyring: Keyring) -> Iterator[None]:
    """Have the entry hold what is no key at all."""
    with _holding(b"not base64 at all!"):
        yield


@contextmanager
def slow(keyring: Keyring) -> Iterator[None]:
    """Take its time, within our patience."""
    os.kill(keyring.pid, signal.SIGSTOP)
    later = threading.Timer(min(SLOW_SECONDS, keyring.limit / 2), os.kill, (keyring.pid, signal.SIGCONT))
    later.start()
    yield
    later.join()


@contextmanager
def silent(keyring: Keyring) -> Iterator[None]:
    """Never answer."""
    os.kill(keyring.pid, signal.SIGSTOP)
    yield
    os.kill(keyring.pid, signal.SIGCONT)


class Expected(NamedTuple):
    """What opening says (None: it opens), and whether making new records says the same."""

    says: type[Trouble] | None
    new_too: bool = False


MOODS: Mapping[Mood, Expected] = MappingProxyType(
    {
        well: Expected(None),
        absent: Expected(KeychainUnavailable, new_too=True),
        locked: Expected(KeychainRefused, new_too=True),
        started_anew: Expected(None),
        another: Expected(KeychainRefused),
        forgetful: Expected(KeychainRefused),
        another_key: Expected(KeychainRefused),
        nonsense: Expected(KeychainRefused),
        slow: Expected(None),
        silent: Expected(KeychainRefused, new_too=True),
    }
)


def run(folder: Path, size: int, seed: int) -> list[Figure]:  # noqa: ARG001 - every part is asked alike
    """Go through every mood ``size`` times, with the app's own patience."""
    return [table(folder, size, LIMIT_SECONDS)]


def table(folder: Path, size: int, limit: float) -> Figure:
    """Go through every mood; ``limit``: seconds of patience with a keychain."""
    figure = Figure("keychain", "a real gnome-keyring in every mood: a clear sentence, the records as they were")
    with timed(figure):
        for number in range(size):
            for mood, expected in MOODS.items():
                _one(folder / f"{number}-{mood.__name__}", mood, expected, figure, limit)
    return figure


def _one(folder: Path, mood: Mood, expected: Expected, figure: Figure, limit: float) -> None:
    folder.mkdir()
    name, data, new = mood.__name__, folder / "data", folder / "new"
    with _keyring(folder, limit) as keyring:
        world.create(data, chain=keyring.keychain()).close()
        before = _files(data)
        with mood(keyring):
            said = _said(lambda: world.reopen(data, chain=keyring.keychain()).close())
            figure.seen[f"{name}: {type(said).__name__ if said else 'opened'}"] += 1
            figure.judge(_fault(name, said, expected.says) or _changed(name, before, _files(data)))
            if expected.new_too:
                said = _said(lambda: world.create(new, chain=keyring.keychain()).close())
                figure.judge(_fault(name, said, expected.says) or _changed(name, {}, _files(new)))
        said = _said(lambda: world.reopen(data, chain=keyring.keychain()).close())
        figure.judge(None if said is None else f"{name}: well again, but: {said.message}")


@contextmanager
def _keyring(folder: Path, limit: float) -> Iterator[Keyring]:
    for home in ("first", "second"):
        (folder / home).mkdir()
    with session_bus(folder) as address, mock.patch.dict(os.environ, {"DBUS_SESSION_BUS_ADDRESS": address}):
        keyring = Keyring(folder, address, limit)
        yield keyring
        keyring.ends()


@contextmanager
def _entry() -> Iterator[secretstorage.Item]:
    bus = secretstorage.dbus_init()
    (item,) = default_collection(bus).get_all_items()
    yield item
    bus.close()


@contextmanager
def _holding(secret: bytes) -> Iterator[None]:
    with _entry() as item:
        before = item.get_secret()
        item.set_secret(secret)
        yield
        item.set_secret(before)


def _said(work: Callable[[], None]) -> Trouble | None:
    try:
        work()
    except Trouble as trouble:
        return trouble
    return None


def _fault(name: str, said: Trouble | None, expected: type[Trouble] | None) -> str | None:
    if said is None:
        return None if expected is None else f"{name}: opened, where {expected.__name__} was expected"
    if expected is None or type(said) is not expected:
        return f"{name}: {type(said).__name__}: {said.message}"
    return fault_of(said)


def _changed(name: str, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str | None:
    return None if before == after else f"{name}: the folder changed, from {sorted(before)} to {sorted(after)}"


def _files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.glob("*")}
