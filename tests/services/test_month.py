"""This month: the plan of the domain with the words and counts a page needs."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.errors import NotFound
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.services import family, settings, talks
from kitchentable.services.household import Household
from kitchentable.services.month import month_view, skip_talk
from tests.fakes.clock import LONDON, FakeClock


def we_talked(home: Household, child_id: int, *, agreed: tuple[str, ...] = (), again_on: date | None = None) -> None:
    talks.we_talked(
        home,
        child_id=child_id,
        topic_id="live-streaming",
        band=AgeBand.FROM_10,
        how_it_went=HowItWent.SO_SO,
        agreed=agreed,
        note="",
        again_on=again_on,
        talked_on=home.clock.today(),
    )


def test_without_children_there_is_nothing_to_plan(household: Household) -> None:
    assert month_view(household, country="uk").children == ()
    assert month_view(household, country="uk").today == date(2026, 11, 21)


def test_a_new_childs_first_month(household: Household, child_id: int) -> None:
    [month] = month_view(household, country="uk").children
    assert month.plan.child.id == child_id
    assert (month.topic_title, month.topic_icon, month.age) == ("Live streaming", "radio", 11)
    assert month.plan.talk is not None
    assert month.plan.talk.reason == "A good first talk."
    assert (month.ticked, month.ticks, month.minutes) == (0, 7, 13)
    [line] = month.settings
    assert (line.guide_title, line.setting_title, line.is_new) == ("Xbox", "A family group", True)
    assert (month.settings_looked_at, month.settings_in_all) == (0, 3)
    assert [dot.talked for dot in month.history] == [False] * 12
    assert (month.history[0].month, month.history[-1].month) == (date(2025, 12, 1), date(2026, 11, 1))
    assert (month.last_talk, month.last_topic_title) == (None, None)


def test_ticks_and_the_talk_show_at_once(household: Household, child_id: int) -> None:
    talks.tick(
        household, child_id=child_id, topic_id="live-streaming", band=AgeBand.FROM_10, line_id="ask-1", ticked=True
    )
    assert month_view(household, country="uk").children[0].ticked == 1
    we_talked(household, child_id)
    [month] = month_view(household, country="uk").children
    assert month.plan.talk is not None
    assert month.plan.talk.talked_on == date(2026, 11, 21)
    assert (month.ticked, month.ticks) == (1, 7)
    assert month.minutes == 3  # the talk is done; the new setting is left
    assert month.history[-1].talked
    assert month.last_talk == date(2026, 11, 21)
    assert month.last_topic_title is None  # what was agreed this month is not quoted back this month


def test_next_month_names_another_topic_and_quotes_what_was_agreed(
    household: Household, child_id: int, clock: FakeClock
) -> None:
    we_talked(household, child_id, agreed=("I tell you when something feels odd.",))
    clock.stand_at(datetime(2026, 12, 6, 18, 0, tzinfo=LONDON))
    [month] = month_view(household, country="uk").children
    assert month.topic_title == "“Let’s move to another app”"
    assert month.plan.last_agreed is not None
    assert month.plan.last_agreed.agreed == ("I tell you when something feels odd.",)
    assert month.last_topic_title == "Live streaming"
    assert [dot.talked for dot in month.history[-2:]] == [True, False]


def test_settings_looked_at_count_until_they_are_due(household: Household, child_id: int, clock: FakeClock) -> None:
    family.set_guides(household, child_id=child_id, guides=("roblox",))
    account = family.family_view(household).children[0].accounts[0].account.id
    settings.choose(household, account_id=account, setting_id="chat", state=ChoiceState.DONE)
    settings.choose(household, account_id=account, setting_id="parent-link", state=ChoiceState.LATER)
    [month] = month_view(household, country="uk").children
    assert (month.settings_looked_at, month.settings_in_all) == (1, 2)
    clock.stand_at(datetime(2026, 12, 21, 9, 0, tzinfo=LONDON))
    [month] = month_view(household, country="uk").children
    assert (month.settings_looked_at, month.settings_in_all) == (0, 2)
    assert [(one.setting_title, one.is_new) for one in month.settings] == [
        ("Link your account", False),
        ("Who can chat", False),
    ]


def test_a_band_with_no_talk_at_all_has_no_talk(household: Household) -> None:
    """Under 7 has no talk about live streaming, so another comes first."""
    family.add_child(household, name="Tom", born=BirthMonth(2021, 1))
    [month] = month_view(household, country="uk").children
    assert month.topic_title == "“Let’s move to another app”"


def planned(home: Household) -> str:
    """Return the topic of the first child's talk this month."""
    talk = month_view(home, country="uk").children[0].plan.talk
    assert talk is not None
    return talk.topic_id


def test_a_talk_left_out_gives_way_for_this_month_only(household: Household, child_id: int, clock: FakeClock) -> None:
    skip_talk(household, child_id=child_id, topic_id="live-streaming")
    assert planned(household) == "private-channels"
    clock.stand_at(datetime(2026, 12, 1, 9, 0, tzinfo=LONDON))
    assert planned(household) == "live-streaming"


def test_a_talk_begun_can_be_left_out_and_its_ticks_stay(household: Household, child_id: int) -> None:
    talks.tick(
        household, child_id=child_id, topic_id="live-streaming", band=AgeBand.FROM_10, line_id="ask-1", ticked=True
    )
    assert planned(household) == "live-streaming"
    skip_talk(household, child_id=child_id, topic_id="live-streaming")
    assert planned(household) == "private-channels"
    view = talks.talk_view(household, topic_id="live-streaming", band=AgeBand.FROM_10, child_id=child_id)
    assert view.record is not None


def test_where_every_talk_is_left_out_they_come_round_again(household: Household, child_id: int) -> None:
    for _ in range(3):
        skip_talk(household, child_id=child_id, topic_id=planned(household))
    assert planned(household) == "live-streaming"


def test_a_topic_or_child_that_is_not_there_can_not_be_left_out(household: Household, child_id: int) -> None:
    with pytest.raises(NotFound):
        skip_talk(household, child_id=child_id, topic_id="no-such-topic")
    with pytest.raises(NotFound):
        skip_talk(household, child_id=99, topic_id="live-streaming")
