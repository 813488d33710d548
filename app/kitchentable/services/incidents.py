"""Private notes of something that happened: written down once, calmly, for whoever helps later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import BadInput
from kitchentable.domain.family import Child
from kitchentable.domain.incidents import FollowUp, Happening, Incident, Told
from kitchentable.domain.names import clean_note
from kitchentable.services.household import Household
from kitchentable.services.undo import way_back
from kitchentable.store import children, incidents

LONGEST_LINE = 200
"""Letters in one of the short fields: whom you told, a reference number, what to do next."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note as the list shows it; ``next_due`` is the first day on which something is to be done."""

    incident: Incident
    child_name: str
    situation_title: str
    still_to_do: int
    next_due: date | None


@dataclass(frozen=True, slots=True)
class SituationOption:
    """A situation a note can belong to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class NotesView:
    """The notes page: those still open first, then the closed ones, each the latest first."""

    today: date
    open: tuple[NoteLine, ...]
    closed: tuple[NoteLine, ...]
    children: tuple[Child, ...]
    situations: tuple[SituationOption, ...]


def notes_view(home: Household) -> NotesView:
    """Return the notes page."""
    lines = tuple(_line(home, one) for one in incidents.incidents(home.store))
    return NotesView(
        today=home.clock.today(),
        open=tuple(one for one in lines if one.incident.closed_on is None),
        closed=tuple(one for one in lines if one.incident.closed_on is not None),
        children=children.all_children(home.store),
        situations=tuple(SituationOption(one.id, one.title) for one in home.guidance.situations()),
    )


def add_note(home: Household, *, happening: Happening) -> Change:
    """Keep a new note; BadInput where nothing is written, something is too long, or a day has not come yet."""
    happening = _clean(home, happening)
    with home.store.transaction(undoable=True):
        incident_id = incidents.add(home.store, happening, written_at=home.clock.now())
    return Change.of(Touched.INCIDENTS, new_id=incident_id, undo=way_back(home, "Kept your note."))


def change_note(home: Household, *, incident_id: int, happening: Happening) -> Change:
    """Write a note anew; BadInput as for a new one, NotFound where it is gone."""
    happening = _clean(home, happening)
    with home.store.transaction(undoable=True):
        incidents.change(home.store, happening, incident_id=incident_id)
    return Change.of(Touched.INCIDENTS, undo=way_back(home, "Changed your note."))


def close_note(home: Household, *, incident_id: int) -> Change:
    """Close a note: nothing is left to do. It stays, and can be opened again."""
    with home.store.transaction(undoable=True):
        incidents.close(home.store, incident_id=incident_id, closed_on=home.clock.today())
    return Change.of(Touched.INCIDENTS, undo=way_back(home, "Closed your note."))


def reopen_note(home: Household, *, incident_id: int) -> Change:
    """Open a closed note again."""
    with home.store.transaction(undoable=True):
        incidents.close(home.store, incident_id=incident_id, closed_on=None)
    return Change.of(Touched.INCIDENTS, undo=way_back(home, "Opened your note again."))


def delete_note(home: Household, *, incident_id: int) -> Change:
    """Delete a note; for good, once it can’t be undone any more."""
    with home.store.transaction(undoable=True):
        incidents.remove(home.store, incident_id=incident_id)
    return Change.of(Touched.INCIDENTS, undo=way_back(home, "Deleted your note."))


def _line(home: Household, incident: Incident) -> NoteLine:
    happening = incident.happening
    to_do = [one for one in happening.follow_ups if one.done_on is None]
    names = {one.id: one.name for one in children.all_children(home.store)}
    titles = {one.id: one.title for one in home.guidance.situations()}
    return NoteLine(
        incident=incident,
        child_name=names.get(happening.child_id or 0, ""),
        situation_title=titles.get(happening.situation_id or "", ""),
        still_to_do=len(to_do),
        next_due=min((one.due_on for one in to_do if one.due_on), default=None),
    )


def _clean(home: Household, happening: Happening) -> Happening:
    today = home.clock.today()
    _not_to_come(today, happening.happened_on)
    what = clean_note(happening.what)
    if not what:
        raise BadInput("Please write a few words about what happened.")
    if happening.child_id is not None:
        children.child(home.store, happening.child_id)
    return replace(
        happening,
        what=what,
        happened_at=_short(happening.happened_at),
        app=_short(happening.app),
        kept=clean_note(happening.kept),
        told=tuple(one for one in (_told(one, today) for one in happening.told) if one),
        follow_ups=tuple(one for one in (_follow_up(one, today) for one in happening.follow_ups) if one),
    )


def _told(told: Told, today: date) -> Told | None:
    """Return somebody told with tidy words; None for a line left empty."""
    who, reference = _short(told.who), _short(told.reference)
    if not who and not reference:
        return None
    if not who:
        raise BadInput("Please say who gave you that reference number.")
    _not_to_come(today, told.told_on)
    return Told(who, told.told_on, reference)


def _follow_up(step: FollowUp, today: date) -> FollowUp | None:
    what = _short(step.what)
    _not_to_come(today, step.done_on)
    return FollowUp(what, step.due_on, step.done_on) if what else None


def _short(text: str) -> str:
    line = " ".join(clean_note(text).split())
    if len(line) > LONGEST_LINE:
        raise BadInput(f"One of the short lines is too long. Please use at most {LONGEST_LINE} letters.")
    return line


def _not_to_come(today: date, day: date | None) -> None:
    if day is not None and day > today:
        raise BadInput("That day has not come yet. Please choose today or an earlier day.")
