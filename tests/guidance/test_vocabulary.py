"""The vocabulary of search is checked, built into the pack, and left out of packs that have none."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from kitchentable.domain.pack import Guidance, Pack
from kitchentable.domain.vocabulary import Vocabulary
from kitchentable.guidance.build import build
from kitchentable.guidance.search import Kind, SearchIndex
from tests.guidance.sample_folder import SampleFolder
from tests.sample_guidance import sample_guidance

TODAY = date(2026, 11, 21)
SOUND = """\
ideas:
  - {id: picture, say: [pic, selfie], means: [photo]}
  - {id: wants, say: [begs for]}
signals:
  - {when: [picture, wants], situation: blackmailed}
also:
  - {finds: guide/xbox, words: [the green box]}
everyday: [lawnmower]
stories:
  - {situation: blackmailed, told: [he must pay or they show it]}
"""


def _with(folder: SampleFolder, text: str) -> list[str]:
    folder.add("vocabulary.yaml", text)
    return folder.faults()


def test_a_sound_one_is_built_into_the_pack(folder: SampleFolder) -> None:
    assert _with(folder, SOUND) == []
    built = build(folder.root, TODAY).vocabulary
    assert [one.id for one in built.ideas] == ["picture", "wants"]
    assert built.everyday == ("lawnmower",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("when: [picture,", "when: [pictures,", "there is no idea `pictures`; did you mean `picture`?"),
        ("wants], situation: black", "wants], situation: blak", "there is no situation `blakmailed`; did you mean"),
        ("- {situation: blackm", "- {situation: m", "there is no situation `mailed`"),
        ("guide/xbox", "guide/ybox", "there is no thing `guide/ybox`; did you mean `guide/xbox`?"),
        ("id: wants,", "id: picture,", "the idea `picture` is there twice; join them"),
        (", situation: blackmailed}\nalso", "}\nalso", "a signal needs ideas under `when`, and a `situation`"),
        ("everyday: [", "everydays: [", "everydays"),
        ("- {situation: blackmailed, told", "- {topic: nothing-such, told", "there is no thing `topic/nothing-such`"),
        (
            "- {situation: blackmailed, told",
            "- {situation: blackmailed, topic: x, told",
            "or to a `topic`, not to both",
        ),
    ],
)
def test_what_leads_nowhere_is_told(folder: SampleFolder, old: str, new: str, told: str) -> None:
    assert old in SOUND
    faults = _with(folder, SOUND.replace(old, new))
    assert any(told in fault and fault.startswith("vocabulary.yaml:") for fault in faults), faults


def test_a_pack_without_one_is_written_and_read_as_before() -> None:
    pack = sample_guidance().pack
    assert pack.vocabulary == Vocabulary()
    assert b"vocabulary" not in msgspec.msgpack.encode(pack)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(pack), type=Pack) == pack


def test_words_for_one_guide_may_stand_in_several_places(folder: SampleFolder) -> None:
    _with(folder, SOUND.replace("also:\n", "also:\n  - {finds: guide/xbox, words: [gamebox]}\n"))
    index = SearchIndex(Guidance(build(folder.root, TODAY)), "uk")
    assert [index.search(asked)[0].id for asked in ("gamebox", "the green box")] == ["xbox", "xbox"]


def test_search_uses_it(folder: SampleFolder) -> None:
    _with(folder, SOUND)
    index = SearchIndex(Guidance(build(folder.root, TODAY)), "uk")
    assert [one.id for one in index.search("the green box")][:1] == ["xbox"]
    assert index.search("someone begs for a selfie")[0].kind is Kind.SITUATION
    assert index.search("lawnmower xbox") == () or index.search("lawnmower xbox")[0].id == "xbox"
    assert index.search("lawnmower") == ()
