"""The files that are damaged, and how each is opened: as the app does it, through the services."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kitchentable.domain.errors import ReminderTrouble, Trouble
from kitchentable.guidance.pack import load_pack
from kitchentable.services import backups, opening, packs, preferences, reminders, restoring
from kitchentable.services.backup_files import source_of
from kitchentable.services.household import Household
from kitchentable.services.preferences import Preferences
from kitchentable.services.reminder_check import check
from kitchentable.services.reminder_files import load_dues, load_log
from kitchentable.system.paths import Paths
from kitchentable.system.resources import guidance_pack
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler
from tests.foreign_sample import their_file
from tests.reliability import world
from tests.reliability.reading import faults_of, read
from tests.reliability.sentences import fault_of
from tests.reliability.spoiling import Spoil
from tests.reliability.workload import Expected, Family, Menu

Open = Callable[[Path], str | None]
"""Opens what is in a folder; says what is wrong where it came through, raises Trouble where it is refused."""


Reads = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of file. ``small``: files that the app writes anew, once one that can't be read is kept aside.

    Each with what tells whether it can be read: in a file with no seal nobody could tell a flipped digit.
    """

    name: str
    share: int
    sound: Path
    file: str
    open: Open
    swaps: tuple[Spoil, ...] = ()
    small: Mapping[str, Reads] = field(default_factory=dict)


_ZONES = ("Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago")


class Swap:
    """Puts another whole file in the place of the damaged one."""

    def __init__(self, other: Path) -> None:
        """Know the other file."""
        self._other = other
        self.__name__ = f"swapped with {other.parent.name}/{other.name}"

    def __call__(self, _data: bytes, _dice: random.Random) -> bytes:
        """Return the other file's bytes."""
        return self._other.read_bytes()


def targets(folder: Path) -> list[Target]:
    """Make a sound family, another, and one with a passphrase; return every kind of file there is to damage."""
    mine, other, typed = _Sound(folder / "mine"), _Sound(folder / "other"), _Sound(folder / "typed", world.PASSPHRASE)
    school = folder / "school"
    school.mkdir()
    pack = their_file(school)
    mine.install(pack)
    shutil.rmtree(school / "sources-of-school")
    ours = folder / "ours"
    ours.mkdir()
    shutil.copyfile(guidance_pack(), ours / "guidance.pack")
    key, database = Swap(other.folder / "keys.json"), Swap(other.folder / "family.db")
    saved, other_backup = folder / "saved", folder / "other.ktbackup"
    saved.mkdir()
    mine.back_up(saved / "saved.ktbackup")
    other.back_up(other_backup)
    beside = [Swap(mine.folder / "keys.json"), Swap(mine.folder / "family.db"), Swap(pack)]
    small = {"reminders.json": _reads_dues, "reminder-log.json": _reads_log}
    return [
        Target("backups", 20, saved, "saved.ktbackup", mine.restore, (Swap(other_backup), *beside)),
        Target("databases", 30, mine.folder, "family.db", mine.open, (database, *beside)),
        Target("key files, keychain", 8, mine.folder, "keys.json", mine.open, (key, *beside)),
        Target("key files, passphrase", 8, typed.folder, "keys.json", typed.open, (Swap(mine.folder / "keys.json"),)),
        Target("due lists", 12, mine.folder, "reminders.json", mine.remind, tuple(beside), small),
        Target("reminder logs", 10, mine.folder, "reminder-log.json", mine.remind, tuple(beside), small),
        Target(
            "preferences", 12, mine.folder, "preferences.json", look, tuple(beside), {"preferences.json": _reads_look}
        ),
        Target("guidance packs of ours", 4, ours, "guidance.pack", read_ours, (Swap(pack), *beside)),
        Target("packs from a school", 8, school, pack.name, Looking(mine.folder), (Swap(guidance_pack()), *beside)),
        Target("installed packs", 5, mine.folder, mine.installed, mine.packs, tuple(beside)),
        Target("lists of publishers", 3, mine.folder, "packs/known.json", mine.packs, tuple(beside)),
    ]


