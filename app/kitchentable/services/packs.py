"""Packs from others: look at a file, install it, remove it, and join what is installed to our own guidance.

The folder ``packs`` holds one file for each publisher, under a name that we make, and ``known.json``: the key each
publisher first came with, and the titles of what went with a removed pack, so that old ticks stay readable.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import CannotWrite, GuidanceFault, NotFound, Trouble
from kitchentable.domain.pack import Guidance, Pack
from kitchentable.domain.sources import Retired
from kitchentable.guidance.check import keeps_rules
from kitchentable.guidance.foreign import MOST_BYTES, ForeignPack, open_seal, refusal
from kitchentable.guidance.joining import join, titles
from kitchentable.guidance.signing import fingerprint
from kitchentable.guidance.soundness import as_folder
from kitchentable.services.household import Household
from kitchentable.system.files import cannot_write, write_atomically
from kitchentable.system.paths import Paths

MOST_PACKS = 20
"""Publishers at a time; more would make every list hard to read."""

_KNOWN = "known.json"
_REMOVED = "Its pack was removed."


class Standing(StrEnum):
    """What opening a file would change."""

    NEW = "new"
    UPDATE = "update"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PackView:
    """Whose a pack is and what it holds. ``reviewed`` of ``texts`` were read by a safeguarding professional.

    ``built_on`` is the day it was put together, by the publisher's own account.
    """

    slug: str
    publisher: str
    fingerprint: str
    version: str
    built_on: date
    holds: tuple[tuple[int, str], ...]
    titles: tuple[str, ...]
    reviewed: int
    texts: int


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked at and not refused; ``data`` is what was read, so that nothing can change in between."""

    view: PackView
    standing: Standing
    data: bytes


@dataclass(frozen=True, slots=True)
class Installed:
    """The packs that are in use, and what stands in the way of the others."""

    packs: tuple[PackView, ...]
    troubles: tuple[Trouble, ...]


