"""Run by the tests in a process of its own: backups and restores that end at any step, and in bad places.

A step is anything the audit hook hears of: a file opened, renamed, removed. The process ends there as a kill would end
it: no ``finally`` runs and nothing is tidied. SQLite's own writes go to drafts that don't count yet.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import Trouble
from kitchentable.services import backups, replacing, restoring
from kitchentable.services.backup_files import prove, source_of
from kitchentable.services.family import add_child, family_view
from kitchentable.services.household import Household
from kitchentable.services.opening import create_household, open_household
from kitchentable.services.restoring import Offer
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.sample_guidance import sample_guidance

KILLED = 9
_STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.truncate"}


class Place:
    """A folder with a family, whose keychain and clock are kept in memory."""

    def __init__(self, folder: Path) -> None:
        self.paths = Paths.of(folder)
        self.keychain = FakeKeychain()
        self.clock = FakeClock()
        self.guidance = sample_guidance()

    def create(self) -> None:
        create_household(
            paths=self.paths, keychain=self.keychain, guidance=self.guidance, clock=self.clock, passphrase=None
        ).close()

    def open(self) -> Household:
        return open_household(
            paths=self.paths, keychain=self.keychain, guidance=self.guidance, clock=self.clock, passphrase=None
        )

    def add(self, name: str) -> None:
        home = self.open()
        add_child(home, name=name, born=BirthMonth(2015, 3))
        home.close()

    def names(self) -> list[str]:
        home = self.open()
        found = [card.child.name for card in family_view(home).children]
        home.close()
        return found

    def back_up(self) -> None:
        home = self.open()
        try:
            backups.make_automatic(source_of(home))
        finally:
            home.close()

    def restore(self, file: Path) -> None:
        offer = restoring.look_at(self.paths, file, keychain=self.keychain)
        assert isinstance(offer, Offer)
        restoring.restore(self.paths, offer, keychain=self.keychain, today=self.clock.today())

    def mend(self) -> None:
        offer = restoring.newest_good(self.paths, keychain=self.keychain)
        assert isinstance(offer, Offer)
        restoring.restore(self.paths, offer, keychain=self.keychain, today=self.clock.today())

    def good(self) -> int:
        """Count the automatic backups that really open."""
        home = self.open()
        for file in backups.automatic(self.paths):
            prove(file, home.store.key, work=self.paths.data)
        home.close()
        return len(backups.automatic(self.paths))


def killed_at(step: int, work: Callable[[], None]) -> bool:
    """Run work in a child that is gone before its given step; tell whether it came that far."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, _args: tuple[object, ...]) -> None:
            nonlocal left
            if event in _STEPS:
                left -= 1
                if left < 0:
                    os._exit(KILLED)

        sys.addaudithook(count)
        work()
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, KILLED}, code
    return code == KILLED


def at_every_step(folder: Path, prepare: Callable[[Place], Callable[[], None]], look: Callable[[Place], None]) -> int:
    """Kill work at its first step, its second, and so on, each time on a fresh copy; look at what is left."""
    first = Place(folder / "first")
    work = prepare(first)
    kept = folder / "kept"
    shutil.copytree(first.paths.data, kept)
    step = 0
    while killed_at(step, work):
        look(first)
        shutil.rmtree(first.paths.data)
        shutil.copytree(kept, first.paths.data)
        step += 1
    look(first)
    return step


def kill_restores(folder: Path) -> None:
    """Open one whole set, the old or the new, and find that nothing of either is lost."""
    other = Place(folder / "other")
    other.create()
    other.add("New")
    file = folder / "mine.ktbackup"
    home = other.open()
    backups.make_file(source_of(home), file)
    home.close()

    def prepare(place: Place) -> Callable[[], None]:
        place.create()
        place.add("Old")
        place.keychain.kept.update(other.keychain.kept)
        return lambda: place.restore(file)

    seen: set[str] = set()

    def look(place: Place) -> None:
        [name] = place.names()
        seen.add(name)
        names = {one.name for one in place.paths.data.iterdir()}
        assert not [one for one in names if one.startswith(".")], names
        kept = {"family.db.replaced-2026-11-21", "keys.json.replaced-2026-11-21"}
        assert (kept <= names) == (name == "New"), names
        place.restore(file)  # and it can be done again
        assert place.names() == ["New"]
        left = {one.name for one in place.paths.data.iterdir()}
        assert not [one for one in left if one.startswith(".") or "restor" in one], left

    steps = at_every_step(folder, prepare, look)
    assert seen == {"Old", "New"}, seen
    say(f"{steps} steps")


