"""Permanent ids: the whole name of everything that has one, and the rule that none is used twice or lost.

A whole name says what it is and where: ``topic/live-streaming``, ``talk/live-streaming/10-12/who-watches``,
``setting/xbox/who-can-message``. Sources have ids too, but nothing a family keeps refers to them, so they may go.
"""

from __future__ import annotations

from collections.abc import Iterator

from kitchentable.domain.guides import Guide
from kitchentable.domain.milestones import Milestone
from kitchentable.domain.pack import IdState
from kitchentable.domain.situations import Country, Situation
from kitchentable.domain.sources import Source
from kitchentable.domain.topics import Topic
from kitchentable.domain.values import Value
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Folder
from kitchentable.guidance.walk import Path

_TALK_LINES = ("ask", "listen_for", "say", "agree", "avoid", "child_page")
_SITUATION_LINES = ("first_words", "keep", "never", "school", "aftercare")

RELEASED_AS_RETIRED = " retired"
"""What stands behind an id in the list of released ids once a release has retired it."""


def live(value: Value) -> Iterator[tuple[str, Path]]:
    """Yield the whole name of a value and of everything in it, each with its path."""
    if isinstance(value, Topic):
        yield from _of_topic(value)
    elif isinstance(value, Guide):
        yield f"guide/{value.id}", ("id",)
        yield from _of_lines("setting", value, ("settings",))
        yield from _of_lines("cannot", value, ("cannot",))
        yield from _of_lines("report", value, ("report",))
    elif isinstance(value, Situation):
        yield f"situation/{value.id}", ("id",)
        yield from _of_lines("step", value, ("steps",))
        yield from _of_lines("line", value, _SITUATION_LINES)
    elif isinstance(value, Country):
        yield from _of_country(value)
    elif isinstance(value, Milestone):
        yield f"milestone/{value.id}", ("id",)
    elif isinstance(value, Source):
        yield f"source/{value.id}", ("id",)


def retired(value: Value) -> Iterator[tuple[str, Path]]:
    """Yield the whole names that a topic or guide itself says are retired."""
    if isinstance(value, Topic):
        for place, line in enumerate(value.retired):
            yield f"talk/{value.id}/{line.band}/{line.id}", ("retired", place, "id")
    elif isinstance(value, Guide):
        for place, setting in enumerate(value.retired):
            yield f"setting/{value.id}/{setting.id}", ("retired", place, "id")


def states(folder: Folder) -> dict[str, IdState]:
    """Return every permanent id with its state, sorted; sources are left out."""
    found: dict[str, IdState] = {}
    for entry in folder.everything():
        found |= {name: IdState.LIVE for name, _ in live(entry.value) if not name.startswith("source/")}
        found |= {name: IdState.RETIRED for name, _ in retired(entry.value)}
    found |= {entry.value.id: IdState.RETIRED for entry in folder.retired}
    return dict(sorted(found.items()))


def check_unique(folder: Folder, report: Report) -> None:
    """No id twice, and none that is both in use and retired; the fault names both places."""
    seen: dict[str, str] = {}
    for entry in folder.everything():
        for name, path in (*live(entry.value), *retired(entry.value)):
            _note(seen, name, entry.file, entry.line(path), report)
    for gone in folder.retired:
        _note(seen, gone.value.id, gone.file, gone.line(("id",)), report)


def check_kept(folder: Folder, report: Report) -> None:
    """Every id ever released is still there, and one released as retired is not used again (DESIGN §6, rule 1)."""
    if folder.broken:
        return  # what can't be read is told; whether it held the id is not known
    now = states(folder)
    for told, line in folder.released.items():
        name = told.removesuffix(RELEASED_AS_RETIRED)
        if name != told and now.get(name) is IdState.LIVE:
            words = f"`{name}` was retired in a release and is used again; give the new thing an id of its own"
            report.add(folder.released_file, line, words)
        elif name not in now:
            words = f"`{name}` was released and has vanished; put it back, or retire it"
            report.add(folder.released_file, line, words)


def _note(seen: dict[str, str], name: str, file: str, line: int, report: Report) -> None:
    place = f"{file}:{line}"
    if name in seen and seen[name] != place:
        report.add(file, line, f"the id `{name}` is used twice; the first is at {seen[name]}")
    elif name in seen:
        report.add(file, line, f"the id `{name}` is used twice in this line")
    seen.setdefault(name, place)


def _of_lines(kind: str, value: Guide | Situation, names: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    for field in names:
        for place, line in enumerate(getattr(value, field)):
            yield f"{kind}/{value.id}/{line.id}", (field, place, "id")


def _of_topic(topic: Topic) -> Iterator[tuple[str, Path]]:
    yield f"topic/{topic.id}", ("id",)
    for place, claim in enumerate(topic.why):
        yield f"why/{topic.id}/{claim.id}", ("why", place, "id")
    for place, sign in enumerate(topic.warning_signs):
        yield f"sign/{topic.id}/{sign.id}", ("warning_signs", place, "id")
    for band, talk in topic.talks.items():
        for field in _TALK_LINES:
            for place, line in enumerate(getattr(talk, field)):
                yield f"talk/{topic.id}/{band}/{line.id}", ("talks", str(band), field, place, "id")


def _of_country(country: Country) -> Iterator[tuple[str, Path]]:
    yield f"country/{country.id}", ("id",)
    for place, nation in enumerate(country.nations):
        yield f"nation/{country.id}/{nation.id}", ("nations", place, "id")
        for at, line in enumerate(nation.notes):
            yield f"nation/{country.id}/{nation.id}/{line.id}", ("nations", place, "notes", at, "id")
    for place, contact in enumerate(country.contacts):
        yield f"contact/{country.id}/{contact.id}", ("contacts", place, "id")
        for field in ("what_they_ask", "what_happens"):
            for at, line in enumerate(getattr(contact, field)):
                yield f"contact/{country.id}/{contact.id}/{line.id}", ("contacts", place, field, at, "id")