class _Publisher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key a publisher first came with, and the titles of what is gone, by whole name."""

    name: str
    key: bytes
    gone: dict[str, str] = {}


class _Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int = 1
    publishers: dict[str, _Publisher] = {}


def look_at(paths: Paths, file: Path) -> Looked:
    """Read a file and say whose it is; raise GuidanceFault with one sentence where it is refused. It writes nothing."""
    name = f"“{file.name[:80]}”"
    data = _read(file, name)
    foreign = open_seal(data, name)
    if not keeps_rules(as_folder(foreign.pack)):
        raise refusal(
            f"{name} breaks our rules for safe guidance, so we have not opened it: please tell its publisher."
        )
    return Looked(_view(foreign), _standing(paths, foreign, name), data)


def install(home: Household, looked: Looked) -> Change:
    """Keep a pack that was looked at and show it at once; an older pack of the same publisher makes way."""
    paths, foreign = home.paths, open_seal(looked.data, looked.view.publisher)
    _standing(paths, foreign, looked.view.publisher)
    known, slug = _read_known(paths), foreign.publisher.slug
    before = known.publishers.get(slug)
    now = titles(foreign)
    gone = {**(before.gone if before else {}), **_installed_titles(paths, slug)}
    entry = _Publisher(
        foreign.publisher.name, foreign.publisher.key, {name: title for name, title in gone.items() if name not in now}
    )
    _make_folder(paths)
    _write_known(paths, known, slug, entry)
    write_atomically(_file(paths, slug), looked.data)
    return _show(home)


def remove(home: Household, slug: str) -> Change:
    """Take a pack away. Ticks and notes stay, with the titles of what they were about."""
    paths = home.paths
    known = _read_known(paths)
    entry = known.publishers.get(slug)
    if entry is None:
        raise NotFound("That pack is no longer installed.")
    gone = {**entry.gone, **_installed_titles(paths, slug)}
    _write_known(paths, known, slug, msgspec.structs.replace(entry, gone=gone))
    try:
        _file(paths, slug).unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(_file(paths, slug), error) from error
    return _show(home)


def installed(home: Household) -> Installed:
    """Return the packs that are in use, by publisher, and what stands in the way of the others."""
    packs, troubles = _load(home.paths)
    return Installed(tuple(_view(one) for one in packs), tuple(troubles))


def add_installed(paths: Paths, guidance: Guidance) -> tuple[Trouble, ...]:
    """Join what is installed to our guidance, in place; return one trouble for each pack that is left out."""
    packs, troubles = _load(paths)
    try:
        gone = [
            _retired(name, title) for one in _read_known(paths).publishers.values() for name, title in one.gone.items()
        ]
    except GuidanceFault:
        gone = []  # told by loading already
    guidance.become(join(guidance.own, packs, gone))
    return tuple(troubles)


def _show(home: Household) -> Change:
    add_installed(home.paths, home.guidance)
    return Change.of(Touched.GUIDANCE)


def _load(paths: Paths) -> tuple[list[ForeignPack], list[Trouble]]:
    """Return every installed pack that is sound, and a trouble for each that is not."""
    packs: list[ForeignPack] = []
    troubles: list[Trouble] = []
    try:
        files = sorted(paths.packs.glob("pack-*.ktpack"))
        known = _read_known(paths)
    except Trouble as trouble:
        return [], [trouble]
    for file in files[:MOST_PACKS]:
        try:
            packs.append(_load_one(file, known))
        except Trouble as trouble:
            troubles.append(trouble)
    return packs, troubles


def _load_one(file: Path, known: _Known) -> ForeignPack:
    slug = file.stem.removeprefix("pack-")
    entry = known.publishers.get(slug)
    whose = entry.name if entry else slug
    try:
        foreign = open_seal(_read(file, "It"), "It")
    except GuidanceFault as fault:
        raise _left_out(whose) from fault
    if entry is None or foreign.publisher.slug != slug or foreign.publisher.key != entry.key:
        raise _left_out(whose)
    return foreign


def _left_out(whose: str) -> GuidanceFault:
    return GuidanceFault(
        f"The installed pack from “{whose}” can’t be used, so it is left out: please open the pack’s file again "
        "under Preferences.",
        title="A pack needs a look",
    )


def _standing(paths: Paths, foreign: ForeignPack, name: str) -> Standing:
    """Say what installing would change; raise GuidanceFault for another key than before, or an older pack."""
    known, slug = _read_known(paths), foreign.publisher.slug
    entry = known.publishers.get(slug)
    if entry is not None and entry.key != foreign.publisher.key:
        raise refusal(
            f"{name} says that it is from “{foreign.publisher.name}”, but its key ({foreign.publisher.fingerprint}) is "
            f"not the one we know ({fingerprint(entry.key)}): please ask the publisher before you trust it."
        )
    files = list(paths.packs.glob("pack-*.ktpack")) if paths.packs.is_dir() else []
    if _file(paths, slug) not in files:
        if len(files) >= MOST_PACKS:
            raise refusal(f"You have {MOST_PACKS} packs, which is the most: please remove one first.")
        return Standing.NEW
    try:
        before = _load_one(_file(paths, slug), known).pack
    except GuidanceFault:
        return Standing.UPDATE  # the damaged one makes way
    if before.built_on > foreign.pack.built_on:
        raise refusal(
            f"{name} is older than the pack from “{foreign.publisher.name}” that you have: we have kept yours."
        )
    return Standing.SAME if before == foreign.pack else Standing.UPDATE


def _view(foreign: ForeignPack) -> PackView:
    pack = foreign.pack
    reviewed = [one.reviewed for one in pack.topics] + [one.reviewed for one in pack.situations]
    return PackView(
        slug=foreign.publisher.slug,
        publisher=foreign.publisher.name,
        fingerprint=foreign.publisher.fingerprint,
        version=pack.version,
        built_on=pack.built_on,
        holds=tuple((number, word) for number, word in _counts(pack) if number),
        titles=_titles(pack),
        reviewed=len(reviewed) - reviewed.count(None),
        texts=len(reviewed),
    )


def _counts(pack: Pack) -> tuple[tuple[int, str], ...]:
    return (
        (len(pack.topics), "talk"),
        (len(pack.guides), "guide"),
        (len(pack.situations), "help page"),
        (sum(len(one.contacts) for one in pack.countries), "contact"),
        (len(pack.milestones), "milestone"),
    )


def _titles(pack: Pack) -> tuple[str, ...]:
    own = [one.title for one in pack.topics] + [one.title for one in pack.guides]
    own += [one.title for one in pack.situations]
    return (*own, *(contact.name for one in pack.countries for contact in one.contacts))


def _installed_titles(paths: Paths, slug: str) -> dict[str, str]:
    try:
        return titles(_load_one(_file(paths, slug), _read_known(paths)))
    except GuidanceFault:
        return {}  # nothing there, or nothing readable


def _retired(name: str, title: str) -> Retired:
    return Retired(id=name, title=title, on=date.min, why=_REMOVED)


def _file(paths: Paths, slug: str) -> Path:
    """Return where a publisher's pack is kept; the prefix keeps clear of names that a system reserves."""
    return paths.packs / f"pack-{slug}.ktpack"


def _read(file: Path, name: str) -> bytes:
    """Return a plain file's bytes, one more than a pack may have at most."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise refusal(f"{name} is not a file: please choose a file that ends in .ktpack.")
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise refusal(f"{name} can’t be read: please check that it is still there and that you may open it.") from error


def _read_known(paths: Paths) -> _Known:
    file = paths.packs / _KNOWN
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Known)
    except (FileNotFoundError, NotADirectoryError):
        return _Known()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise GuidanceFault(
            f"The list of publishers you know, {file}, can’t be read: please move it away and open your packs again.",
            title="A pack needs a look",
        ) from error


def _write_known(paths: Paths, known: _Known, slug: str, entry: _Publisher) -> None:
    changed = _Known(publishers={**known.publishers, slug: entry})
    write_atomically(paths.packs / _KNOWN, msgspec.json.format(msgspec.json.encode(changed)))


def _make_folder(paths: Paths) -> None:
    try:
        paths.packs.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"The folder {paths.packs} can’t be made: please check that you may write there.") from error