def kill_mending(folder: Path) -> None:
    """Keep the damaged file, whatever happens while the backup takes its place."""

    def prepare(place: Place) -> Callable[[], None]:
        place.create()
        place.add("Ava")
        place.back_up()
        data = bytearray(place.paths.database.read_bytes())
        data[9000] ^= 1
        place.paths.database.write_bytes(data)
        return place.mend

    def look(place: Place) -> None:
        if not (place.paths.data / "family.db.damaged-2026-11-21").exists() and not replacing.is_pending(place.paths):
            place.mend()
        assert place.names() == ["Ava"]
        assert (place.paths.data / "family.db.damaged-2026-11-21").exists()

    say(f"{at_every_step(folder, prepare, look)} steps")


def kill_backups(folder: Path) -> None:
    """Open every backup that has its name; the old ones go only when the new one is there."""

    def prepare(place: Place) -> Callable[[], None]:
        place.create()
        for _ in range(9):
            place.clock.move(timedelta(days=1))
            place.back_up()
        place.clock.move(timedelta(days=1))
        return place.back_up

    counts: set[int] = set()

    def look(place: Place) -> None:
        counts.add(place.good())
        place.back_up()
        drafts = [one.name for one in place.paths.backups.iterdir() if one.name.startswith(".")]
        assert not drafts, drafts

    steps = at_every_step(folder, prepare, look)
    assert counts == {7, 8}, counts
    say(f"{steps} steps")


def full(folder: Path) -> None:
    """Back up on a disk that has no room for it, then again where there is."""
    place = Place(folder / "data")
    place.create()
    place.back_up()
    place.clock.move(timedelta(days=1))
    (folder / "big").write_bytes(bytes(max(0, room(folder) - 30_000)))
    attempt(place.back_up)
    say(" ".join(sorted(one.name for one in place.paths.backups.iterdir())))
    attempt(lambda: place.restore(backups.automatic(place.paths)[0]))
    say(" ".join(sorted(one.name for one in place.paths.data.iterdir())))
    (folder / "big").unlink()
    attempt(place.back_up)
    attempt(lambda: place.restore(backups.automatic(place.paths)[0]))
    say(str(place.good()))


def ready(folder: Path) -> None:
    """Make a family with a backup and leave its key where ``read_only`` finds it."""
    place = Place(folder / "data")
    place.create()
    place.back_up()
    [(account, key)] = place.keychain.kept.items()
    (folder / "key").write_text(f"{account} {key.hex()}")


def read_only(folder: Path) -> None:
    """Back up and restore where nothing can be written; then to another place, where it can."""
    place = Place(folder / "data")
    account, _, key = (folder / "key").read_text().partition(" ")
    place.keychain.kept[account] = bytes.fromhex(key)
    attempt(place.back_up)
    attempt(lambda: place.restore(backups.automatic(place.paths)[0]))
    home = place.open()
    attempt(lambda: print(backups.make_file(source_of(home), Path(sys.argv[3]) / "out.ktbackup")))  # noqa: T201
    home.close()
    say(" ".join(sorted(one.name for one in place.paths.data.iterdir())))


def room(folder: Path) -> int:
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def attempt(work: Callable[[], object]) -> None:
    """Do it, and say which trouble it met."""
    try:
        work()
    except Trouble as trouble:
        say(f"{type(trouble).__name__}: {trouble.message}")
    else:
        say("done")


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    works = {one.__name__: one for one in (kill_restores, kill_mending, kill_backups, full, ready, read_only)}
    works[sys.argv[1]](Path(sys.argv[2]))
