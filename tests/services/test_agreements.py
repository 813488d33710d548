"""Our agreement: gathered from talks and settings, agreed by both, changed without losing what was promised before."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.agreement import Side
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.services import agreements, family, settings, talks
from kitchentable.services.agreements import AgreementView, Suggestion
from kitchentable.services.household import Household
from tests.fakes.clock import LONDON, FakeClock

TOPIC = "live-streaming"


def view(home: Household, child_id: int) -> AgreementView:
    return agreements.agreement_view(home, child_id=child_id)


def add(home: Household, child_id: int, sentence: str, side: Side = Side.CHILD) -> None:
    agreements.add_promises(home, child_id=child_id, promises=(Suggestion(side, sentence, ""),))


def promises(home: Household, child_id: int, side: Side = Side.CHILD) -> list[str]:
    agreement = view(home, child_id).agreement
    return [] if agreement is None else [one.sentence for one in agreement.of_side(side)]


def talk(home: Household, child_id: int, *agreed: str, tick: bool = False) -> None:
    if tick:
        line = home.guidance.talk(TOPIC, AgeBand.FROM_10).agree[0].id
        talks.tick(home, child_id=child_id, topic_id=TOPIC, band=AgeBand.FROM_10, line_id=line, ticked=True)
    talks.we_talked(
        home,
        child_id=child_id,
        topic_id=TOPIC,
        band=AgeBand.FROM_10,
        how_it_went=HowItWent.WELL,
        agreed=agreed,
        note="",
        again_on=None,
        talked_on=home.clock.today(),
    )


def test_there_is_none_at_first(household: Household, child_id: int) -> None:
    found = view(household, child_id)
    assert (found.agreement, found.past, found.suggestions, found.review_due) == (None, (), (), False)
    assert agreements.agreement_view(household, child_id=None).child.id == child_id


def test_what_was_agreed_or_ticked_in_a_talk_is_suggested_with_the_parents_side(
    household: Household, child_id: int
) -> None:
    pair = household.guidance.talk(TOPIC, AgeBand.FROM_10).agree[0]
    talk(household, child_id, "Phones sleep in the kitchen.", tick=True)
    found = view(household, child_id).suggestions
    assert [(one.side, one.sentence) for one in found] == [
        (Side.CHILD, "Phones sleep in the kitchen."),
        (Side.CHILD, pair.child),
        (Side.PARENT, pair.parent),
    ]
    assert found[0].source == "Live streaming, November 2026"
    agreements.add_promises(household, child_id=child_id, promises=found)
    assert view(household, child_id).suggestions == ()
    agreement = view(household, child_id).agreement
    assert agreement is not None
    assert all(one.talk_id is not None for one in agreement.promises)


def test_what_is_set_is_suggested_for_the_parents(household: Household, child_id: int) -> None:
    account_id = family.family_view(household).children[0].accounts[0].account.id
    settings.choose(household, account_id=account_id, setting_id="spending", state=ChoiceState.DONE)
    settings.choose(household, account_id=account_id, setting_id="messages", state=ChoiceState.NOT_FOR_US)
    [one] = view(household, child_id).suggestions
    assert (one.side, one.source, one.talk_id) == (Side.PARENT, "What is set", None)
    assert one.sentence == "We keep this set on Xbox: Spending needs your yes."
    assert one.choice_id is not None


def test_a_first_promise_begins_it_and_it_comes_up_again(household: Household, child_id: int, clock: FakeClock) -> None:
    add(household, child_id, "  I tell \n you. ")
    agreement = view(household, child_id).agreement
    assert agreement is not None
    assert (agreement.made_on, agreement.review_on) == (date(2026, 11, 21), date(2027, 2, 21))
    assert (promises(household, child_id), agreement.signed_on) == (["I tell you."], None)
    clock.stand_at(datetime(2027, 2, 21, 9, 0, tzinfo=LONDON))
    assert view(household, child_id).review_due


def test_the_same_words_are_not_promised_twice(household: Household, child_id: int) -> None:
    add(household, child_id, "I tell you.")
    add(household, child_id, "I TELL YOU")
    add(household, child_id, "I tell you.", Side.PARENT)
    assert promises(household, child_id) == ["I tell you."]
    assert promises(household, child_id, Side.PARENT) == ["I tell you."]


def test_a_promise_is_said_in_other_words_and_taken_out(household: Household, child_id: int) -> None:
    add(household, child_id, "One.")
    add(household, child_id, "Two.")
    agreements.reword_promise(household, child_id=child_id, side=Side.CHILD, sentence="One.", instead="First.")
    with pytest.raises(BadInput, match="there already"):
        agreements.reword_promise(household, child_id=child_id, side=Side.CHILD, sentence="Two.", instead="first")
    agreements.remove_promise(household, child_id=child_id, side=Side.CHILD, sentence="Two.")
    assert promises(household, child_id) == ["First."]
    with pytest.raises(NotFound):
        agreements.remove_promise(household, child_id=child_id, side=Side.CHILD, sentence="Two.")


def test_a_change_after_both_said_yes_makes_a_new_one_and_keeps_the_old(
    household: Household, child_id: int, clock: FakeClock
) -> None:
    add(household, child_id, "One.")
    agreements.sign(household, child_id=child_id)
    clock.stand_at(datetime(2027, 1, 3, 9, 0, tzinfo=LONDON))
    add(household, child_id, "Two.")
    found = view(household, child_id)
    assert found.agreement is not None
    assert (found.agreement.signed_on, found.agreement.made_on) == (None, date(2027, 1, 3))
    assert promises(household, child_id) == ["One.", "Two."]
    [old] = found.past
    assert (old.signed_on, old.replaced_on) == (date(2026, 11, 21), date(2027, 1, 3))
    assert [one.sentence for one in old.promises] == ["One."]


def test_a_clock_put_back_loses_nothing(household: Household, child_id: int, clock: FakeClock) -> None:
    add(household, child_id, "One.")
    clock.stand_at(datetime(2025, 1, 3, 9, 0, tzinfo=LONDON))
    agreements.sign(household, child_id=child_id)
    add(household, child_id, "Two.")
    assert promises(household, child_id) == ["One.", "Two."]


def test_the_day_to_look_again_can_be_moved_or_left_out(household: Household, child_id: int) -> None:
    with pytest.raises(NotFound, match="first promise"):
        agreements.set_review(household, child_id=child_id, review_on=None)
    add(household, child_id, "One.")
    with pytest.raises(BadInput, match="still to come"):
        agreements.set_review(household, child_id=child_id, review_on=date(2026, 11, 21))
    agreements.set_review(household, child_id=child_id, review_on=date(2026, 12, 24))
    agreement = view(household, child_id).agreement
    assert agreement is not None
    assert agreement.review_on == date(2026, 12, 24)


@pytest.mark.parametrize("sentence", ["", " \n ", "x" * 301])
def test_what_can_not_be_promised_is_refused_and_nothing_begins(
    household: Household, child_id: int, sentence: str
) -> None:
    with pytest.raises(BadInput):
        add(household, child_id, sentence)
    assert view(household, child_id).agreement is None


def test_too_many_promises_are_refused_as_a_whole(household: Household, child_id: int) -> None:
    many = tuple(Suggestion(Side.CHILD, f"Promise {number}.", "") for number in range(21))
    with pytest.raises(BadInput, match="at most 20"):
        agreements.add_promises(household, child_id=child_id, promises=many)
    assert promises(household, child_id) == []
    with pytest.raises(NotFound):
        agreements.sign(household, child_id=child_id)


def test_without_a_child_there_is_none(household: Household) -> None:
    with pytest.raises(NotFound, match="add a child"):
        agreements.agreement_view(household, child_id=None)
