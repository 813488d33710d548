"""What people type, cleaned: nothing harmful stays, nothing of theirs is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.errors import BadInput
from kitchentable.domain.names import LONGEST_NAME, LONGEST_NOTE, clean_name, clean_note

ANY_TEXT = st.text(st.characters(), max_size=50)  # lone surrogates and control characters too


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ava", "Ava"),
        ("  Ava \t Rose\n", "Ava Rose"),
        ("Zoe\u0308", "Zoë"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("\u202eevil\u202c", "evil"),
        ("👩‍👧", "👩‍👧"),
        ("🏳️‍🌈", "🏳️‍🌈"),
        ("محمد", "محمد"),
        ("می‌خواهم", "می‌خواهم"),
        ("e\x00\u0301", "é"),
    ],
)
def test_a_name_keeps_what_is_its_own(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.parametrize(
    "typed", ["", "   ", "\n", "\x00", "\u202e", "\u200d", "\u200b\ufeff", "\u0301", "\u200d \u200d"]
)
def test_a_name_nobody_could_see_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="Please type a nickname"):
        clean_name(typed, what="nickname")


def test_a_name_fits_a_line_or_is_refused() -> None:
    assert clean_name("x" * LONGEST_NAME) == "x" * LONGEST_NAME
    with pytest.raises(BadInput, match="60 letters"):
        clean_name("x" * (LONGEST_NAME + 1))


def test_a_note_keeps_its_lines() -> None:
    assert clean_note("one\r\ntwo\rthree\n\n\tfour \x07") == "one\ntwo\nthree\n\n\tfour"
    assert clean_note(" \x00 ") == ""


def test_a_note_is_never_cut_off() -> None:
    assert clean_note("x" * LONGEST_NOTE) == "x" * LONGEST_NOTE
    with pytest.raises(BadInput, match="20,000"):
        clean_note("x" * (LONGEST_NOTE + 1))


@given(ANY_TEXT)
def test_a_note_cleaned_is_clean(text: str) -> None:
    note = clean_note(text)
    assert clean_note(note) == note
    assert unicodedata.is_normalized("NFC", note)
    note.encode("utf-8")
    assert {unicodedata.category(mark) for mark in note if mark not in "\n\t"}.isdisjoint({"Cc", "Cs"})


@given(ANY_TEXT)
def test_a_name_cleaned_is_clean_and_on_one_line(text: str) -> None:
    try:
        name = clean_name(text)
    except BadInput:
        return
    assert clean_name(name) == name
    assert name.splitlines() == [name]
    name.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_letters_and_numbers_are_never_lost(text: str) -> None:
    assert clean_name(text) == unicodedata.normalize("NFC", text)
