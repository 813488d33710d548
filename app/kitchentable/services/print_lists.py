"""Everything there is to print, and what each of it is called: for many at once, and for the names of files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import Guidance
from kitchentable.domain.topics import Topic
from kitchentable.services.prints import PrintChildPage, PrintGuide, PrintHelp, PrintTalk, What


def everything(guidance: Guidance, bands: Sequence[AgeBand] = ()) -> tuple[What, ...]:
    """Return the help page, each talk with its page for the child, and each guide.

    With ``bands``, what there is for these; without, every talk, and each guide once, for all ages.
    """
    return (PrintHelp(), *talks(guidance, bands), *guides(guidance, bands))


def talks(guidance: Guidance, bands: Sequence[AgeBand] = ()) -> tuple[What, ...]:
    """Return every talk of these bands (of all, without any), each followed by its page for the child."""
    return tuple(one for topic in guidance.topics() for one in _talks(topic, bands or tuple(AgeBand)))


def guides(guidance: Guidance, bands: Sequence[AgeBand] = ()) -> tuple[What, ...]:
    """Return every guide for each of these bands; without any, each once, for all ages."""
    return tuple(PrintGuide(one.id, band) for one in guidance.pack.guides for band in bands or (None,))


def title_of(guidance: Guidance, what: What) -> str:
    """Return what a sheet is and for what age, never for which child: for files and the printer's queue.

    Raises NotFound for a topic or guide that is not there.
    """
    match what:
        case PrintHelp():
            return "Get help now"
        case PrintTalk(topic_id, band):
            return f"{guidance.topic(topic_id).title}, {_age(band)}"
        case PrintChildPage(topic_id, band):
            return f"{guidance.topic(topic_id).title}, a page for {_age(band)}"
        case PrintGuide(guide_id, band):
            title = guidance.guide(guide_id).title
            return f"{title} settings" if band is None else f"{title} settings, {_age(band)}"
        case _:
            assert_never(what)


def _talks(topic: Topic, bands: Sequence[AgeBand]) -> Iterator[What]:
    for band in bands:
        talk = topic.talks.get(band)
        if talk is not None:
            yield PrintTalk(topic.id, band)
            if talk.child_page:
                yield PrintChildPage(topic.id, band)


def _age(band: AgeBand) -> str:
    return band.words if band is AgeBand.UNDER_7 else f"age {band.words}"
