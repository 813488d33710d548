"""A private note of something that happened, on paper for whoever helps: what, when, what was kept, who was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kitchentable.domain.incidents import FollowUp, Happening, Incident
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Country
from kitchentable.printing.family_pages import IncidentSheet, NoteFact, ToDo, ToldLine
from kitchentable.printing.wording import BRAND, day_words, foot

PRIVATE = "This page is private. Keep it locked away, and hand it only to someone who helps. Not for the fridge."
NEVER = (
    "Words only. Never print, copy or keep a sexual picture of a child, even as proof: it is a crime to have one. "
    "Write down where it was instead."
)


def incident_sheet(
    guidance: Guidance, country: Country, incident: Incident, today: date, *, name: str = ""
) -> IncidentSheet:
    """Return the sheet of a note; ``name`` is the child it is about, or empty."""
    happening = incident.happening
    return IncidentSheet(
        title="What happened",
        eyebrow=(BRAND, "A private note"),
        about="Written down by a parent, as it was seen.",
        private=PRIVATE,
        dates=_dates(incident, today),
        sources="From our own records.",
        facts_title="In short",
        facts=tuple(NoteFact(label, words) for label, words in _facts(guidance, happening, name) if words),
        what_title="In our own words",
        what=tuple(line for line in happening.what.split("\n") if line.strip()),
        told_title="Who was told",
        told_heads=("Who", "When", "Reference number"),
        told=tuple(
            ToldLine(one.who, day_words(one.told_on) if one.told_on else "", one.reference) for one in happening.told
        ),
        to_do_title="Still to do",
        to_do=tuple(ToDo(_to_do(one), done=one.done_on is not None) for one in happening.follow_ups),
        never=NEVER,
        foot=foot(guidance, country),
    )


def _facts(guidance: Guidance, happening: Happening, name: str) -> Iterator[tuple[str, str]]:
    yield "Day", day_words(happening.happened_on)
    yield "Time", happening.happened_at
    yield "About whom", name
    yield "Help page", next((one.title for one in guidance.situations() if one.id == happening.situation_id), "")
    yield "App or device", happening.app
    yield "What we kept, and where", happening.kept


def _to_do(step: FollowUp) -> str:
    if step.done_on is not None:
        return f"{step.what} (done on {day_words(step.done_on)})"
    return f"{step.what} (by {day_words(step.due_on)})" if step.due_on else step.what


def _dates(incident: Incident, today: date) -> str:
    due = [one.due_on for one in incident.happening.follow_ups if one.due_on and one.done_on is None]
    again = f" Look at it again by {day_words(min(due))}." if due else ""
    closed = f" Closed on {day_words(incident.closed_on)}." if incident.closed_on else ""
    return f"Written on {day_words(incident.written_at.date())}. Printed on {day_words(today)}.{again}{closed}"
