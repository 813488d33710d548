"""A household of its own for each try: real guidance, store and files; a keychain in a file, which outlives a crash."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kitchentable.domain.pack import Guidance
from kitchentable.guidance.pack import load_pack
from kitchentable.services import opening
from kitchentable.services.household import Household
from kitchentable.store import keys
from kitchentable.system.clock import Clock
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from tests.bench.keychain import FileKeychain
from tests.fakes.clock import FakeClock

PASSPHRASE = "three plain words"  # noqa: S105 - of records made for one try


@cache
def guidance() -> Guidance:
    """Return our own guidance, read once."""
    return load_pack(guidance_pack())


def keychain(folder: Path) -> Keychain:
    """Return the keychain that lies beside a data folder."""
    return FileKeychain(folder.with_name(folder.name + "-keychain"))


def key(folder: Path, chain: Keychain | None = None) -> bytes:
    """Return the data key of a folder's records out of their keychain."""
    ring = keys.decode(Paths.of(folder).keys.read_bytes())
    found = (chain or keychain(folder)).get(ring.store)
    if found is None:
        raise LookupError(folder)
    return found


def create(
    folder: Path, clock: Clock | None = None, *, passphrase: str | None = None, chain: Keychain | None = None
) -> Household:
    """Make new records."""
    return opening.create_household(
        paths=Paths.of(folder),
        keychain=chain or keychain(folder),
        guidance=guidance(),
        clock=clock or FakeClock(),
        passphrase=passphrase,
    )


def reopen(
    folder: Path, clock: Clock | None = None, *, passphrase: str | None = None, chain: Keychain | None = None
) -> Household:
    """Open the records."""
    return opening.open_household(
        paths=Paths.of(folder),
        keychain=chain or keychain(folder),
        guidance=guidance(),
        clock=clock or FakeClock(),
        passphrase=passphrase,
    )
