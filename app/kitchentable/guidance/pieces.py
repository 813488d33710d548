"""Takes a pack apart into the pieces that people notice a change of, each with its texts and whom it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

import msgspec

from kitchentable.domain.ages import OLDEST, AgeBand, band_for
from kitchentable.domain.guides import Describe, Guide, Setting
from kitchentable.domain.milestones import Milestone
from kitchentable.domain.pack import Pack
from kitchentable.domain.situations import Contact, Country, Situation
from kitchentable.domain.topics import Talk, Topic
from kitchentable.domain.values import Claim, Line


class Section(StrEnum):
    """The parts of a comparison, in the order a person should read them."""

    NUMBERS = "numbers"
    HELP = "help"
    SETTINGS = "settings"
    GUIDES = "guides"
    TALKS = "talks"
    AGES = "ages"


LOUD_FIELDS = frozenset({"leads with the emergency number", "shows a crisis line", "whom to ring in danger"})
"""Texts whose change nobody may miss: on them hangs whether a family in danger finds a number at once."""


class Who(msgspec.Struct, frozen=True):
    """Whom a change concerns: those who use a guide, children of some ages, families in a country. Empty is all."""

    guide: str | None = None
    bands: tuple[AgeBand, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing with a permanent id. ``inside`` is the piece it comes and goes with; ``order`` that of its parts."""

    id: str
    section: Section
    title: str
    who: Who
    fields: dict[str, str]
    inside: str | None = None
    order: tuple[str, ...] = ()
    of_bands: dict[str, AgeBand] = field(default_factory=dict)
    """Which fields are about one age band only."""


def pieces(pack: Pack) -> dict[str, Piece]:
    """Return every piece of a pack by its whole name, sources and numbers left out."""
    guides = {guide.id: guide.title for guide in pack.guides}
    countries = {country.id: country.name for country in pack.countries}
    found = [
        *(piece for one in pack.situations for piece in _situation(one, countries)),
        *(piece for one in pack.countries for piece in _country(one)),
        *(piece for one in pack.guides for piece in _guide(one)),
        *(piece for one in pack.topics for piece in _topic(one)),
        *(_milestone(one, guides, countries) for one in pack.milestones),
    ]
    return {piece.id: piece for piece in found}


def _texts(**fields: str | None) -> dict[str, str]:
    return {name.replace("_", " "): " ".join(text.split()) for name, text in fields.items() if text}


def _yes(value: bool) -> str:  # noqa: FBT001 - it is the value itself
    return "yes" if value else "no"


def _lines(lines: Iterable[Line | Claim], kind: str, what: str, parent: Piece) -> Iterator[Piece]:
    place = parent.id.partition("/")[2]
    for line in lines:
        told = replace(parent, id=f"{kind}/{place}/{line.id}", title=f"{parent.title}: {what}", inside=parent.id)
        yield replace(told, fields=_texts(text=line.text), order=(), of_bands={})


def _situation(one: Situation, countries: dict[str, str]) -> Iterator[Piece]:
    whole = Piece(
        id=f"situation/{one.id}",
        section=Section.HELP,
        title=one.title,
        who=Who(),
        fields=_texts(
            title=one.title,
            leads_with_the_emergency_number=_yes(one.danger),
            shows_a_crisis_line=_yes(one.crisis_line),
            days_until_we_ask_again=", ".join(map(str, one.follow_up)),
        )
        | {f"whom to tell in {countries.get(name, name)}": ", ".join(told) for name, told in one.tell.items()},
        order=tuple(step.id for step in one.steps),
    )
    yield whole
    for step in one.steps:
        what = "what not to do" if step.do_not else "a step"
        yield from _lines((Line(id=step.id, text=step.text),), "step", what, whole)
    yield from _lines(one.first_words, "line", "first words", whole)
    yield from _lines(one.keep, "line", "what to keep", whole)
    yield from _lines(one.never, "line", "never", whole)
    yield from _lines(one.school, "line", "for the school", whole)
    yield from _lines(one.aftercare, "line", "afterwards", whole)


def _country(one: Country) -> Iterator[Piece]:
    who = Who(country=one.name)
    names = {contact.id: contact.name for contact in one.contacts}
    fields = _texts(
        name=one.name,
        whom_to_ring_in_danger=names.get(one.emergency, one.emergency),
        words_for_an_emergency=one.emergency_words,
        crisis_lines=", ".join(names.get(name, name) for name in one.crisis),
        at_the_foot_of_each_page=", ".join(names.get(name, name) for name in one.footer),
    )
    whole = Piece(f"country/{one.id}", Section.HELP, f"Help in {one.name}", who, fields)
    yield whole
    for nation in one.nations:
        title = f"{one.name}, {nation.name}"
        piece = Piece(f"nation/{one.id}/{nation.id}", Section.HELP, title, who, {"name": nation.name}, whole.id)
        yield piece
        yield from _lines(nation.notes, "nation", "a note", piece)
    for contact in one.contacts:
        yield from _contact(contact, whole)


