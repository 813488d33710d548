"""What ten years of five children add to a start: opening them unlocked, and having this month’s values ready."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from pathlib import Path

from kitchentable.guidance.pack import load_pack
from kitchentable.services import month, opening, reminders
from kitchentable.services.household import Household
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from tests.bench import ten_years
from tests.bench.keychain import FileKeychain
from tests.bench.measured import Measured, side_by_side
from tests.fakes.clock import FakeClock

_ROUNDS = 25
_PAGE = 4096
AIM_MS = 20
"""What ten years may add to the opening."""


def measure(folder: Path) -> Iterator[Measured]:
    """Make the records once, and yield what they add to opening, and how long this month’s values take."""
    chain, guidance = FileKeychain(folder / "opening-keychain"), load_pack(guidance_pack())
    full, bare, empty = (Paths.of(folder / name) for name in ("ten-years", "no-evenings", "empty"))
    ten_years.write(full, chain, guidance)
    ten_years.write(bare, chain, guidance, months=0)
    opening.create_household(paths=empty, keychain=chain, guidance=guidance, clock=FakeClock(), passphrase=None).close()

    def opened(paths: Paths) -> Household:
        return opening.open_household(
            paths=paths, keychain=chain, guidance=guidance, clock=FakeClock(), passphrase=None
        )

    def this_month(paths: Paths) -> None:
        home = opened(paths)
        reminders.refresh_due(home)
        month.month_view(home, country="uk")
        home.close()

    kib = full.database.stat().st_size // 1024
    ours, floor = side_by_side(lambda: opened(full).close(), lambda: opened(empty).close(), _ROUNDS)
    sealing, _ = side_by_side(lambda: _seal(full.database), lambda: None, _ROUNDS)
    what = f"opening ten years of five children ({kib} KiB) adds to an empty database’s {floor:.2f} ms"
    yield Measured(what, "a seal (HMAC) over each of its pages", ours - floor, sealing, most=12, aim_ms=AIM_MS)
    pair = side_by_side(lambda: this_month(full), lambda: this_month(bare), _ROUNDS)
    yield Measured("opened, due list and month made, ten years", "the same with no evening yet", *pair, most=12)


def _seal(file: Path) -> None:
    """Do what any cipher with sealed pages has to do at least: read each page and make its seal."""
    data = file.read_bytes()
    for start in range(0, len(data), _PAGE):
        hmac.digest(bytes(32), data[start : start + _PAGE], "sha512")
