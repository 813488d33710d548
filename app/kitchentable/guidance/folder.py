"""Reads a folder of guidance sources: which files there are, and the value in each with its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from kitchentable.domain.guides import Guide
from kitchentable.domain.milestones import Milestone
from kitchentable.domain.releases import Release
from kitchentable.domain.situations import Contact, Country, Situation
from kitchentable.domain.sources import Retired, Source
from kitchentable.domain.topics import Topic
from kitchentable.domain.values import Value
from kitchentable.domain.vocabulary import Vocabulary
from kitchentable.guidance.faults import Report
from kitchentable.guidance.shape import SHORT_ID, WHOLE_ID, read_value
from kitchentable.guidance.tree import Field, Fields, Items, Node, Scalar, line_at, parse


class Shelf(StrEnum):
    """The kinds of source files, named as their folder or file is."""

    TOPICS = "topics"
    GUIDES = "guides"
    SITUATIONS = "situations"
    COUNTRIES = "countries"
    SOURCES = "sources"
    MILESTONES = "milestones"
    RETIRED = "retired"
    CONTACTS = "contacts"
    VOCABULARY = "vocabulary"


_FOLDERS = (Shelf.TOPICS, Shelf.GUIDES, Shelf.SITUATIONS, Shelf.COUNTRIES, Shelf.SOURCES)
_FOREIGN = (Shelf.TOPICS, Shelf.GUIDES, Shelf.SITUATIONS, Shelf.CONTACTS, Shelf.SOURCES)
_FILES = (Shelf.MILESTONES, Shelf.RETIRED)
_OUR_FILES = (*_FILES, Shelf.VOCABULARY)

RELEASED = "released-ids.txt"
"""Every id ever released, one a line; no build may lose one (DESIGN §6, rule 1)."""

RELEASED_SETTINGS = "released-settings.json"
"""How every released pack told its settings, written by a release."""

_Held_co = TypeVar("_Held_co", bound=Value, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[_Held_co]):
    """One value with the file and the tree it came from."""

    file: str
    node: Node
    value: _Held_co

    def line(self, path: tuple[str | int, ...] = ()) -> int:
        """Return the line of a part of the value."""
        return line_at(self.node, path)


@dataclass(frozen=True, slots=True)
class Beside:
    """Our guidance, as another publisher's may point to it: the ids on each shelf, and what each country holds."""

    shelves: Mapping[Shelf, frozenset[str]] = field(default_factory=dict)
    contacts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: frozenset[str] | None = None
    """The digits of every number our contacts have; None where they are not known."""


@dataclass(slots=True)
class Folder:
    """What a guidance folder holds. ``broken`` names the shelves on which something could not be read.

    ``beside`` is None for our own guidance; another publisher's stands beside ours.
    """

    root: Path
    topics: list[Entry[Topic]] = field(default_factory=list)
    guides: list[Entry[Guide]] = field(default_factory=list)
    situations: list[Entry[Situation]] = field(default_factory=list)
    countries: list[Entry[Country]] = field(default_factory=list)
    sources: list[Entry[Source]] = field(default_factory=list)
    milestones: list[Entry[Milestone]] = field(default_factory=list)
    retired: list[Entry[Retired]] = field(default_factory=list)
    vocabulary: Entry[Vocabulary] | None = None
    released: dict[str, int] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()
    broken: set[Shelf] = field(default_factory=set)
    beside: Beside | None = None

    @property
    def released_file(self) -> str:
        """The file of released ids, as faults name it."""
        return str(self.root / RELEASED)

    def everything(self) -> Iterator[Entry[Value]]:
        """Walk every entry that faults can be told about, sources last."""
        shelves = (self.topics, self.guides, self.situations, self.countries, self.milestones, self.sources)
        for shelf in shelves:
            for entry in shelf:
                yield Entry(entry.file, entry.node, entry.value)


def read_folder(root: Path, report: Report, beside: Beside | None = None) -> Folder:
    """Read every source file below a folder; what is wrong goes to the report, the rest is returned."""
    folder = Folder(root, beside=beside)
    try:
        if root.is_dir():
            _read(folder, report)
        else:
            report.add(str(root), 1, "there is no such folder")
    except OSError as error:
        folder.broken.update(Shelf)
        report.add(str(root), 1, f"the folder can't be read ({error.strerror})")
    return folder


def _read(folder: Folder, report: Report) -> None:
    root = folder.root
    _strangers(folder, report)
    _single(folder, Shelf.TOPICS, Topic, folder.topics, report)
    _single(folder, Shelf.GUIDES, Guide, folder.guides, report)
    _single(folder, Shelf.SITUATIONS, Situation, folder.situations, report)
    if folder.beside is None:
        _single(folder, Shelf.COUNTRIES, Country, folder.countries, report)
    else:
        _contacts(folder, report)
    for path in _files(folder, Shelf.SOURCES, report):
        _listed(folder, Shelf.SOURCES, path, Source, folder.sources, report)
    if (root / "milestones.yaml").exists():
        _listed(folder, Shelf.MILESTONES, root / "milestones.yaml", Milestone, folder.milestones, report)
    if (root / "retired.yaml").exists():
        _listed(folder, Shelf.RETIRED, root / "retired.yaml", Retired, folder.retired, report)
    if folder.beside is None and (root / "vocabulary.yaml").exists():
        _vocabulary(folder, root / "vocabulary.yaml", report)
    folder.released = _released(root / RELEASED, report)
    folder.releases = _releases(root / RELEASED_SETTINGS, report)


