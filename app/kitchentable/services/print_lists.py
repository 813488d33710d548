"""Everything there is to print, and what each of it is called: for many at once, and for the names of files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def everything(guidance: Guidance, bands: Sequence[AgeBand] = (), *, web: bool = False) -> tuple[GuidanceWhat, ...]:
    """Return all that needs no records: the help page and cards, talks with a child's page, guides, steps, the pack.

    With ``bands``, what there is for these; without, every talk, and each guide once, for all ages. ``web`` leaves out
    what is for paper only.
    """
    return (
        PrintHelp(),
        PrintCard(),
        PrintCard(wallet=True),
        *talks(guidance, bands),
        *guides(guidance, bands),
        *_consoles(guidance, bands),
        *(() if web else _packs(guidance, bands)),
    )


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
