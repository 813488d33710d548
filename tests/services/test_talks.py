"""Talks: ticking, keeping what was agreed, and what the cards say."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import apsw
import pytest

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.change import Touched
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.family import HowItWent
from kitchentable.services import family, talks
from kitchentable.services.household import Household
from kitchentable.services.opening import open_household
from kitchentable.services.talks import TopicState
from kitchentable.store.connection import Store
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.store.hostile import HOSTILE

TEN = AgeBand.FROM_10
TODAY = date(2026, 11, 21)


def tick(
    home: Household, child_id: int, line_id: str, *, ticked: bool = True, topic_id: str = "live-streaming"
) -> None:
    talks.tick(home, child_id=child_id, topic_id=topic_id, band=TEN, line_id=line_id, ticked=ticked)


def talked(
    home: Household,
    child_id: int,
    *,
    topic_id: str = "live-streaming",
    agreed: tuple[str, ...] = (),
    note: str = "",
    again_on: date | None = None,
    talked_on: date = TODAY,
) -> None:
    change = talks.we_talked(
        home,
        child_id=child_id,
        topic_id=topic_id,
        band=TEN,
        how_it_went=HowItWent.WELL,
        agreed=agreed,
        note=note,
        again_on=again_on,
        talked_on=talked_on,
    )
    assert change.touches(Touched.TALKS)


def states(home: Household, child_id: int | None) -> dict[str, TopicState]:
    return {one.topic_id: one.state for one in talks.talks_view(home, child_id=child_id).cards}


def test_a_tick_is_on_the_disk_when_it_returns(household: Household, child_id: int, keychain: FakeKeychain) -> None:
    tick(household, child_id, "ask-1")
    [key] = keychain.kept.values()
    other = Store.open(household.paths.database, key)
    reopened = Household(other, household.guidance, household.clock, household.paths)
    view = talks.talk_view(reopened, topic_id="live-streaming", band=TEN, child_id=child_id)
    assert view.record is not None
    assert view.record.ticked == frozenset({"ask-1"})
    other.close()


def test_ticks_add_up_in_one_record_and_come_off_again(household: Household, child_id: int) -> None:
    for line_id in ("ask-1", "say-1", "agree-2", "ask-1"):
        tick(household, child_id, line_id)
    tick(household, child_id, "say-1", ticked=False)
    view = talks.talk_view(household, topic_id="live-streaming", band=TEN, child_id=child_id)
    assert view.record is not None
    assert view.record.ticked == {"ask-1", "agree-2"}
    assert view.record.talked_on is None
    assert view.last is None


@pytest.mark.parametrize(
    ("topic_id", "line_id", "child"),
    [
        ("live-streaming", "avoid-1", 1),
        ("live-streaming", "nonsense", 1),
        ("nonsense", "ask-1", 1),
        ("live-streaming", "ask-1", 9),
    ],
)
def test_a_tick_on_what_is_not_there_is_refused(
    household: Household, child_id: int, topic_id: str, line_id: str, child: int
) -> None:
    with pytest.raises(NotFound):
        tick(household, child, line_id, topic_id=topic_id)
    assert talks.records_view(household, child_id=child_id) == ()


def test_a_talk_reads_without_a_child(household: Household) -> None:
    view = talks.talk_view(household, topic_id="live-streaming", band=TEN, child_id=None)
    assert (view.child, view.record, view.last) == (None, None, None)
    assert view.bands == (AgeBand.FROM_7, AgeBand.FROM_10, AgeBand.FROM_13, AgeBand.FROM_16)
    assert [one.id for one in view.sources] == ["charity-page"]
    assert [(one.id, one.title) for one in view.situations] == [("blackmailed", "Somebody is blackmailing my child")]


def test_a_band_without_a_talk_says_why(household: Household) -> None:
    with pytest.raises(NotFound, match="Talk about video calls"):
        talks.talk_view(household, topic_id="live-streaming", band=AgeBand.UNDER_7, child_id=None)


def test_we_talked_finishes_the_record_with_its_ticks(household: Household, child_id: int) -> None:
    tick(household, child_id, "ask-1")
    talked(household, child_id, agreed=(" I tell you. ", "", "I listen.", "I listen."), note="in the car\r\n")
    view = talks.talk_view(household, topic_id="live-streaming", band=TEN, child_id=child_id)
    assert view.record is None
    assert view.last is not None
    assert view.last.ticked == {"ask-1"}
    assert view.last.agreed == ("I tell you.", "I listen.")
    assert (view.last.note, view.last.talked_on, view.last.how_it_went) == ("in the car", TODAY, HowItWent.WELL)
    assert view.last.guidance_version == "2026.07.01"


def test_a_talk_without_any_tick_can_be_kept_and_the_next_one_begins_anew(household: Household, child_id: int) -> None:
    talked(household, child_id)
    tick(household, child_id, "say-2")
    view = talks.talk_view(household, topic_id="live-streaming", band=TEN, child_id=child_id)
    assert view.record is not None
    assert view.last is not None
    assert view.record.id != view.last.id
    assert view.record.ticked == {"say-2"}


@pytest.mark.parametrize(
    ("talked_on", "again_on"), [(date(2026, 11, 22), None), (TODAY, TODAY), (TODAY, date(2026, 11, 1))]
)
def test_days_that_can_not_be_are_refused(
    household: Household, child_id: int, talked_on: date, again_on: date | None
) -> None:
    with pytest.raises(BadInput):
        talked(household, child_id, talked_on=talked_on, again_on=again_on)
    assert talks.records_view(household, child_id=child_id) == ()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_kept_and_reads_back(
    household: Household, child_id: int, keychain: FakeKeychain, text: str
) -> None:
    talked(household, child_id, note=text, agreed=(text,))
    household.close()
    again = open_household(
        paths=household.paths,
        keychain=keychain,
        guidance=household.guidance,
        clock=household.clock,
        passphrase=None,
    )
    [line] = talks.records_view(again, child_id=child_id)
    assert line.record.agreed == (line.record.note,)
    assert len(line.record.note) >= min(len(text), 3) - 2
    assert "\x00" not in line.record.note
    again.close()


def test_a_note_too_long_is_refused_and_the_ticks_stay(household: Household, child_id: int) -> None:
    tick(household, child_id, "ask-1")
    with pytest.raises(BadInput, match="too long"):
        talked(household, child_id, note="x" * 20_001)
    with pytest.raises(BadInput, match="at most"):
        talked(household, child_id, agreed=tuple(str(number) for number in range(41)))
    view = talks.talk_view(household, topic_id="live-streaming", band=TEN, child_id=child_id)
    assert view.record is not None
    assert view.record.ticked == {"ask-1"}


def test_an_error_half_way_keeps_nothing_of_it(household: Household, child_id: int) -> None:
    """Make the last statement of “We talked” fail, as a disk could, and see that the first is undone."""
    tick(household, child_id, "ask-1")
    with household.store.transaction():
        household.store.write("CREATE TEMP TRIGGER fails BEFORE INSERT ON agreed BEGIN SELECT raise(ABORT, 'no'); END")
    with pytest.raises(apsw.ConstraintError, match="no"):
        talked(household, child_id, agreed=("a promise",), note="lost")
    view = talks.talk_view(household, topic_id="live-streaming", band=TEN, child_id=child_id)
    assert view.last is None
    assert view.record is not None
    assert (view.record.ticked, view.record.note) == (frozenset({"ask-1"}), "")


def test_the_cards_of_a_new_child(household: Household, child_id: int) -> None:
    assert states(household, child_id) == {
        "live-streaming": TopicState.THIS_MONTH,
        "private-channels": TopicState.NOT_YET,
        "telling-someone": TopicState.NOT_YET,
        "for-parents": TopicState.FOR_YOU,
    }


def test_the_cards_follow_ticks_and_talks(household: Household, child_id: int, clock: FakeClock) -> None:
    talked(household, child_id)
    tick(household, child_id, "ask-1", topic_id="telling-someone")
    cards = {one.topic_id: one for one in talks.talks_view(household, child_id=child_id).cards}
    assert cards["live-streaming"].state is TopicState.TALKED
    assert cards["live-streaming"].when == TODAY
    begun = cards["telling-someone"]
    assert (begun.state, begun.ticked, begun.ticks, begun.begun_on) == (TopicState.BEGUN, 1, 7, TODAY)
    clock.stand_at(datetime(2026, 12, 6, 18, 0, tzinfo=LONDON))
    assert states(household, child_id)["telling-someone"] is TopicState.THIS_MONTH


def test_a_topic_without_a_talk_at_this_age_says_why(household: Household) -> None:
    change = family.add_child(household, name="Tom", born=BirthMonth(2021, 1))
    view = talks.talks_view(household, child_id=change.new_id)
    card = view.cards[0]
    assert (card.state, card.reason, card.band) == (TopicState.NO_TALK, "Talk about video calls.", None)


def test_everyone_together_shows_the_child_with_most_to_say(household: Household, child_id: int) -> None:
    tom = family.add_child(household, name="Tom", born=BirthMonth(2013, 1)).new_id
    assert tom is not None
    talked(household, child_id)
    view = talks.talks_view(household, child_id=None)
    assert [one.child.name for one in view.children] == ["Ava", "Tom"]
    card = view.cards[0]
    assert (card.state, card.child_id) == (TopicState.THIS_MONTH, tom)


def test_the_cards_need_no_child(household: Household) -> None:
    assert set(states(household, None).values()) == {TopicState.NOT_YET, TopicState.FOR_YOU}
    with pytest.raises(NotFound):
        talks.talks_view(household, child_id=5)


def test_past_talks_are_newest_first(household: Household, child_id: int) -> None:
    for back, topic_id in ((40, "live-streaming"), (3, "private-channels"), (80, "telling-someone")):
        talked(household, child_id, topic_id=topic_id, talked_on=TODAY - timedelta(days=back))
    lines = talks.records_view(household, child_id=child_id)
    assert [one.record.topic_id for one in lines] == ["private-channels", "live-streaming", "telling-someone"]
    assert lines[0].topic_title == "“Let’s move to another app”"
