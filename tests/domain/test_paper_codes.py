"""Codes on paper: one for each box, the same for good, and no slip of a pen or finger ticks another box."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import BadInput
from kitchentable.domain.family import Device
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import SIGNS, Box, CodeBook, SettingBox, TalkBox, mark_of
from kitchentable.guidance.build import build
from kitchentable.system.resources import resources
from tests.printing.conftest import DAY
from tests.sample_guidance import sample_guidance


def _all(guidance: Guidance) -> list[Box]:
    talks = [
        TalkBox(topic.id, band, line)
        for topic in guidance.pack.topics
        for band, talk in topic.talks.items()
        for line in talk.tick_ids()
    ]
    return [*talks, *(SettingBox(guide.id, one.id) for guide in guidance.pack.guides for one in guide.settings)]


@pytest.fixture(scope="module")
def real() -> Guidance:
    """Return the guidance this checkout ships."""
    return Guidance(build(resources() / "guidance", DAY))


def test_each_box_of_our_guidance_has_a_code_of_its_own_that_leads_back_to_it(real: Guidance) -> None:
    book, boxes = CodeBook(real), _all(real)
    codes = {book.code(one): one for one in boxes}
    assert len(codes) == len(boxes) > 1000
    read = book.read(" ".join(codes))
    assert [(one.box, one.mark) for one in read] == [(box, None) for box in codes.values()]


def test_a_code_says_nothing_and_looks_like_nothing_else(real: Guidance) -> None:
    book = CodeBook(real)
    assert len(set(SIGNS)) == 19
    assert not set(SIGNS) & set("0125AEIOUYBGLQSVZ")
    assert {len(book.code(one)) for one in _all(real)} == {5}
    assert {len(book.code(one, 7)) for one in _all(real)} == {6}


def test_children_differ_on_one_page_and_so_do_devices_of_one_kind() -> None:
    guidance = sample_guidance()
    devices = [Device(1, "Living room", "xbox"), Device(2, "Bedroom", "xbox")]
    setting = guidance.guide("xbox").settings[0].id
    book = CodeBook(guidance, devices)
    boxes = [SettingBox("xbox", setting), SettingBox("xbox", setting, 1), SettingBox("xbox", setting, 2)]
    codes = [book.code(box, child) for box in boxes for child in range(1, 20)]
    assert len(set(codes)) == len(codes)
    assert [(one.box, one.mark) for one in book.read(" ".join(codes))] == [
        (box, mark_of(child)) for box in boxes for child in range(1, 20)
    ]


def test_a_family_s_devices_and_others_guidance_change_no_code_of_ours() -> None:
    guidance = sample_guidance()
    alone, with_devices = CodeBook(guidance), CodeBook(guidance, [Device(n, f"{n}", "xbox") for n in range(50)])
    assert [alone.code(one) for one in _all(guidance)] == [with_devices.code(one) for one in _all(guidance)]


def test_a_code_is_the_same_for_ever() -> None:
    # The ids are permanent, and paper lies about for months: a change here is a fault.
    book = CodeBook(sample_guidance())
    line = sample_guidance().talk("live-streaming", AgeBand.FROM_10).ask[0].id
    assert book.code(TalkBox("live-streaming", AgeBand.FROM_10, line)) == "JDN9C"
    assert book.code(SettingBox("xbox", sample_guidance().guide("xbox").settings[0].id), 3) == "FRF97P"


@pytest.mark.parametrize("child_id", [None, 4])
def test_every_single_wrong_sign_and_every_swap_is_noticed(real: Guidance, child_id: int | None) -> None:
    book = CodeBook(real)
    for box in _all(real)[::97]:
        code = book.code(box, child_id)
        wrong = {
            code[:place] + sign + code[place + 1 :]
            for place in range(len(code))
            for sign in SIGNS
            if sign != code[place]
        }
        for one, other in itertools.combinations(range(len(code)), 2):
            signs = list(code)
            signs[one], signs[other] = signs[other], signs[one]
            wrong.add("".join(signs))
        wrong.discard(code)
        for slip in wrong:
            with pytest.raises(BadInput, match="Nothing has been ticked"):
                book.read(slip)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_one_sentence(text: str) -> None:
    said = ""
    try:
        CodeBook(sample_guidance()).read(text)
    except BadInput as wrong:
        said = wrong.message
    assert "\n" not in said
    assert len(said) < 200


def test_codes_are_taken_however_they_are_typed() -> None:
    book = CodeBook(sample_guidance())
    one, other = (book.code(box) for box in _all(sample_guidance())[:2])
    typed = f" {one.lower()[:3]}-{one.lower()[3:]},\n{other}; {one}\t"
    assert [found.text for found in book.read(typed)] == [one, other]


def test_each_code_that_cannot_be_right_is_named() -> None:
    book = CodeBook(sample_guidance())
    good = book.code(_all(sample_guidance())[0])
    with pytest.raises(BadInput, match="“HELLO”, “77777”: not codes of ours") as caught:
        book.read(f"{good} hello 77777")
    assert good not in caught.value.message
    with pytest.raises(BadInput, match="Please type the codes"):
        book.read(" , ")


def test_a_box_this_guidance_has_not_gets_no_code() -> None:
    assert CodeBook(sample_guidance()).code(SettingBox("no-such", "thing")) == ""