class _Sound:
    """A family's sound files, and how they are opened; its keychain stays outside."""

    def __init__(self, folder: Path, passphrase: str | None = None) -> None:
        self.folder = folder
        self._passphrase = passphrase
        self._keychain = FakeKeychain()
        home = world.create(folder, passphrase=passphrase, chain=self._keychain)
        self.there = Expected()
        family = Family(len(folder.name), Menu.of(world.guidance()), self.there)
        for _ in range(120):
            step = family.next()
            step.do(home)
            step.expect(self.there)
        reminders.turn_on(home, scheduler=FakeScheduler(), command=("kitchentable",))
        preferences.save_preferences(home.paths, Preferences(text_percent=150, country="ie", welcome_done=True))
        self.there.text_percent = 150
        home.close()
        _check(folder)
        self.installed = ""

    def install(self, pack: Path) -> None:
        """Install a school's pack."""
        home = self._opened(self.folder)
        packs.install(home, packs.look_at(home.paths, pack))
        home.close()
        (kept,) = self.folder.glob("packs/*.ktpack")
        self.installed = str(kept.relative_to(self.folder))

    def back_up(self, file: Path) -> None:
        """Save a backup to a file."""
        home = self._opened(self.folder)
        backups.make_file(source_of(home), file)
        home.close()

    def restore(self, folder: Path) -> str | None:
        """Look at a backup and restore it where nothing is yet, as on a new computer that has the keychain."""
        paths = Paths.of(folder / "restored")
        found = restoring.look_at(paths, folder / "saved.ktbackup", keychain=self._keychain)
        if isinstance(found, restoring.Asks):
            raise Trouble(f"The {found.words} of the time it was made is asked for.")
        restoring.restore(paths, found, keychain=self._keychain, today=date(2026, 11, 21))
        home = self._opened(paths.data)
        fault = faults_of(home)
        there = read(home)
        home.close()
        there.text_percent = self.there.text_percent  # a choice of look is no part of the records
        return fault or (None if there == self.there else "restored, but not all is there")

    def open(self, folder: Path) -> str | None:
        """Open the records as the window does, and look that all is there."""
        opening.look(Paths.of(folder))
        home = self._opened(folder)
        try:
            fault = faults_of(home)
            return fault or (None if read(home) == self.there else "opened, but not all is there")
        finally:
            home.close()

    def remind(self, folder: Path) -> str | None:
        """Check as the system's timer does, then open the app, which puts the due list right."""
        sound = load_dues(self.folder / "reminders.json")
        _check(folder)
        home = self._opened(folder)
        try:
            reminders.refresh_due(home)
            view = reminders.reminder_view(home, scheduler=FakeScheduler())
        finally:
            home.close()
        if load_dues(folder / "reminders.json") != sound:
            return "the due list was not put right from the records"
        return None if view.on else "reminders were lost"

    def packs(self, folder: Path) -> str | None:
        """Add the installed packs to our guidance, and show them."""
        home = self._opened(folder)
        try:
            troubles = [*packs.add_installed(home.paths, home.guidance), *packs.installed(home).troubles]
            fault = faults_of(home) or (None if read(home) == self.there else "not all is there")
        finally:
            packs.add_installed(Paths.of(folder / "nothing"), home.guidance)
            home.close()
        if fault is None and troubles:
            raise troubles[0]
        return fault

    def _opened(self, folder: Path) -> Household:
        return world.reopen(folder, passphrase=self._passphrase, chain=self._keychain)


def look(folder: Path) -> str | None:
    """Read the preferences as the start does, then keep a choice."""
    found, trouble = preferences.read_preferences(Paths.of(folder))
    preferences.save_preferences(Paths.of(folder), msgspec.structs.replace(found, text_percent=120))
    again, told = preferences.read_preferences(Paths.of(folder))
    if told is not None or again.text_percent != 120:
        return "a choice made afterwards was not kept"
    if trouble is not None:
        raise trouble
    return None


def read_ours(folder: Path) -> str | None:
    """Read our own guidance."""
    found = load_pack(folder / "guidance.pack")
    return None if found.own == world.guidance().own else "another guidance was read"


class Looking:
    """Looks at a school's pack that a parent opens."""

    def __init__(self, folder: Path) -> None:
        """Know a family's folder."""
        self._paths = Paths.of(folder)

    def __call__(self, folder: Path) -> str | None:
        """Look; every change must be refused, since the whole file is signed."""
        (file,) = folder.iterdir()
        packs.look_at(self._paths, file)
        return None


def _check(folder: Path) -> None:
    """Run the reminder check a day after a check-in was due, here and on both sides of the date line."""
    for zone in _ZONES:
        clock = FakeClock(datetime(2027, 1, 4, 19, 0, tzinfo=ZoneInfo(zone)))
        found = check(paths=Paths.of(folder), clock=clock, notifier=FakeNotifier, open_app=_nothing, wait_seconds=0)
        unclear = fault_of(ReminderTrouble(found.words)) if found.outcome == "damaged" else None
        if unclear is not None:
            raise AssertionError(unclear)


def _nothing() -> None:
    """Open no app."""


def _reads_dues(data: bytes) -> bool:
    return _reads(load_dues, data)


def _reads_log(data: bytes) -> bool:
    return _reads(load_log, data)


def _reads(load: Callable[[Path], object], data: bytes) -> bool:
    """Tell whether a small file is understood, from a copy of it."""
    import tempfile  # noqa: PLC0415 - only here

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        copy.write_bytes(data)
        try:
            load(copy)
        except ReminderTrouble:
            return False
        return True


def _reads_look(data: bytes) -> bool:
    try:
        msgspec.json.decode(data, type=Preferences)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True
