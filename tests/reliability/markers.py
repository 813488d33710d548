"""Marker words typed in every field of the window, then kill -9 in the print preview: they may be nowhere on the disk.

Looked at: everything below an empty home (data folder, configuration, cache, state, the session's own folder, recent
documents), the program's temporary folder, what it said, the daemons' files, the notices' history, and whatever came
meanwhile to the temporary places that the whole computer shares. The PDF that the journey saves is the parent's own and
is left out, as is what the journey tells us. What is packed, enciphered or drawn can't be found by its words: the
database is looked at like all else.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kitchentable.services.backup_files import source_of
from kitchentable.services.backups import make_file
from tests.fakes.keychain import FakeKeychain
from tests.reliability import world
from tests.reliability.at_the_keys import KeyWords
from tests.reliability.at_the_window import Words
from tests.reliability.computer import Computer, computer
from tests.reliability.figures import Figure, timed
from tests.reliability.network import fields
from tests.reliability.words import FIELDS, KEYS, MORE

_SHARED = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))  # noqa: S108 - looked at, not written to
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
KILLED = -9
"""How a journey ends: by its own kill -9, no sooner and no other way."""
_MOST_BYTES = 64 * 1024 * 1024


def run(folder: Path, size: int, seed: int) -> list[Figure]:
    """Take the journey ``size`` times, and look after each."""
    figure = Figure("markers", "marker words typed in every field are nowhere outside the encrypted files")
    with timed(figure):
        for number in range(size):
            with computer(folder / str(number), keyring=False) as machine:
                _one(machine, figure, f"{seed:08x}{number:x}")
    return [figure]


def _one(machine: Computer, figure: Figure, mark: str) -> None:
    begun = time.time()
    ended = take(machine, mark)
    if ended != KILLED:
        figure.judge(f"the journey ended with {ended}: {machine.said.read_text(errors='replace')[-500:]}")
        return
    told = fields(machine)
    if told["seen"] != told["filled"]:
        figure.judge(f"fields nobody typed in: {set(told['seen']) - set(told['filled'])}")
    keep_the_history(machine)
    files = list(places(machine, begun))
    found = list(found_in(files, stems(mark) | code_words(told["code"])))
    figure.seen["fields filled"] += len(told["filled"])
    figure.seen["files looked through"] += len(files)
    for name in (*(FIELDS | MORE | KEYS), *code_words(told["code"])):
        where = [str(path) for word, path in found if word == name]
        figure.judge(f"what was typed as {name} is in {where}" if where else None)


def stems(mark: str) -> dict[str, str]:
    """Return what each marker word begins with, in letters that every encoding has."""
    return {name: f"{stem}{mark}" for name, stem in (FIELDS | MORE | KEYS).items()}


def code_words(codes: Sequence[str]) -> dict[str, str]:
    """Return the ways in which a recovery code that was made could be written."""
    [code] = codes
    return {f"recovery code with “{between}”": code.replace(" ", between) for between in (" ", "", "-")}


def take(machine: Computer, mark: str, before: Sequence[str] = ()) -> int:
    """Take the journey with marker words, to kill -9 in the preview; return how it ended."""
    typed = {name: f"{stem}é" for name, stem in stems(mark).items()}
    more = {name: typed.pop(name) for name in MORE}
    keys = {name: typed.pop(name) for name in KEYS}
    backup = _from_elsewhere(machine, keys["backup_passphrase"])
    told = str(machine.folder / "told.json")
    words = Words(
        **typed,
        more=more,
        keys=KeyWords(**keys, backup=str(backup)),
        ends="kill",
        sheet=str(_sheet(machine)),
        told=told,
    )
    return machine.takes_the_journey(words, before)


def keep_the_history(machine: Computer, before: Sequence[str] = ()) -> None:
    """Have a notice come up, and put the notices’ history with all else that is looked through."""
    (machine.folder / "history.json").write_text(machine.shows_a_notice(before))


def _from_elsewhere(machine: Computer, passphrase: str) -> Path:
    """Make records as on another computer; return a backup of them, in the home of this one."""
    home = world.create(machine.folder / "elsewhere", passphrase=passphrase, chain=FakeKeychain())
    backup = machine.folder / "home" / "from-elsewhere.ktbackup"
    make_file(source_of(home), backup)
    home.close()
    return backup


def _sheet(machine: Computer) -> Path:
    return machine.folder / "home" / "sheet.pdf"


def places(machine: Computer, begun: float) -> Iterator[Path]:
    """Return every file there is to look at: all of the computer's own, and what is new in the shared places."""
    ours = {_sheet(machine), machine.folder / "told.json"}
    yield from (one for one in _files(machine.folder) if one not in ours)
    for shared in _SHARED:
        for one in _files(shared):
            if machine.folder not in one.parents and _changed_since(one, begun):
                yield one


def found_in(files: Iterable[Path], words: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """Return each word found in a file's bytes, whatever the case, or in its name."""
    patterns = {name: {word.lower().encode(one) for one in _ENCODINGS} for name, word in words.items()}
    for file in files:
        try:
            data = file.read_bytes() if file.stat().st_size <= _MOST_BYTES else b""
        except OSError:
            continue  # gone, or another's
        data = (data + b"\n" + os.fsencode(file)).lower()
        yield from ((name, file) for name, sought in patterns.items() if any(one in data for one in sought))


def _files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            try:
                if stat.S_ISREG(path.lstat().st_mode):
                    yield path
            except OSError:
                continue


def _changed_since(file: Path, begun: float) -> bool:
    try:
        return file.stat().st_mtime >= begun
    except OSError:
        return False
