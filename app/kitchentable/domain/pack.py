"""The pack: all guidance of one publisher as one value, and the index the app asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import NotFound
from kitchentable.domain.guides import Guide, Setting
from kitchentable.domain.milestones import Milestone
from kitchentable.domain.releases import Aspect, Release, differences
from kitchentable.domain.situations import Contact, Country, Situation
from kitchentable.domain.sources import Retired, Source
from kitchentable.domain.topics import Talk, Topic
from kitchentable.domain.values import Value
from kitchentable.domain.vocabulary import Vocabulary

_Found = TypeVar("_Found")

PACK_FORMAT = 1
"""The number a pack starts with; a pack with a higher one is for a newer app."""


class IdState(StrEnum):
    """Whether an id is in use or retired; an id never leaves the list."""

    LIVE = "live"
    RETIRED = "retired"


class Pack(Value, frozen=True):
    """Everything one publisher advises, as built.

    ``ids`` holds every id ever used, with its state; ``retired`` the titles of whole topics, guides and contacts that
    went, so that old records stay readable. ``vocabulary`` serves search; ``releases`` tell how earlier
    packs told their settings.
    """

    format: int
    publisher: str
    version: str
    built_on: date
    topics: tuple[Topic, ...]
    guides: tuple[Guide, ...]
    situations: tuple[Situation, ...]
    countries: tuple[Country, ...]
    milestones: tuple[Milestone, ...]
    sources: tuple[Source, ...]
    ids: dict[str, IdState]
    retired: tuple[Retired, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    releases: tuple[Release, ...] = ()


class Guidance:
    """A pack with its lookups. Asking for an id that is not there raises NotFound with a sentence.

    It may hold packs from others beside ours: their ids begin with their publisher's short name and a slash.
    """

    def __init__(self, pack: Pack, publishers: Mapping[str, str] | None = None, own: Pack | None = None) -> None:
        """Index a pack by id; ``publishers`` has the name of each other publisher by its short name.

        ``own`` is our part of a pack that holds others as well.
        """
        self.own = own or pack
        self._take(pack, publishers or {})

    def become(self, other: Guidance) -> None:
        """Hold what another one holds: a pack was installed or removed, and everybody keeps asking this one."""
        self._take(other.pack, other.publishers)

    def _take(self, pack: Pack, publishers: Mapping[str, str]) -> None:
        self.pack = pack
        self.publishers = dict(publishers)
        self._retired = _retired(pack)
        self._releases = {one.version: one.settings for one in pack.releases}
        self._topics = {one.id: one for one in pack.topics}
        self._guides = {one.id: one for one in pack.guides}
        self._situations = {one.id: one for one in pack.situations}
        self._countries = {one.id: one for one in pack.countries}
        self._sources = {one.id: one for one in pack.sources}

    @property
    def version(self) -> str:
        """The pack's version, kept with every choice and talk record."""
        return self.pack.version

    def publisher_of(self, an_id: str) -> str | None:
        """Return whose a topic, guide, situation or contact is; None where it is our own."""
        slug, slash, _ = an_id.partition("/")
        return self.publishers.get(slug) if slash else None

    def retired_title(self, whole_name: str) -> str | None:
        """Return the title of something that is gone, such as ``topic/live-streaming``; None where it is not known."""
        gone = self.retired(whole_name)
        return None if gone is None else gone.title

    def retired(self, whole_name: str) -> Retired | None:
        """Return what is known of something that is gone: a whole topic or guide, a setting, a line of a talk."""
        return self._retired.get(whole_name)

    def changed_since(self, version: str, guide_id: str, setting_id: str, band: AgeBand) -> tuple[Aspect, ...]:
        """Return what changed of a setting since a released pack; nothing where that pack is not known."""
        then = self._releases.get(version, {}).get(f"{guide_id}/{setting_id}")
        setting = self.find_setting(guide_id, setting_id)
        return () if then is None or setting is None else differences(then, setting, band)

    def topics(self) -> tuple[Topic, ...]:
        """Return the topics in the order a new family meets them."""
        return tuple(sorted(self.pack.topics, key=lambda topic: (topic.order, topic.id)))

    def situations(self) -> tuple[Situation, ...]:
        """Return the situations in the order of the help page."""
        return tuple(sorted(self.pack.situations, key=lambda one: (one.order, one.id)))

    def topic(self, topic_id: str) -> Topic:
        """Return a topic."""
        return _found(self._topics.get(topic_id), f"There is no talk called “{topic_id}”.")

    def talk(self, topic_id: str, band: AgeBand) -> Talk:
        """Return a topic's talk for a band; where it has none, NotFound says why."""
        topic = self.topic(topic_id)
        reason = topic.no_talk.get(band, f"There is no talk for {band.words} here.")
        return _found(topic.talks.get(band), reason)

    def guide(self, guide_id: str) -> Guide:
        """Return a guide."""
        return _found(self._guides.get(guide_id), f"There is no guide called “{guide_id}”.")

    def setting(self, guide_id: str, setting_id: str) -> Setting:
        """Return a setting of a guide."""
        missing = f"The guide “{guide_id}” has no setting called “{setting_id}”."
        return _found(self.guide(guide_id).setting(setting_id), missing)

    def find_guide(self, guide_id: str) -> Guide | None:
        """Return a guide, or None where this pack no longer has it (old records may name one)."""
        return self._guides.get(guide_id)

    def find_topic(self, topic_id: str) -> Topic | None:
        """Return a topic, or None where this pack no longer has it."""
        return self._topics.get(topic_id)

    def find_setting(self, guide_id: str, setting_id: str) -> Setting | None:
        """Return a setting, or None where this pack no longer has it."""
        guide = self._guides.get(guide_id)
        return None if guide is None else guide.setting(setting_id)

    def situation(self, situation_id: str) -> Situation:
        """Return a situation."""
        missing = f"There is no help page called “{situation_id}”."
        return _found(self._situations.get(situation_id), missing)

    def country(self, country_id: str) -> Country:
        """Return a country's help."""
        missing = f"There is no help for the country “{country_id}” yet."
        return _found(self._countries.get(country_id), missing)

    def contact(self, country_id: str, contact_id: str) -> Contact:
        """Return a contact of a country."""
        missing = f"There is no contact called “{contact_id}” in “{country_id}”."
        return _found(self.country(country_id).contact(contact_id), missing)

    def source(self, source_id: str) -> Source:
        """Return a source."""
        return _found(self._sources.get(source_id), f"There is no source called “{source_id}”.")


def _retired(pack: Pack) -> dict[str, Retired]:
    """Return everything that is gone, by its whole name."""
    gone = {one.id: one for one in pack.retired}
    gone |= {f"setting/{guide.id}/{one.id}": one for guide in pack.guides for one in guide.retired}
    return gone | {f"talk/{topic.id}/{one.band}/{one.id}": one for topic in pack.topics for one in topic.retired}


def _found(value: _Found | None, missing: str) -> _Found:
    if value is None:
        raise NotFound(missing)
    return value
