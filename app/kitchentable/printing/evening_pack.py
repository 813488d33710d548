"""The pack for a parents' evening: a cover and the help page for whoever leads it; blank talks and a card for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.domain.situations import Country
from kitchentable.domain.topics import Audience, Topic
from kitchentable.printing.hand_pages import PackSheet
from kitchentable.printing.help_card import help_card
from kitchentable.printing.help_page import help_page
from kitchentable.printing.talk_sheet import talk_sheet
from kitchentable.printing.wording import BRAND, day_words, foot, months_on

MOST_COPIES = 100
"""Copies in one file: a hall of parents."""

MOST_SHEETS = 2_000
"""Pages of talks in one file, about: more is better printed as several."""

USUAL_TOPICS = 1
"""Talks for each age where none are named: one evening has time for one."""

REVIEW_MONTHS = 6

_STEPS = (
    "Give each parent the talk sheet of their child’s age, and a help card.",
    "Read one talk aloud together: what to ask, what to listen for, what to say.",
    "Two by two, try it: one asks, one answers as the child. Swap after three minutes.",
    "Ask each to choose a day for their talk, and to write it on the sheet.",
    "Somebody may come to you with a worry. Listen, stay calm, and turn to your help page together.",
)
_NOTES = (
    "The sheets are blank: no name is needed, and nothing is collected.",
    "Nobody has to tell what happened at home. Say so at the start.",
    "You may copy these pages as they are.",
)


def evening_pack(
    guidance: Guidance,
    country: Country,
    bands: Sequence[AgeBand],
    today: date,
    *,
    topic_ids: Sequence[str] = (),
    copies: int = 1,
) -> PackSheet:
    """Return the pack for some age bands (all where none), with these topics or the first one of each age.

    Raises NotFound where none of the topics has a talk for any of the ages, BadInput for too many copies.
    """
    wanted = list(bands or AgeBand)
    topics = [guidance.topic(one) for one in dict.fromkeys(topic_ids)]
    pairs = [(topic, band) for band in wanted for topic in topics or _usual(guidance, band) if band in topic.talks]
    if not pairs:
        raise NotFound("There is no such talk for that age. Please choose another talk or age.")
    if not 1 <= copies <= MOST_COPIES or copies * len(pairs) > MOST_SHEETS:
        raise BadInput(f"Please print at most {min(MOST_COPIES, MOST_SHEETS // len(pairs))} copies at once.")
    return PackSheet(
        title="An evening for parents",
        eyebrow=(BRAND, "Parents’ evening"),
        about="One talk, tried out together. It takes about an hour.",
        dates=f"Printed on {day_words(today)}. After {months_on(today, REVIEW_MONTHS)}, please print a new pack.",
        sources="Each talk says where it comes from.",
        steps_title="What to do",
        steps=_STEPS,
        contents_title="In this pack",
        contents=_contents(pairs),
        notes_title="Good to know",
        notes=_NOTES,
        talks=tuple(talk_sheet(guidance, country, topic.id, band, today) for topic, band in pairs),
        help=help_page(guidance, country, today),
        card=help_card(guidance, country, today),
        copies=copies,
        foot=foot(guidance, country),
    )


def _contents(pairs: Sequence[tuple[Topic, AgeBand]]) -> tuple[str, ...]:
    """Say what follows the cover, in its order."""
    talks = (f"For each parent: {topic.title}, for age {band.words}" for topic, band in pairs)
    return ("For you: Get help now", *talks, "For each parent: Help card")


def _usual(guidance: Guidance, band: AgeBand) -> list[Topic]:
    fitting = [one for one in guidance.topics() if one.audience is Audience.CHILD and band in one.talks]
    return fitting[:USUAL_TOPICS]
