"""What people read in guidance, piece by piece: the texts whose reading grade is measured.

Menu names and the steps of a path are left out: they are the maker's words, not ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kitchentable.domain.guides import Guide, Setting
from kitchentable.domain.milestones import Milestone
from kitchentable.domain.situations import Contact, Country, Situation
from kitchentable.domain.topics import Talk, Topic
from kitchentable.domain.values import Value
from kitchentable.guidance.walk import Path


class Kind(StrEnum):
    """The kinds of pieces that are measured, each as a reader meets it."""

    TALK = "talk"
    TOPIC = "topic"
    SETTING = "setting"
    GUIDE = "guide"
    SITUATION = "situation"
    CONTACT = "contact"
    COUNTRY = "country"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Prose:
    """The lines of one piece, with the path to it from the file's value and its name for people."""

    kind: Kind
    name: str
    path: Path
    lines: tuple[str, ...]


def prose(value: Value) -> Iterator[Prose]:
    """Yield the pieces of a topic, guide, situation, country or milestone; other values have none."""
    if isinstance(value, Topic):
        yield Prose(Kind.TOPIC, value.id, ("why",), _topic(value))
        for band, talk in value.talks.items():
            yield Prose(Kind.TALK, f"{value.id} {band}", ("talks", str(band)), _talk(talk))
    elif isinstance(value, Guide):
        yield Prose(Kind.GUIDE, value.id, (), _guide(value))
        for place, one in enumerate(value.settings):
            yield Prose(Kind.SETTING, f"{value.id} {one.id}", ("settings", place), _setting(one))
    elif isinstance(value, Situation):
        yield Prose(Kind.SITUATION, value.id, (), _situation(value))
    elif isinstance(value, Country):
        yield Prose(Kind.COUNTRY, value.id, ("emergency_words",), _country(value))
        for place, contact in enumerate(value.contacts):
            yield Prose(Kind.CONTACT, f"{value.id} {contact.id}", ("contacts", place), _contact(contact))
        for situation, words in value.words.items():
            lines = tuple(words.values())
            yield Prose(Kind.COUNTRY, f"{value.id} in {situation}", ("words", situation), lines)
    elif isinstance(value, Milestone):
        yield Prose(Kind.MILESTONE, value.id, ("text",), (value.title or "", value.text))


def _talk(talk: Talk) -> tuple[str, ...]:
    parts = (talk.ask, talk.listen_for, talk.say, talk.avoid, talk.child_page)
    promises = [words for one in talk.agree for words in (one.child, one.parent)]
    return (talk.setting, *(line.text for part in parts for line in part), *promises)


def _topic(topic: Topic) -> tuple[str, ...]:
    return (topic.title, topic.about, *(one.text for one in topic.why), *(one.text for one in topic.warning_signs))


def _setting(setting: Setting) -> tuple[str, ...]:
    default = (setting.default.text,) if setting.default else ()
    return (setting.why, *setting.suggest.values(), *default)


def _guide(guide: Guide) -> tuple[str, ...]:
    claims = (one.text for one in (*guide.cannot, *guide.report))
    return (guide.needs, *claims, *(one.text for one in guide.changes), *(one.why for one in guide.retired))


def _situation(one: Situation) -> tuple[str, ...]:
    lines = (line.text for line in (*one.first_words, *one.keep, *one.never, *one.school, *one.aftercare))
    return (one.title, *(step.text for step in one.steps), *lines)


def _contact(contact: Contact) -> tuple[str, ...]:
    lines = (*contact.what_they_ask, *contact.what_happens)
    said = (contact.for_whom, contact.when, contact.not_for, contact.cannot)
    return (*(words for words in said if words), *(line.text for line in lines))


def _country(country: Country) -> tuple[str, ...]:
    return (country.emergency_words, *(line.text for nation in country.nations for line in nation.notes))
