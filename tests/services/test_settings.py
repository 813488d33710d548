"""Settings checks: the short list, the clear stop, and the ledger behind it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.guides import Place, Way
from kitchentable.domain.pack import Guidance
from kitchentable.domain.sources import Confidence
from kitchentable.services import family, settings
from kitchentable.services.household import Household
from kitchentable.services.settings import GuideState
from tests.fakes.clock import LONDON, FakeClock
from tests.sample_guidance import CHECKED


@pytest.fixture
def account_id(household: Household, child_id: int) -> int:
    [card] = family.family_view(household).children
    assert card.child.id == child_id
    return card.accounts[0].account.id


def card(home: Household) -> settings.GuideCard:
    return settings.checks_view(home).children[0].guides[0]


def choose(home: Household, account_id: int, *setting_ids: str, state: ChoiceState = ChoiceState.DONE) -> None:
    for setting_id in setting_ids:
        settings.choose(home, account_id=account_id, setting_id=setting_id, state=state)


def test_a_new_guide_is_new_and_counts_only_what_matters_most(household: Household, account_id: int) -> None:
    new = card(household)
    assert (new.account_id, new.state, new.words) == (account_id, GuideState.NEW, "New")
    assert (new.looked_at, new.in_all, new.to_check, new.minutes) == (0, 3, 2, 6)
    assert new.last_looked is None
    [checks] = settings.checks_view(household).children
    assert (checks.good_enough, checks.to_check, checks.minutes, checks.next_look) == (False, 2, 6, None)


def test_good_enough_comes_before_everything(household: Household, account_id: int) -> None:
    choose(household, account_id, "family-group")
    assert (card(household).state, card(household).words) == (GuideState.TO_CHECK, "1 to check")
    choose(household, account_id, "messages", state=ChoiceState.OTHERWISE)
    [checks] = settings.checks_view(household).children
    assert checks.good_enough
    assert checks.next_look == date(2027, 11, 21)
    assert (card(household).state, card(household).looked_at) == (GuideState.GOOD_FOR_NOW, 2)
    choose(household, account_id, "spending", state=ChoiceState.NOT_FOR_US)
    assert (card(household).state, card(household).words) == (GuideState.ALL_SET, "All set")
    assert card(household).last_looked == date(2026, 11, 21)


def test_later_is_not_looked_at_and_comes_back(household: Household, account_id: int, clock: FakeClock) -> None:
    choose(household, account_id, "family-group", "messages")
    choose(household, account_id, "spending", state=ChoiceState.LATER)
    assert (card(household).looked_at, card(household).to_check) == (2, 0)
    clock.stand_at(datetime(2026, 12, 5, 9, 0, tzinfo=LONDON))
    assert (card(household).looked_at, card(household).to_check) == (2, 1)


def test_a_setting_behind_a_pin_is_due_again_after_a_term(
    household: Household, account_id: int, clock: FakeClock
) -> None:
    choose(household, account_id, "spending")
    spending = settings.guide_view(household, account_id=account_id).cards[-1]
    assert spending.choice is not None
    assert spending.choice.review_on == date(2027, 3, 21)
    assert not spending.due
    clock.stand_at(datetime(2027, 3, 21, 9, 0, tzinfo=LONDON))
    assert settings.guide_view(household, account_id=account_id).cards[-1].due


def test_a_guide_for_a_child(household: Household, account_id: int) -> None:
    view = settings.guide_view(household, account_id=account_id)
    assert view.child is not None
    assert (view.child.name, view.age, view.band, view.account_id) == ("Ava", 11, AgeBand.FROM_10, account_id)
    assert [one.setting.id for one in view.cards] == ["family-group", "messages", "spending"]
    assert [one.essential for one in view.cards] == [True, True, False]
    first = view.cards[0]
    assert first.suggest == "Friends only (10 to 12)"
    assert first.source_words == "Checked against the maker’s page, 1 July 2026"
    assert [one.id for one in first.sources] == ["maker-page"]
    assert (view.looked_at, view.in_all) == (0, 3)


def test_a_guide_reads_without_a_child(guidance: Guidance) -> None:
    view = settings.read_guide(guidance, guide_id="xbox", band=AgeBand.FROM_16)
    assert (view.child, view.age, view.account_id) == (None, None, None)
    assert [one.choice for one in view.cards] == [None, None, None]
    assert [one.essential for one in view.cards] == [True, False, False]


def test_a_choice_keeps_who_when_why_and_the_guidance(household: Household, account_id: int) -> None:
    settings.choose(
        household,
        account_id=account_id,
        setting_id="messages",
        state=ChoiceState.OTHERWISE,
        note="grandma writes\x00 too\n",
        chosen_by=" Mum ",
    )
    [choice] = settings.setting_history(household, account_id=account_id, setting_id="messages")
    assert (choice.note, choice.chosen_by, choice.guidance_version) == ("grandma writes too", "Mum", "2026.07.01")
    assert choice.chosen_at == household.clock.now()


def test_choosing_again_adds_to_the_ledger(household: Household, account_id: int) -> None:
    choose(household, account_id, "messages", state=ChoiceState.LATER)
    choose(household, account_id, "messages")
    history = settings.setting_history(household, account_id=account_id, setting_id="messages")
    assert [one.state for one in history] == [ChoiceState.DONE, ChoiceState.LATER]


def test_what_is_not_there_or_too_long_is_refused(household: Household, account_id: int) -> None:
    with pytest.raises(NotFound):
        choose(household, account_id, "nonsense")
    with pytest.raises(NotFound):
        choose(household, account_id + 9, "messages")
    with pytest.raises(NotFound):
        settings.guide_view(household, account_id=account_id + 9)
    with pytest.raises(BadInput):
        settings.choose(
            household, account_id=account_id, setting_id="messages", state=ChoiceState.DONE, note="x" * 20_001
        )
    assert card(household).looked_at == 0


@pytest.mark.parametrize(
    ("confidence", "source", "words"),
    [
        (Confidence.HIGH, "charity-page", "Checked against a charity’s page, 1 July 2026"),
        (Confidence.MEDIUM, "maker-page", "may differ a little"),
        (Confidence.LOW, "maker-page", "Not confirmed yet"),
    ],
)
def test_how_sure_we_are_is_said(guidance: Guidance, confidence: Confidence, source: str, words: str) -> None:
    way = Way(on=Place.WEBSITE, path=("Settings",), sources=(source,), confidence=confidence, read_on=CHECKED)
    assert words in settings.source_words(guidance, way)
