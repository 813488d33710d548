"""Codes from paper: the right boxes, all of them or none, and one sentence where something can't be right."""

from __future__ import annotations

import pytest

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.paper_codes import Box, SettingBox, TalkBox
from kitchentable.services import devices as shared
from kitchentable.services.family import add_child
from kitchentable.services.family_papers import code_book
from kitchentable.services.household import Household
from kitchentable.services.paper_ticks import read_codes, tick_codes
from kitchentable.services.undo import undo
from kitchentable.store import choices, devices, talks

TOPIC, BAND = "live-streaming", AgeBand.FROM_10


@pytest.fixture
def line(household: Household) -> TalkBox:
    """Return the first box of a talk."""
    return TalkBox(TOPIC, BAND, household.guidance.talk(TOPIC, BAND).ask[0].id)


@pytest.fixture
def setting(household: Household) -> SettingBox:
    """Return the first box of a guide."""
    return SettingBox("xbox", household.guidance.guide("xbox").settings[0].id)


def _code(household: Household, box: Box, child_id: int | None = None) -> str:
    return code_book(household).code(box, child_id)


def _nothing_ticked(household: Household, child_id: int) -> bool:
    return not talks.records(household.store, child_id=child_id) and not choices.latest(
        household.store, child_id=child_id
    )


def test_codes_tick_the_lines_of_a_talk_and_settings_and_can_be_undone(
    household: Household, child_id: int, line: TalkBox, setting: SettingBox
) -> None:
    text = f"{_code(household, line)} {_code(household, setting, child_id)}"
    told = read_codes(household, text=text, child_id=None)
    assert [(one.child.name, one.words) for one in told] == [
        ("Ava", household.guidance.talk(TOPIC, BAND).ask[0].text),
        ("Ava", household.guidance.setting("xbox", setting.setting_id).title),
    ]
    assert _nothing_ticked(household, child_id)
    change = tick_codes(household, text=text, child_id=None)
    (record,) = talks.records(household.store, child_id=child_id)
    assert (record.topic_id, record.band, record.ticked) == (TOPIC, BAND, frozenset({line.line_id}))
    (choice,) = choices.latest(household.store, child_id=child_id)
    assert (choice.setting_id, choice.state) == (setting.setting_id, ChoiceState.DONE)
    assert choice.review_on is not None
    assert change.undo is not None
    assert change.undo.words == "Ticked 2 boxes from paper."
    undo(household, number=change.undo.number)
    assert _nothing_ticked(household, child_id)


def test_ticking_twice_is_the_same_as_once(household: Household, child_id: int, line: TalkBox) -> None:
    for _ in range(2):
        tick_codes(household, text=_code(household, line), child_id=child_id)
    (record,) = talks.records(household.store, child_id=child_id)
    assert record.ticked == {line.line_id}


def test_one_code_that_cannot_be_right_and_nothing_is_ticked(
    household: Household, child_id: int, line: TalkBox
) -> None:
    code = _code(household, line)
    swapped = code[1] + code[0] + code[2:]
    assert swapped != code
    with pytest.raises(BadInput, match="Nothing has been ticked"):
        tick_codes(household, text=f"{code} {swapped}", child_id=child_id)
    assert _nothing_ticked(household, child_id)


def test_a_code_with_a_child_s_mark_is_theirs_whoever_was_chosen(
    household: Household, child_id: int, line: TalkBox
) -> None:
    other = add_child(household, name="Ben", born=BirthMonth(2015, 6), guides=()).new_id
    assert other is not None
    tick_codes(household, text=_code(household, line, other), child_id=child_id)
    assert _nothing_ticked(household, child_id)
    assert talks.records(household.store, child_id=other)


def test_with_several_children_a_code_without_a_mark_asks_whose_it_is(
    household: Household, child_id: int, line: TalkBox
) -> None:
    add_child(household, name="Ben", born=BirthMonth(2015, 6), guides=())
    with pytest.raises(BadInput, match="whose paper it is"):
        tick_codes(household, text=_code(household, line), child_id=None)
    assert _nothing_ticked(household, child_id)


def test_a_mark_of_nobody_here_is_told(household: Household, child_id: int, line: TalkBox) -> None:
    with pytest.raises(BadInput, match="not in your family here"):
        tick_codes(household, text=_code(household, line, child_id + 1), child_id=child_id)


def test_a_setting_of_something_the_child_does_not_use_is_told(household: Household, setting: SettingBox) -> None:
    child_id = add_child(household, name="Ben", born=BirthMonth(2015, 6), guides=()).new_id
    assert child_id is not None
    with pytest.raises(NotFound, match="is not among what Ben uses"):
        tick_codes(household, text=_code(household, setting), child_id=child_id)
    assert _nothing_ticked(household, child_id)


def test_of_two_devices_of_a_kind_the_one_on_the_paper_is_ticked(
    household: Household, child_id: int, setting: SettingBox
) -> None:
    for name in ("Living room", "Bedroom"):
        shared.add_device(household, name=name, guide_id="xbox", child_ids=(child_id,))
    bedroom = next(one.id for one in devices.devices(household.store) if one.name == "Bedroom")
    tick_codes(household, text=_code(household, SettingBox("xbox", setting.setting_id, bedroom)), child_id=None)
    accounts = {one.id: one.device_id for one in devices.accounts(household.store, child_id=child_id)}
    assert {accounts[one.account_id] for one in choices.latest(household.store, child_id=child_id)} == {bedroom}


@pytest.mark.parametrize("text", ["", "  ", "a" * 5_000])
def test_nothing_and_far_too_much_are_refused(household: Household, child_id: int, text: str) -> None:
    with pytest.raises(BadInput):
        tick_codes(household, text=text, child_id=child_id)


def test_without_a_child_the_sentence_says_what_to_do(household: Household) -> None:
    with pytest.raises(NotFound, match="add a child"):
        read_codes(household, text="34678", child_id=None)
