"""Shared devices: what is set for the whole device is chosen once; what is a child's own stays theirs."""

from __future__ import annotations

from datetime import date

import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.family import Choice, ChoiceState
from kitchentable.services import devices, family, settings
from kitchentable.services.household import Household

SHARED, OWN = "spending", "messages"
"""In the sample guidance the first is set for the whole device, the second for each child."""


@pytest.fixture
def tom(household: Household, child_id: int) -> int:
    """Return a second child, of thirteen, who uses the Xbox as well."""
    change = family.add_child(household, name="Tom", born=BirthMonth(2013, 2), guides=("xbox",))
    assert change.new_id is not None
    assert child_id != change.new_id
    return change.new_id


def name_it(home: Household, *child_ids: int, name: str = "Living room") -> int:
    device_id = devices.add_device(home, name=name, guide_id="xbox", child_ids=child_ids).new_id
    assert device_id is not None
    return device_id


def accounts(home: Household, child_id: int) -> list[tuple[str, str]]:
    card = next(one for one in family.family_view(home).children if one.child.id == child_id)
    return [(one.account.guide_id, one.device_name) for one in card.accounts]


def account(home: Household, child_id: int, place: int = 0) -> int:
    card = next(one for one in family.family_view(home).children if one.child.id == child_id)
    return card.accounts[place].account.id


def choose(home: Household, child_id: int, setting_id: str, state: ChoiceState = ChoiceState.DONE) -> None:
    settings.choose(home, account_id=account(home, child_id), setting_id=setting_id, state=state)


def held(home: Household, child_id: int, setting_id: str) -> Choice | None:
    view = settings.guide_view(home, account_id=account(home, child_id))
    return next(one.choice for one in view.cards if one.setting.id == setting_id)


def test_what_is_set_for_the_device_counts_for_all_on_it(household: Household, child_id: int, tom: int) -> None:
    name_it(household, child_id, tom)
    assert accounts(household, child_id) == accounts(household, tom) == [("xbox", "Living room")]
    choose(household, tom, SHARED)
    choose(household, tom, OWN)
    shared = held(household, child_id, SHARED)
    assert shared is not None
    assert shared.state is ChoiceState.DONE
    assert held(household, child_id, OWN) is None
    choose(household, child_id, SHARED, ChoiceState.NOT_FOR_US)
    others = held(household, tom, SHARED)
    assert others is not None
    assert others.state is ChoiceState.NOT_FOR_US
    history = settings.setting_history(household, account_id=account(household, tom), setting_id=SHARED)
    assert [one.state for one in history] == [ChoiceState.NOT_FOR_US, ChoiceState.DONE]


def test_without_a_device_each_child_chooses(household: Household, child_id: int, tom: int) -> None:
    choose(household, tom, SHARED)
    assert held(household, child_id, SHARED) is None


def test_who_shares_it_is_said(household: Household, child_id: int, tom: int) -> None:
    device_id = name_it(household, child_id, tom)
    view = settings.guide_view(household, account_id=account(household, child_id))
    assert (view.device_name, view.shared_by) == ("Living room", ("Tom",))
    [card] = devices.devices_view(household).devices
    assert (card.device.id, card.guide_title, [one.name for one in card.children]) == (
        device_id,
        "Xbox",
        ["Ava", "Tom"],
    )
    assert settings.checks_view(household).children[0].guides[0].title == "Xbox: Living room"


def test_what_was_chosen_before_the_device_had_a_name_comes_along(
    household: Household, child_id: int, tom: int
) -> None:
    choose(household, child_id, SHARED, ChoiceState.NOT_FOR_US)
    choose(household, tom, SHARED)
    choose(household, tom, OWN)
    name_it(household, child_id, tom)
    for one in (child_id, tom):
        shared = held(household, one, SHARED)
        assert shared is not None
        assert shared.state is ChoiceState.DONE
    assert held(household, child_id, OWN) is None
    assert held(household, tom, OWN) is not None


