"""Talks: what there is to talk about, ticking through one, and keeping what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.family import Child, HowItWent, TalkRecord
from kitchentable.domain.month import PlannedTalk
from kitchentable.domain.names import clean_note
from kitchentable.domain.pack import Guidance
from kitchentable.domain.sources import Source
from kitchentable.domain.topics import Audience, Talk, Topic
from kitchentable.services.family import UNKNOWN_ICON
from kitchentable.services.gone import gone_ticks
from kitchentable.services.household import ChildNow, Household, children_now
from kitchentable.services.month import child_plan
from kitchentable.services.undo import quoted, way_back
from kitchentable.store import children
from kitchentable.store import talks as kept

MOST_AGREED = 40
"""Sentences agreed in one talk: more than any talk offers, few enough for a printed page."""


class TopicState(StrEnum):
    """What a topic's card says."""

    THIS_MONTH = "this-month"
    TALKED = "talked"
    BEGUN = "begun"
    NOT_YET = "not-yet"
    NO_TALK = "no-talk"
    FOR_YOU = "for-you"


@dataclass(frozen=True, slots=True)
class TopicCard:
    """One topic. ``when`` is the last talk about it; ``begun_on`` the day an unfinished one was begun.

    ``ticked`` of ``ticks`` are the lines of the unfinished talk. ``reason`` says why this month, or why no talk.
    ``child_id`` is whose state is shown, None where no child has one.
    """

    topic_id: str
    icon: str
    title: str
    about: str
    state: TopicState
    when: date | None
    begun_on: date | None
    ticked: int
    ticks: int
    reason: str
    child_id: int | None
    band: AgeBand | None


@dataclass(frozen=True, slots=True)
class TalksView:
    """The talks page for one child, or for everyone (``child_id`` None)."""

    cards: tuple[TopicCard, ...]
    children: tuple[ChildNow, ...]
    child_id: int | None


@dataclass(frozen=True, slots=True)
class SituationLink:
    """A help page that belongs to a topic."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class TalkView:
    """One talk for one age band. ``record`` is the unfinished one with its ticks, ``last`` the last finished.

    ``today`` is None where the talk is only read, without open records. ``gone`` are lines that were ticked in the
    unfinished one and that the talk has no longer.
    """

    today: date | None
    topic: Topic
    band: AgeBand
    talk: Talk
    bands: tuple[AgeBand, ...]
    child: Child | None
    record: TalkRecord | None
    last: TalkRecord | None
    sources: tuple[Source, ...]
    situations: tuple[SituationLink, ...]
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A talk that was had; ``ticked`` counts what was ticked then, whatever the guidance says now."""

    record: TalkRecord
    topic_title: str
    topic_icon: str
    ticked: int


@dataclass(frozen=True, slots=True)
class HadView:
    """The talks one child has had, newest first; ``child`` is None where the family has no child."""

    child: Child | None
    children: tuple[Child, ...]
    lines: tuple[RecordLine, ...]


def talks_view(home: Household, *, child_id: int | None) -> TalksView:
    """Return the talks page; None shows everyone's latest state together."""
    everyone = children_now(home)
    chosen = [one for one in everyone if child_id in (None, one.child.id)]
    if child_id is not None and not chosen:
        raise NotFound("That child is no longer in your family here.")
    shown = [_Shelf(one, child_plan(home, one).talk, kept.records(home.store, child_id=one.child.id)) for one in chosen]
    cards = tuple(_card(topic, shown) for topic in home.guidance.topics())
    return TalksView(cards, everyone, child_id)


def talk_view(home: Household, *, topic_id: str, band: AgeBand, child_id: int | None) -> TalkView:
    """Return one talk, with a child's ticks where a child is given; NotFound where the topic has none."""
    child = None if child_id is None else children.child(home.store, child_id)
    records = [] if child is None else list(kept.records(home.store, child_id=child.id))
    about = [one for one in records if one.topic_id == topic_id]
    record = _unfinished(about, band)
    view = read_talk(home.guidance, topic_id=topic_id, band=band)
    return TalkView(
        today=home.clock.today(),
        topic=view.topic,
        band=band,
        talk=view.talk,
        bands=view.bands,
        child=child,
        record=record,
        last=_last_finished(about),
        sources=view.sources,
        situations=view.situations,
        gone=gone_ticks(home.guidance, record) if record else (),
    )


