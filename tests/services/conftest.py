"""An open household on the real encrypted store, with the sample guidance and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.pack import Guidance
from kitchentable.services.family import add_child
from kitchentable.services.household import Household
from kitchentable.services.opening import create_household
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.sample_guidance import sample_guidance


@pytest.fixture
def guidance() -> Guidance:
    """Return the sample guidance."""
    return sample_guidance()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the paths of an empty data folder that is not made yet."""
    return Paths.of(tmp_path / "data")


@pytest.fixture
def clock() -> FakeClock:
    """Return a clock at 21 November 2026."""
    return FakeClock()


@pytest.fixture
def keychain() -> FakeKeychain:
    """Return an empty, willing keychain."""
    return FakeKeychain()


@pytest.fixture
def household(paths: Paths, keychain: FakeKeychain, guidance: Guidance, clock: FakeClock) -> Iterator[Household]:
    """Return new, open records."""
    made = create_household(paths=paths, keychain=keychain, guidance=guidance, clock=clock, passphrase=None)
    yield made
    made.close()


@pytest.fixture
def child_id(household: Household) -> int:
    """Return a child of 11 who uses the Xbox."""
    change = add_child(household, name="Ava", born=BirthMonth(2015, 3), guides=("xbox",))
    assert change.new_id is not None
    return change.new_id
