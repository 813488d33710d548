"""Children, accounts, choices, talks and preferences: each comes back as it was written, whatever the text."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.family import Child, ChoiceState, HowItWent
from kitchentable.domain.names import LONGEST_NAME, clean_name, clean_note
from kitchentable.store import children, choices, devices, preferences, talks
from kitchentable.store.connection import Store
from tests.store.hostile import HOSTILE

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
BORN = BirthMonth(2015, 3)


@pytest.fixture
def child_id(store: Store) -> int:
    with store.transaction():
        return children.add(store, name="Sample", born=BORN, added_at=NOW)


@pytest.fixture
def account_id(store: Store, child_id: int) -> int:
    with store.transaction():
        devices.show_account(store, child_id=child_id, guide_id="xbox")
    return devices.accounts(store, child_id=child_id)[0].id


def choose(store: Store, account_id: int, state: ChoiceState, *, note: str = "", review_on: date | None = None) -> int:
    new = choices.NewChoice(account_id, "xbox", "messages", state, note, NOW, note, "2026.07.01", review_on)
    with store.transaction():
        return choices.add(store, new)


def begin(store: Store, child_id: int, topic_id: str = "live-streaming") -> int:
    with store.transaction():
        return talks.begin(
            store, child_id=child_id, topic_id=topic_id, band=AgeBand.FROM_10, started_at=NOW, guidance_version="1"
        )


def finish(store: Store, record_id: int, *, agreed: tuple[str, ...] = (), note: str = "") -> None:
    ending = talks.Ending(date(2026, 11, 21), HowItWent.SO_SO, agreed, note, date(2027, 1, 2), "2")
    with store.transaction():
        talks.finish(store, record_id=record_id, ending=ending)


def test_a_child_is_added_renamed_corrected_and_removed(store: Store, child_id: int) -> None:
    assert children.all_children(store) == (Child(child_id, "Sample", BORN),)
    with store.transaction():
        children.rename(store, child_id=child_id, name="Other")
        children.correct_birth_month(store, child_id=child_id, born=BirthMonth(2014, 12))
    assert children.child(store, child_id) == Child(child_id, "Other", BirthMonth(2014, 12))
    with store.transaction():
        children.remove(store, child_id=child_id)
    assert children.all_children(store) == ()


def test_a_child_that_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        children.child(store, 7)
    with pytest.raises(NotFound), store.transaction():
        children.rename(store, child_id=7, name="x")
    with pytest.raises(NotFound), store.transaction():
        children.correct_birth_month(store, child_id=7, born=BORN)
    with pytest.raises(NotFound), store.transaction():
        children.remove(store, child_id=7)


def test_an_id_is_never_used_twice(store: Store, child_id: int) -> None:
    with store.transaction():
        children.remove(store, child_id=child_id)
        again = children.add(store, name="Next", born=BORN, added_at=NOW)
    assert again > child_id


def test_removing_a_child_takes_everything_about_them(store: Store, child_id: int, account_id: int) -> None:
    choose(store, account_id, ChoiceState.DONE)
    record_id = begin(store, child_id)
    with store.transaction():
        talks.set_tick(store, record_id=record_id, line_id="ask-1", ticked=True)
    finish(store, record_id, agreed=("a promise",))
    with store.transaction():
        children.remove(store, child_id=child_id)
    assert talks.records(store, child_id=child_id) == ()
    assert choices.history(store, account_id=account_id, setting_id="messages") == ()
    with pytest.raises(NotFound):
        devices.account(store, account_id)


def test_hiding_an_account_keeps_it_and_showing_brings_the_same_one_back(
    store: Store, child_id: int, account_id: int
) -> None:
    choose(store, account_id, ChoiceState.DONE)
    with store.transaction():
        devices.hide_account(store, account_id=account_id)
    assert devices.accounts(store, child_id=child_id) == ()
    assert choices.latest(store, child_id=child_id) == ()
    assert devices.account(store, account_id).guide_id == "xbox"
    with store.transaction():
        devices.show_account(store, child_id=child_id, guide_id="xbox")
        devices.show_account(store, child_id=child_id, guide_id="xbox")
    assert [one.id for one in devices.accounts(store, child_id=child_id)] == [account_id]
    assert len(choices.latest(store, child_id=child_id)) == 1


def test_the_newest_choice_holds_and_the_older_ones_stay(store: Store, child_id: int, account_id: int) -> None:
    first = choose(store, account_id, ChoiceState.LATER, review_on=date(2026, 12, 5))
    second = choose(store, account_id, ChoiceState.DONE, note="it was easy", review_on=date(2027, 11, 21))
    [held] = choices.latest(store, child_id=child_id)
    assert (held.id, held.state, held.note, held.review_on) == (
        second,
        ChoiceState.DONE,
        "it was easy",
        date(2027, 11, 21),
    )
    assert held.chosen_at == NOW
    history = choices.history(store, account_id=account_id, setting_id="messages")
    assert [one.id for one in history] == [second, first]


def test_a_talk_is_begun_ticked_unticked_and_finished(store: Store, child_id: int) -> None:
    record_id = begin(store, child_id)
    assert talks.unfinished(store, child_id=child_id, topic_id="live-streaming", band=AgeBand.FROM_10) == record_id
    assert talks.unfinished(store, child_id=child_id, topic_id="live-streaming", band=AgeBand.FROM_13) is None
    with store.transaction():
        for line, ticked in (("a", True), ("a", True), ("b", True), ("b", False), ("c", False)):
            talks.set_tick(store, record_id=record_id, line_id=line, ticked=ticked)
    finish(store, record_id, agreed=("second first", "then another"), note="n")
    [record] = talks.records(store, child_id=child_id)
    assert record.ticked == frozenset({"a"})
    assert record.agreed == ("second first", "then another")
    assert (record.talked_on, record.again_on, record.how_it_went) == (
        date(2026, 11, 21),
        date(2027, 1, 2),
        HowItWent.SO_SO,
    )
    assert (record.started_at, record.guidance_version, record.note) == (NOW, "2", "n")
    assert talks.unfinished(store, child_id=child_id, topic_id="live-streaming", band=AgeBand.FROM_10) is None


def test_records_keep_their_own_ticks_and_promises(store: Store, child_id: int) -> None:
    for topic_id, line in (("one", "a"), ("two", "b")):
        record_id = begin(store, child_id, topic_id)
        with store.transaction():
            talks.set_tick(store, record_id=record_id, line_id=line, ticked=True)
        finish(store, record_id, agreed=(f"promise {line}",))
    found = [(one.topic_id, one.ticked, one.agreed) for one in talks.records(store, child_id=child_id)]
    assert found == [("one", frozenset("a"), ("promise a",)), ("two", frozenset("b"), ("promise b",))]


def test_a_preference_is_set_and_set_again(store: Store) -> None:
    for value in ("one", "two"):
        with store.transaction():
            preferences.put(store, "slot", value)
    assert preferences.get(store, "slot") == "two"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_back_as_it_was_cleaned(store: Store, child_id: int, account_id: int, text: str) -> None:
    note = clean_note(text)
    name = clean_name(text[:LONGEST_NAME])
    with store.transaction():
        children.rename(store, child_id=child_id, name=name)
        preferences.put(store, "hostile", note)
    record_id = begin(store, child_id)
    finish(store, record_id, agreed=(note,), note=note)
    choose(store, account_id, ChoiceState.OTHERWISE, note=note)
    [record] = talks.records(store, child_id=child_id)
    assert (record.agreed, record.note) == ((note,), note)
    assert children.child(store, child_id).name == name
    assert preferences.get(store, "hostile") == note
    assert choices.latest(store, child_id=child_id)[0].note == note
    assert choices.latest(store, child_id=child_id)[0].chosen_by == note


def test_a_name_of_ten_thousand_letters_is_refused_in_words() -> None:
    with pytest.raises(BadInput, match="too long"):
        clean_name("x" * 10_000)
