"""The talk sheet's words: one topic's talk for one age band, for a child or for anyone."""

from __future__ import annotations

from datetime import date

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import CodeBook, TalkBox
from kitchentable.domain.situations import Country
from kitchentable.domain.topics import Audience, Talk, Topic
from kitchentable.printing.pages import Agreement, TalkSheet
from kitchentable.printing.wording import BRAND, day_words, fact, foot, months_on, names, sentence

MOST_FACTS = 2
"""Reasons on paper: the rest are in the app. Two leave the whole talk on one page."""

REVIEW_MONTHS = 6
"""By then the guidance may say it better, and a child has grown."""


def talk_sheet(
    guidance: Guidance,
    country: Country,
    topic_id: str,
    band: AgeBand,
    today: date,
    *,
    name: str = "",
    codes: CodeBook | None = None,
) -> TalkSheet:
    """Return the sheet of a talk; ``name`` is the child it is for, or empty; ``codes`` puts a code beside each box.

    Raises NotFound where there is no such topic, or no talk for that age.
    """
    topic, talk = guidance.topic(topic_id), guidance.talk(topic_id, band)
    return TalkSheet(
        title=topic.title,
        eyebrow=(BRAND, "Talk", f"{talk.minutes} minutes", f"Age {band.words}"),
        about=f"{sentence(topic.about)} Where it is easiest: {talk.setting.rstrip('.')}.",
        dates=f"Printed on {day_words(today)}. Print a new one after {months_on(today, REVIEW_MONTHS)}.",
        why=tuple(fact(guidance, claim) for claim in topic.why[:MOST_FACTS]),
        ask=tuple(line.text for line in talk.ask),
        listen_for=tuple(line.text for line in talk.listen_for),
        say=tuple(line.text for line in talk.say),
        agree=_agreements(topic, talk),
        own_label="Our own:",
        avoid=tuple(line.text for line in talk.avoid),
        sources=_sources(guidance, topic, talk),
        foot=foot(guidance, country),
        name=name,
        codes=tuple(codes.code(TalkBox(topic_id, band, one)) for one in talk.tick_ids()) if codes else (),
    )


def _agreements(topic: Topic, talk: Talk) -> tuple[Agreement, ...]:
    """Return the promises; a talk among parents is between the two of them."""
    child, parent = ("Child:", "Parent:") if topic.audience is Audience.CHILD else ("One of us:", "The other:")
    return tuple(Agreement(child, one.child, parent, one.parent) for one in talk.agree)


def _sources(guidance: Guidance, topic: Topic, talk: Talk) -> str:
    who = names(guidance.source(one) for one in talk.sources)
    return f"Sources for this talk: {who}. {sentence(topic.drafted_from)}"
