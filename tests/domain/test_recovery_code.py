"""The recovery code: kind to how it is typed, and no single slip or swap passes."""

from __future__ import annotations

import itertools
import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.errors import WrongRecoveryCode
from kitchentable.domain.recovery_code import ALPHABET, FREE, GROUP, GROUPS, code_of, groups, read_code

codes = st.lists(st.integers(0, len(ALPHABET) - 1), min_size=FREE, max_size=FREE).map(code_of)
LOOK_ALIKES = {"0": "OQDoqd", "1": "ILil", "2": "Zz", "5": "Ss", "6": "Gg", "8": "Bb", "V": "Uu"}


def refused(typed: str) -> str:
    with pytest.raises(WrongRecoveryCode) as caught:
        read_code(typed)
    return caught.value.message


def test_it_holds_at_least_128_bits() -> None:
    assert len(set(ALPHABET)) ** FREE >= 2**128
    assert FREE * math.log2(len(ALPHABET)) > 135


def test_no_two_signs_are_read_as_one_another() -> None:
    assert not set("".join(LOOK_ALIKES.values()).upper()) & set(ALPHABET)


@given(codes)
def test_a_code_is_read_as_it_is_written(code: str) -> None:
    assert read_code(code) == code
    assert len(groups(code)) == GROUPS
    assert {len(group) for group in groups(code)} == {GROUP}
    assert "".join(groups(code)) == code


@given(codes, st.data())
def test_case_spaces_hyphens_and_look_alikes_are_all_the_same(code: str, data: st.DataObject) -> None:
    between = st.text(st.sampled_from(" -–—_.,\n\t\u00a0\u200b"), max_size=3)
    typed = ""
    for sign in code:
        typed += data.draw(st.sampled_from(sign + sign.lower() + LOOK_ALIKES.get(sign, ""))) + data.draw(between)
    assert read_code(typed) == code


@given(codes, st.integers(0, GROUPS * GROUP - 1), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+é"))
def test_any_one_wrong_sign_is_noticed_in_its_group(code: str, place: int, sign: str) -> None:
    typed = code[:place] + sign + code[place + 1 :]
    if sign == code[place] or sign in LOOK_ALIKES.get(code[place], ""):
        assert read_code(typed) == code
    else:
        assert f"group {place // GROUP + 1} again" in refused(typed)


@given(codes)
def test_every_single_wrong_sign_and_every_swap_of_neighbours_is_noticed(code: str) -> None:
    for place in range(len(code)):
        for sign in ALPHABET.replace(code[place], ""):
            refused(code[:place] + sign + code[place + 1 :])
    for place, (first, second) in enumerate(itertools.pairwise(code)):
        if first != second:
            refused(code[:place] + second + first + code[place + 2 :])


@given(codes, st.permutations(range(GROUPS)))
def test_groups_in_another_order_are_noticed(code: str, order: list[int]) -> None:
    mixed = "".join(groups(code)[place] for place in order)
    if mixed == code:
        assert read_code(mixed) == code
    else:
        refused(mixed)


@given(codes, st.integers(0, GROUPS * GROUP - 1))
def test_one_too_few_or_too_many_is_counted(code: str, place: int) -> None:
    assert "You typed 35." in refused(code[:place] + code[place + 1 :])
    assert "You typed 37." in refused(code[:place] + "7" + code[place:])


def test_several_groups_are_named() -> None:
    code = code_of([0] * FREE)
    assert "groups 1, 3 and 6 again" in refused(_slip(_slip(_slip(code, 0), 12), 35))


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(typed: str) -> None:
    with suppress(WrongRecoveryCode):
        assert set(read_code(typed)) <= set(ALPHABET)


@pytest.mark.parametrize("drawn", [[0] * (FREE - 1), [0] * (FREE + 1), [-1] + [0] * (FREE - 1), [23] * FREE])
def test_a_code_is_made_of_what_it_is_made_of(drawn: list[int]) -> None:
    with pytest.raises(ValueError, match="a code is made of"):
        code_of(drawn)


def _slip(code: str, place: int) -> str:
    other = ALPHABET[(ALPHABET.index(code[place]) + 1) % len(ALPHABET)]
    return code[:place] + other + code[place + 1 :]
