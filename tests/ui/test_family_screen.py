"""My family on screen: children are added, put right and removed, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import CannotWrite
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.names import LONGEST_NAME
from kitchentable.services import family, settings
from kitchentable.services.family import ChildCard
from kitchentable.services.household import Household
from kitchentable.ui.ask import Ask
from kitchentable.ui.family.page import FamilyScreen
from kitchentable.ui.session import Session
from tests.store.hostile import HOSTILE
from tests.ui.probes.family import FamilyProbe


@pytest.fixture
def screen(qtbot: QtBot, session: Session, ask: Ask) -> FamilyScreen:
    """Return the family page, not shown yet."""
    screen = FamilyScreen(session, ask)
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    return screen


@pytest.fixture
def person(qtbot: QtBot, screen: FamilyScreen) -> FamilyProbe:
    """Return a person at the family page."""
    return FamilyProbe(qtbot, screen)


@pytest.fixture
def ava(household: Household) -> int:
    """Return the id of a sample child of eleven who uses one guide."""
    child_id = family.add_child(household, name="Ava", born=BirthMonth(2015, 3), guides=("xbox",)).new_id
    assert child_id is not None
    return child_id


def children(household: Household) -> tuple[ChildCard, ...]:
    return family.family_view(household).children


def test_an_empty_family_starts_with_the_form_and_adds_a_child(
    screen: FamilyScreen, person: FamilyProbe, household: Household
) -> None:
    screen.show()
    person.waits_to_see("Who are we helping?")
    person.describes("Ava", "March", "2015", "Roblox")
    person.clicks("Add")
    person.waits_to_see("Ava, 11")
    (card,) = children(household)
    assert (card.child.name, card.child.born) == ("Ava", BirthMonth(2015, 3))
    assert [one.guide_title for one in card.accounts] == ["Roblox"]
    assert person.sees("Ages 10 to 12")
    focused = screen.window().focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Change Ava"


def test_what_is_missing_is_said_beside_each_field_and_what_was_typed_stays(
    screen: FamilyScreen, person: FamilyProbe, household: Household
) -> None:
    screen.show()
    person.waits_to_see("Who are we helping?")
    person.clicks("Add")
    assert person.sees("Please type a name.")
    assert person.sees("Please choose the month and year of birth.")
    assert person.finds(QLineEdit, "Name").accessibleDescription() == "Please type a name."
    person.types("Name or nickname", "Ava")
    assert not person.sees("Please type a name.")
    person.chooses("Month of birth", "December")
    person.chooses("Year of birth", "2026")
    person.clicks("Add")
    assert person.sees("That month has not come yet.")
    assert person.finds(QLineEdit, "Name").text() == "Ava"
    assert children(household) == ()


def test_somebody_grown_up_is_refused_in_a_sentence(
    screen: FamilyScreen, person: FamilyProbe, household: Household
) -> None:
    screen.show()
    person.waits_to_see("Who are we helping?")
    person.describes("Ava", "January", "2008")
    person.clicks("Add")
    assert person.sees("Kitchen Table is for children up to 17.")
    assert children(household) == ()


@pytest.mark.parametrize("text", HOSTILE)
def test_any_name_is_kept_tidily_or_refused_in_one_sentence(
    qtbot: QtBot, screen: FamilyScreen, person: FamilyProbe, session: Session, household: Household, text: str
) -> None:
    screen.show()
    person.waits_to_see("Who are we helping?")
    person.describes(text, "March", "2015")
    person.clicks("Add")
    qtbot.waitUntil(lambda: not session.busy)
    kept = [card.child.name for card in children(household)]
    if kept:
        person.waits_to_see("Born in March 2015")
        assert person.shows_name(kept[0])
        assert screen.horizontalScrollBar().maximum() == 0
    else:
        assert person.sees("That name is too long.") or person.sees("Please type a name.")
        assert len(person.finds(QLineEdit, "Name").text()) > LONGEST_NAME or text


def test_a_child_is_put_right_in_one_form(
    screen: FamilyScreen, person: FamilyProbe, household: Household, ava: int
) -> None:
    screen.show()
    person.waits_to_see("Ava, 11")
    person.clicks("Change Ava")
    assert person.finds(QLineEdit, "Name").text() == "Ava"
    person.types("Name or nickname", "Eva")
    person.chooses("Month of birth", "April")
    person.clicks("Uses Xbox")
    person.clicks("Uses Roblox")
    person.clicks("Save")
    person.waits_to_see("Eva, 11")
    (card,) = children(household)
    assert card.child.id == ava
    assert card.child.born == BirthMonth(2015, 4)
    assert [one.guide_title for one in card.accounts] == ["Roblox"]


def test_cancel_changes_nothing(screen: FamilyScreen, person: FamilyProbe, household: Household, ava: int) -> None:
    before = children(household)
    assert before[0].child.id == ava
    screen.show()
    person.waits_to_see("Ava, 11")
    person.clicks("Change Ava")
    person.types("Name or nickname", "Somebody else")
    person.clicks("Cancel")
    person.waits_to_see("Ava, 11")
    assert children(household) == before


def test_what_is_half_typed_survives_a_change_made_elsewhere(
    qtbot: QtBot, screen: FamilyScreen, person: FamilyProbe, session: Session, ava: int
) -> None:
    screen.show()
    person.waits_to_see("Ava, 11")
    person.clicks("Add a child")
    person.types("Name or nickname", "To")
    with qtbot.waitSignal(session.changed):
        session.write(lambda home: family.rename_child(home, child_id=ava, name="Ada"))
    person.waits_to_see("Ada, 11")
    assert person.finds(QLineEdit, "Name").text() == "To"


def test_a_write_that_fails_keeps_the_form_and_says_why(
    screen: FamilyScreen, person: FamilyProbe, household: Household, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_words: object) -> None:
        raise CannotWrite("The disk is full. Please free some space and try again.")

    monkeypatch.setattr("kitchentable.store.children.add", full)
    screen.show()
    person.waits_to_see("Who are we helping?")
    person.describes("Ava", "March", "2015")
    person.clicks("Add")
    window = ask.parent()
    assert isinstance(window, QWidget)
    person.at(window).waits_to_see("The disk is full.")
    assert person.finds(QLineEdit, "Name").text() == "Ava"
    assert children(household) == ()


def test_removing_asks_first_and_says_what_would_be_lost(
    screen: FamilyScreen, person: FamilyProbe, household: Household, ask: Ask, ava: int
) -> None:
    assert ava
    settings.choose(
        household,
        account_id=children(household)[0].accounts[0].account.id,
        setting_id="messages",
        state=ChoiceState.DONE,
    )
    screen.show()
    person.waits_to_see("Ava, 11")
    person.clicks("Remove Ava")
    window = ask.parent()
    assert isinstance(window, QWidget)
    dialog = person.at(window)
    dialog.waits_to_see("All you wrote about Ava goes: 1 setting looked at.")
    dialog.waits_to_see("Then it is gone for good.")
    assert len(children(household)) == 1
    dialog.clicks("Remove Ava")
    person.waits_until_gone("Ava, 11")
    assert children(household) == ()


def test_a_child_about_whom_nothing_was_written_goes_at_once(
    screen: FamilyScreen, person: FamilyProbe, household: Household, ava: int
) -> None:
    assert children(household)[0].child.id == ava
    screen.show()
    person.waits_to_see("Ava, 11")
    person.clicks("Remove Ava")
    person.waits_until_gone("Ava, 11")
    assert children(household) == ()


def test_a_guide_taken_away_and_given_back_keeps_its_history(
    screen: FamilyScreen, person: FamilyProbe, household: Household, ava: int
) -> None:
    account = children(household)[0].accounts[0].account.id
    before = settings.guide_view(household, account_id=account).looked_at
    screen.show()
    for _ in range(2):
        person.waits_to_see("Ava, 11")
        person.clicks("Change Ava")
        person.clicks("Uses Xbox")
        person.clicks("Save")
        person.waits_until_gone("Save")
    assert children(household)[0].child.id == ava
    assert children(household)[0].accounts[0].account.id == account
    assert settings.guide_view(household, account_id=account).looked_at == before


def test_every_control_has_a_name(screen: FamilyScreen, person: FamilyProbe, ava: int) -> None:
    assert ava
    screen.show()
    person.waits_to_see("Ava, 11")
    assert person.nameless() == []
    person.clicks("Add a child")
    assert person.nameless() == []
