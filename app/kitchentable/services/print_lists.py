"""Everything there is to print, and what each of it is called: for many at once, and for the names of files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import Guidance
from kitchentable.domain.topics import Audience, Topic
from kitchentable.services.family_papers import (
    FamilyWhat,
    PrintAgreement,
    PrintHome,
    PrintIncident,
    PrintMinder,
    PrintMonth,
)
from kitchentable.services.household import Household
from kitchentable.services.prints import (
    GuidanceWhat,
    PrintCard,
    PrintChildPage,
    PrintConsole,
    PrintGuide,
    PrintHelp,
    PrintPack,
    PrintTalk,
    What,
)
from kitchentable.store import agreements, children


class Part(StrEnum):
    """What many at once can hold."""

    TALKS = "talks"
    GUIDES = "guides"
    CONSOLES = "consoles"
    HELP = "help"
    PACK = "pack"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Many sheets: which parts, for which ages (all where empty), with whose name, about which children.

    ``guide_ids`` are the guides wanted, all where empty; ``child_ids`` are for the family's own sheets, everyone where
    empty. A private note is never among many: it is printed by itself, from where it is read.
    """

    parts: frozenset[Part] = frozenset(Part)
    bands: tuple[AgeBand, ...] = ()
    name: str = ""
    guide_ids: tuple[str, ...] = ()
    child_ids: tuple[int, ...] = ()
    with_names: bool = True

    def sheets(self, guidance: Guidance, home: Household | None = None) -> tuple[What, ...]:
        """Return them in the order they are saved and printed; the family's own where ``home`` is open."""
        family = () if home is None or Part.FAMILY not in self.parts else self._of_family(home)
        return (*family, *(one for part, one in self._of_guidance(guidance) if part in self.parts))

    def _of_guidance(self, guidance: Guidance) -> Iterator[tuple[Part, GuidanceWhat]]:
        """Yield all that needs no records: help page and cards, talks with a child's page, guides, steps, the pack."""
        for one in (PrintHelp(), PrintCard(name=self.name), PrintCard(wallet=True)):
            yield Part.HELP, one
        for talk in talks(guidance, self.bands):
            yield Part.TALKS, replace(talk, name=self.name)
        for guide in guides(guidance, self.bands):
            if self._wants(guide.guide_id):
                yield Part.GUIDES, replace(guide, name=self.name)
        for steps in _consoles(guidance, self.bands):
            if self._wants(steps.guide_id):
                yield Part.CONSOLES, replace(steps, name=self.name)
        for pack in _packs(guidance, self.bands):
            yield Part.PACK, pack

    def _wants(self, guide_id: str) -> bool:
        return not self.guide_ids or guide_id in self.guide_ids

    def _of_family(self, home: Household) -> tuple[FamilyWhat, ...]:
        """Return the family's own: nothing where there is no child, an agreement for each child who has one."""
        about = tuple(one.id for one in children.all_children(home.store) if self._is_about(one.id))
        if not about:
            return ()
        agreed = (one for one in about if agreements.current(home.store, child_id=one) is not None)
        return (
            PrintMonth(self.child_ids, with_names=self.with_names),
            PrintHome(self.child_ids),
            *(PrintAgreement(one, with_names=self.with_names) for one in agreed),
            PrintMinder(self.child_ids),
        )

    def _is_about(self, child_id: int) -> bool:
        return not self.child_ids or child_id in self.child_ids


def talks(guidance: Guidance, bands: Sequence[AgeBand] = ()) -> tuple[PrintTalk | PrintChildPage, ...]:
    """Return every talk of these bands (of all, without any), each followed by its page for the child."""
    return tuple(one for topic in guidance.topics() for one in _talks(topic, bands or tuple(AgeBand)))


def guides(guidance: Guidance, bands: Sequence[AgeBand] = ()) -> tuple[PrintGuide, ...]:
    """Return every guide for each of these bands; without any, each once, for all ages."""
    return tuple(PrintGuide(one.id, band) for one in guidance.pack.guides for band in bands or (None,))


def title_of(guidance: Guidance, what: What) -> str:
    """Return what a sheet is and for what age, never for which child: for files and the printer's queue.

    Raises NotFound for a topic or guide that is not there.
    """
    match what:
        case PrintTalk(topic_id, band):
            return f"{guidance.topic(topic_id).title}, {_age(band)}"
        case PrintChildPage(topic_id, band):
            return f"{guidance.topic(topic_id).title}, a page for {_age(band)}"
        case PrintGuide(guide_id, band):
            title = guidance.guide(guide_id).title
            return f"{title} settings" if band is None else f"{title} settings, {_age(band)}"
        case PrintHelp() | PrintCard() | PrintConsole() | PrintPack():
            return _hand_title(guidance, what)
        case _:
            return _family_title(what)


def _hand_title(guidance: Guidance, what: PrintHelp | PrintCard | PrintConsole | PrintPack) -> str:
    match what:
        case PrintHelp():
            return "Get help now"
        case PrintCard(wallet):
            return "Help cards to cut out" if wallet else "Help card"
        case PrintConsole(guide_id, band):
            return f"{guidance.guide(guide_id).title} step by step, {_age(band)}"
        case PrintPack():
            return "An evening for parents"
        case _:
            assert_never(what)


def _family_title(what: FamilyWhat) -> str:
    match what:
        case PrintMonth():
            return "This month"
        case PrintHome():
            return "What is set in our home"
        case PrintAgreement():
            return "Our agreement"
        case PrintIncident():
            return "A private note"
        case PrintMinder():
            return "For those who look after our children"
        case _:
            assert_never(what)


def _consoles(guidance: Guidance, bands: Sequence[AgeBand]) -> Iterator[PrintConsole]:
    """Return the steps of each guide, at the place where it is usually set, for each age."""
    for guide in guidance.pack.guides:
        if any(setting.ways for setting in guide.settings):
            yield from (PrintConsole(guide.id, band) for band in bands or tuple(AgeBand))


def _packs(guidance: Guidance, bands: Sequence[AgeBand]) -> Iterator[PrintPack]:
    """Return the pack for an evening, where there is a talk with a child for any of the ages."""
    there = {band for topic in guidance.topics() if topic.audience is Audience.CHILD for band in topic.talks}
    if there.intersection(bands or AgeBand):
        yield PrintPack(tuple(bands))


def _talks(topic: Topic, bands: Sequence[AgeBand]) -> Iterator[PrintTalk | PrintChildPage]:
    for band in bands:
        talk = topic.talks.get(band)
        if talk is not None:
            yield PrintTalk(topic.id, band)
            if talk.child_page:
                yield PrintChildPage(topic.id, band)


def _age(band: AgeBand) -> str:
    return band.words if band is AgeBand.UNDER_7 else f"age {band.words}"
