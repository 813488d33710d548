"""What a release leaves behind: marks of its settings, and a version that no other pack has."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.guides import Describe, Place, Undone, Way
from kitchentable.domain.releases import Aspect, differences, marks
from kitchentable.guidance.build import build
from kitchentable.guidance.folder import RELEASED_SETTINGS
from kitchentable.guidance.released import release_of, settings_with
from kitchentable.main import main
from tests.guidance.sample_folder import SampleFolder
from tests.sample_guidance import sample_guidance

TODAY = date(2026, 11, 21)
SETTING = sample_guidance().setting("xbox", "messages")
BAND = AgeBand.FROM_10


def _released(folder: SampleFolder) -> None:
    (folder.root / RELEASED_SETTINGS).write_bytes(settings_with(folder.root, build(folder.root, TODAY)))


def test_a_release_is_told_by_every_later_pack(folder: SampleFolder) -> None:
    first = build(folder.root, TODAY)
    _released(folder)
    second = build(folder.root, TODAY)
    assert second.releases == (release_of(first),)
    assert set(second.releases[0].settings) == {"xbox/who-can-message"}


def test_the_next_pack_of_the_same_day_has_another_version(folder: SampleFolder) -> None:
    versions = []
    for _ in range(3):
        versions.append(build(folder.root, TODAY).version)
        _released(folder)
    assert versions == ["2026-11-21.1", "2026-11-21.2", "2026-11-21.3"]
    assert [one.version for one in build(folder.root, TODAY).releases] == versions


def test_the_command_writes_it(folder: SampleFolder) -> None:
    told = ["guidance", "build", str(folder.root), "--to", str(folder.root.parent / "a.pack"), "--release"]
    assert main(told) == 0
    assert (folder.root / RELEASED_SETTINGS).exists()
    assert folder.faults() == []


@pytest.mark.parametrize("text", ["", "{}", "[1]", "\\xff", '[{"version": "1", "settings": {}, "more": 1}]'])
def test_a_file_that_no_release_wrote_is_told(folder: SampleFolder, text: str) -> None:
    (folder.root / RELEASED_SETTINGS).write_text(text, encoding="utf-8")
    words = "this is not what a release wrote; take it back from the history"
    assert folder.faults() == [f"{RELEASED_SETTINGS}:1: {words}"]


def _with(**changes: object) -> tuple[Aspect, ...]:
    return differences(marks(SETTING), msgspec.structs.replace(SETTING, **changes), BAND)


def _way(*path: str) -> Way:
    return msgspec.structs.replace(SETTING.ways[0], path=path)


def test_nothing_changed_is_nothing() -> None:
    assert _with() == ()


def test_better_words_for_the_reason_are_no_change() -> None:
    assert _with(why="Said better.", title="Another title", minutes=9) == ()


def test_a_comma_or_a_capital_is_no_change() -> None:
    softer = {band: f" {text.upper()}," for band, text in SETTING.suggest.items()}
    assert _with(suggest=softer) == ()


def test_another_suggestion_concerns_its_own_age_only() -> None:
    assert _with(suggest=SETTING.suggest | {BAND: "Nobody at all"}) == (Aspect.SUGGESTED,)
    assert _with(suggest=SETTING.suggest | {AgeBand.FROM_16: "Nobody at all"}) == ()


def test_other_steps_and_lost_steps_are_a_change_and_new_ones_are_not() -> None:
    assert _with(ways=(_way("Elsewhere"), *SETTING.ways[1:])) == (Aspect.STEPS,)
    assert _with(ways=()) == (Aspect.STEPS,)
    elsewhere = msgspec.structs.replace(_way("Elsewhere"), on=Place.COMPUTER)
    assert _with(ways=(*SETTING.ways, elsewhere)) == ()


def test_a_better_description_of_a_step_is_no_change() -> None:
    first, *others = SETTING.ways
    said = tuple(Describe(describe="said better") if isinstance(step, Describe) else step for step in first.path)
    assert said != first.path
    assert _with(ways=(msgspec.structs.replace(first, path=said), *others)) == ()


def test_how_easily_it_comes_undone_is_a_change() -> None:
    other = Undone.PIN if SETTING.undone_by is not Undone.PIN else Undone.ANYONE
    assert _with(undone_by=other) == (Aspect.UNDONE,)
