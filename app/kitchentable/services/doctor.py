"""The doctor: looks at everything Kitchen Table stands on and says what is well and what needs a look.

It changes nothing and asks for no passphrase. What it says is safe to pass on: no names, no words of the family's, no
paths, and no moment at which the family did something.
"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata

from kitchentable.domain.errors import Trouble
from kitchentable.domain.version import VERSION
from kitchentable.guidance.pack import load_pack
from kitchentable.printing.pages import Style
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services.doctor_records import (
    look_at_backups,
    look_at_keys,
    look_at_records,
    look_at_reminders,
)
from kitchentable.services.erasing import is_pending
from kitchentable.services.findings import Finding, Patient, look_at, well
from kitchentable.services.prints import PrintHelp, PrintRequest, make_document
from kitchentable.system.paths import default_data_folder
from kitchentable.system.resources import guidance_pack, resources

LEAST_ROOM = 100 * 1024 * 1024
"""Bytes that should be free where the records are: room for the records, a copy and a journal many times over."""


def examine(patient: Patient) -> tuple[Finding, ...]:
    """Look at everything; no state of the computer or of a file makes it fail."""
    looks = (
        _program,
        _folder,
        _permissions,
        _room,
        look_at_keys,
        look_at_records,
        look_at_backups,
        look_at_reminders,
        _guidance,
        _printing,
    )
    return tuple(finding for look in looks for finding in look(patient))


def _program(_patient: Patient) -> Iterator[Finding]:
    parts = ("apsw-sqlite3mc", "cryptography", "PySide6-Essentials", "typst")
    versions = ", ".join(f"{one} {_version(one)}" for one in parts)
    python = ".".join(str(one) for one in sys.version_info[:3])
    yield well("program", f"Kitchen Table {VERSION}; Python {python}, {versions}.")
    yield well("system", f"{platform.system()} {platform.release()}, {platform.machine()}.")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # a packaged program leaves some out
        return "of unknown version"


def _folder(patient: Patient) -> Iterator[Finding]:
    paths = patient.paths
    where = "in the usual place" if paths.data == default_data_folder() else "in a place that was named"
    if is_pending(paths):
        yield look_at(
            "data folder", "Everything was to be erased, and that was cut short.", "Start Kitchen Table to finish it."
        )
    elif not paths.data.exists():
        yield well("data folder", f"Not there yet ({where}): Kitchen Table was not used with it so far.")
    elif not paths.data.is_dir():
        yield look_at("data folder", f"It is {where}, and is not a folder.", "Move that file away.")
    else:
        yield well("data folder", f"There, {where}.")


def _permissions(patient: Patient) -> Iterator[Finding]:
    folder = patient.paths.data
    if sys.platform == "win32" or not folder.is_dir():
        return
    try:
        inside = [one for one in folder.iterdir() if not one.is_symlink()]
        open_ones = sum(1 for one in inside if one.lstat().st_mode & 0o077)
    except OSError:
        yield look_at("permissions", "The data folder can’t be looked into.", "Check that it belongs to you.")
        return
    if folder.stat().st_mode & 0o077:
        yield look_at(
            "permissions",
            "Other users of this computer can look into the data folder.",
            "Start Kitchen Table: it closes the folder to them.",
        )
    else:
        more = f" {open_ones} files in it are open to others by themselves." if open_ones else ""
        yield well("permissions", f"The data folder is closed to other users.{more}")


def _room(patient: Patient) -> Iterator[Finding]:
    place = next((one for one in (patient.paths.data, *patient.paths.data.parents) if one.is_dir()), None)
    if place is None:
        return
    free = shutil.disk_usage(place).free
    if free < LEAST_ROOM:
        yield look_at("room", f"Only {free // 1024**2} MB are free on the disk.", "Free some space.")
    else:
        yield well("room", "There is room on the disk.")


def _guidance(patient: Patient) -> Iterator[Finding]:
    again = "Install Kitchen Table again."
    try:
        guidance = load_pack(guidance_pack())
    except Trouble as trouble:
        yield look_at("guidance", f"{trouble.title}.", again)
        return
    packs = patient.paths.packs
    more = len(list(packs.glob("pack-*.ktpack"))) if packs.is_dir() else 0
    others = f" Packs from others: {more}." if more else ""
    built = guidance.pack.built_on.isoformat()
    yield well("guidance", f"Version {guidance.version}, put together on {built}.{others}")


def _printing(patient: Patient) -> Iterator[Finding]:
    """Make the help page and throw it away."""
    try:
        today = patient.clock.today()
        sheet = make_document(load_pack(guidance_pack()), PrintRequest(PrintHelp()), today)
        made = Typesetter(resources()).pdf(sheet, Style(), on=today)
    except Trouble as trouble:
        yield look_at("printing", f"{trouble.title}.", "Install Kitchen Table again.")
        return
    yield well("printing", f"A page was made: PDF, {len(made) // 1024} kB.")
