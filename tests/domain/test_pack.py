"""Looking things up in the guidance."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import NotFound
from kitchentable.domain.pack import Guidance, Pack
from kitchentable.domain.sources import Confidence
from tests.sample_guidance import sample_guidance, sample_pack

GUIDANCE = sample_guidance()


def test_what_is_there_is_found() -> None:
    assert GUIDANCE.topic("live-streaming").title == "Live streaming"
    assert GUIDANCE.talk("live-streaming", AgeBand.FROM_7).minutes == 10
    assert GUIDANCE.guide("xbox").title == "Xbox"
    assert GUIDANCE.setting("xbox", "messages").title == "Who can message"
    assert GUIDANCE.setting("xbox", "messages").confidence is Confidence.HIGH
    assert GUIDANCE.situation("blackmailed").follow_up == (1, 7, 30)
    assert GUIDANCE.contact("uk", "police").phone[0].dial == "tel:01632960001"
    assert GUIDANCE.country("uk").emergency_number == "01632 960000"
    assert GUIDANCE.source("maker-page").publisher == "Sample maker"
    assert GUIDANCE.version == "2026.07.01"


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: GUIDANCE.topic("x"), "no talk called “x”"),
        (lambda: GUIDANCE.talk("live-streaming", AgeBand.UNDER_7), "Talk about video calls."),
        (lambda: GUIDANCE.guide("x"), "no guide called “x”"),
        (lambda: GUIDANCE.setting("xbox", "x"), "“xbox” has no setting called “x”"),
        (lambda: GUIDANCE.situation("x"), "no help page called “x”"),
        (lambda: GUIDANCE.country("x"), "no help for the country “x”"),
        (lambda: GUIDANCE.contact("uk", "x"), "no contact called “x”"),
        (lambda: GUIDANCE.source("x"), "no source called “x”"),
    ],
)
def test_what_is_not_there_is_not_found_in_words(ask: Callable[[], object], words: str) -> None:
    with pytest.raises(NotFound, match=words):
        ask()


def test_what_old_records_name_may_be_gone() -> None:
    assert GUIDANCE.find_topic("x") is None
    assert GUIDANCE.find_guide("x") is None
    assert GUIDANCE.find_setting("xbox", "x") is None
    assert GUIDANCE.find_setting("x", "messages") is None
    assert GUIDANCE.find_setting("xbox", "messages") is not None


def test_topics_and_situations_come_in_order_whatever_the_pack_says() -> None:
    pack = msgspec.structs.replace(sample_pack(), topics=tuple(reversed(sample_pack().topics)))
    assert [one.id for one in Guidance(pack).topics()] == [one.id for one in GUIDANCE.topics()]
    assert [one.order for one in GUIDANCE.topics()] == [10, 20, 30, 40]


def test_the_ticks_of_a_talk_are_in_reading_order() -> None:
    ids = GUIDANCE.talk("live-streaming", AgeBand.FROM_10).tick_ids()
    assert ids == ("ask-1", "ask-2", "listen-1", "say-1", "say-2", "agree-1", "agree-2")


def test_a_pack_survives_being_written_and_read() -> None:
    assert msgspec.json.decode(msgspec.json.encode(sample_pack()), type=Pack) == sample_pack()
