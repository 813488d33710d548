"""Joined guidance: theirs after ours and under their name; nothing of ours is replaced."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kitchentable.domain.pack import Guidance, Pack
from kitchentable.domain.situations import Situation
from kitchentable.domain.topics import Topic
from kitchentable.guidance.foreign import ForeignPack, open_seal, seal
from kitchentable.guidance.joining import join
from kitchentable.guidance.search import SearchIndex
from tests.foreign_sample import KEY, PUBLISHER, SLUG, their_pack
from tests.sample_guidance import sample_pack

TOPIC = f"{SLUG}/phones-at-school"


@pytest.fixture
def theirs(tmp_path: Path) -> ForeignPack:
    return open_seal(seal(their_pack(tmp_path), PUBLISHER, KEY), "it")


@pytest.fixture
def joined(theirs: ForeignPack) -> Guidance:
    return join(sample_pack(), [theirs])


def test_ours_is_all_there_and_comes_first(joined: Guidance) -> None:
    ours = Guidance(sample_pack())
    assert joined.topics()[: len(ours.topics())] == ours.topics()
    assert joined.situations() == ours.situations()
    assert joined.pack.guides == ours.pack.guides
    assert joined.version == ours.version
    assert joined.own == ours.pack


def test_theirs_says_whose_it_is(joined: Guidance) -> None:
    assert joined.publisher_of(TOPIC) == PUBLISHER
    assert joined.publisher_of("live-streaming") is None
    assert joined.topic(TOPIC).about == f"Who is watching? From {PUBLISHER}."
    contact = joined.contact("uk", f"{SLUG}/school-office")
    assert contact.name == f"The sample school office (from {PUBLISHER})"


@pytest.mark.parametrize(
    ("about", "shown"), [("Kind at first", "Kind at first. From"), ("Stop!", "Stop! From"), ("Yes. ", "Yes. From")]
)
def test_whose_it_is_is_a_sentence_of_its_own(theirs: ForeignPack, about: str, shown: str) -> None:
    topic = msgspec.structs.replace(theirs.pack.topics[0], about=about)
    changed = ForeignPack(theirs.publisher, msgspec.structs.replace(theirs.pack, topics=(topic,)))
    assert join(sample_pack(), [changed]).topic(TOPIC).about == f"{shown} {PUBLISHER}."


def test_every_link_and_source_leads_somewhere(joined: Guidance) -> None:
    topic = joined.topic(TOPIC)
    assert topic.if_it_happened == ("blackmailed",)
    named = {*topic.sources, *topic.why[0].sources, *(one for talk in topic.talks.values() for one in talk.sources)}
    assert named == {f"{SLUG}/school-page"}
    assert joined.source(f"{SLUG}/school-page").title == "Phones"


def test_an_icon_that_nobody_has_seen_is_not_drawn(joined: Guidance) -> None:
    assert joined.topic(TOPIC).icon == "book-open"


def test_an_id_like_ours_stays_theirs(theirs: ForeignPack) -> None:
    def renamed(one: Topic) -> Topic:
        return msgspec.structs.replace(one, id="live-streaming", order=0)

    twin = ForeignPack(
        theirs.publisher, msgspec.structs.replace(theirs.pack, topics=tuple(map(renamed, theirs.pack.topics)))
    )
    joined = join(sample_pack(), [twin])
    assert joined.topic("live-streaming") == Guidance(sample_pack()).topic("live-streaming")
    assert joined.topic(f"{SLUG}/live-streaming").title == "Phones at our school"
    assert joined.topics()[-1].id == f"{SLUG}/live-streaming"


def test_the_emergency_and_crisis_lines_stay_ours(joined: Guidance) -> None:
    mine, theirs = Guidance(sample_pack()).country("uk"), joined.country("uk")
    assert (theirs.emergency, theirs.crisis, theirs.footer) == (mine.emergency, mine.crisis, mine.footer)
    assert theirs.contacts[: len(mine.contacts)] == mine.contacts


def test_a_link_to_what_we_no_longer_have_is_left_out(theirs: ForeignPack) -> None:
    def unlinked(one: Topic) -> Topic:
        return msgspec.structs.replace(one, if_it_happened=())

    ours: Pack = sample_pack()
    none: tuple[Situation, ...] = ()
    ours = msgspec.structs.replace(ours, situations=none, topics=tuple(map(unlinked, ours.topics)))
    assert join(ours, [theirs]).topic(TOPIC).if_it_happened == ()


def test_search_finds_theirs(joined: Guidance) -> None:
    index = SearchIndex(joined, "uk")
    assert TOPIC in [one.id for one in index.search("phones at our school")]
    index.close()
