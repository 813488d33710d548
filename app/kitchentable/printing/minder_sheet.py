"""For grandparents and sitters: how we do it at home, what to say if something happens, and whom to ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kitchentable.domain.agreement import Agreement, Side
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Country
from kitchentable.printing.family_pages import MindedChild, MinderSheet
from kitchentable.printing.home_sheet import HomePart
from kitchentable.printing.wording import BRAND, day_words, foot, months_on

MOST_LINES = 5
"""Promises of each side that somebody who minds a child for an evening will read."""

MOST_SET = 8
"""Services named, for each child."""

REVIEW_MONTHS = 3
"""After a school term it is worth printing anew."""

_WORRIED = (
    "Stay calm, and say: “Thank you for telling me. You are not in trouble.”",
    "Leave everything as it is. Don’t answer, pay or delete anything.",
    "Don’t copy or send on any picture of a child, not even to show us.",
    "Then ring us. If anyone is in danger now, ring the emergency number below first.",
)


@dataclass(frozen=True, slots=True)
class MinderPart:
    """One child: the agreement that holds, or None, and what is set."""

    home: HomePart
    agreement: Agreement | None


def minder_sheet(guidance: Guidance, country: Country, parts: Sequence[MinderPart], today: date) -> MinderSheet:
    """Return the sheet; it tells what holds, and nothing of talks, notes or worries."""
    page_foot = foot(guidance, country)
    return MinderSheet(
        title="How we do it at home",
        eyebrow=(BRAND, "For grandparents and sitters"),
        about="A few things that help to keep it the same with you.",
        dates=f"Printed on {day_words(today)}. Ask us for a new one after {months_on(today, REVIEW_MONTHS)}.",
        sources=f"What we do at home is from our own records; what to say is from {BRAND}.",
        children=tuple(_child(guidance, one) for one in parts),
        worried_title="If a child tells you something, or seems upset",
        worried=_WORRIED,
        call_title="Whom to ring",
        call_label="Us:",
        lines_to_ring=page_foot.lines,
        foot=page_foot,
    )


def _child(guidance: Guidance, part: MinderPart) -> MindedChild:
    name = part.home.child.name
    return MindedChild(
        name=name,
        child_title="Promised by the child",
        child=_promises(part.agreement, Side.CHILD),
        parent_title="Promised by us",
        parent=_promises(part.agreement, Side.PARENT),
        set_title="Set for them on",
        set=_set(guidance, part.home),
        none="We have not written down anything yet. Please ask us.",
    )


def _promises(agreement: Agreement | None, side: Side) -> tuple[str, ...]:
    return () if agreement is None else tuple(one.sentence for one in agreement.of_side(side)[:MOST_LINES])


def _set(guidance: Guidance, part: HomePart) -> tuple[str, ...]:
    """Return the services where something is set, without what: a sitter only has to leave it so."""
    titles = []
    for one in part.accounts:
        guide = guidance.find_guide(one.account.guide_id)
        if guide is not None and any(choice.state is ChoiceState.DONE for choice in one.chosen):
            titles.append(f"{guide.title}: {one.device_name}" if one.device_name else guide.title)
    more = len(titles) - MOST_SET
    return (*titles[:MOST_SET], f"and {more} more") if more > 0 else tuple(titles)
