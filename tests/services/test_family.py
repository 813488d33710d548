"""My family: adding, correcting, hiding and removing."""

from __future__ import annotations

import pytest

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.change import Touched
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.family import ChoiceState
from kitchentable.services import family, settings
from kitchentable.services.household import Household
from tests.store.hostile import HOSTILE


def test_an_empty_family_still_offers_guides(household: Household) -> None:
    view = family.family_view(household)
    assert view.children == ()
    assert [(one.id, one.title) for one in view.guides] == [("roblox", "Roblox"), ("xbox", "Xbox")]


def test_a_child_is_added_with_guides(household: Household) -> None:
    change = family.add_child(household, name="  Ava\n", born=BirthMonth(2015, 3), guides=("xbox", "roblox", "xbox"))
    assert change.touches(Touched.CHILDREN)
    assert change.touches(Touched.DEVICES)
    [card] = family.family_view(household).children
    assert (card.child.id, card.child.name, card.age, card.band) == (change.new_id, "Ava", 11, AgeBand.FROM_10)
    assert [one.guide_title for one in card.accounts] == ["Xbox", "Roblox"]
    assert (card.talks_had, card.last_talk) == (0, None)


@pytest.mark.parametrize(
    ("name", "born", "guides", "trouble"),
    [
        ("", BirthMonth(2015, 3), (), BadInput),
        ("x" * 10_000, BirthMonth(2015, 3), (), BadInput),
        ("Ava", BirthMonth(2027, 1), (), BadInput),
        ("Ava", BirthMonth(2008, 11), (), BadInput),
        ("Ava", BirthMonth(2015, 3), ("xbox", "nonsense"), NotFound),
    ],
)
def test_what_can_not_be_adds_nothing(
    household: Household, name: str, born: BirthMonth, guides: tuple[str, ...], trouble: type[Exception]
) -> None:
    with pytest.raises(trouble):
        family.add_child(household, name=name, born=born, guides=guides)
    assert family.family_view(household).children == ()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_name_is_kept_on_one_line_or_refused(household: Household, text: str) -> None:
    if len(text) > 1000:
        with pytest.raises(BadInput):
            family.add_child(household, name=text, born=BirthMonth(2015, 3))
        return
    family.add_child(household, name=text, born=BirthMonth(2015, 3))
    [card] = family.family_view(household).children
    assert card.child.name
    assert card.child.name.splitlines() == [card.child.name]
    assert not {"\x00", "\x1b", "\u202e"} & set(card.child.name)


def test_a_child_is_renamed_and_corrected(household: Household, child_id: int) -> None:
    family.rename_child(household, child_id=child_id, name="Ava Rose")
    family.correct_birth_month(household, child_id=child_id, born=BirthMonth(2012, 12))
    [card] = family.family_view(household).children
    assert (card.child.name, card.age, card.band) == ("Ava Rose", 13, AgeBand.FROM_13)
    with pytest.raises(BadInput):
        family.correct_birth_month(household, child_id=child_id, born=BirthMonth(1990, 1))
    with pytest.raises(NotFound):
        family.rename_child(household, child_id=child_id + 1, name="Nobody")


def test_a_guide_taken_away_and_added_again_keeps_its_history(household: Household, child_id: int) -> None:
    [before] = family.family_view(household).children[0].accounts
    settings.choose(household, account_id=before.account.id, setting_id="messages", state=ChoiceState.DONE)
    family.set_guides(household, child_id=child_id, guides=("roblox",))
    [card] = family.family_view(household).children
    assert [one.account.guide_id for one in card.accounts] == ["roblox"]
    family.set_guides(household, child_id=child_id, guides=("xbox", "roblox"))
    [card] = family.family_view(household).children
    assert [one.account.guide_id for one in card.accounts] == ["xbox", "roblox"]
    assert card.accounts[0] == before
    history = settings.setting_history(household, account_id=before.account.id, setting_id="messages")
    assert [one.state for one in history] == [ChoiceState.DONE]


def test_setting_guides_that_are_not_there_changes_nothing(household: Household, child_id: int) -> None:
    with pytest.raises(NotFound):
        family.set_guides(household, child_id=child_id, guides=("nonsense",))
    with pytest.raises(NotFound):
        family.set_guides(household, child_id=99, guides=("roblox",))
    [card] = family.family_view(household).children
    assert [one.account.guide_id for one in card.accounts] == ["xbox"]


def test_a_removed_child_is_gone_with_everything(household: Household, child_id: int) -> None:
    change = family.remove_child(household, child_id=child_id)
    assert change.touches(Touched.TALKS)
    assert family.family_view(household).children == ()
    with pytest.raises(NotFound):
        family.remove_child(household, child_id=child_id)
