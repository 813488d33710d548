"""The doctor: looks at everything Kitchen Table stands on and says what is well and what needs a look.

It changes nothing and asks for no passphrase. What it says is safe to pass on: no names, no words of the family's, no
paths, and no moment at which the family did something.
"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

from kitchentable.domain.errors import KeychainRefused, KeychainUnavailable, ReminderTrouble, Trouble
from kitchentable.domain.version import VERSION
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.pages import Style
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.erasing import is_pending
from kitchentable.services.prints import PrintHelp, PrintRequest, make_document
from kitchentable.services.reminder_check import DAMAGED, UNAVAILABLE
from kitchentable.services.reminder_files import load_dues, load_log
from kitchentable.store import keys
from kitchentable.store.inspecting import NEWEST, inspect, looks_encrypted
from kitchentable.system.clock import Clock
from kitchentable.system.keychain import Keychain
from kitchentable.system.paths import Paths, default_data_folder
from kitchentable.system.resources import guidance_pack, resources
from kitchentable.system.schedule import Scheduler, Wake

LEAST_ROOM = 100 * 1024 * 1024
"""Bytes that should be free where the records are: room for the records, a copy and a journal many times over."""

OLD_BACKUP = timedelta(days=60)
SILENT_CHECK = timedelta(days=14)
_SAVE_ONE = "Save a backup: kitchentable backup FILE.ktbackup"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``part`` names it, ``todo`` says what to do where it is not well."""

    part: str
    ok: bool
    words: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What the doctor looks at."""

    paths: Paths
    clock: Clock
    keychain: Keychain
    scheduler: Callable[[], Scheduler]


def examine(patient: Patient) -> tuple[Finding, ...]:
    """Look at everything; no state of the computer or of a file makes it fail."""
    looks = (_program, _folder, _permissions, _room, _keys, _records, _backups, _reminders, _guidance, _printing)
    return tuple(finding for look in looks for finding in look(patient))


def _well(part: str, words: str) -> Finding:
    return Finding(part, ok=True, words=words)


def _look_at(part: str, words: str, todo: str) -> Finding:
    return Finding(part, ok=False, words=words, todo=todo)


def _program(_patient: Patient) -> Iterator[Finding]:
    parts = ("apsw-sqlite3mc", "cryptography", "PySide6-Essentials", "typst")
    versions = ", ".join(f"{one} {_version(one)}" for one in parts)
    python = ".".join(str(one) for one in sys.version_info[:3])
    yield _well("program", f"Kitchen Table {VERSION}; Python {python}, {versions}.")
    yield _well("system", f"{platform.system()} {platform.release()}, {platform.machine()}.")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # a packaged program leaves some out
        return "of unknown version"


def _folder(patient: Patient) -> Iterator[Finding]:
    paths = patient.paths
    where = "in the usual place" if paths.data == default_data_folder() else "in a place that was named"
    if is_pending(paths):
        yield _look_at(
            "data folder", "Everything was to be erased, and that was cut short.", "Start Kitchen Table to finish it."
        )
    elif not paths.data.exists():
        yield _well("data folder", f"Not there yet ({where}): Kitchen Table was not used with it so far.")
    elif not paths.data.is_dir():
        yield _look_at("data folder", f"It is {where}, and is not a folder.", "Move that file away.")
    else:
        yield _well("data folder", f"There, {where}.")


def _permissions(patient: Patient) -> Iterator[Finding]:
    folder = patient.paths.data
    if sys.platform == "win32" or not folder.is_dir():
        return
    try:
        inside = [one for one in folder.iterdir() if not one.is_symlink()]
        open_ones = sum(1 for one in inside if one.lstat().st_mode & 0o077)
    except OSError:
        yield _look_at("permissions", "The data folder can’t be looked into.", "Check that it belongs to you.")
        return
    if folder.stat().st_mode & 0o077:
        yield _look_at(
            "permissions",
            "Other users of this computer can look into the data folder.",
            "Start Kitchen Table: it closes the folder to them.",
        )
    else:
        more = f" {open_ones} files in it are open to others by themselves." if open_ones else ""
        yield _well("permissions", f"The data folder is closed to other users.{more}")


def _room(patient: Patient) -> Iterator[Finding]:
    place = next((one for one in (patient.paths.data, *patient.paths.data.parents) if one.is_dir()), None)
    if place is None:
        return
    free = shutil.disk_usage(place).free
    if free < LEAST_ROOM:
        yield _look_at("room", f"Only {free // 1024**2} MB are free on the disk.", "Free some space.")
    else:
        yield _well("room", "There is room on the disk.")


def _keys(patient: Patient) -> Iterator[Finding]:
    """Say what opens the records, and whether the keychain really has the key."""
    paths = patient.paths
    if not paths.keys.exists():
        if paths.database.exists():
            todo = "Put a copy of keys.json back beside family.db, or restore a backup."
            yield _look_at("keys", "The file keys.json is missing, and the records can’t be opened without it.", todo)
        return
    ring = _ring(paths)
    if isinstance(ring, Finding):
        yield ring
        return
    ways = sorted(one.__struct_config__.tag or "" for one in ring.slots)
    known = {"keychain": "this computer’s keychain", "passphrase": "a passphrase", "recovery": "a recovery code"}
    words = ", or ".join(known.get(str(one), str(one)) for one in ways)
    if len(ways) < 2:
        yield _look_at(
            "keys",
            f"Only {words} opens the records; if that is lost, nobody can open them.",
            "Make a recovery code in Preferences and print it.",
        )
    else:
        yield _well("keys", f"The records open with {words}.")
    if ring.in_keychain:
        yield _keychain(patient, ring)


def _ring(paths: Paths) -> keys.KeyRing | Finding:
    try:
        return keys.decode(paths.keys.read_bytes())
    except Trouble as trouble:
        return _look_at("keys", trouble.title + ".", trouble.message)
    except OSError:
        return _look_at("keys", "The file keys.json can’t be read.", "Check its permissions.")


def _keychain(patient: Patient, ring: keys.KeyRing) -> Finding:
    try:
        key = patient.keychain.get(ring.store)
    except (KeychainRefused, KeychainUnavailable) as trouble:
        return _look_at("keychain", f"{trouble.title}.", trouble.message)
    if key is None:
        return _look_at("keychain", "It has no key to these records.", "Open them another way, or restore a backup.")
    if not ring.fits(key):
        return _look_at("keychain", "Its key does not fit these records.", "Open them another way.")
    return _well("keychain", "It has the key to the records.")


def _records(patient: Patient) -> Iterator[Finding]:
    """Look into the records where they open by themselves; else only at the file."""
    paths = patient.paths
    if not paths.database.exists():
        if paths.keys.exists() and not paths.database.with_name("family.db.new").exists():
            todo = "Put a copy of family.db back, or restore a backup."
            yield _look_at("records", "The file family.db is missing, but its keys are here.", todo)
        elif not paths.keys.exists():
            yield _well("records", "There are none yet.")
        return
    if not looks_encrypted(paths.database):
        todo = "Move the file away: it is not one that Kitchen Table wrote."
        yield _look_at("records", "The file family.db is not encrypted.", todo)
        return
    key = _own_key(patient)
    if key is None:
        yield _well("records", "There, encrypted; not opened, since they don’t open by themselves.")
    else:
        yield _opened(paths.database, key)


def _own_key(patient: Patient) -> bytes | None:
    """Return the key where the keychain gives it without anybody typing."""
    ring = _ring(patient.paths) if patient.paths.keys.exists() else None
    if not isinstance(ring, keys.KeyRing) or not ring.in_keychain:
        return None
    try:
        key = patient.keychain.get(ring.store)
    except (KeychainRefused, KeychainUnavailable):  # told as a finding of its own
        return None
    return key if key is not None and ring.fits(key) else None


def _opened(database: Path, key: bytes) -> Finding:
    try:
        found = inspect(database, key)
    except Trouble as trouble:
        return _look_at("records", f"{trouble.title}.", trouble.message)
    if found.busy:
        return _look_at("records", "A write was cut short.", "Start Kitchen Table: it puts that right.")
    if not found.sound:
        return _look_at("records", "The file with the records is damaged.", "Restore the newest good backup.")
    if found.schema > NEWEST:
        return _look_at("records", "They are from a newer Kitchen Table.", "Install the newest version.")
    older = "" if found.schema == NEWEST else " They are moved to the newest form when the app next opens them."
    return _well("records", f"Whole: every page was read. Form {found.schema} of {NEWEST}.{older}")


def _backups(patient: Patient) -> Iterator[Finding]:
    paths = patient.paths
    if not paths.database.exists():
        return
    folder = paths.data / "backups"
    try:
        made = [one.stat().st_mtime for one in folder.glob("*.ktbackup")] if folder.is_dir() else []
    except OSError:
        yield _look_at("backups", "The folder of the backups can’t be read.", "Check its permissions.")
        return
    if not made:
        yield _look_at("backups", "There is no automatic backup yet.", _SAVE_ONE)
        return
    age = patient.clock.now() - datetime.fromtimestamp(max(made), UTC)
    words = f"{len(made)} automatic ones; the newest is {max(age.days, 0)} days old."
    if age > OLD_BACKUP:
        yield _look_at("backups", words, _SAVE_ONE)
    else:
        yield _well("backups", words)


def _reminders(patient: Patient) -> Iterator[Finding]:
    """Say whether reminders are on, whether the system really wakes us, and how the last check went."""
    try:
        dues = load_dues(patient.paths.reminders)
        log = load_log(patient.paths.reminder_log)
    except ReminderTrouble as trouble:
        yield _look_at("reminders", f"{trouble.title}.", trouble.message)
        return
    state = patient.scheduler().state()
    if dues is None or not dues.enabled:
        if state.wake is Wake.ON:
            yield _look_at("reminders", "Off, yet the timer runs.", "Turn them on and off again in Preferences.")
        else:
            yield _well("reminders", "Off.")
        return
    if state.wake is not Wake.ON:
        yield _look_at("reminders", f"On, but nothing wakes them: {state.words}", "Turn them on in Preferences.")
    else:
        yield _well("reminders", f"On. {state.words}")
    yield _last_check(patient, log.last_check, log.outcome)


def _last_check(patient: Patient, last: datetime | None, outcome: str) -> Finding:
    if last is None:
        return _well("last check", "There was none yet.")
    if patient.clock.now() - last > SILENT_CHECK:
        return _look_at("last check", "It is more than two weeks ago.", "Turn reminders off and on in Preferences.")
    if outcome in {DAMAGED, UNAVAILABLE}:
        return _look_at("last check", f"It could not do its work ({outcome}).", "Send a test reminder in Preferences.")
    return _well("last check", f"In the last two weeks ({outcome}).")


def _guidance(patient: Patient) -> Iterator[Finding]:
    again = "Install Kitchen Table again."
    try:
        guidance = load_pack(guidance_pack())
    except Trouble as trouble:
        yield _look_at("guidance", f"{trouble.title}.", again)
        return
    packs = patient.paths.packs
    more = len(list(packs.glob("pack-*.ktpack"))) if packs.is_dir() else 0
    others = f" Packs from others: {more}." if more else ""
    built = guidance.pack.built_on.isoformat()
    yield _well("guidance", f"Version {guidance.version}, put together on {built}.{others}")


def _printing(patient: Patient) -> Iterator[Finding]:
    """Make the help page and throw it away."""
    try:
        sheet = make_document(load_pack(guidance_pack()), PrintRequest(PrintHelp()))
        made = Typesetter(resources()).pdf(sheet, Style(), on=patient.clock.today())
    except Trouble as trouble:
        yield _look_at("printing", f"{trouble.title}.", "Install Kitchen Table again.")
        return
    yield _well("printing", f"A page was made: PDF, {len(made) // 1024} kB.")