def test_it_comes_up_again_when_the_first_of_them_changes_age_band(
    household: Household, child_id: int, tom: int
) -> None:
    settings.choose(household, account_id=account(household, tom), setting_id=SHARED, state=ChoiceState.DONE)
    alone = held(household, tom, SHARED)
    soon = family.add_child(household, name="Kim", born=BirthMonth(2019, 12), guides=("xbox",)).new_id
    assert soon is not None
    name_it(household, child_id, tom, soon)
    choose(household, tom, SHARED)
    shared = held(household, tom, SHARED)
    assert alone is not None
    assert shared is not None
    assert (alone.review_on, shared.review_on) == (date(2027, 3, 21), date(2026, 12, 1))


def test_a_child_can_have_two_of_a_kind(household: Household, child_id: int, tom: int) -> None:
    name_it(household, child_id, tom)
    name_it(household, child_id, name="Granny’s")
    assert accounts(household, child_id) == [("xbox", "Living room"), ("xbox", "Granny’s")]
    choose(household, tom, SHARED)
    view = settings.guide_view(household, account_id=account(household, child_id, 1))
    assert all(one.choice is None for one in view.cards)


def test_others_use_it_and_it_gets_another_name(household: Household, child_id: int, tom: int) -> None:
    device_id = name_it(household, child_id)
    choose(household, child_id, SHARED)
    devices.change_device(household, device_id=device_id, name="Attic", child_ids=(tom,))
    assert accounts(household, child_id) == [("xbox", "")]
    assert accounts(household, tom) == [("xbox", "Attic")]
    assert held(household, child_id, SHARED) is None
    assert held(household, tom, SHARED) is not None
    devices.change_device(household, device_id=device_id, name="Attic", child_ids=(tom, child_id))
    assert accounts(household, child_id) == [("xbox", "Attic")]
    assert held(household, child_id, SHARED) is not None


def test_a_device_that_is_gone_leaves_its_children_their_guide(household: Household, child_id: int, tom: int) -> None:
    first, second = name_it(household, child_id, tom), name_it(household, child_id, name="Granny’s")
    choose(household, child_id, OWN)
    devices.remove_device(household, device_id=first)
    assert accounts(household, child_id) == [("xbox", "Granny’s")]
    assert accounts(household, tom) == [("xbox", "")]
    devices.remove_device(household, device_id=second)
    assert accounts(household, child_id) == [("xbox", "")]
    assert devices.devices_view(household).devices == ()
    with pytest.raises(NotFound):
        devices.remove_device(household, device_id=first)


def test_a_guide_taken_away_and_given_back_is_on_its_device_again(household: Household, child_id: int) -> None:
    name_it(household, child_id)
    family.set_guides(household, child_id=child_id, guides=())
    assert accounts(household, child_id) == []
    assert devices.devices_view(household).devices[0].children == ()
    family.set_guides(household, child_id=child_id, guides=("xbox",))
    assert accounts(household, child_id) == [("xbox", "Living room")]


def test_a_removed_child_leaves_the_device_to_the_others(household: Household, child_id: int, tom: int) -> None:
    name_it(household, child_id, tom)
    choose(household, child_id, SHARED)
    family.remove_child(household, child_id=child_id)
    assert held(household, tom, SHARED) is not None


def test_what_can_not_be_is_refused(household: Household, child_id: int) -> None:
    with pytest.raises(BadInput, match="who uses it"):
        name_it(household)
    with pytest.raises(BadInput):
        name_it(household, child_id, name=" ")
    with pytest.raises(NotFound):
        devices.add_device(household, name="x", guide_id="no-such-guide", child_ids=(child_id,))
    with pytest.raises(NotFound):
        name_it(household, 99)
    assert devices.devices_view(household).devices == ()


def test_only_what_stands_at_home_can_be_named(household: Household) -> None:
    assert [one.id for one in devices.devices_view(household).guides] == ["xbox"]
