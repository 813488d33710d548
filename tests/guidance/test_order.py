"""The first way to a setting is the one the window shows: which stands there, as far as a rule can say."""

from __future__ import annotations

import pytest

from tests.guidance.sample_folder import SampleFolder

GUIDE = "guides/xbox.yaml"
WAY = "      - on: website\n        path: [xbox.com, describe: your child’s name, Privacy]\n"
SURER = f"{GUIDE}:35: a way to `who-can-message` is surer than one before it, for the same device; put it first"
NEWER = f"{GUIDE}:35: a way to `who-can-message` is for a newer version than one before it; put it first"


def _put_before(folder: SampleFolder, *, place: str, confidence: str, older: str = "{}", newer: str = "{}") -> None:
    """Put a way before the one that is there, both with their versions."""
    first = (
        f"      - on: {place}\n        path: [Another]\n        sources: [xbox-page]\n"
        f"        confidence: {confidence}\n        read_on: 2026-11-21\n        versions: {older}\n"
    )
    folder.change(GUIDE, WAY, f"{first}{WAY}        versions: {newer}\n")


@pytest.mark.parametrize("confidence", ["medium", "low"])
def test_for_one_device_the_surer_way_stands_first(folder: SampleFolder, confidence: str) -> None:
    _put_before(folder, place="website", confidence=confidence)
    assert folder.faults() == [SURER]


def test_ways_that_are_equally_sure_stand_as_written(folder: SampleFolder) -> None:
    _put_before(folder, place="website", confidence="high")
    assert folder.faults() == []


def test_which_device_comes_first_is_for_the_author_to_know(folder: SampleFolder) -> None:
    _put_before(folder, place="parent-phone", confidence="low")
    assert folder.faults() == []


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("{ios: '18'}", "{ios: '26'}"),
        ("{ios: 12 to 15}", "{ios: 16 to 26}"),
        ("{ios: 18 to 26}", "{ios: 26.4 and later}"),
        ("{ios: 17 and before}", "{ios: '18'}"),
        ("{console: PS4}", "{console: PS5}"),
        ("{Family Link: before February 2025}", "{}"),
    ],
)
def test_the_newest_version_stands_first_however_sure_the_older_one_is(
    folder: SampleFolder, older: str, newer: str
) -> None:
    _put_before(folder, place="website", confidence="high", older=older, newer=newer)
    assert folder.faults() == [NEWER]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("{ios: '26'}", "{ios: '18'}"),
        ("{ios: 17 and later}", "{ios: 18 to 26}"),
        ("{phone: Android}", "{phone: iPhone}"),
        ("{console: Xbox}", "{console: PS5}"),
        ("{from: your own account}", "{from: your child’s account}"),
        ("{android: 16 and later}", "{}"),
    ],
)
def test_a_newer_version_and_another_thing_may_stand_first_though_less_sure(
    folder: SampleFolder, older: str, newer: str
) -> None:
    _put_before(folder, place="website", confidence="low", older=older, newer=newer)
    assert folder.faults() == []
