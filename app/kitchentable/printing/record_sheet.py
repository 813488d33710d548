"""A family's record on paper: for each child the talks had, what is set, and the agreements; notes only if asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.export import (
    Everything,
    Export,
    ExportedAgreement,
    ExportedChild,
    ExportedChoice,
    ExportedIncident,
    ExportedTalk,
)
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.domain.pack import Guidance
from kitchentable.domain.titles import title_of_guide, title_of_setting, title_of_topic
from kitchentable.printing.pages import RecordChapter, RecordEntry, RecordPart, RecordSheet
from kitchentable.printing.wording import BRAND, day_words, foot, months_on, sentence

REVIEW_MONTHS = 12
"""After a year a family has more to take along."""

_WENT = {
    HowItWent.WELL: "It went well.",
    HowItWent.SO_SO: "It went so-so.",
    HowItWent.HARD: "It was hard.",
    HowItWent.CUT_SHORT: "It was cut short.",
}
_STATES = {
    ChoiceState.DONE: "Set",
    ChoiceState.OTHERWISE: "We chose otherwise",
    ChoiceState.NOT_FOR_US: "Not for us",
    ChoiceState.LATER: "Later",
}
_SIDES = {"child": "{name} promises:", "parent": "The grown-up promises:"}
_WITHOUT = "Notes of what happened are not on this page. They are in the file kitchentable.json."


def record_sheet(guidance: Guidance, export: Export, *, country: str, incidents: bool) -> RecordSheet:
    """Return the record of an export; ``country`` gives the help lines at the foot, ``incidents`` adds the notes."""
    family = export.family
    chapters = [_chapter(guidance, family, child, incidents=incidents) for child in family.children]
    others = tuple(one for one in family.incidents if one.child_id is None)
    if incidents and others:
        chapters.append(RecordChapter("About nobody in particular", "", (_notes(others),)))
    lead, day = "This page is private: keep it somewhere safe.", export.written_at.date()
    return RecordSheet(
        title="Our family’s record",
        eyebrow=(BRAND, "For your family only"),
        about=lead if incidents or not family.incidents else f"{lead} {_WITHOUT}",
        dates=f"Written on {day_words(day)}. Take a new one by {months_on(day, REVIEW_MONTHS)}.",
        sources="From our own records.",
        chapters=tuple(chapters) or (RecordChapter("Nothing yet", "There are no children in these records.", ()),),
        foot=foot(guidance, guidance.country(_country(guidance, country))),
    )


def _country(guidance: Guidance, wanted: str) -> str:
    """Return the country to take help lines from: a pack may have none for the one that was chosen."""
    known = [one.id for one in guidance.pack.countries if not one.contacts_only]
    return wanted if wanted in known or not known else known[0]


def _chapter(guidance: Guidance, family: Everything, child: ExportedChild, *, incidents: bool) -> RecordChapter:
    born = BirthMonth.parse(child.born)
    parts = [
        _talks(guidance, (one for one in family.talks if one.child_id == child.id)),
        _settings(guidance, family, child),
        _agreements(child, (one for one in family.agreements if one.child_id == child.id)),
    ]
    if incidents:
        parts.append(_notes(tuple(one for one in family.incidents if one.child_id == child.id)))
    return RecordChapter(child.name, f"Born in {date(born.year, born.month, 1):%B %Y}", tuple(parts))


def _talks(guidance: Guidance, talks: Iterable[ExportedTalk]) -> RecordPart:
    had = sorted((one for one in talks if one.talked_on), key=lambda one: (one.talked_on or date.min, one.id))
    return RecordPart("Talks we had", tuple(_talk(guidance, one) for one in had), "None yet.")


def _talk(guidance: Guidance, talk: ExportedTalk) -> RecordEntry:
    title = title_of_topic(guidance, talk.topic_id) or talk.topic_id
    lines = [f"We agreed: {one}" for one in talk.agreed]
    if talk.note:
        lines.append(f"Note: {talk.note}")
    if talk.again_on:
        lines.append(f"To talk about again by {day_words(talk.again_on)}.")
    went = f" {_WENT[talk.how_it_went]}" if talk.how_it_went else ""
    return RecordEntry(day_words(talk.talked_on) if talk.talked_on else "", f"{title}.{went}", tuple(lines))


def _settings(guidance: Guidance, family: Everything, child: ExportedChild) -> RecordPart:
    """Return what holds now for a child: of their own accounts, and of the devices these are on."""
    accounts = {one.id: one for one in family.accounts if one.child_id == child.id and not one.hidden}
    devices = {one.device_id for one in accounts.values() if one.device_id is not None}
    names = {one.id: one.name for one in family.devices}
    latest: dict[tuple[int | None, int | None, str], ExportedChoice] = {}
    for choice in sorted(family.choices, key=lambda one: one.id):
        if choice.account_id in accounts or choice.device_id in devices:
            latest[choice.account_id, choice.device_id, choice.setting_id] = choice
    entries = tuple(_setting(guidance, one, names.get(one.device_id or 0, "")) for one in latest.values())
    return RecordPart("What is set", tuple(sorted(entries, key=lambda one: one.lead)), "Nothing yet.")


def _setting(guidance: Guidance, choice: ExportedChoice, device: str) -> RecordEntry:
    guide = title_of_guide(guidance, choice.guide_id) or choice.guide_id
    setting = title_of_setting(guidance, choice.guide_id, choice.setting_id) or choice.setting_id
    lead = f"{guide}, {device}" if device else guide
    words = f"{sentence(setting)} {_STATES[choice.state]}, {day_words(choice.chosen_at.date())}."
    lines = [f"Note: {choice.note}"] if choice.note else []
    if choice.review_on:
        lines.append(f"To look at again from {day_words(choice.review_on)}.")
    return RecordEntry(lead, words, tuple(lines))


def _agreements(child: ExportedChild, agreements: Iterable[ExportedAgreement]) -> RecordPart:
    entries = tuple(_agreement(child, one) for one in sorted(agreements, key=lambda one: one.id))
    return RecordPart("Our agreements", entries, "None yet.")


def _agreement(child: ExportedChild, agreement: ExportedAgreement) -> RecordEntry:
    words = [f"Made on {day_words(agreement.made_on)}."]
    if agreement.signed_on:
        words.append(f"Signed on {day_words(agreement.signed_on)}.")
    if agreement.review_on:
        words.append(f"To read again by {day_words(agreement.review_on)}.")
    promises = tuple(f"{_SIDES[one.side].format(name=child.name)} {one.sentence}" for one in agreement.promises)
    if agreement.replaced_on:
        return RecordEntry(f"Until {day_words(agreement.replaced_on)}", " ".join(words), promises)
    return RecordEntry("Now", " ".join(words), promises)


def _notes(incidents: Iterable[ExportedIncident]) -> RecordPart:
    entries = tuple(_note(one) for one in sorted(incidents, key=lambda one: (one.happened_on, one.id)))
    return RecordPart("What happened", entries, "Nothing was written down.")


def _note(note: ExportedIncident) -> RecordEntry:
    lines = [f"{label}: {words}" for label, words in (("On", note.app), ("Kept", note.kept)) if words]
    for told in note.told:
        when = f", {day_words(told.told_on)}" if told.told_on else ""
        number = f" (reference {told.reference})" if told.reference else ""
        lines.append(f"Told: {told.who}{when}{number}")
    for step in note.follow_ups:
        done = f" (done {day_words(step.done_on)})" if step.done_on else ""
        due = f" (by {day_words(step.due_on)})" if step.due_on and not step.done_on else ""
        lines.append(f"To do: {step.what}{due}{done}")
    if note.closed_on:
        lines.append(f"Closed on {day_words(note.closed_on)}.")
    when = day_words(note.happened_on)
    return RecordEntry(f"{when}, {note.happened_at}" if note.happened_at else when, note.what, tuple(lines))
