"""The month's plan: which talk and which settings, and the reason for each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.family import Account, Child, Choice, ChoiceState, TalkRecord
from kitchentable.domain.month import MOST_RECHECKS, MonthPlan, PlannedTalk, plan_month
from kitchentable.domain.pack import Guidance
from tests.sample_guidance import sample_guidance

TODAY = date(2026, 11, 21)
CHILD = Child(1, "Ava", BirthMonth(2015, 3))
XBOX = Account(1, 1, "xbox")
ROBLOX = Account(2, 1, "roblox")
GUIDANCE = sample_guidance()
TOPICS = ("live-streaming", "private-channels", "telling-someone")


def record(
    topic_id: str,
    *,
    talked_on: date | None = None,
    started_on: date | None = None,
    ticked: frozenset[str] = frozenset({"ask-1"}),
    agreed: tuple[str, ...] = (),
    again_on: date | None = None,
    number: int = 1,
) -> TalkRecord:
    began = started_on or talked_on or TODAY
    return TalkRecord(
        id=number,
        child_id=1,
        topic_id=topic_id,
        band=AgeBand.FROM_10,
        started_at=datetime(began.year, began.month, began.day, 18, tzinfo=UTC),
        talked_on=talked_on,
        ticked=ticked,
        how_it_went=None,
        agreed=agreed,
        note="",
        again_on=again_on,
        guidance_version="2026.07.01",
    )


def choice(setting_id: str, review_on: date | None, *, account: Account = XBOX, number: int = 1) -> Choice:
    return Choice(
        id=number,
        account_id=account.id,
        guide_id=account.guide_id,
        setting_id=setting_id,
        state=ChoiceState.DONE,
        chosen_by="",
        chosen_at=datetime(2026, 5, 3, 18, tzinfo=UTC),
        note="",
        guidance_version="2026.07.01",
        review_on=review_on,
    )


def plan(
    *records: TalkRecord,
    accounts: tuple[Account, ...] = (),
    choices: tuple[Choice, ...] = (),
    child: Child = CHILD,
    guidance: Guidance = GUIDANCE,
) -> MonthPlan:
    return plan_month(guidance, child, accounts, choices, records, TODAY)


def talk(*records: TalkRecord) -> PlannedTalk:
    found = plan(*records).talk
    assert found is not None
    return found


def test_the_first_talk_is_the_first_of_the_guidance() -> None:
    assert talk() == PlannedTalk("live-streaming", AgeBand.FROM_10, "A good first talk.")


def test_a_talk_had_this_month_stays_the_months_talk() -> None:
    found = talk(record("telling-someone", talked_on=date(2026, 11, 3)), record("live-streaming", number=2))
    assert found == PlannedTalk(
        "telling-someone", AgeBand.FROM_10, "You talked on 3 November.", talked_on=date(2026, 11, 3)
    )


def test_a_talk_begun_is_carried_on() -> None:
    found = talk(record("telling-someone", started_on=date(2026, 10, 30)))
    assert (found.topic_id, found.reason) == ("telling-someone", "You began this on 30 October.")


@pytest.mark.parametrize(
    "begun",
    [
        record("telling-someone", started_on=date(2026, 9, 1)),
        record("telling-someone", ticked=frozenset()),
        record("a-topic-retired-since"),
        replace(record("live-streaming"), band=AgeBand.UNDER_7),
    ],
    ids=["long ago", "nothing ticked", "topic gone", "talk gone"],
)
def test_what_can_not_be_carried_on_is_not(begun: TalkRecord) -> None:
    assert talk(begun).reason == "A good first talk."


def test_a_promise_to_come_back_is_kept_in_its_month() -> None:
    promised = record("telling-someone", talked_on=date(2026, 8, 3), again_on=date(2026, 11, 30))
    assert talk(promised) == PlannedTalk(
        "telling-someone", AgeBand.FROM_10, "You asked to come back to this in November."
    )
    assert talk(replace(promised, again_on=date(2026, 12, 1))).topic_id == "live-streaming"
    came_back = record("telling-someone", talked_on=date(2026, 9, 3), number=2)
    assert talk(promised, came_back).topic_id == "live-streaming"


def test_topics_never_talked_about_come_before_the_one_longest_ago() -> None:
    first = record("live-streaming", talked_on=date(2026, 8, 3))
    assert talk(first) == PlannedTalk("private-channels", AgeBand.FROM_10, "You have not talked about this yet.")
    second = record("private-channels", talked_on=date(2026, 7, 3), number=2)
    third = record("telling-someone", talked_on=date(2026, 10, 3), number=3)
    assert talk(first, second, third) == PlannedTalk(
        "private-channels", AgeBand.FROM_10, "You last talked about this in July 2026."
    )


def test_talks_for_parents_are_never_the_childs() -> None:
    had = [record(one, talked_on=date(2026, 8, day)) for day, one in enumerate(TOPICS, start=1)]
    assert talk(*had).topic_id in TOPICS


@pytest.mark.parametrize("talked_on", [None, date(2026, 11, 3)], ids=["begun", "had"])
def test_a_talk_between_two_parents_does_not_take_the_childs_place(talked_on: date | None) -> None:
    assert talk(record("for-parents", talked_on=talked_on)).topic_id in TOPICS


def test_an_age_with_no_talk_at_all_has_none() -> None:
    live_only = Guidance(msgspec.structs.replace(GUIDANCE.pack, topics=GUIDANCE.pack.topics[:1]))
    small = Child(1, "Tom", BirthMonth(2021, 1))
    assert plan(child=small, guidance=live_only).talk is None


def test_rechecks_are_the_most_overdue_and_never_more_than_two() -> None:
    due = (
        choice("messages", date(2026, 11, 30), number=1),
        choice("family-group", date(2026, 10, 1), number=2),
        choice("spending", date(2026, 11, 2), number=3),
    )
    found = plan(accounts=(XBOX,), choices=due).rechecks
    assert [one.setting_id for one in found] == ["family-group", "spending"]
    assert found[0].reason == "Last checked by you on 3 May."
    assert len(found) == MOST_RECHECKS


def test_what_is_not_due_this_month_or_gone_from_the_guidance_is_left() -> None:
    kept = (
        choice("messages", date(2026, 12, 1)),
        choice("spending", None, number=2),
        choice("retired-since", date(2026, 1, 1), number=3),
    )
    assert plan(accounts=(XBOX,), choices=kept).rechecks == ()


def test_what_was_put_off_says_so() -> None:
    later = replace(choice("messages", date(2026, 11, 5)), state=ChoiceState.LATER)
    assert plan(accounts=(XBOX,), choices=(later,)).rechecks[0].reason == "You put this off on 3 May."


def test_the_new_setting_is_each_guides_first_then_what_matters_then_the_rest() -> None:
    accounts = (XBOX, ROBLOX)
    order = []
    chosen: tuple[Choice, ...] = ()
    while True:
        new = plan(accounts=accounts, choices=chosen).new_setting
        if new is None:
            break
        order.append((new.guide_id, new.setting_id, new.reason))
        account = next(one for one in accounts if one.id == new.account_id)
        chosen += (choice(new.setting_id, None, account=account, number=len(chosen) + 1),)
    assert order == [
        ("xbox", "family-group", "Everything else hangs on this one."),
        ("roblox", "parent-link", "Everything else hangs on this one."),
        ("xbox", "messages", "One that matters most at this age."),
        ("roblox", "chat", "Not looked at yet."),
        ("xbox", "spending", "Not looked at yet."),
    ]


def test_a_guide_gone_from_the_guidance_is_passed_over() -> None:
    assert plan(accounts=(Account(9, 1, "retired-since"),)).new_setting is None


def test_what_was_agreed_last_is_quoted_next_month_not_this() -> None:
    before = record("live-streaming", talked_on=date(2026, 10, 31), agreed=("I tell you.",))
    older = record("telling-someone", talked_on=date(2026, 9, 1), agreed=("I listen.",), number=2)
    now = record("private-channels", talked_on=date(2026, 11, 1), agreed=("Not yet.",), number=3)
    quoted = plan(before, older, now).last_agreed
    assert quoted is not None
    assert (quoted.topic_id, quoted.on, quoted.agreed) == ("live-streaming", date(2026, 10, 31), ("I tell you.",))
    assert plan(now).last_agreed is None


RECORDS = st.lists(
    st.builds(
        record,
        st.sampled_from(TOPICS),
        talked_on=st.none() | st.dates(date(2025, 1, 1), TODAY),
        started_on=st.dates(date(2025, 1, 1), TODAY),
        again_on=st.none() | st.dates(date(2025, 1, 1), date(2027, 12, 31)),
        number=st.integers(1, 1000),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)


@given(RECORDS, st.randoms(use_true_random=False))
def test_the_same_records_in_any_order_give_the_same_plan(records: list[TalkRecord], shuffle: Random) -> None:
    mixed = list(records)
    shuffle.shuffle(mixed)
    assert plan(*mixed) == plan(*records)


@given(RECORDS)
def test_there_is_always_a_talk_with_a_reason_and_it_can_be_opened(records: list[TalkRecord]) -> None:
    found = talk(*records)
    assert found.reason.endswith(".")
    assert GUIDANCE.talk(found.topic_id, found.band).minutes