def _contacts(folder: Folder, report: Report) -> None:
    """Read another publisher's contacts, ``contacts/uk.yaml``: a country of theirs with nothing else in it."""
    for path in _files(folder, Shelf.CONTACTS, report):
        found: list[Entry[Contact]] = []
        _listed(folder, Shelf.CONTACTS, path, Contact, found, report)
        nodes = Items(1, tuple(one.node for one in found))
        country = Country(
            id=path.stem,
            name=path.stem,
            emergency="",
            emergency_words="",
            crisis=(),
            footer=(),
            contacts=tuple(one.value for one in found),
        )
        folder.countries.append(Entry(str(path), Fields(1, {"contacts": Field(1, nodes)}), country))


def _strangers(folder: Folder, report: Report) -> None:
    """Tell YAML files that stand where nobody would read them."""
    root, folders = folder.root, _FOLDERS if folder.beside is None else _FOREIGN
    files = _OUR_FILES if folder.beside is None else _FILES
    known = {f"{shelf}.yaml" for shelf in files}
    for path in sorted(root.rglob("*.y*ml")):
        inside = path.parent.parent == root and path.parent.name in folders
        if path.suffix == ".yaml" and (inside or (path.parent == root and path.name in known)):
            continue
        places = ", ".join([*(f"{shelf}/ID.yaml" for shelf in folders), *(f"{shelf}.yaml" for shelf in files[:-1])])
        report.add(str(path), 1, f"nobody reads this file; guidance is in {places} and {files[-1]}.yaml")


def _files(folder: Folder, shelf: Shelf, report: Report) -> list[Path]:
    place = folder.root / shelf
    if not place.is_dir() and folder.beside is not None:
        return []  # a school may have a talk and no help line, or the other way round
    if not place.is_dir():
        folder.broken.add(shelf)
        report.add(str(place), 1, "this folder is missing")
        return []
    return sorted(place.glob("*.yaml"))


def _tree(path: Path, report: Report) -> Node | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        report.add(str(path), 1, f"the file can't be read ({error.strerror})")
        return None
    tree = parse(data, str(path), report)
    if isinstance(tree, Scalar) and tree.is_null:
        report.add(str(path), 1, "the file is empty")
    return tree


def _single(folder: Folder, shelf: Shelf, wanted: type[_Held_co], into: list[Entry[_Held_co]], report: Report) -> None:
    """Read a shelf on which every file holds one value and is named after its id."""
    for path in _files(folder, shelf, report):
        tree = _tree(path, report)
        if tree is None or isinstance(tree, Scalar):
            folder.broken.add(shelf)
            _must_be(tree, "a block of keys: it begins with “id: ”", path, report)
            continue
        _named_after_id(path, tree, report)
        value = read_value(tree, wanted, str(path), report)
        if value is None:
            folder.broken.add(shelf)
        else:
            into.append(Entry(str(path), tree, value))


def _listed(
    folder: Folder, shelf: Shelf, path: Path, wanted: type[_Held_co], into: list[Entry[_Held_co]], report: Report
) -> None:
    """Read a file that is a list of values; a wrong one does not hide the others."""
    tree = _tree(path, report)
    if isinstance(tree, Scalar) and tree.is_null:
        return  # told already; nothing that others could refer to is lost
    if not isinstance(tree, Items):
        folder.broken.add(shelf)
        _must_be(tree, "a list: each entry begins with “- id: ”", path, report)
        return
    ids = WHOLE_ID if shelf is Shelf.RETIRED else SHORT_ID
    for node in tree.items:
        value = read_value(node, wanted, str(path), report, ids)
        if value is None:
            folder.broken.add(shelf)
        else:
            into.append(Entry(str(path), node, value))


def _vocabulary(folder: Folder, path: Path, report: Report) -> None:
    """Read the vocabulary of search, the one file that holds one value and has no id."""
    tree = _tree(path, report)
    if tree is None or isinstance(tree, Scalar):
        folder.broken.add(Shelf.VOCABULARY)
        _must_be(tree, "a block of keys: ideas, signals, also, everyday", path, report)
        return
    value = read_value(tree, Vocabulary, str(path), report)
    if value is None:
        folder.broken.add(Shelf.VOCABULARY)
    else:
        folder.vocabulary = Entry(str(path), tree, value)


def _must_be(tree: Node | None, wish: str, path: Path, report: Report) -> None:
    if tree is not None and not (isinstance(tree, Scalar) and tree.is_null):
        report.add(str(path), tree.line, f"this file must be {wish}")


def _named_after_id(path: Path, tree: Node, report: Report) -> None:
    if not isinstance(tree, Fields) or "id" not in tree.fields:
        return
    told = tree.fields["id"]
    if isinstance(told.node, Scalar) and told.node.text != path.stem:
        report.add(str(path), told.line, f"the id is “{told.node.text}”, so the file must be {told.node.text}.yaml")


def _released(path: Path, report: Report) -> dict[str, int]:
    """Read the released ids with their lines; before the first release there is no such file."""
    if not path.exists():
        return {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        report.add(str(path), 1, f"the file can't be read ({error.strerror})")
        return {}
    except UnicodeDecodeError:
        report.add(str(path), 1, "this is not UTF-8 text; save the file as UTF-8")
        return {}
    told = ((number, line.strip()) for number, line in enumerate(lines, start=1))
    return {line: number for number, line in told if line and not line.startswith("#")}


def _releases(path: Path, report: Report) -> tuple[Release, ...]:
    """Read how released packs told their settings; before the first release there is no such file."""
    if not path.exists():
        return ()
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Release, ...])
    except OSError as error:
        report.add(str(path), 1, f"the file can't be read ({error.strerror})")
    except (msgspec.DecodeError, UnicodeDecodeError):
        report.add(str(path), 1, "this is not what a release wrote; take it back from the history")
    return ()
