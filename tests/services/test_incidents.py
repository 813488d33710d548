"""Private notes: kept as written, checked for what can't be, closed and deleted."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from kitchentable.domain.errors import BadInput, NotFound
from kitchentable.domain.incidents import FollowUp, Happening, Told
from kitchentable.services import family, incidents
from kitchentable.services.household import Household
from kitchentable.services.incidents import NoteLine
from kitchentable.services.undo import undo
from tests.store.hostile import HOSTILE

HAPPENED = Happening(
    happened_on=date(2026, 11, 20),
    what="A stranger asked for a photo.\nShe said no.",
    happened_at="after school",
    app="Sample app",
    kept="The name, on paper.",
    told=(Told("The school", date(2026, 11, 21), "S-1"), Told("")),
    follow_ups=(FollowUp("Call again", date(2026, 11, 28)), FollowUp("", date(2026, 12, 1)), FollowUp("Done", None)),
)


def only(home: Household) -> NoteLine:
    view = incidents.notes_view(home)
    [line] = (*view.open, *view.closed)
    return line


def add(home: Household, happening: Happening = HAPPENED) -> int:
    new_id = incidents.add_note(home, happening=happening).new_id
    assert new_id is not None
    return new_id


def test_a_note_is_kept_as_written_without_its_empty_lines(household: Household, child_id: int) -> None:
    situation = household.guidance.situations()[0]
    add(household, replace(HAPPENED, child_id=child_id, situation_id=situation.id))
    line = only(household)
    found = line.incident.happening
    assert (found.what, found.happened_at, found.app) == (HAPPENED.what, "after school", "Sample app")
    assert found.told == (Told("The school", date(2026, 11, 21), "S-1"),)
    assert found.follow_ups == (FollowUp("Call again", date(2026, 11, 28)), FollowUp("Done", None))
    assert (line.child_name, line.situation_title) == ("Ava", situation.title)
    assert (line.still_to_do, line.next_due) == (2, date(2026, 11, 28))
    assert line.incident.written_at == household.clock.now()


def test_a_note_is_changed_closed_and_opened_again(household: Household) -> None:
    note = add(household)
    incidents.change_note(household, incident_id=note, happening=replace(HAPPENED, what="Put right.", told=()))
    assert (only(household).incident.happening.what, only(household).incident.happening.told) == ("Put right.", ())
    incidents.close_note(household, incident_id=note)
    assert incidents.notes_view(household).closed[0].incident.closed_on == date(2026, 11, 21)
    incidents.reopen_note(household, incident_id=note)
    assert incidents.notes_view(household).open[0].incident.closed_on is None


def test_a_deleted_note_can_be_brought_back_once(household: Household) -> None:
    note = add(household)
    before = only(household)
    change = incidents.delete_note(household, incident_id=note)
    assert incidents.notes_view(household).open == ()
    assert change.undo is not None
    undo(household, number=change.undo.number)
    assert only(household) == before


@pytest.mark.parametrize(
    ("happening", "words"),
    [
        (replace(HAPPENED, what=" \n "), "few words"),
        (replace(HAPPENED, happened_on=date(2026, 11, 22)), "not come yet"),
        (replace(HAPPENED, told=(Told("", None, "S-1"),)), "who gave you"),
        (replace(HAPPENED, told=(Told("x", date(2027, 1, 1)),)), "not come yet"),
        (replace(HAPPENED, app="x" * 201), "too long"),
        (replace(HAPPENED, follow_ups=(FollowUp("x", None, date(2027, 1, 1)),)), "not come yet"),
    ],
)
def test_what_can_not_be_is_refused_in_words(household: Household, happening: Happening, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        add(household, happening)
    assert incidents.notes_view(household).open == ()


def test_a_note_that_is_gone_is_not_found(household: Household) -> None:
    for service in (incidents.close_note, incidents.reopen_note, incidents.delete_note):
        with pytest.raises(NotFound):
            service(household, incident_id=7)
    with pytest.raises(NotFound):
        incidents.change_note(household, incident_id=7, happening=HAPPENED)


def test_notes_go_with_their_child_and_others_stay(household: Household, child_id: int) -> None:
    add(household, replace(HAPPENED, child_id=child_id))
    stays = add(household)
    assert family.family_view(household).children[0].loses == ("1 private note",)
    family.remove_child(household, child_id=child_id)
    assert only(household).incident.id == stays


def test_the_latest_comes_first(household: Household) -> None:
    for day in (3, 9, 5):
        add(household, replace(HAPPENED, happened_on=date(2026, 11, day)))
    days = [line.incident.happening.happened_on.day for line in incidents.notes_view(household).open]
    assert days == [9, 5, 3]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_kept_or_refused_in_words(household: Household, text: str) -> None:
    short = text[:150]
    add(household, Happening(date(2026, 11, 20), f"x{text}", app=short, told=(Told(f"x{short}", None, short),)))
    assert only(household).incident.happening.what.startswith("x")
