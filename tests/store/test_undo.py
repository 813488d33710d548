"""Undo in the store: exactly the last change goes, cascades and all, or nothing does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import NamedTuple

import pytest

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.check_ins import FAMILY
from kitchentable.domain.errors import CannotUndo
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.domain.recurrence import ByDay, MonthlySlot
from kitchentable.store import check_ins, children, choices, devices, preferences, talks, way_back
from kitchentable.store.connection import Store

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)

SET = {"preference", "reminder", "check_in", "check_in_pause", "check_in_switch", "calendar_file"}
"""What is set, and not undone."""


class _Name(NamedTuple):
    name: str


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    tables = store.rows(_Name, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'")
    return {table.name: store.rows(tuple, f"SELECT * FROM {table.name}") for table in tables}  # noqa: S608 - our own


def add_child(store: Store) -> int:
    """Add a child with an account, a choice and a talk."""
    with store.transaction():
        child_id = children.add(store, name="Sample", born=BirthMonth(2015, 3), added_at=NOW)
        devices.show_account(store, child_id=child_id, guide_id="xbox")
        [account] = devices.accounts(store, child_id=child_id)
        choices.add(store, choices.NewChoice(account.id, "xbox", "m", ChoiceState.DONE, "", NOW, "n", "1", None))
        record_id = talks.begin(
            store, child_id=child_id, topic_id="t", band=AgeBand.FROM_10, started_at=NOW, guidance_version="1"
        )
        talks.set_tick(store, record_id=record_id, line_id="a", ticked=True)
        ending = talks.Ending(date(2026, 11, 21), HowItWent.WELL, ("One.", "Two."), "note", None, "1")
        talks.finish(store, record_id=record_id, ending=ending)
    return child_id


def remove(store: Store, child_id: int) -> int:
    """Remove a child, and return the number of the change."""
    with store.transaction(undoable=True):
        children.remove(store, child_id=child_id)
    number = store.last_change
    assert number is not None
    return number


def test_a_removed_child_comes_back_with_everything(store: Store) -> None:
    child_id = add_child(store)
    add_child(store)
    before = everything(store)
    number = remove(store, child_id)
    assert everything(store) != before
    touched = store.undo(number)
    assert everything(store) == before
    assert touched == {"child", "account", "choice", "talk", "tick", "agreed"}
    assert store.last_change is None


def test_it_can_be_undone_once(store: Store) -> None:
    number = remove(store, add_child(store))
    store.undo(number)
    before = everything(store)
    with pytest.raises(CannotUndo):
        store.undo(number)
    assert everything(store) == before


def test_the_next_change_ends_it_and_has_a_number_of_its_own(store: Store) -> None:
    first, second = add_child(store), add_child(store)
    number = remove(store, first)
    after = remove(store, second)
    assert after != number
    with pytest.raises(CannotUndo):
        store.undo(number)
    store.undo(after)
    assert [one.id for one in children.all_children(store)] == [second]


def test_a_change_that_can_not_be_undone_ends_it_too(store: Store) -> None:
    number = remove(store, add_child(store))
    add_child(store)
    assert store.last_change is None
    with pytest.raises(CannotUndo):
        store.undo(number)


def test_preferences_and_writing_nothing_leave_it(store: Store) -> None:
    child_id = add_child(store)
    number = remove(store, child_id)
    with store.transaction():
        preferences.put(store, "a", "b")
    with store.transaction(undoable=True):
        pass
    store.undo(number)
    assert [one.id for one in children.all_children(store)] == [child_id]


def test_a_change_that_failed_leaves_the_one_before(store: Store) -> None:
    child_id = add_child(store)
    number = remove(store, child_id)
    with pytest.raises(ZeroDivisionError):
        fail(store)
    assert store.last_change == number
    store.undo(number)
    assert [one.id for one in children.all_children(store)] == [child_id]


def fail(store: Store) -> None:
    """Write half, and fail."""
    with store.transaction(undoable=True):
        children.add(store, name="Half", born=BirthMonth(2015, 3), added_at=NOW)
        raise ZeroDivisionError


def test_rows_that_hang_on_what_would_go_keep_it(store: Store) -> None:
    """A way back that would take other rows along is not followed: here it is forced, the numbers forbid it."""
    with store.transaction(undoable=True):
        child_id = children.add(store, name="Sample", born=BirthMonth(2015, 3), added_at=NOW)
    kept = store._way_back._inverse  # noqa: SLF001 - there is no such way from outside
    with store.transaction():
        devices.show_account(store, child_id=child_id, guide_id="xbox")
    store._way_back.take(kept, undoable=True)  # noqa: SLF001 - as above
    before = everything(store)
    with pytest.raises(CannotUndo, match="changed since"):
        store.undo(store.last_change or 0)
    assert everything(store) == before
    assert not store.in_transaction


def test_a_removed_childs_own_check_in_comes_back_too(store: Store) -> None:
    child_id = add_child(store)
    slot = MonthlySlot(ByDay(25), time(17), time(20))
    kept = check_ins.KeptCheckIns(
        own=(check_ins.OwnSlot(child_id, slot, NOW),),
        skipped=(check_ins.Skipped(2026, 12, child_id), check_ins.Skipped(2026, 12, FAMILY)),
        mark="a" * 32,
    )
    with store.transaction():
        check_ins.put(store, kept)
    number = remove(store, child_id)
    assert check_ins.get(store) == check_ins.KeptCheckIns(skipped=(check_ins.Skipped(2026, 12, FAMILY),), mark="a" * 32)
    assert {"child", "own_check_in", "skipped_check_in"} <= store.undo(number)
    assert set(check_ins.get(store).skipped) == set(kept.skipped)
    assert check_ins.get(store).own == kept.own


def test_setting_a_check_in_is_no_change_to_undo_and_leaves_the_one_before(store: Store) -> None:
    child_id, other = add_child(store), add_child(store)
    number = remove(store, child_id)
    slot = MonthlySlot(ByDay(25), time(17), time(20))
    with store.transaction(undoable=True):
        check_ins.put(store, check_ins.KeptCheckIns(own=(check_ins.OwnSlot(other, slot, NOW),)))
    assert store.last_change == number
    store.undo(number)
    assert [one.id for one in children.all_children(store)] == [child_id, other]
    assert [one.child_id for one in check_ins.get(store).own] == [other]


def test_every_table_of_the_family_can_be_undone(store: Store) -> None:
    assert set(everything(store)) - set(way_back._TABLES) == SET  # noqa: SLF001 - its list


def test_an_id_undone_is_not_used_again(store: Store) -> None:
    with store.transaction(undoable=True):
        first = children.add(store, name="Sample", born=BirthMonth(2015, 3), added_at=NOW)
    store.undo(store.last_change or 0)
    assert add_child(store) > first
