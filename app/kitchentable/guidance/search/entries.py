"""What search knows of each thing in the guidance: its names, its words, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kitchentable.domain.guides import Guide, Setting
from kitchentable.domain.milestones import Milestone, MilestoneKind
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Contact, Situation
from kitchentable.domain.topics import Topic


class Kind(StrEnum):
    """What a result is; trouble first."""

    SITUATION = "situation"
    TALK = "talk"
    SETTING = "setting"
    GUIDE = "guide"
    CONTACT = "contact"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed for one result.

    ``names`` are what it is called, ``words`` more to find it by, ``rest`` the text that only helps along. ``home`` is
    False for what belongs to another country than the family's; ``essential`` is what matters most at some age.
    """

    kind: Kind
    id: str
    title: str
    names: tuple[str, ...]
    words: tuple[str, ...]
    about: str
    rest: str
    within: str = ""
    home: bool = True
    essential: bool = False


def entries(guidance: Guidance, country: str) -> Iterator[Entry]:
    """Return what there is to find, for a family in one country."""
    also = _Also(guidance)
    for situation in guidance.situations():
        yield _situation(situation, also)
    for topic in guidance.topics():
        yield _topic(topic, also)
    for guide in guidance.pack.guides:
        yield _guide(guide, also)
        for setting in guide.settings:
            yield _setting(guide, setting, also)
    for contact in guidance.country(country).contacts:
        yield _contact(contact, country, also)
    for milestone in guidance.pack.milestones:
        yield _milestone(milestone, guidance, country, also)


class _Also:
    """The search words that the vocabulary adds to things by their whole names."""

    def __init__(self, guidance: Guidance) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        for one in guidance.pack.vocabulary.also:
            self._words[one.finds] = (*self._words.get(one.finds, ()), *one.words)

    def of(self, whole_name: str) -> tuple[str, ...]:
        return self._words.get(whole_name, ())


def _situation(one: Situation, also: _Also) -> Entry:
    told = [*(line.text for line in (*one.first_words, *one.keep)), *(step.text for step in one.steps)]
    names = (one.title, *one.search, *also.of(f"situation/{one.id}"))
    return Entry(Kind.SITUATION, one.id, one.title, names, (*names[1:], _plain(one.id)), "", _joined(told))


def _topic(one: Topic, also: _Also) -> Entry:
    asked = (line.text for talk in one.talks.values() for line in (*talk.ask, *talk.listen_for))
    signs = (line.text for line in one.warning_signs)
    names = (one.title, *one.search, *also.of(f"topic/{one.id}"))
    return Entry(
        Kind.TALK, one.id, one.title, names, (*names[1:], _plain(one.id)), one.about, _joined([*asked, *signs])
    )


def _guide(one: Guide, also: _Also) -> Entry:
    titles = (setting.title for setting in one.settings)
    names = (one.title, *one.search, *also.of(f"guide/{one.id}"))
    words = (one.maker.name, one.kind.value, *names[1:], _plain(one.id))
    return Entry(Kind.GUIDE, one.id, one.title, names, words, one.about, _joined(titles))


def _setting(guide: Guide, one: Setting, also: _Also) -> Entry:
    risks = (_plain(risk) for risk in one.lowers)
    own = also.of(f"setting/{guide.id}/{one.id}")
    return Entry(
        Kind.SETTING,
        one.id,
        one.title,
        names=(one.title, *own),
        words=(*own, _plain(one.id)),
        about=guide.title,
        rest=_joined([one.why, *risks]),
        within=guide.id,
        essential=bool(one.essential) or one.id == guide.first,
    )


def _contact(one: Contact, country: str, also: _Also) -> Entry:
    own = also.of(f"contact/{country}/{one.id}")
    numbers = [*(phone.text for phone in one.phone), *(line.to for line in one.text)]
    words = (*own, _plain(one.id), _plain(one.kind), one.ages or "", *numbers)
    names = (one.name, *own, *numbers)
    return Entry(Kind.CONTACT, one.id, one.name, names, words, one.for_whom, one.when, within=country)


_WHAT_CHANGES = {
    MilestoneKind.ENDS: "ends stop changes",
    MilestoneKind.OPENS: "starts allowed opens changes",
    MilestoneKind.ASK: "changes",
}


def _milestone(one: Milestone, guidance: Guidance, country: str, also: _Also) -> Entry:
    guide = guidance.find_guide(one.guide) if one.guide else None
    name = guide.title if guide else one.law or ""
    about = one.title or name
    place = guidance.country(one.country).name if one.country and one.country != country else ""
    title = f"At {one.age}: {about}" + (f" ({place})" if place else "")
    own = also.of(f"milestone/{one.id}")
    words = (
        *own,
        one.title or "",
        one.law or "",
        _plain(one.id),
        f"turns {one.age}",
        f"under {one.age}",
        "age",
        "birthday",
        "law",
        "rule",
    )
    return Entry(
        Kind.MILESTONE,
        one.id,
        title,
        names=own,
        words=words,
        about=one.text,
        rest=_WHAT_CHANGES[one.kind],
        within=one.guide or "",
        home=one.country in {None, country},
    )


def _plain(an_id: str) -> str:
    """Return an id as words: it never changes, and says in a few of them what the thing is about."""
    return an_id.replace("-", " ")


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
