"""Kill -9 in the middle of what writes more than one file: new keys, automatic backups, a restore.

Afterwards the old state or the new one opens, with every acknowledged change, and the next start leaves nothing half
done behind: no copy, no draft, no key that nobody remembers.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from kitchentable.domain.backups import DAYS_KEPT, MONTHS_KEPT
from kitchentable.domain.errors import Trouble
from kitchentable.services import backup_files, backups, opening, restoring, slots
from kitchentable.services.backup_files import ring_here, source, source_of
from kitchentable.services.backup_keys import Secret
from kitchentable.services.household import Household
from kitchentable.services.opening import Door
from kitchentable.services.rekeying import rekey
from kitchentable.services.restoring import Offer
from kitchentable.services.slots import Proof
from kitchentable.store.connection import Store
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.reliability import world
from tests.reliability.figures import Figure, timed
from tests.reliability.killing import Writing, judge, killed
from tests.reliability.reading import faults_of, read
from tests.reliability.workload import Expected, Family, Menu

LONGEST_LIFE = 0.5
"""Seconds a writer lives at most; new keys or a backup take a good part of that."""
LONGEST_RESTORE = 0.08
_A_NEW_FAMILY_AFTER = 25
_STEPS_BETWEEN = 3
_HALF_DONE = ("*.restored*", ".*.restored.*", "restoring.json", ".restoring.json.*", ".family.db.proving*")
_COPIES = "family.db.rekeyed-*"
TODAY = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)


def run(folder: Path, size: int, seed: int) -> list[Figure]:
    """Kill ``size`` of each."""
    keys = Figure("midway", "kill -9 while new keys are made: the old or the new open, every change is there, tidied")
    copies = Figure("midway", "kill -9 while backups are made and thinned: each that has its name opens, none is lost")
    back = Figure("midway", "kill -9 while a backup is restored: the old records or the restored, all there, tidied")
    dice, menu = random.Random(seed), Menu.of(world.guidance())  # noqa: S311 - a test's dice
    with timed(keys):
        _kill_writers(folder / "keys", size, keys, dice, menu, Rekeying, after_new_keys)
    with timed(copies):
        _kill_writers(folder / "copies", size, copies, dice, menu, BackingUp, after_backups)
    with timed(back):
        _kill_restorers(folder / "back", size, back, dice, menu)
    return [keys, copies, back]


class Rekeying(Writing):
    """A family that writes, and asks for new keys after a few changes."""

    _since = 0

    def after_a_step(self, home: Household) -> None:
        """Make new keys now and then, and what goes with them."""
        self._since += 1
        if self._since % _STEPS_BETWEEN == 0:
            rekey(home, keychain=world.keychain(self.folder), proof=Proof(), renew=backups.renew)


class BackingUp(Writing):
    """A family that writes, while another thread makes one automatic backup after the other, each of another day."""

    _worker: ThreadPoolExecutor | None = None

    def after_a_step(self, home: Household) -> None:
        """Begin with the backups after the first change."""
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1)
            self._worker.submit(self._back_up, home.paths, home.store.key)

    def _back_up(self, paths: Paths, key: bytes) -> None:
        dice = random.Random(self.seed)  # noqa: S311 - a test's dice
        while True:
            backups.make_automatic(source(paths, key, TODAY + timedelta(days=dice.randint(0, 600))))


def _kill_writers(
    folder: Path,
    times: int,
    figure: Figure,
    dice: random.Random,
    menu: Menu,
    kind: type[Writing],
    after: Callable[[Household, Figure, int], str | None],
) -> None:
    """Kill one writer after the other on the same records, as they grow."""
    folder.mkdir(parents=True)
    for first in range(0, times, _A_NEW_FAMILY_AFTER):
        family, there = folder / f"family-{first}", Expected()
        world.create(family).close()
        for _ in range(min(_A_NEW_FAMILY_AFTER, times - first)):
            had = len(backups.automatic(Paths.of(family)))
            said = killed(kind(family, dice.getrandbits(32), menu, there), dice.uniform(0, LONGEST_LIFE))
            figure.seen["changes acknowledged"] += len(said.done)
            figure.seen["left a copy under new keys"] += any(family.glob(_COPIES))
            figure.seen["left a draft of a backup"] += any((family / "backups").glob(".family*"))
            home = world.reopen(family)
            there, fault = judge(home, there, said)
            figure.judge(fault or after(home, figure, had))
            home.close()
        shutil.rmtree(family)


def after_new_keys(home: Household, figure: Figure, _had: int) -> str | None:
    """Start as the window does, make the backup of the next change, and look for what is left."""
    chain = world.keychain(home.paths.data)
    before = ring_here(home.paths)
    figure.seen["left an entry of the keychain to remove"] += bool(before.leaving)
    slots.tidy(home.paths, chain)
    due = backups.due(home)
    if due is not None:
        backups.make_automatic(due)
    kept = {one.name for one in home.paths.data.with_name(home.paths.data.name + "-keychain").iterdir()}
    if kept != {before.store}:
        return f"the keychain holds {len(kept)} keys"
    left = [one.name for one in home.paths.data.glob(_COPIES)]
    strangers = [one for one in backups.automatic(home.paths) if backup_files.head_of(one).store != before.store]
    if strangers:
        return f"{len(strangers)} backups that the old keys open are left"
    return f"left: {left}" if left else None


def after_backups(home: Household, figure: Figure, had: int) -> str | None:
    """Prove every backup that has its name, make one more, and look for what is left."""
    found = backups.automatic(home.paths)
    figure.seen["backups read to the end"] += len(found)
    if len(found) < min(had, DAYS_KEPT):
        return f"of {had} backups {len(found)} are left"
    for one in found:
        try:
            backup_files.prove(one, home.store.key, work=home.paths.data)
        except Trouble as trouble:
            return f"{one.name}: {trouble.message}"
    backups.make_automatic(source_of(home))
    left = [one.name for one in home.paths.backups.iterdir() if one.name.startswith(".")]
    if len(backups.automatic(home.paths)) > DAYS_KEPT + MONTHS_KEPT:
        return "more backups stay than should"
    return f"left: {left}" if left else None


class _Way(NamedTuple):
    """One backup to restore, and what the records say when it is in place."""

    offer: Offer
    says: Expected
    passphrase: str | None


def _kill_restorers(folder: Path, times: int, figure: Figure, dice: random.Random, menu: Menu) -> None:
    base, elsewhere = folder / "base", folder / "elsewhere"
    folder.mkdir(parents=True)
    old = Expected()
    earlier = _family(world.create(base), folder / "same.ktbackup", old, dice, menu)
    _family(world.reopen(base), folder / "later.ktbackup", old, dice, menu)
    other = _family(
        world.create(elsewhere, passphrase=world.PASSPHRASE), folder / "other.ktbackup", Expected(), dice, menu
    )
    ways = [
        _Way(_offer(base, folder / "same.ktbackup", None), earlier, None),
        _Way(_offer(base, folder / "other.ktbackup", Secret(world.PASSPHRASE)), other, world.PASSPHRASE),
    ]
    for one in ways:  # how it looks is beside the records, and no backup brings it
        one.says.text_percent = old.text_percent
    for number in range(times):
        _kill_restorer(folder, ways[number % 2], old, figure, dice)


def _family(home: Household, backup: Path, there: Expected, dice: random.Random, menu: Menu) -> Expected:
    """Write for a while, save a backup and close; return what was there then."""
    family = Family(dice.getrandbits(32), menu, there)
    for _ in range(15):
        step = family.next()
        step.do(home)
        step.expect(there)
    backups.make_file(source_of(home), backup)
    home.close()
    return deepcopy(there)


def _offer(folder: Path, backup: Path, secret: Secret | None) -> Offer:
    found = restoring.look_at(Paths.of(folder), backup, keychain=world.keychain(folder), secret=secret)
    if not isinstance(found, Offer):
        raise TypeError(backup)
    return found


class _Restoring:
    """A family that restores a backup."""

    def __init__(self, folder: Path, offer: Offer) -> None:
        self._folder, self._offer = folder, offer

    def __call__(self, speak: int) -> None:
        os.write(speak, b"\n")
        chain = world.keychain(self._folder)
        restoring.restore(Paths.of(self._folder), self._offer, keychain=chain, today=TODAY.date())
        self._folder.with_name("said").touch()
        time.sleep(LONGEST_RESTORE)


def _kill_restorer(folder: Path, way: _Way, old: Expected, figure: Figure, dice: random.Random) -> None:
    tried, said = folder / "tried", folder / "said"
    key = world.key(folder / "base")
    for tail in ("", "-keychain"):
        shutil.copytree(folder / f"base{tail}", folder / f"tried{tail}")
    killed(_Restoring(tried, way.offer), dice.uniform(0, LONGEST_RESTORE))
    figure.seen["restored before the kill"] += said.exists()
    figure.seen["left half way, to be finished"] += (tried / "restoring.json").exists()
    figure.seen["left before it counted, to be cleared"] += (
        any(tried.glob("*.restored*")) and not (tried / "restoring.json").exists()
    )
    figure.judge(_restorer_fault(tried, way, old, key, said=said.exists()))
    for one in (tried, folder / "tried-keychain"):
        shutil.rmtree(one)
    said.unlink(missing_ok=True)


def _restorer_fault(tried: Path, way: _Way, old: Expected, key: bytes, *, said: bool) -> str | None:
    """Start anew; say what is neither the old nor the new, or left."""
    by_typing = opening.look(Paths.of(tried)) is Door.NEEDS_PASSPHRASE
    home = world.reopen(tried, passphrase=way.passphrase if by_typing else None)
    found, fault = read(home), faults_of(home)
    home.close()
    left = [one.name for pattern in _HALF_DONE for one in tried.glob(pattern)]
    asides = list(tried.glob("family.db.replaced-*"))
    if fault is not None or left:
        return fault or f"left: {left}"
    if found == old and not asides:
        return "it was said to be restored and is not" if said else None
    if found != way.says or len(asides) != 1:
        return f"neither the old records nor the restored; {len(asides)} kept beside"
    aside = Household(Store.open(asides[0], key), world.guidance(), FakeClock(), Paths.of(tried))
    kept = read(aside)
    aside.close()
    return None if kept == old else "the old records were not kept as they were"
