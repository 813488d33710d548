"""Every database that a released version wrote opens today, with everything in it."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.domain.incidents import Told
from kitchentable.store import (
    agreements,
    check_ins,
    children,
    choices,
    devices,
    incidents,
    keys,
    month,
    preferences,
    reminders,
    talks,
)
from kitchentable.store.connection import Store
from kitchentable.store.migrations.steps import STEPS
from tests.store.released_sample import PASSPHRASE, of_schema_3

RELEASED = sorted((Path(__file__).parent / "released").glob("schema-*.db"))


def test_there_is_one_of_every_schema() -> None:
    assert [one.stem for one in RELEASED] == [f"schema-{number}" for number in range(1, len(STEPS) + 1)]


@pytest.mark.parametrize("released", RELEASED, ids=[one.stem for one in RELEASED])
def test_it_opens_with_everything_in_it(released: Path, tmp_path: Path) -> None:
    database = tmp_path / "family.db"
    shutil.copyfile(released, database)
    store = Store.open(database, bytes.fromhex(released.with_suffix(".key").read_text(encoding="ascii")))
    assert store.schema == len(STEPS)
    child, *others = children.all_children(store)
    assert (child.name, child.born) == ("Sample child", BirthMonth(2015, 3))
    choice, *_ = choices.latest(store, child_id=child.id)
    assert (choice.guide_id, choice.setting_id, choice.state) == (
        "sample-guide",
        "sample-setting",
        ChoiceState.OTHERWISE,
    )
    assert (choice.note, choice.chosen_by) == ("A sample note, with an emoji: 🌳", "Sample parent")
    assert (choice.chosen_at, choice.review_on) == (datetime(2026, 11, 21, 18, 30, tzinfo=UTC), date(2027, 11, 21))
    finished, begun = talks.records(store, child_id=child.id)
    assert (finished.agreed, finished.how_it_went) == (("A sample promise.",), HowItWent.SO_SO)
    assert (finished.talked_on, finished.again_on) == (date(2026, 11, 21), date(2027, 2, 1))
    assert (begun.talked_on, begun.ticked) == (None, frozenset({"ask-1"}))
    assert preferences.get(store, "sample") == "value"
    if released in RELEASED[1:]:
        _has_what_schema_2_brought(store, child.id, others[0].id)
    if released in RELEASED[2:]:
        assert check_ins.get(store) == of_schema_3(child.id, others[0].id)
    store.close()


def _has_what_schema_2_brought(store: Store, child_id: int, other_id: int) -> None:
    [device] = devices.devices(store)
    assert (device.name, device.guide_id) == ("Sample console", "shared-guide")
    for one in (child_id, other_id):
        shared = choices.latest(store, child_id=one)[-1]
        assert (shared.setting_id, shared.device_id, shared.state) == ("shared-setting", device.id, ChoiceState.DONE)
    holds, before = agreements.agreements(store, child_id=child_id)
    assert (before.signed_on, before.review_on) == (date(2026, 11, 21), date(2027, 2, 21))
    assert (before.replaced_on, holds.replaced_on) == (date(2026, 11, 21), None)
    assert [one.sentence for one in holds.promises] == ["A sample promise.", "What is set stays set."]
    [incident] = incidents.incidents(store)
    assert incident.happening.told == (Told("The school", date(2026, 11, 21), "S-1"),)
    assert [one.done_on for one in incident.happening.follow_ups] == [None, date(2026, 11, 21)]
    assert month.skipped(store, child_id=child_id, month=date(2026, 11, 1)) == {"sample-skipped"}
    assert reminders.get(store).at == time(18, 30)


@pytest.mark.parametrize("released", RELEASED, ids=[one.stem for one in RELEASED])
def test_its_passphrase_still_opens_its_key(released: Path) -> None:
    ring = keys.decode(released.with_suffix(".keys.json").read_bytes())
    key = ring.unseal(PASSPHRASE)
    assert key.hex() == released.with_suffix(".key").read_text(encoding="ascii").strip()
    assert ring.fits(key)
