"""Every database that a released version wrote opens today, with everything in it."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.family import ChoiceState, HowItWent
from kitchentable.store import children, choices, keys, preferences, talks
from kitchentable.store.connection import Store
from kitchentable.store.migrations.steps import STEPS
from tests.store.released_sample import PASSPHRASE

RELEASED = sorted((Path(__file__).parent / "released").glob("schema-*.db"))


def test_there_is_one_of_every_schema() -> None:
    assert [one.stem for one in RELEASED] == [f"schema-{number}" for number in range(1, len(STEPS) + 1)]


@pytest.mark.parametrize("released", RELEASED, ids=[one.stem for one in RELEASED])
def test_it_opens_with_everything_in_it(released: Path, tmp_path: Path) -> None:
    database = tmp_path / "family.db"
    shutil.copyfile(released, database)
    store = Store.open(database, bytes.fromhex(released.with_suffix(".key").read_text(encoding="ascii")))
    assert store.schema == len(STEPS)
    [child] = children.all_children(store)
    assert (child.name, child.born) == ("Sample child", BirthMonth(2015, 3))
    [choice] = choices.latest(store, child_id=child.id)
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
    store.close()


@pytest.mark.parametrize("released", RELEASED, ids=[one.stem for one in RELEASED])
def test_its_passphrase_still_opens_its_key(released: Path) -> None:
    ring = keys.decode(released.with_suffix(".keys.json").read_bytes())
    key = ring.unseal(PASSPHRASE)
    assert key.hex() == released.with_suffix(".key").read_text(encoding="ascii").strip()
    assert ring.fits(key)