def read_talk(guidance: Guidance, *, topic_id: str, band: AgeBand) -> TalkView:
    """Return one talk to read, without any child's ticks; needs no open records."""
    topic = guidance.topic(topic_id)
    talk = guidance.talk(topic_id, band)
    claims = [source for claim in topic.why for source in claim.sources]
    ids = dict.fromkeys([*talk.sources, *claims, *topic.sources])
    situations = {one.id: one for one in guidance.situations()}
    links = [situations[one] for one in topic.if_it_happened if one in situations]
    return TalkView(
        today=None,
        topic=topic,
        band=band,
        talk=talk,
        bands=tuple(one for one in AgeBand if one in topic.talks),
        child=None,
        record=None,
        last=None,
        sources=tuple(guidance.source(one) for one in ids),
        situations=tuple(SituationLink(one.id, one.title) for one in links),
    )


def records_view(home: Household, *, child_id: int) -> tuple[RecordLine, ...]:
    """Return the talks a child has had, newest first."""
    had = [one for one in kept.records(home.store, child_id=child_id) if one.talked_on]
    return tuple(_record_line(home.guidance, one) for one in sorted(had, key=_talked, reverse=True))


def had_view(home: Household, *, child_id: int | None) -> HadView:
    """Return the talks a child has had, the first child’s where None or where that child is gone."""
    everyone = children.all_children(home.store)
    child = next((one for one in everyone if one.id == child_id), next(iter(everyone), None))
    return HadView(child, everyone, () if child is None else records_view(home, child_id=child.id))


def tick(home: Household, *, child_id: int, topic_id: str, band: AgeBand, line_id: str, ticked: bool) -> Change:
    """Tick or untick one line. It is on the disk when this returns; the first tick begins the record."""
    if line_id not in home.guidance.talk(topic_id, band).tick_ids():
        raise NotFound("That line is no longer in this talk. Please open the talk again.")
    with home.store.transaction(undoable=True):
        children.child(home.store, child_id)
        record_id = begin(home, child_id=child_id, topic_id=topic_id, band=band)
        kept.set_tick(home.store, record_id=record_id, line_id=line_id, ticked=ticked)
    line = quoted(line_text(home.guidance, topic_id, band, line_id))
    words = f"Ticked {line}" if ticked else f"Took the tick off {line}"
    return Change.of(Touched.TALKS, new_id=record_id, undo=way_back(home, words))


def line_text(guidance: Guidance, topic_id: str, band: AgeBand, line_id: str) -> str:
    """Return the words of a line that can be ticked."""
    talk = guidance.talk(topic_id, band)
    lines = {one.id: one.text for part in (talk.ask, talk.listen_for, talk.say) for one in part}
    return (lines | {one.id: one.child for one in talk.agree})[line_id]


def keep_draft(
    home: Household, *, child_id: int, topic_id: str, band: AgeBand, note: str, agreed: tuple[str, ...] = ()
) -> Change:
    """Keep a half-typed note, and what was agreed in the family's own words, with the unfinished talk.

    So closing the window loses nothing.
    """
    home.guidance.talk(topic_id, band)
    note, sentences = clean_note(note), _agreed(agreed)
    with home.store.transaction():
        children.child(home.store, child_id)
        record_id = begin(home, child_id=child_id, topic_id=topic_id, band=band)
        kept.set_note(home.store, record_id=record_id, note=note)
        kept.set_agreed(home.store, record_id=record_id, agreed=sentences)
    return Change.of(Touched.TALKS, new_id=record_id)


def we_talked(  # noqa: PLR0913 - one form, one call
    home: Household,
    *,
    child_id: int,
    topic_id: str,
    band: AgeBand,
    how_it_went: HowItWent | None,
    agreed: tuple[str, ...],
    note: str,
    again_on: date | None,
    talked_on: date,
) -> Change:
    """Keep that a talk was had; ``agreed`` are the sentences as they read today. BadInput for days that can't be."""
    home.guidance.talk(topic_id, band)
    _check_days(talked_on, again_on, home.clock.today())
    sentences = _agreed(agreed)
    note = clean_note(note)
    with home.store.transaction(undoable=True):
        name = children.child(home.store, child_id).name
        record_id = begin(home, child_id=child_id, topic_id=topic_id, band=band)
        kept.finish(
            home.store,
            record_id=record_id,
            ending=kept.Ending(talked_on, how_it_went, sentences, note, again_on, home.guidance.version),
        )
    words = f"Kept your talk with {name}."
    return Change.of(Touched.TALKS, new_id=record_id, undo=way_back(home, words))