def _contact(one: Contact, country: Piece) -> Iterator[Piece]:
    fields = _texts(
        name=one.name,
        kind=one.kind.replace("-", " "),
        for_whom=one.for_whom,
        when=one.when,
        not_for=one.not_for,
        ages=one.ages,
        only_in=", ".join(one.nations),
        web_address=one.web,
        what_it_cannot_do=one.cannot,
    )
    title = f"{one.name} ({country.who.country})"
    whole = Piece(
        f"contact/{country.id.partition('/')[2]}/{one.id}", Section.HELP, title, country.who, fields, country.id
    )
    yield whole
    yield from _lines(one.what_they_ask, "contact", "what they ask", whole)
    yield from _lines(one.what_happens, "contact", "what happens next", whole)


def _guide(one: Guide) -> Iterator[Piece]:
    fields = _texts(title=one.title, about=one.about, what_it_needs=one.needs, the_first_setting=one.first)
    whole = Piece(f"guide/{one.id}", Section.GUIDES, one.title, Who(guide=one.title), fields)
    yield whole
    for setting in one.settings:
        yield _setting(setting, whole)
    yield from _lines(one.cannot, "cannot", "what it can’t do", whole)
    yield from _lines(one.report, "report", "how to report", whole)
    for change in one.changes:
        told = Claim(id=f"{change.on}-{'-'.join(change.settings)}", text=f"{change.on}: {change.text}", sources=())
        yield from _lines((told,), "news", "news from the maker", whole)


def _setting(one: Setting, guide: Piece) -> Piece:
    suggested = {f"suggested for {band.words}": (band, text) for band, text in one.suggest.items()}
    fields = _texts(
        title=one.title,
        why=one.why,
        lowers=", ".join(risk.replace("-", " ") for risk in one.lowers),
        among_the_first_for=", ".join(band.words for band in one.essential),
        who_can_undo_it=one.undone_by,
        minutes=str(one.minutes),
        set_for="each child" if one.scope == "child" else "the whole device",
        what_the_maker_sets=one.default.text if one.default else None,
    )
    return Piece(
        id=f"setting/{guide.id.partition('/')[2]}/{one.id}",
        section=Section.SETTINGS,
        title=f"{guide.title}: {one.title}",
        who=guide.who,
        fields=fields | {name: text for name, (_, text) in suggested.items()} | _ways(one),
        inside=guide.id,
        of_bands={name: band for name, (band, _) in suggested.items()},
    )


def _ways(one: Setting) -> dict[str, str]:
    seen: Counter[str] = Counter()
    fields: dict[str, str] = {}
    for way in one.ways:
        seen[way.on] += 1
        place = way.on.replace("-", " ") + (f" ({seen[way.on]})" if seen[way.on] > 1 else "")
        steps = (f"({step.describe})" if isinstance(step, Describe) else step for step in way.path)
        fields[f"path on {place}"] = " > ".join(steps)
        fields[f"how sure we are of the path on {place}"] = way.confidence
    return fields


def _topic(one: Topic) -> Iterator[Piece]:
    fields = _texts(title=one.title, about=one.about, the_talk_is_with=f"the {one.audience}")
    fields |= {f"why there is no talk for {band.words}": reason for band, reason in one.no_talk.items()}
    whole = Piece(f"topic/{one.id}", Section.TALKS, one.title, Who(bands=tuple(one.talks)), fields)
    yield whole
    yield from _lines(one.why, "why", "why it matters", whole)
    yield from _lines(one.warning_signs, "sign", "a warning sign", whole)
    for band, talk in one.talks.items():
        yield from _talk(talk, band, whole)


def _talk(one: Talk, band: AgeBand, topic: Piece) -> Iterator[Piece]:
    fields = _texts(minutes=str(one.minutes), where=one.setting)
    place = topic.id.partition("/")[2]
    title = f"{topic.title}, the talk for {band.words}"
    whole = Piece(f"talk/{place}/{band}", Section.TALKS, title, Who(bands=(band,)), fields, topic.id)
    yield whole
    yield from _lines(one.ask, "talk", "ask", whole)
    yield from _lines(one.listen_for, "talk", "listen for", whole)
    yield from _lines(one.say, "talk", "say", whole)
    for promise in one.agree:
        said = f"Child: {promise.child} Parent: {promise.parent}"
        yield from _lines((Line(id=promise.id, text=said),), "talk", "agree together", whole)
    yield from _lines(one.avoid, "talk", "try not to", whole)
    yield from _lines(one.child_page, "talk", "the child’s page", whole)


def _milestone(one: Milestone, guides: dict[str, str], countries: dict[str, str]) -> Piece:
    guide = guides.get(one.guide, one.guide) if one.guide else None
    country = countries.get(one.country, one.country) if one.country else None
    bands = (band_for(min(one.age, OLDEST)),)
    fields = _texts(
        age=str(one.age), what_happens=one.kind, status=one.status.replace("-", " "), text=one.text, begins=one.begins
    )
    title = f"At {one.age}: {one.title or guide or one.law or one.id}"
    return Piece(f"milestone/{one.id}", Section.AGES, title, Who(guide, bands, country), fields)
