"""Joins our guidance and packs from others into one: theirs after ours, under their name, never in its place.

Whose something is goes into the words themselves, so that every screen, sheet of paper and list of results says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from kitchentable.domain.guides import Guide
from kitchentable.domain.milestones import Milestone
from kitchentable.domain.pack import Guidance, Pack
from kitchentable.domain.situations import Contact, Country, Situation
from kitchentable.domain.sources import Retired, Source
from kitchentable.domain.topics import Topic
from kitchentable.domain.values import Value
from kitchentable.guidance.foreign import ForeignPack

_PLAIN_ICON = "book-open"
"""For an icon that our own guidance does not use: nobody has looked whether it can be drawn."""

_Kept = TypeVar("_Kept", bound=Value)


def join(ours: Pack, others: Sequence[ForeignPack], gone: Iterable[Retired] = ()) -> Guidance:
    """Return ours and the others as one; ``gone`` has the titles of what came from packs that were removed."""
    theirs = [_Theirs.of(one, ours) for one in others]
    situations = (*ours.situations, *_in_order([one.situations() for one in theirs], ours.situations))
    topics = (*ours.topics, *_in_order([one.topics() for one in theirs], ours.topics))
    whole = msgspec.structs.replace(
        ours,
        topics=topics,
        guides=(*ours.guides, *(guide for one in theirs for guide in one.guides())),
        situations=situations,
        countries=tuple(_country(one, theirs) for one in ours.countries),
        milestones=(*ours.milestones, *(milestone for one in theirs for milestone in one.milestones())),
        sources=(*ours.sources, *(source for one in theirs for source in one.sources())),
        retired=(*ours.retired, *(line for one in theirs for line in one.retired()), *gone),
    )
    publishers = {one.publisher.slug: one.publisher.name for one in others}
    return Guidance(_without_loose_ends(whole, ours), publishers, own=ours)


def titles(foreign: ForeignPack) -> dict[str, str]:
    """Return the title of each topic and guide by its whole name with the publisher's, for when they are gone."""
    slug = foreign.publisher.slug
    told = {f"topic/{slug}/{one.id}": _by(one.title, foreign) for one in foreign.pack.topics}
    return told | {f"guide/{slug}/{one.id}": _by(one.title, foreign) for one in foreign.pack.guides}


@dataclass(frozen=True, slots=True)
class _Theirs:
    """One foreign pack while its ids get its publisher's short name."""

    foreign: ForeignPack
    slug: str
    icons: frozenset[str]

    @classmethod
    def of(cls, foreign: ForeignPack, ours: Pack) -> _Theirs:
        icons = {one.icon for one in ours.topics} | {one.icon for one in ours.guides}
        icons |= {one.icon for one in ours.situations}
        return cls(foreign, foreign.publisher.slug, frozenset(icons))

    def topics(self) -> list[Topic]:
        own = {one.id for one in self.foreign.pack.situations}
        return [
            msgspec.structs.replace(
                _with_sources(one, self.slug),
                id=self._id(one.id),
                icon=self._icon(one.icon),
                about=_said_by(one.about, self.foreign),
                if_it_happened=self._links(one.if_it_happened, own),
            )
            for one in sorted(self.foreign.pack.topics, key=_place)
        ]

    def situations(self) -> list[Situation]:
        topics = {one.id for one in self.foreign.pack.topics}
        contacts = {country.id: {one.id for one in country.contacts} for country in self.foreign.pack.countries}
        return [
            msgspec.structs.replace(
                _with_sources(one, self.slug),
                id=self._id(one.id),
                icon=self._icon(one.icon),
                title=_by(one.title, self.foreign),
                topics=self._links(one.topics, topics),
                tell={place: self._links(names, contacts.get(place, set())) for place, names in one.tell.items()},
            )
            for one in sorted(self.foreign.pack.situations, key=_place)
        ]

    def guides(self) -> list[Guide]:
        return [
            msgspec.structs.replace(
                _with_sources(one, self.slug),
                id=self._id(one.id),
                icon=self._icon(one.icon),
                title=_by(one.title, self.foreign),
            )
            for one in self.foreign.pack.guides
        ]

    def milestones(self) -> list[Milestone]:
        own = {one.id for one in self.foreign.pack.guides}
        return [
            msgspec.structs.replace(
                _with_sources(one, self.slug),
                id=self._id(one.id),
                text=_by(one.text, self.foreign),
                guide=None if one.guide is None else self._links((one.guide,), own)[0],
            )
            for one in self.foreign.pack.milestones
        ]

    def sources(self) -> list[Source]:
        return [msgspec.structs.replace(one, id=self._id(one.id)) for one in self.foreign.pack.sources]

    def contacts(self, country: Country) -> list[Contact]:
        nations = {one.id for one in country.nations}
        return [
            msgspec.structs.replace(
                _with_sources(one, self.slug),
                id=self._id(one.id),
                name=_by(one.name, self.foreign),
                nations=tuple(name for name in one.nations if name in nations),
            )
            for theirs in self.foreign.pack.countries
            if theirs.id == country.id
            for one in theirs.contacts
        ]

    def retired(self) -> list[Retired]:
        return [msgspec.structs.replace(one, id=_whole(one.id, self.slug)) for one in self.foreign.pack.retired]

    def _id(self, plain: str) -> str:
        return f"{self.slug}/{plain}"

    def _icon(self, name: str) -> str:
        return name if name in self.icons else _PLAIN_ICON

    def _links(self, names: tuple[str, ...], own: set[str]) -> tuple[str, ...]:
        """Return links with their own things under their own name; the others lead to ours."""
        return tuple(self._id(name) if name in own else name for name in names)