def begin(home: Household, *, child_id: int, topic_id: str, band: AgeBand) -> int:
    """Return the unfinished record's id, beginning one where there is none."""
    return kept.unfinished(home.store, child_id=child_id, topic_id=topic_id, band=band) or kept.begin(
        home.store,
        child_id=child_id,
        topic_id=topic_id,
        band=band,
        started_at=home.clock.now(),
        guidance_version=home.guidance.version,
    )


def _check_days(talked_on: date, again_on: date | None, today: date) -> None:
    if talked_on > today:
        raise BadInput("That day has not come yet. Please choose today or an earlier day.")
    if again_on is not None and again_on <= talked_on:
        raise BadInput("Please choose a later day for coming back to this.")


def _agreed(sentences: Iterable[str]) -> tuple[str, ...]:
    cleaned = tuple(dict.fromkeys(text for text in (clean_note(one) for one in sentences) if text))
    if len(cleaned) > MOST_AGREED:
        raise BadInput(f"Please keep to at most {MOST_AGREED} things agreed in one talk.")
    return cleaned


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One child's plan and records, as the cards need them."""

    now: ChildNow
    planned: PlannedTalk | None
    records: tuple[TalkRecord, ...]


def _card(topic: Topic, shelves: Sequence[_Shelf]) -> TopicCard:
    """Return the card of the child for whom there is most to say: planned first, then begun, then talked."""
    cards = [_child_card(topic, one) for one in shelves] or [_bare_card(topic)]
    if len(cards) > 1 and all(card.state is TopicState.TALKED for card in cards):
        return max(cards, key=lambda card: card.when or date.min)
    order = list(TopicState)
    return min(cards, key=lambda card: order.index(card.state))


def _child_card(topic: Topic, shelf: _Shelf) -> TopicCard:
    about = [one for one in shelf.records if one.topic_id == topic.id]
    last = _last_finished(about)
    planned = shelf.planned if shelf.planned and shelf.planned.topic_id == topic.id else None
    band = planned.band if planned else shelf.now.band
    begun = _unfinished(about, band)
    begun = begun if begun and begun.ticked else None
    talk = topic.talks.get(band)
    state, reason = _state(topic, planned, last, begun, band)
    return TopicCard(
        topic_id=topic.id,
        icon=topic.icon,
        title=topic.title,
        about=topic.about,
        state=state,
        when=last.talked_on if last else None,
        begun_on=begun.started_at.date() if begun else None,
        ticked=len(begun.ticked.intersection(talk.tick_ids())) if begun and talk else 0,
        ticks=len(talk.tick_ids()) if talk else 0,
        reason=reason,
        child_id=shelf.now.child.id,
        band=band if talk else None,
    )


def _state(
    topic: Topic, planned: PlannedTalk | None, last: TalkRecord | None, begun: TalkRecord | None, band: AgeBand
) -> tuple[TopicState, str]:
    if planned is not None and planned.talked_on is None:
        return TopicState.THIS_MONTH, planned.reason
    if begun is not None:
        return TopicState.BEGUN, ""
    if last is not None:
        return TopicState.TALKED, ""
    if topic.audience is Audience.PARENT:
        return TopicState.FOR_YOU, ""
    if band not in topic.talks:
        return TopicState.NO_TALK, topic.no_talk.get(band, "")
    return TopicState.NOT_YET, ""


def _bare_card(topic: Topic) -> TopicCard:
    state = TopicState.FOR_YOU if topic.audience is Audience.PARENT else TopicState.NOT_YET
    return TopicCard(topic.id, topic.icon, topic.title, topic.about, state, None, None, 0, 0, "", None, None)


def _unfinished(about: Sequence[TalkRecord], band: AgeBand) -> TalkRecord | None:
    return next((one for one in about if one.talked_on is None and one.band is band), None)


def _last_finished(about: Sequence[TalkRecord]) -> TalkRecord | None:
    return max((one for one in about if one.talked_on), key=_talked, default=None)


def _talked(record: TalkRecord) -> tuple[date, int]:
    return (record.talked_on or record.started_at.date(), record.id)


def _record_line(guidance: Guidance, record: TalkRecord) -> RecordLine:
    topic = guidance.find_topic(record.topic_id)
    gone = guidance.retired_title(f"topic/{record.topic_id}") or record.topic_id
    title, icon = (topic.title, topic.icon) if topic else (gone, UNKNOWN_ICON)
    return RecordLine(record, title, icon, len(record.ticked))
