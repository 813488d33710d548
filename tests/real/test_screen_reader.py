"""What a screen reader hears of the real window, asked from outside through the system's accessibility bus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.guidance.pack import load_pack
from kitchentable.services import family, opening
from kitchentable.system.clock import SystemClock
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from tests.fakes.keychain import FakeKeychain
from tests.real.daemons import wait_until
from tests.real.glass import Glass
from tests.real.kitchen import kitchen

pytestmark = pytest.mark.real_screen

PASSPHRASE = "three plain words"  # noqa: S105 - of records made for one test
NAME = "Robin Sample"
PLACES = ["This month", "Talks", "Settings checks", "My family", "Print", "Preferences", "Get help now"]


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[Glass]:
    """Open the window of a family with one child who has an Xbox."""
    paths, clock, guidance = Paths.of(tmp_path / "records"), SystemClock(), load_pack(guidance_pack())
    home = opening.create_household(
        paths=paths, keychain=FakeKeychain(), guidance=guidance, clock=clock, passphrase=PASSPHRASE
    )
    family.add_child(home, name=NAME, born=BirthMonth(clock.today().year - 11, 1), guides=("xbox",))
    home.close()
    with kitchen(tmp_path) as computer:
        _, glass = computer.start("--data-dir", str(paths.data))
        glass.waits_to_see("Passphrase")
        glass.types("Passphrase", PASSPHRASE)
        glass.presses("Unlock")
        glass.waits_to_see("Open the talk")
        yield glass


def test_every_control_says_what_it_is_and_does(glass: Glass) -> None:
    names = heard(glass)
    assert [name for name in names["push button"] if name in PLACES] == PLACES
    assert {"This month", "Settings to check", "Where we are"} <= set(names["heading"])
    assert "Look at Xbox: Is it really a child account?" in names["push button"], "“Look” alone would not tell"

    glass.presses("Open the talk")
    glass.waits_to_see("Listen for")
    names = heard(glass)
    assert {"Ask", "Listen for", "Say", "Agree together", "Try not to"} <= set(names["heading"])
    assert glass.finds("Age: 10 to 12", "radio button").checked
    assert {"We talked", "Print this talk"} <= set(names["push button"])
    line = names["check box"][0]
    assert not glass.finds(line, "check box").checked
    glass.presses(line)
    wait_until(lambda: glass.finds(line, "check box").checked, "the tick to be told")

    glass.presses("Talks")
    glass.waits_to_see("Little and often")
    tiles = [name for name in heard(glass)["push button"] if name.startswith("Live streaming. ")]
    assert len(tiles) == 1, "a tile is one button with one name"


def heard(glass: Glass) -> dict[str, list[str]]:
    """Return the names that show by their role; nothing that can be pressed or filled in is without one."""
    by_role: dict[str, list[str]] = {}
    for thing in glass.things():
        by_role.setdefault(thing.role, []).append(thing.name)
    for role in ("push button", "check box", "radio button", "text", "combo box", "password text"):
        assert all(by_role.get(role, [])), f"a {role} has no name"
    return by_role
