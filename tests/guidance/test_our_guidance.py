"""The guidance we ship keeps every rule and fits into one pack."""

from __future__ import annotations

from datetime import date

from kitchentable.guidance.build import build
from kitchentable.guidance.check import find_faults
from kitchentable.guidance.pack import decode, encode
from kitchentable.system.resources import resources

OURS = resources() / "guidance"


def test_our_guidance_keeps_every_rule() -> None:
    _, faults = find_faults(OURS)
    assert [str(fault) for fault in faults] == []


def test_our_guidance_is_whole_in_a_pack() -> None:
    pack = build(OURS, date(2026, 11, 21))
    assert decode(encode(pack), "guidance.pack") == pack
    assert {topic.id for topic in pack.topics} >= {
        "live-streaming",
        "grooming-and-strangers",
        "private-channels",
        "telling-someone-and-breaking-the-taboo",
    }
