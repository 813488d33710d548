"""Packs from others on disk: looked at, installed, removed; refused without a trace; damaged ones told and left out."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.change import Touched
from kitchentable.domain.errors import CannotWrite, GuidanceFault, NotFound
from kitchentable.domain.pack import Guidance
from kitchentable.guidance.foreign import seal
from kitchentable.services import packs, talks
from kitchentable.services.household import Household
from kitchentable.services.packs import Standing
from tests.foreign_sample import BUILT, KEY, OTHER_KEY, PUBLISHER, SLUG, their_file, their_pack
from tests.sample_guidance import sample_guidance

TOPIC = f"{SLUG}/phones-at-school"


@pytest.fixture
def home(household: Household) -> Household:
    return household


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return their_file(tmp_path)


def _trace(home: Household) -> dict[str, bytes]:
    """Return every small file of the data folder with what it holds; the records have a life of their own."""
    files = (one for one in home.paths.data.rglob("*") if one.is_file() and not one.name.startswith("family.db"))
    return {str(one.relative_to(home.paths.data)): one.read_bytes() for one in files}


def _install(home: Household, file: Path) -> None:
    change = packs.install(home, packs.look_at(home.paths, file))
    assert change.touches(Touched.GUIDANCE)


def _refused(home: Household, file: Path) -> str:
    before = _trace(home)
    with pytest.raises(GuidanceFault) as told:
        packs.look_at(home.paths, file)
    assert _trace(home) == before
    sentence = told.value.message
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_looking_says_whose_it_is_and_writes_nothing(home: Household, file: Path) -> None:
    before = _trace(home)
    looked = packs.look_at(home.paths, file)
    assert _trace(home) == before
    assert looked.standing is Standing.NEW
    assert looked.view.publisher == PUBLISHER
    assert looked.view.holds == ((1, "talk"), (1, "contact"))
    assert looked.view.titles == ("Phones at our school", "The sample school office")
    assert (looked.view.reviewed, looked.view.texts) == (0, 1)
    assert looked.view.built_on == BUILT


def test_an_installed_pack_is_shown_at_once_and_after_a_restart(home: Household, file: Path) -> None:
    _install(home, file)
    assert home.guidance.topic(TOPIC).title == "Phones at our school"
    assert [one.publisher for one in packs.installed(home).packs] == [PUBLISHER]
    again = sample_guidance()
    assert packs.add_installed(home.paths, again) == ()
    assert again.topic(TOPIC) == home.guidance.topic(TOPIC)


def test_the_installed_file_is_private_and_named_by_us(home: Household, file: Path) -> None:
    _install(home, file.rename(file.with_name("..%2f..%2fevil name.ktpack")))
    kept = home.paths.packs / f"pack-{SLUG}.ktpack"
    assert {one.name for one in home.paths.packs.iterdir()} == {kept.name, "known.json"}
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(home.paths.packs.stat().st_mode) == 0o700


def test_ticks_outlive_the_pack(home: Household, file: Path, child_id: int) -> None:
    _install(home, file)
    band = AgeBand.FROM_10
    talks.tick(home, child_id=child_id, topic_id=TOPIC, band=band, line_id="who-watches", ticked=True)
    talks.we_talked(
        home,
        child_id=child_id,
        topic_id=TOPIC,
        band=band,
        talked_on=home.clock.today(),
        how_it_went=None,
        agreed=("I ask first.",),
        note="",
        again_on=None,
    )
    packs.remove(home, SLUG)
    assert home.guidance.find_topic(TOPIC) is None
    assert packs.installed(home).packs == ()
    (line,) = talks.records_view(home, child_id=child_id)
    assert (line.topic_title, line.ticked) == (f"Phones at our school (from {PUBLISHER})", 1)
    assert line.record.agreed == ("I ask first.",)
    assert talks.talks_view(home, child_id=child_id).cards
    again = sample_guidance()
    packs.add_installed(home.paths, again)
    assert again.retired_title(f"topic/{TOPIC}") == line.topic_title


def test_removed_and_installed_again_it_is_as_before(home: Household, file: Path) -> None:
    _install(home, file)
    packs.remove(home, SLUG)
    _install(home, file)
    assert home.guidance.topic(TOPIC)
    assert home.guidance.retired_title(f"topic/{TOPIC}") is None


def test_removing_what_is_not_there_says_so(home: Household) -> None:
    with pytest.raises(NotFound):
        packs.remove(home, SLUG)


def test_another_key_for_a_known_publisher_is_refused(home: Household, file: Path, tmp_path: Path) -> None:
    _install(home, file)
    (tmp_path / "imposter").mkdir()
    imposter = their_file(tmp_path / "imposter", key=OTHER_KEY)
    assert "is not the one we know" in _refused(home, imposter)
    packs.remove(home, SLUG)
    assert "is not the one we know" in _refused(home, imposter)


def test_a_name_that_only_looks_different_is_the_same_publisher(home: Household, file: Path, tmp_path: Path) -> None:
    _install(home, file)
    (tmp_path / "imposter").mkdir()
    imposter = their_file(tmp_path / "imposter", key=OTHER_KEY, name="Northgate-Sample School")
    assert "is not the one we know" in _refused(home, imposter)


def test_a_newer_pack_makes_the_older_one_go_and_never_the_other_way(home: Household, tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    old, new = their_file(tmp_path / "old"), their_file(tmp_path / "new", built_on=date(2027, 1, 5))
    _install(home, old)
    assert packs.look_at(home.paths, old).standing is Standing.SAME
    assert packs.look_at(home.paths, new).standing is Standing.UPDATE
    _install(home, new)
    assert [one.built_on for one in packs.installed(home).packs] == [date(2027, 1, 5)]
    assert "is older than the pack" in _refused(home, old)


def test_what_a_newer_pack_no_longer_has_keeps_its_title(home: Household, file: Path, tmp_path: Path) -> None:
    _install(home, file)
    pack = msgspec.structs.replace(their_pack(tmp_path / "s"), topics=(), built_on=date(2027, 1, 5))
    newer = tmp_path / "newer.ktpack"
    newer.write_bytes(seal(pack, PUBLISHER, KEY))
    _install(home, newer)
    assert home.guidance.find_topic(TOPIC) is None
    assert home.guidance.retired_title(f"topic/{TOPIC}") == f"Phones at our school (from {PUBLISHER})"


def test_words_that_must_never_be_said_are_refused(home: Household, tmp_path: Path) -> None:
    pack = their_pack(tmp_path / "s")
    bad = tmp_path / "bad.ktpack"
    topic = msgspec.structs.replace(pack.topics[0], about="Pay the blackmailer.")
    bad.write_bytes(seal(msgspec.structs.replace(pack, topics=(topic,)), PUBLISHER, KEY))
    assert "breaks our rules" in _refused(home, bad)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path), lambda _path: None])
def test_what_is_not_a_plain_file_is_refused(home: Household, tmp_path: Path, make: Callable[[Path], object]) -> None:
    odd = tmp_path / "odd.ktpack"
    make(odd)
    assert "ktpack" in _refused(home, odd)


def test_a_damaged_installed_pack_is_told_and_left_out(home: Household, file: Path) -> None:
    _install(home, file)
    kept = home.paths.packs / f"pack-{SLUG}.ktpack"
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    guidance = sample_guidance()
    (trouble,) = packs.add_installed(home.paths, guidance)
    assert PUBLISHER in trouble.message
    assert guidance.find_topic(TOPIC) is None
    assert guidance.topics() == Guidance(guidance.own).topics()
    assert packs.installed(home).troubles[0].message == trouble.message
    _install(home, file)
    assert packs.add_installed(home.paths, guidance) == ()


def test_a_file_put_there_by_hand_is_left_out(home: Household, file: Path) -> None:
    home.paths.packs.mkdir()
    (home.paths.packs / f"pack-{SLUG}.ktpack").write_bytes(file.read_bytes())
    (home.paths.packs / "pack-other.ktpack").mkdir()
    assert len(packs.add_installed(home.paths, home.guidance)) == 2
    assert home.guidance.find_topic(TOPIC) is None


def test_a_damaged_list_of_publishers_is_told_and_trusts_nobody(home: Household, file: Path) -> None:
    _install(home, file)
    (home.paths.packs / "known.json").write_text("{", encoding="utf-8")
    (trouble,) = packs.add_installed(home.paths, home.guidance)
    assert "can’t be read" in trouble.message
    assert home.guidance.find_topic(TOPIC) is None
    assert "can’t be read" in _refused(home, file)


def test_a_place_that_can_not_be_written_is_told(home: Household, file: Path) -> None:
    looked = packs.look_at(home.paths, file)
    home.paths.packs.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(CannotWrite):
        packs.install(home, looked)
    assert home.guidance.find_topic(TOPIC) is None


def test_no_damage_to_a_file_leaves_a_trace(home: Household, file: Path) -> None:
    _install(home, file)
    sound = file.read_bytes()
    step = len(sound) // 40
    for at in range(0, len(sound), step):
        file.write_bytes(sound[:at])
        _refused(home, file)
        file.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        _refused(home, file)
    assert home.guidance.topic(TOPIC)
