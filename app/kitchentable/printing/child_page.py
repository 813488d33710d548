"""The child's page of a talk: theirs to keep, in words for their age, with whom to tell."""

from __future__ import annotations

from datetime import date

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import ContactKind, Country
from kitchentable.domain.topics import Audience, Talk, Topic
from kitchentable.printing.page import HelpLine
from kitchentable.printing.pages import Agreement, ChildPage
from kitchentable.printing.wording import BRAND, day_words, foot, months_on

_NO_PAGE = "This talk has no page for a child. Please choose another talk."

REVIEW_MONTHS = 3
"""Promises are read again after a school term."""


def child_page(
    guidance: Guidance, country: Country, topic_id: str, band: AgeBand, today: date, *, name: str = ""
) -> ChildPage:
    """Return the child's page of a talk; ``name`` is the child it is for, or empty.

    Raises NotFound where there is no such topic, no talk for that age, or no page for the child in it.
    """
    topic, talk = guidance.topic(topic_id), guidance.talk(topic_id, band)
    if not talk.child_page:
        raise NotFound(_NO_PAGE)
    return ChildPage(
        title=topic.title,
        eyebrow=(BRAND, "Your page", f"Age {band.words}"),
        about="This page is yours. Keep it where you like.",
        dates=f"Printed on {day_words(today)}. We read it again together by {months_on(today, REVIEW_MONTHS)}.",
        sources="Where it comes from is on the grown-up’s page of this talk.",
        lines=tuple(line.text for line in talk.child_page),
        promises_title="What we promise each other",
        promises=_promises(topic, talk),
        tell_title="People I can tell",
        tell="Write down three grown-ups you trust. You can tell any of them anything.",
        lines_for_you=_lines_for_children(country),
        foot=foot(guidance, country),
        name=name,
    )


def _promises(topic: Topic, talk: Talk) -> tuple[Agreement, ...]:
    """Return what child and parent promise; what parents promise each other is none of a child's business."""
    if topic.audience is Audience.PARENT:
        return ()
    return tuple(Agreement("Me:", one.child, "My grown-up:", one.parent) for one in talk.agree)


def _lines_for_children(country: Country) -> tuple[HelpLine, ...]:
    """Return the country's line for children with its cost: one number is easier to keep than several."""
    lines = [one for one in country.contacts if one.kind is ContactKind.CHILD_LINE and one.phone and not one.nations]
    return tuple(HelpLine(f"{one.name} ", one.phone[0].text, _cost(one.phone[0].cost)) for one in lines[:1])


def _cost(cost: str | None) -> str:
    return f" ({cost[:1].lower()}{cost[1:].rstrip('.')})" if cost else ""
