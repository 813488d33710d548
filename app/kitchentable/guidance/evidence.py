"""Rules on sources: every claim has one that exists, and each source is what it says it is (DESIGN §6, rule 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kitchentable.domain.guides import Way
from kitchentable.domain.situations import Contact, Situation
from kitchentable.domain.sources import Confidence, Source, SourceKind
from kitchentable.domain.topics import Topic
from kitchentable.domain.values import Value
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Entry, Folder, Shelf
from kitchentable.guidance.shape import nearest
from kitchentable.guidance.walk import Path, leaves, parts

_WEB = re.compile(r"https?://(?P<host>[a-z0-9-]+(\.[a-z0-9-]+)+)(:[0-9]+)?([/?#]\S*)?", re.IGNORECASE)
_PUBLISHED = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_SHORTEST_NAME = 3
_WEAK = {SourceKind.PRESS, SourceKind.OTHER}


def check_sources_exist(folder: Folder, report: Report) -> None:
    """Nothing stands on no source, or on one that is not there."""
    known = None if Shelf.SOURCES in folder.broken else {one.value.id for one in folder.sources}
    for entry in folder.everything():
        for path, names in _lists(entry.value):
            if not names:
                report.add(entry.file, entry.line(path), f"{_whose(path)} has no source")
            for place, name in enumerate(names):
                if known is not None and name not in known:
                    words = f"there is no source `{name}`{nearest(name, known)}"
                    report.add(entry.file, entry.line((*path, place)), words)


def check_sources_used(folder: Folder, report: Report) -> None:
    """Every source is used: an unused one is left over, or the claim it was for is missing."""
    if folder.broken:
        return  # the file that uses it may be the one that could not be read
    used = {name for entry in folder.everything() for _, names in _lists(entry.value) for name in names}
    for source in folder.sources:
        if source.value.id not in used:
            words = f"the source `{source.value.id}` is not used anywhere"
            report.add(source.file, source.line(("id",)), words)


def check_addresses(folder: Folder, report: Report) -> None:
    """Addresses are web addresses, dates are dates, and a maker's page is on a maker's own domain."""
    domains = None if Shelf.GUIDES in folder.broken else _domains(folder)
    makers = _makers(folder)
    for source in folder.sources:
        web = _WEB.fullmatch(source.value.url)
        if web is None:
            words = f"“{source.value.url}” is not a web address that begins with https:// or http://"
            report.add(source.file, source.line(("url",)), words)
        elif source.value.kind is SourceKind.MAKER and domains is not None and not _own(web["host"], domains):
            words = f"{web['host'].lower()} is not a domain of any guide's maker; use another kind, or add the domain"
            report.add(source.file, source.line(("url",)), words)
        elif source.value.kind is SourceKind.MAKER and domains is not None:
            _check_own_maker(source, web["host"], makers, report)
        _check_published(source, report)
    for country in folder.countries:
        for path, contact in parts(country.value, Contact):
            if contact.web is not None and _WEB.fullmatch(contact.web) is None:
                words = f"“{contact.web}” is not a web address that begins with https:// or http://"
                report.add(country.file, country.line((*path, "web")), words)


def check_confidence(folder: Folder, report: Report) -> None:
    """High confidence needs a maker's, government's, police's or charity's page (``Confidence`` says so)."""
    kinds = {one.value.id: one.value.kind for one in folder.sources}
    for guide in folder.guides:
        for path, way in parts(guide.value, Way):
            told = {kinds[name] for name in way.sources if name in kinds}
            if way.confidence is Confidence.HIGH and told and told <= _WEAK:
                words = "confidence can't be high: all its sources are press or other"
                report.add(guide.file, guide.line((*path, "confidence")), words)


def check_reviews(folder: Folder, report: Report) -> None:
    """Each text that nobody has reviewed says so, where it says what it was drafted from (DESIGN §6, rule 8)."""
    if folder.beside is not None:
        return  # another publisher's words about its own review are shown as theirs
    drafted: list[Entry[Topic] | Entry[Situation]] = [*folder.topics, *folder.situations]
    for entry in drafted:
        said = entry.value.drafted_from.casefold()
        if entry.value.reviewed is None and not ("not yet" in said and "professional" in said):
            words = (
                "nobody has reviewed this: `drafted_from` has to say that no safeguarding professional has read it yet"
            )
            report.add(entry.file, entry.line(("drafted_from",)), words)


def _lists(value: Value) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for path, part in leaves(value):
        if path and path[-1] == "sources" and isinstance(part, tuple):
            yield path, tuple(str(name) for name in part)


def _whose(path: Path) -> str:
    return "this " + (".".join(str(step) for step in path[:-1] if isinstance(step, str)) or "entry")


def _domains(folder: Folder) -> set[str]:
    return {domain.lower() for guide in folder.guides for domain in guide.value.maker.domains}


def _makers(folder: Folder) -> dict[str, set[str]]:
    """Return the domains of each maker by the word a publisher's name begins to name it with (“Meta”, “Apple”).

    A guide that stands for several makers (“BT, Sky and others”) has no such word.
    """
    makers: dict[str, set[str]] = {}
    for guide in folder.guides:
        maker = guide.value.maker
        word = maker.name.partition(" ")[0]
        if len(word) >= _SHORTEST_NAME and "," not in maker.name and " and " not in maker.name:
            makers.setdefault(word, set()).update(domain.lower() for domain in maker.domains)
    return makers


def _check_own_maker(source: Entry[Source], host: str, makers: dict[str, set[str]], report: Report) -> None:
    """Tell a page that says it is one maker's and stands on another's domain."""
    word = source.value.publisher.partition(" ")[0]
    if word in makers and not _own(host, makers[word]):
        words = f"the publisher is {word}, but {host.lower()} is not a domain of {word}’s"
        report.add(source.file, source.line(("url",)), words)


def _own(host: str, domains: set[str]) -> bool:
    host = host.lower()
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def _check_published(source: Entry[Source], report: Report) -> None:
    published = source.value.published
    if published is None:
        return
    line = source.line(("published",))
    first = first_day(published)
    if first is None:
        report.add(source.file, line, f"`published` must be YYYY, YYYY-MM or YYYY-MM-DD, not “{published}”")
    elif first > source.value.read_on:
        report.add(source.file, line, f"`published` ({published}) is after `read_on` ({source.value.read_on})")


def first_day(published: str) -> date | None:
    """Return the first day that ``2026``, ``2026-06`` or ``2026-06-15`` can mean; None for anything else."""
    if not _PUBLISHED.fullmatch(published):
        return None
    try:
        return date.fromisoformat((published + "-01-01")[:10])
    except ValueError:
        return None
