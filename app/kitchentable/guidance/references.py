"""Rules on what guidance points to: every situation, topic, guide, setting, contact and country named exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kitchentable.domain.situations import ContactKind
from kitchentable.domain.values import Value
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Beside, Entry, Folder, Shelf
from kitchentable.guidance.shape import nearest
from kitchentable.guidance.walk import Path


def check_references(folder: Folder, report: Report) -> None:
    """Tell every name that leads nowhere; names on a shelf that could not be read whole are let be."""
    _topics_and_situations(_Pointer(folder, report))
    _guides(_Pointer(folder, report))
    _countries(_Pointer(folder, report))
    _milestones(_Pointer(folder, report))


@dataclass(frozen=True, slots=True)
class _Pointer:
    folder: Folder
    report: Report

    def known(self, shelf: Shelf) -> set[str] | None:
        """Return the ids on a shelf; None while a file on it can't be read, for then nothing can be said."""
        if shelf in self.folder.broken:
            return None
        entries: dict[Shelf, Iterable[str]] = {
            Shelf.TOPICS: (one.value.id for one in self.folder.topics),
            Shelf.GUIDES: (one.value.id for one in self.folder.guides),
            Shelf.SITUATIONS: (one.value.id for one in self.folder.situations),
            Shelf.COUNTRIES: (one.value.id for one in self.folder.countries),
        }
        beside = self.folder.beside.shelves.get(shelf, frozenset()) if self.folder.beside else frozenset()
        return set(entries[shelf]) | beside

    def expect(self, entry: Entry[Value], path: Path, name: str, known: Collection[str] | None, what: str) -> None:
        """Tell a name that is not among the known ones."""
        if known is not None and name not in known:
            words = f"there is no {what} `{name}`{nearest(name, known)}"
            self.report.add(entry.file, entry.line(path), words)

    def expect_all(
        self, entry: Entry[Value], path: Path, names: tuple[str, ...], known: Collection[str] | None, what: str
    ) -> None:
        """Tell each name of a list that is not among the known ones."""
        for place, name in enumerate(names):
            self.expect(entry, (*path, place), name, known, what)


def _topics_and_situations(pointer: _Pointer) -> None:
    situations, topics = pointer.known(Shelf.SITUATIONS), pointer.known(Shelf.TOPICS)
    countries = pointer.known(Shelf.COUNTRIES)
    beside = pointer.folder.beside
    contacts = {name: set(held) for name, held in beside.contacts.items()} if beside else {}
    for held in pointer.folder.countries:
        contacts.setdefault(held.value.id, set()).update(one.id for one in held.value.contacts)
    for topic in pointer.folder.topics:
        pointer.expect_all(topic, ("if_it_happened",), topic.value.if_it_happened, situations, "situation")
    for situation in pointer.folder.situations:
        entry = situation
        pointer.expect_all(entry, ("topics",), situation.value.topics, topics, "topic")
        for country, names in situation.value.tell.items():
            pointer.expect(entry, ("tell", country), country, countries, "country")
            known = contacts.get(country)
            pointer.expect_all(entry, ("tell", country), names, known, f"contact in the country `{country}` called")


def _guides(pointer: _Pointer) -> None:
    for guide in pointer.folder.guides:
        entry, settings = guide, [one.id for one in guide.value.settings]
        pointer.expect(entry, ("first",), guide.value.first, settings, "setting in this guide called")
        ever = [*settings, *(one.id for one in guide.value.retired)]
        for place, change in enumerate(guide.value.changes):
            path = ("changes", place, "settings")
            pointer.expect_all(entry, path, change.settings, ever, "setting in this guide called")


def _countries(pointer: _Pointer) -> None:
    beside = pointer.folder.beside
    if beside is not None:
        _contacts_beside(pointer, beside)
        return
    for country in pointer.folder.countries:
        entry, value = country, country.value
        contacts = [one.id for one in value.contacts]
        nations = [one.id for one in value.nations]
        pointer.expect(entry, ("emergency",), value.emergency, contacts, "contact in this country called")
        pointer.expect_all(entry, ("crisis",), value.crisis, contacts, "contact in this country called")
        pointer.expect_all(entry, ("footer",), value.footer, contacts, "contact in this country called")
        for place, contact in enumerate(value.contacts):
            path = ("contacts", place, "nations")
            pointer.expect_all(entry, path, contact.nations, nations, "nation in this country called")


def _contacts_beside(pointer: _Pointer, beside: Beside) -> None:
    """Another publisher's contacts: of a country that we have, and never in the emergency number's place."""
    for country in pointer.folder.countries:
        entry, value = country, country.value
        if Shelf.COUNTRIES not in pointer.folder.broken:
            pointer.expect(entry, (), value.id, beside.contacts, "country")
        for place, contact in enumerate(value.contacts):
            known = None if Shelf.COUNTRIES in pointer.folder.broken else beside.nations.get(value.id, frozenset())
            path = ("contacts", place, "nations")
            pointer.expect_all(entry, path, contact.nations, known, "nation in this country called")
            if contact.kind is ContactKind.EMERGENCY:
                words = "an emergency number is never another publisher’s; choose another `kind`"
                pointer.report.add(entry.file, entry.line(("contacts", place, "kind")), words)


def _milestones(pointer: _Pointer) -> None:
    guides, countries = pointer.known(Shelf.GUIDES), pointer.known(Shelf.COUNTRIES)
    for milestone in pointer.folder.milestones:
        entry, value = milestone, milestone.value
        if value.guide is not None:
            pointer.expect(entry, ("guide",), value.guide, guides, "guide")
        if value.country is not None:
            pointer.expect(entry, ("country",), value.country, countries, "country")
        if value.guide is None and value.law is None:
            pointer.report.add(entry.file, entry.line(), "a milestone needs a `guide` or a `law`")
