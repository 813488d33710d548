"""Undo through the services: the last choice, tick or deletion, and only the last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.agreement import Side
from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import CannotUndo
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.incidents import Happening, Told
from kitchentable.services import agreements, devices, family, incidents, month, reminders, settings, talks
from kitchentable.services.agreements import Suggestion
from kitchentable.services.household import Household
from kitchentable.services.undo import LONGEST_WORDS, quoted, undo
from tests.fakes.scheduler import FakeScheduler
from tests.store.test_undo import everything

Service = Callable[[Household], Change]


def number(change: Change) -> int:
    """Return the number under which a change can be undone."""
    assert change.undo is not None
    return change.undo.number


def account_of(home: Household) -> int:
    return family.family_view(home).children[0].accounts[0].account.id


def tick(home: Household, child_id: int) -> Change:
    line = home.guidance.talk("live-streaming", AgeBand.FROM_10).ask[0]
    return talks.tick(
        home, child_id=child_id, topic_id="live-streaming", band=AgeBand.FROM_10, line_id=line.id, ticked=True
    )


def test_a_choice_is_taken_back_and_the_one_before_holds(household: Household, child_id: int) -> None:
    assert child_id
    account_id = account_of(household)
    settings.choose(household, account_id=account_id, setting_id="messages", state=ChoiceState.DONE)
    change = settings.choose(household, account_id=account_id, setting_id="messages", state=ChoiceState.NOT_FOR_US)
    assert change.undo is not None
    assert change.undo.words.startswith("Not for you: “")
    undone = undo(household, number=number(change))
    assert (undone.touched, undone.undone, undone.undo) == (frozenset({Touched.CHOICES}), True, None)
    history = settings.setting_history(household, account_id=account_id, setting_id="messages")
    assert [one.state for one in history] == [ChoiceState.DONE]


def test_a_tick_is_taken_back(household: Household, child_id: int) -> None:
    change = tick(household, child_id)
    view = talks.talk_view(household, topic_id="live-streaming", band=AgeBand.FROM_10, child_id=child_id)
    assert view.record is not None
    undo(household, number=number(change))
    view = talks.talk_view(household, topic_id="live-streaming", band=AgeBand.FROM_10, child_id=child_id)
    assert view.record is None


def test_a_removed_child_is_back_with_everything(household: Household, child_id: int) -> None:
    tick(household, child_id)
    settings.choose(household, account_id=account_of(household), setting_id="messages", state=ChoiceState.DONE)
    before = seen(household, child_id)
    change = family.remove_child(household, child_id=child_id)
    assert change.undo is not None
    assert change.undo.words == "Removed Ava."
    assert family.family_view(household).children == ()
    undone = undo(household, number=number(change))
    assert Touched.CHILDREN in undone.touched
    assert seen(household, child_id) == before


def test_only_the_last_change_can_be_undone(household: Household, child_id: int) -> None:
    first = tick(household, child_id)
    second = family.rename_child(household, child_id=child_id, name="Ada")
    assert second.undo is None
    with pytest.raises(CannotUndo):
        undo(household, number=number(first))
    assert family.family_view(household).children[0].child.name == "Ada"


def test_reminders_leave_what_can_be_undone(household: Household, child_id: int) -> None:
    change = family.remove_child(household, child_id=child_id)
    reminders.turn_on(household, scheduler=FakeScheduler(), command=("kitchentable",))
    undo(household, number=number(change))
    assert len(family.family_view(household).children) == 1


def test_all_of_one_form_is_taken_back_together(household: Household, child_id: int) -> None:
    change = family.change_child(household, child_id=child_id, name="Ada", born=BirthMonth(2014, 1), guides=("roblox",))
    [card] = family.family_view(household).children
    assert (card.child.name, [one.account.guide_id for one in card.accounts]) == ("Ada", ["roblox"])
    undo(household, number=number(change))
    [card] = family.family_view(household).children
    assert (card.child.name, card.child.born) == ("Ava", BirthMonth(2015, 3))
    assert [one.account.guide_id for one in card.accounts] == ["xbox"]


@pytest.fixture
def rich(household: Household, child_id: int) -> Household:
    """Return a household with some of everything; the child has id 1, the device, note and agreement too."""
    tom = family.add_child(household, name="Tom", born=BirthMonth(2013, 2), guides=("xbox",)).new_id
    assert (child_id, tom) == (1, 2)
    devices.add_device(household, name="Attic", guide_id="xbox", child_ids=(1, 2))
    settings.choose(household, account_id=account_of(household), setting_id="spending", state=ChoiceState.DONE)
    tick(household, 1)
    agreements.add_promises(household, child_id=1, promises=(Suggestion(Side.CHILD, "One.", ""),))
    agreements.sign(household, child_id=1)
    incidents.add_note(household, happening=Happening(date(2026, 11, 20), "Something.", child_id=1, told=(Told("x"),)))
    return household


CHANGES: tuple[tuple[Service, str], ...] = (
    (
        partial(family.change_child, child_id=1, name="Ada", born=BirthMonth(2014, 1), guides=("roblox",)),
        "Changed Ada.",
    ),
    (partial(family.set_guides, child_id=1, guides=()), "Changed what Ava uses."),
    (partial(family.remove_child, child_id=1), "Removed Ava."),
    (partial(devices.add_device, name="Cellar", guide_id="xbox", child_ids=(1, 2)), "Added Cellar."),
    (partial(devices.change_device, device_id=1, name="Loft", child_ids=(2,)), "Changed Loft."),
    (partial(devices.remove_device, device_id=1), "Removed Attic."),
    (partial(agreements.add_promises, child_id=1, promises=(Suggestion(Side.CHILD, "Two.", ""),)), "Added “Two.”"),
    (
        partial(agreements.reword_promise, child_id=1, side=Side.CHILD, sentence="One.", instead="First."),
        "Changed “First.”",
    ),
    (partial(agreements.remove_promise, child_id=1, side=Side.CHILD, sentence="One."), "Removed “One.”"),
    (partial(agreements.set_review, child_id=1, review_on=None), "Changed the day to look at it again."),
    (partial(month.skip_talk, child_id=1, topic_id="live-streaming"), "Not this month: “Live streaming”"),
    (partial(incidents.add_note, happening=Happening(date(2026, 11, 20), "More.")), "Kept your note."),
    (
        partial(incidents.change_note, incident_id=1, happening=Happening(date(2026, 11, 19), "Less.")),
        "Changed your note.",
    ),
    (partial(incidents.close_note, incident_id=1), "Closed your note."),
    (partial(incidents.delete_note, incident_id=1), "Deleted your note."),
)


@pytest.mark.parametrize(("service", "words"), CHANGES, ids=[words for _, words in CHANGES])
def test_every_change_of_the_window_says_what_was_done_and_is_taken_back(
    rich: Household, service: Service, words: str
) -> None:
    before, on_disk = seen(rich, 2), everything(rich.store)
    change = service(rich)
    assert change.undo is not None
    assert change.undo.words == words
    assert everything(rich.store) != on_disk
    undone = undo(rich, number=change.undo.number)
    assert everything(rich.store) == on_disk
    assert seen(rich, 2) == before
    assert undone.touched <= change.touched


def seen(home: Household, child_id: int) -> tuple[object, ...]:
    """Return what the family sees of all that can be undone."""
    return (
        family.family_view(home),
        settings.checks_view(home),
        talks.talks_view(home, child_id=None),
        month.month_view(home, country="uk"),
        agreements.agreement_view(home, child_id=child_id),
        incidents.notes_view(home),
        devices.devices_view(home),
    )


def test_a_long_sentence_is_shortened_in_what_is_said() -> None:
    assert quoted("“Short”") == "“Short”"
    assert len(quoted("x" * 200)) == LONGEST_WORDS + 2
    shortened = quoted("I will ask before I go live, and if it is a yes, I keep the door open.")
    assert shortened == "“I will ask before I go live, and if it is a yes, I keep the…”"


def test_locking_forgets_it(household: Household, child_id: int) -> None:
    change = family.remove_child(household, child_id=child_id)
    assert change.undo is not None
    household.store.close()
    assert household.store.last_change is None
