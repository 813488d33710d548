"""Our agreement: what a child and their parents promise each other, gathered from talks and from what is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from kitchentable.domain.agreement import Agreement, Side, same_words
from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.family import Child, ChoiceState, TalkRecord
from kitchentable.domain.month import is_with_child
from kitchentable.domain.names import clean_note
from kitchentable.services.household import Household
from kitchentable.services.undo import quoted, way_back
from kitchentable.store import agreements, children, choices, talks

MOST_PROMISES = 20
"""Promises on one side: what one printed page and one evening can hold."""

LONGEST_PROMISE = 300
"""Letters in a promise: three lines of the page."""

REVIEW_MONTHS = 3
"""A new agreement is looked at again after about a school term."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A promise that could go in, with where it comes from in words."""

    side: Side
    sentence: str
    source: str
    talk_id: int | None = None
    choice_id: int | None = None


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One child’s agreement. ``agreement`` is None before the first promise; ``past`` are those it replaced.

    ``review_due`` tells that the day to look at it again has come.
    """

    child: Child
    today: date
    children: tuple[Child, ...]
    agreement: Agreement | None
    past: tuple[Agreement, ...]
    suggestions: tuple[Suggestion, ...]
    review_due: bool


def agreement_view(home: Household, *, child_id: int | None) -> AgreementView:
    """Return a child’s agreement, the first child’s where None; NotFound where there is no child."""
    everyone = children.all_children(home.store)
    if not everyone:
        raise NotFound("Please add a child under My family first.")
    child = everyone[0] if child_id is None else children.child(home.store, child_id)
    all_of_them = agreements.agreements(home.store, child_id=child.id)
    holds = next((one for one in all_of_them if one.replaced_on is None), None)
    today = home.clock.today()
    return AgreementView(
        child=child,
        today=today,
        children=everyone,
        agreement=holds,
        past=tuple(one for one in all_of_them if one.replaced_on is not None),
        suggestions=_suggestions(home, child, holds),
        review_due=holds is not None and holds.review_on is not None and holds.review_on <= today,
    )


def add_promises(home: Household, *, child_id: int, promises: Sequence[Suggestion]) -> Change:
    """Add promises; one that is there in the same words is left out. BadInput for one that can’t be, or too many."""
    cleaned = [(one, _clean(one.sentence)) for one in promises]
    with home.store.transaction(undoable=True):
        agreement = _open(home, child_id)
        there = {side: [one.sentence for one in agreement.of_side(side)] for side in Side}
        for one, sentence in cleaned:
            if not any(same_words(sentence, other) for other in there[one.side]):
                there[one.side].append(sentence)
                new = agreements.NewPromise(one.side, sentence, one.talk_id, one.choice_id)
                agreements.add_promise(home.store, agreement_id=agreement.id, new=new)
        if any(len(sentences) > MOST_PROMISES for sentences in there.values()):
            raise BadInput(f"Please keep to at most {MOST_PROMISES} promises on each side.")
    words = f"Added {quoted(cleaned[0][1])}" if len(cleaned) == 1 else f"Added {len(cleaned)} promises."
    return Change.of(Touched.AGREEMENTS, new_id=agreement.id, undo=way_back(home, words))


def reword_promise(home: Household, *, child_id: int, side: Side, sentence: str, instead: str) -> Change:
    """Say a promise in other words; it stays linked to where it came from."""
    instead = _clean(instead)
    with home.store.transaction(undoable=True):
        agreement = _open(home, child_id)
        others = (one.sentence for one in agreement.of_side(side) if one.sentence != sentence)
        if any(same_words(instead, other) for other in others):
            raise BadInput("That promise is there already. Please say it in other words, or remove one of them.")
        agreements.reword(home.store, agreement_id=agreement.id, side=side, sentence=sentence, instead=instead)
    return Change.of(Touched.AGREEMENTS, undo=way_back(home, f"Changed {quoted(instead)}"))


def remove_promise(home: Household, *, child_id: int, side: Side, sentence: str) -> Change:
    """Take a promise out; NotFound where it is gone already."""
    with home.store.transaction(undoable=True):
        agreement = _open(home, child_id)
        agreements.remove_promise(home.store, agreement_id=agreement.id, side=side, sentence=sentence)
    return Change.of(Touched.AGREEMENTS, undo=way_back(home, f"Removed {quoted(sentence)}"))


def set_review(home: Household, *, child_id: int, review_on: date | None) -> Change:
    """Set the day to look at it together again, or none; BadInput for a day that is over."""
    if review_on is not None and review_on <= home.clock.today():
        raise BadInput("Please choose a day that is still to come.")
    with home.store.transaction(undoable=True):
        agreement = agreements.current(home.store, child_id=child_id)
        if agreement is None:
            raise NotFound("There is no agreement yet. Please add a first promise.")
        agreements.set_review(home.store, agreement_id=agreement.id, review_on=review_on)
    return Change.of(Touched.AGREEMENTS, undo=way_back(home, "Changed the day to look at it again."))


def sign(home: Household, *, child_id: int) -> Change:
    """Write down that both have said yes today; a later change makes a new one that has to be agreed again."""
    with home.store.transaction(undoable=True):
        agreement = agreements.current(home.store, child_id=child_id)
        if agreement is None or not agreement.promises:
            raise NotFound("There is no agreement yet. Please add a first promise.")
        agreements.sign(home.store, agreement_id=agreement.id, signed_on=home.clock.today())
    return Change.of(Touched.AGREEMENTS, undo=way_back(home, "Agreed by both of you."))


def _open(home: Household, child_id: int) -> Agreement:
    """Return the agreement that is being written: begun where there is none, a new one where the last is agreed."""
    child = children.child(home.store, child_id)
    holds = agreements.current(home.store, child_id=child.id)
    today = home.clock.today()
    review_on = today + relativedelta(months=REVIEW_MONTHS)
    if holds is None:
        agreements.begin(home.store, child_id=child.id, made_on=today, review_on=review_on)
    elif holds.signed_on is not None:
        agreements.replace(home.store, holds, made_on=today, review_on=review_on)
    opened = agreements.current(home.store, child_id=child.id)
    if opened is None:
        raise NotFound("There is no agreement yet. Please add a first promise.")
    return opened


def _clean(sentence: str) -> str:
    cleaned = " ".join(clean_note(sentence).split())
    if not cleaned:
        raise BadInput("Please write what is promised.")
    if len(cleaned) > LONGEST_PROMISE:
        raise BadInput(f"That promise is too long. Please use at most {LONGEST_PROMISE} letters.")
    return cleaned


def _suggestions(home: Household, child: Child, agreement: Agreement | None) -> tuple[Suggestion, ...]:
    """Return what could go in, from the latest talk back, then what is set; nothing twice, nothing that is in."""
    there = [] if agreement is None else [(one.side, one.sentence) for one in agreement.promises]
    found: list[Suggestion] = []
    for one in (*_from_talks(home, child), *_from_settings(home, child)):
        if not any(one.side is side and same_words(one.sentence, sentence) for side, sentence in there):
            there.append((one.side, one.sentence))
            found.append(one)
    return tuple(found)


def _from_talks(home: Household, child: Child) -> Iterator[Suggestion]:
    had = [one for one in talks.records(home.store, child_id=child.id) if one.talked_on]
    for record in sorted(had, key=lambda one: (one.talked_on or date.min, one.id), reverse=True):
        if is_with_child(home.guidance, record.topic_id):
            yield from _from_talk(home, record)


def _from_talk(home: Household, record: TalkRecord) -> Iterator[Suggestion]:
    """Yield what was agreed or ticked in a talk, each with what the parent promised in return."""
    topic = home.guidance.find_topic(record.topic_id)
    title = topic.title if topic else home.guidance.retired_title(f"topic/{record.topic_id}") or record.topic_id
    source = f"{title}, {record.talked_on:%B %Y}"
    talk = topic.talks.get(record.band) if topic else None
    pairs = talk.agree if talk else ()
    ticked = tuple(one.child for one in pairs if one.id in record.ticked)
    for sentence in (*record.agreed, *ticked):
        yield Suggestion(Side.CHILD, sentence, source, talk_id=record.id)
        for pair in pairs:
            if same_words(pair.child, sentence):
                yield Suggestion(Side.PARENT, pair.parent, source, talk_id=record.id)


def _from_settings(home: Household, child: Child) -> Iterator[Suggestion]:
    """Yield what is really set, as the parents’ side of it."""
    for choice in choices.latest(home.store, child_id=child.id):
        guide = home.guidance.find_guide(choice.guide_id)
        setting = home.guidance.find_setting(choice.guide_id, choice.setting_id)
        if choice.state is ChoiceState.DONE and guide is not None and setting is not None and "?" not in setting.title:
            sentence = f"We keep this set on {guide.title}: {setting.title.rstrip('.')}."
            yield Suggestion(Side.PARENT, sentence, "What is set", choice_id=choice.id)
