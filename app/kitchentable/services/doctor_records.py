"""The doctor's look at what is the family's: keys, records, backups and reminders; nothing is opened by typing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kitchentable.domain.errors import KeychainRefused, KeychainUnavailable, ReminderTrouble, Trouble
from kitchentable.services.findings import Finding, Patient, look_at, well
from kitchentable.services.reminder_check import DAMAGED, UNAVAILABLE
from kitchentable.services.reminder_files import load_dues, load_log
from kitchentable.store import keys
from kitchentable.store.inspecting import NEWEST, inspect, looks_encrypted
from kitchentable.system.paths import Paths
from kitchentable.system.schedule import Wake

OLD_BACKUP = timedelta(days=60)
SILENT_CHECK = timedelta(days=14)
_SAVE_ONE = "Save a backup: kitchentable backup FILE.ktbackup"


def look_at_keys(patient: Patient) -> Iterator[Finding]:
    """Say what opens the records, and whether the keychain really has the key."""
    paths = patient.paths
    if not paths.keys.exists():
        if paths.database.exists():
            todo = "Put a copy of keys.json back beside family.db, or restore a backup."
            yield look_at("keys", "The file keys.json is missing, and the records can’t be opened without it.", todo)
        return
    ring = _ring(paths)
    if isinstance(ring, Finding):
        yield ring
        return
    ways = sorted(one.__struct_config__.tag or "" for one in ring.slots)
    known = {"keychain": "this computer’s keychain", "passphrase": "a passphrase", "recovery": "a recovery code"}
    words = ", or ".join(known.get(str(one), str(one)) for one in ways)
    if len(ways) < 2:
        yield look_at(
            "keys",
            f"Only {words} opens the records; if that is lost, nobody can open them.",
            "Make a recovery code in Preferences and print it.",
        )
    else:
        yield well("keys", f"The records open with {words}.")
    if ring.in_keychain:
        yield _keychain(patient, ring)


def _ring(paths: Paths) -> keys.KeyRing | Finding:
    try:
        return keys.decode(paths.keys.read_bytes())
    except Trouble as trouble:
        return look_at("keys", trouble.title + ".", trouble.message)
    except OSError:
        return look_at("keys", "The file keys.json can’t be read.", "Check its permissions.")


def _keychain(patient: Patient, ring: keys.KeyRing) -> Finding:
    try:
        key = patient.keychain.get(ring.store)
    except (KeychainRefused, KeychainUnavailable) as trouble:
        return look_at("keychain", f"{trouble.title}.", trouble.message)
    if key is None:
        return look_at("keychain", "It has no key to these records.", "Open them another way, or restore a backup.")
    if not ring.fits(key):
        return look_at("keychain", "Its key does not fit these records.", "Open them another way.")
    return well("keychain", "It has the key to the records.")


def look_at_records(patient: Patient) -> Iterator[Finding]:
    """Look into the records where they open by themselves; else only at the file."""
    paths = patient.paths
    if not paths.database.exists():
        if paths.keys.exists() and not paths.database.with_name("family.db.new").exists():
            todo = "Put a copy of family.db back, or restore a backup."
            yield look_at("records", "The file family.db is missing, but its keys are here.", todo)
        elif not paths.keys.exists():
            yield well("records", "There are none yet.")
        return
    if not looks_encrypted(paths.database):
        todo = "Move the file away: it is not one that Kitchen Table wrote."
        yield look_at("records", "The file family.db is not encrypted.", todo)
        return
    key = _own_key(patient)
    if key is None:
        yield well("records", "There, encrypted; not opened, since they don’t open by themselves.")
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
        return look_at("records", f"{trouble.title}.", trouble.message)
    if found.busy:
        return look_at("records", "A write was cut short.", "Start Kitchen Table: it puts that right.")
    if not found.sound:
        return look_at("records", "The file with the records is damaged.", "Restore the newest good backup.")
    if found.schema > NEWEST:
        return look_at("records", "They are from a newer Kitchen Table.", "Install the newest version.")
    older = "" if found.schema == NEWEST else " They are moved to the newest form when the app next opens them."
    return well("records", f"Whole: every page was read. Form {found.schema} of {NEWEST}.{older}")


def look_at_backups(patient: Patient) -> Iterator[Finding]:
    """Say whether there are automatic backups, and how many days old the newest is."""
    paths = patient.paths
    if not paths.database.exists():
        return
    folder = paths.data / "backups"
    try:
        made = [one.stat().st_mtime for one in folder.glob("*.ktbackup")] if folder.is_dir() else []
    except OSError:
        yield look_at("backups", "The folder of the backups can’t be read.", "Check its permissions.")
        return
    if not made:
        yield look_at("backups", "There is no automatic backup yet.", _SAVE_ONE)
        return
    age = patient.clock.now() - datetime.fromtimestamp(max(made), UTC)
    words = f"{len(made)} automatic ones; the newest is {max(age.days, 0)} days old."
    if age > OLD_BACKUP:
        yield look_at("backups", words, _SAVE_ONE)
    else:
        yield well("backups", words)


def look_at_reminders(patient: Patient) -> Iterator[Finding]:
    """Say whether reminders are on, whether the system really wakes us, and how the last check went."""
    try:
        dues = load_dues(patient.paths.reminders)
        log = load_log(patient.paths.reminder_log)
    except ReminderTrouble as trouble:
        yield look_at("reminders", f"{trouble.title}.", trouble.message)
        return
    state = patient.scheduler().state()
    if dues is None or not dues.enabled:
        if state.wake is Wake.ON:
            yield look_at("reminders", "Off, yet the timer runs.", "Turn them on and off again in Preferences.")
        else:
            yield well("reminders", "Off.")
        return
    if state.wake is not Wake.ON:
        yield look_at("reminders", f"On, but nothing wakes them: {state.words}", "Turn them on in Preferences.")
    else:
        yield well("reminders", f"On. {state.words}")
    yield _last_check(patient, log.last_check, log.outcome)


def _last_check(patient: Patient, last: datetime | None, outcome: str) -> Finding:
    if last is None:
        return well("last check", "There was none yet.")
    if patient.clock.now() - last > SILENT_CHECK:
        return look_at("last check", "It is more than two weeks ago.", "Turn reminders off and on in Preferences.")
    if outcome in {DAMAGED, UNAVAILABLE}:
        return look_at("last check", f"It could not do its work ({outcome}).", "Send a test reminder in Preferences.")
    return well("last check", f"In the last two weeks ({outcome}).")
