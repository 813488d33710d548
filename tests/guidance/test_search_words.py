"""How search reads words: their forms, their slips, and the names of platforms torn in two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.guidance.search.spelling import Speller
from kitchentable.guidance.search.words import plain_words, stem

KNOWN = {"grooming": 5, "whatsapp": 9, "message": 9, "voice": 4, "chat": 9, "tiktok": 3, "instagram": 5, "wink": 2}


@pytest.fixture
def speller() -> Speller:
    """Return a speller with a few words."""
    return Speller(KNOWN, {"blackmail"}, {"whatsapp", "tiktok", "instagram"}, {"bread", "car"})


@pytest.mark.parametrize(
    "forms",
    [
        "share shares shared sharing",
        "bully bullies bullied bullying",
        "message messages messaging messaged",
        "game games gaming",
        "send sends sending sent",
        "scam scams scammed scamming",
        "nude nudes",
        "meet meets meeting met",
    ],
)
def test_the_forms_of_a_word_are_one(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["car care", "win wine", "thing the", "boss bos", "news new"])
def test_different_words_stay_apart(pair: str) -> None:
    left, right = pair.split()
    assert stem(left) != stem(right)


@given(st.text(max_size=30))
def test_every_text_has_words_and_every_word_a_stem(text: str) -> None:
    assert all(stem(word) for word in plain_words(text))


def test_an_age_in_words_is_a_number() -> None:
    assert plain_words("he turns thirteen, two step") == ["he", "turns", "13", "two", "step"]


@pytest.mark.parametrize(
    ("typed", "read"), [("my 13yo", "my 13 yo"), ("DS14 and dd9", "ds 14 and dd 9"), ("ps5 o2 mp3", "ps5 o2 mp3")]
)
def test_an_age_written_in_one_is_parted_and_no_name_is(typed: str, read: str) -> None:
    assert plain_words(typed) == read.split()


def test_an_apostrophe_and_an_accent_change_nothing() -> None:
    assert plain_words("Don’t café, won't!") == ["dont", "cafe", "wont"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("groming ", "grooming"),
        ("instergram ", "instagram"),
        ("tik tok ", "tiktok"),
        ("whats app ", "whatsapp"),
        ("mesage ", "message"),
        ("blakmail ", "blackmail"),
        ("messa", "message"),
    ],
)
def test_slips_torn_names_and_unfinished_words_are_read(speller: Speller, typed: str, meant: str) -> None:
    assert [one.word for one in speller.read(typed)] == [meant]


def test_words_run_together_are_parted(speller: Speller) -> None:
    assert [one.word for one in speller.read("voicechat ")] == ["voice", "chat"]


@pytest.mark.parametrize("typed", ["bread", "car", "cars", "wine "])
def test_an_everyday_word_or_a_short_one_is_no_slip(speller: Speller, typed: str) -> None:
    [read] = speller.read(typed)
    assert read.word == typed.strip()