def _by(title: str, foreign: ForeignPack) -> str:
    return f"{title} (from {foreign.publisher.name})"


def _said_by(about: str, foreign: ForeignPack) -> str:
    said = about.rstrip()
    end = "" if said.endswith((".", "?", "!", "…")) else "."
    return f"{said}{end} From {foreign.publisher.name}."


def _whole(name: str, slug: str) -> str:
    kind, _, rest = name.partition("/")
    return f"{kind}/{slug}/{rest}"


def _place(one: Topic | Situation) -> tuple[int, str]:
    return (one.order, one.id)


_Ordered = TypeVar("_Ordered", Topic, Situation)


def _in_order(found: Sequence[Sequence[_Ordered]], ours: Sequence[_Ordered]) -> list[_Ordered]:
    """Return what others have with places after all of ours, one publisher after the other."""
    last = max((one.order for one in ours), default=0)
    flat = [one for part in found for one in part]
    return [msgspec.structs.replace(one, order=last + place) for place, one in enumerate(flat, start=1)]


def _country(country: Country, theirs: Sequence[_Theirs]) -> Country:
    added = tuple(contact for one in theirs for contact in one.contacts(country))
    return msgspec.structs.replace(country, contacts=(*country.contacts, *added))


def _with_sources(value: _Kept, slug: str) -> _Kept:
    """Return a value whose every list of sources names its publisher's own."""
    changes = {name: _renamed(name, getattr(value, name), slug) for name in value.__struct_fields__}
    return msgspec.structs.replace(value, **changes)


def _renamed(name: str, part: object, slug: str) -> object:
    if isinstance(part, Value):
        return _with_sources(part, slug)
    if isinstance(part, tuple):
        return tuple(f"{slug}/{one}" if name == "sources" else _renamed("", one, slug) for one in part)
    if isinstance(part, dict):
        return {key: _renamed("", one, slug) for key, one in part.items()}
    return part


def _without_loose_ends(whole: Pack, ours: Pack) -> Pack:
    """Leave out what others point to and we no longer have: their packs are older or newer than ours."""
    situations, topics = {one.id for one in whole.situations}, {one.id for one in whole.topics}
    guides, contacts = {one.id for one in whole.guides}, _contacts_of(whole)
    kept_topics = tuple(
        msgspec.structs.replace(one, if_it_happened=tuple(name for name in one.if_it_happened if name in situations))
        for one in whole.topics[len(ours.topics) :]
    )
    kept_situations = tuple(
        msgspec.structs.replace(
            one,
            topics=tuple(name for name in one.topics if name in topics),
            tell={
                place: tuple(name for name in names if name in contacts[place])
                for place, names in one.tell.items()
                if place in contacts
            },
        )
        for one in whole.situations[len(ours.situations) :]
    )
    kept_milestones = tuple(
        one
        for one in whole.milestones[len(ours.milestones) :]
        if (one.guide is None or one.guide in guides) and (one.country is None or one.country in contacts)
    )
    return msgspec.structs.replace(
        whole,
        topics=(*ours.topics, *kept_topics),
        situations=(*ours.situations, *kept_situations),
        milestones=(*ours.milestones, *kept_milestones),
    )


def _contacts_of(pack: Pack) -> dict[str, set[str]]:
    return {country.id: {one.id for one in country.contacts} for country in pack.countries}
