"""Search: a parent's own words, slips and slang find the right thing, trouble finds help, nonsense finds nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.pack import Guidance
from kitchentable.guidance.build import build
from kitchentable.guidance.search import Found, Kind, SearchIndex
from kitchentable.system.resources import resources


@pytest.fixture(scope="module")
def guidance() -> Guidance:
    """Return our own guidance."""
    return Guidance(build(resources() / "guidance", date(2026, 11, 21)))


@pytest.fixture(scope="module")
def index(guidance: Guidance) -> Iterator[SearchIndex]:
    """Return an index of our own guidance."""
    index = SearchIndex(guidance, "uk")
    yield index
    index.close()


def first(index: SearchIndex, query: str) -> Found:
    found = index.search(query)
    assert found, f"nothing found for {query!r}"
    return found[0]


@pytest.mark.parametrize(
    ("query", "kind", "within"),
    [
        ("roblox chat", Kind.SETTING, "roblox"),
        ("robloks chat", Kind.SETTING, "roblox"),
        ("wahtsapp groups", Kind.SETTING, "whatsapp"),
        ("xbox spending", Kind.SETTING, "xbox"),
    ],
)
def test_a_platform_and_a_matter_find_a_setting_of_that_platform(
    index: SearchIndex, query: str, kind: Kind, within: str
) -> None:
    assert any((one.kind, one.within) == (kind, within) for one in index.search(query)[:3])


@pytest.mark.parametrize(
    "query", ["sextortion", "sextorsion", "blackmail", "blackmale pics", "someone is blackmailing my son"]
)
def test_blackmail_however_spelt_finds_its_help_page(index: SearchIndex, query: str) -> None:
    assert "blackmailed" in {one.id for one in index.search(query)[:3] if one.kind is Kind.SITUATION}


@pytest.mark.parametrize(
    "query",
    [
        "he wants to meet her",
        "someone is asking my daughter for pics",
        "my son sent a picture to a stranger",
        "she is being threatened",
        "groming",
    ],
)
def test_words_that_smell_of_trouble_put_help_first(index: SearchIndex, query: str) -> None:
    assert first(index, query).kind is Kind.SITUATION


def test_a_service_is_found_by_name_and_by_number(index: SearchIndex) -> None:
    assert first(index, "childline").id == "childline"
    assert first(index, "0800 1111").id == "childline"


def test_slang_finds_the_talk(index: SearchIndex) -> None:
    assert "live-streaming" in {one.id for one in index.search("going live on tik tok") if one.kind is Kind.TALK}


@pytest.mark.parametrize("query", ["", "   ", "banana bread recipe", "asdf qwer zxcv", "!!! ???", "\x00", "'\";--"])
def test_nothing_is_found_where_nothing_fits(index: SearchIndex, query: str) -> None:
    assert index.search(query) == ()


def test_results_are_best_first_but_for_help(index: SearchIndex) -> None:
    scores = [one.score for one in index.search("roblox") if one.kind is not Kind.SITUATION]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_every_topic_and_guide_is_found_by_its_own_title(index: SearchIndex, guidance: Guidance) -> None:
    for topic in guidance.topics():
        assert topic.id in {one.id for one in index.search(topic.title)[:5]}, topic.title
    for guide in guidance.pack.guides:
        assert guide.id in {one.id for one in index.search(guide.title)}, guide.title


def test_every_search_word_of_a_situation_leads_there(index: SearchIndex, guidance: Guidance) -> None:
    for situation in guidance.situations():
        for words in situation.search:
            assert situation.id in {one.id for one in index.search(words)}, f"{situation.id}: {words}"


@given(st.text(max_size=80))
def test_no_text_breaks_it(index: SearchIndex, query: str) -> None:
    assert isinstance(index.search(query), tuple)


def test_it_may_be_asked_from_another_thread(index: SearchIndex) -> None:
    found: list[Found] = []
    thread = threading.Thread(target=lambda: found.extend(index.search("roblox")))
    thread.start()
    thread.join()
    assert found


@pytest.mark.parametrize(
    ("query", "milestone"),
    [("under 16 ban australia", "au-16-social-media"), ("whatsapp at 13", "whatsapp-13"), ("coppa", "us-13-coppa")],
)
def test_an_age_that_changes_something_is_found(index: SearchIndex, query: str, milestone: str) -> None:
    assert milestone in {one.id for one in index.search(query)[:3] if one.kind is Kind.MILESTONE}


def test_an_age_says_what_it_is_about_and_whose_law_it_is(index: SearchIndex) -> None:
    found = {one.id: one for one in index.search("under 16 ban australia") if one.kind is Kind.MILESTONE}
    assert found["au-16-social-media"].title.startswith("At 16: ")
    assert found["au-16-social-media"].title.endswith("(Australia)")


@pytest.mark.parametrize("country", ["uk", "ie", "us", "ca", "au", "nz"])
def test_talk_of_dying_puts_the_crisis_lines_of_the_country_first(guidance: Guidance, country: str) -> None:
    crisis = guidance.country(country).crisis
    found = SearchIndex(guidance, country).search("my daughter wants to kill herself")
    assert [one.id for one in found[: len(crisis)]] == list(crisis)


def test_what_was_done_to_a_child_leads_to_the_emergency_number(index: SearchIndex, guidance: Guidance) -> None:
    assert first(index, "my daughter was raped").id == guidance.country("uk").emergency


@pytest.mark.parametrize("country", ["uk", "au"])
def test_the_law_of_the_familys_own_country_comes_first(guidance: Guidance, country: str) -> None:
    assert first(SearchIndex(guidance, country), "under 16 ban").id == f"{country}-16-social-media"


def test_a_wish_for_a_setting_is_not_buried_under_help(index: SearchIndex) -> None:
    assert first(index, "turn off strangers messaging").kind is not Kind.SITUATION


def test_a_grave_word_leads_to_help_even_beside_a_wish(index: SearchIndex) -> None:
    assert first(index, "how do i stop someone blackmailing my son").id == "blackmailed"


@pytest.mark.parametrize(
    "query", ["they told him to turn his camera on and show his body", "all her mates blocked her"]
)
def test_a_wish_that_is_part_of_a_story_hides_no_trouble(index: SearchIndex, query: str) -> None:
    assert first(index, query).kind is Kind.SITUATION


def test_a_worry_that_names_no_topic_finds_its_talk(index: SearchIndex) -> None:
    found = index.search("my daughter treats a bot like her best mate")
    assert "ai-chatbots-and-companions" in {one.id for one in found[:3] if one.kind is Kind.TALK}


@pytest.mark.parametrize("query", ["nspcc phone", "number for the nspcc", "nspcc helpline"])
def test_a_service_named_beside_words_that_only_ask_comes_first(index: SearchIndex, query: str) -> None:
    assert first(index, query).id == "nspcc"


@pytest.mark.parametrize("query", ["set a bedtime on roblox", "stop strangers talking to him on roblox"])
def test_a_setting_of_a_named_platform_is_found_in_other_words(index: SearchIndex, query: str) -> None:
    assert any((one.kind, one.within) == (Kind.SETTING, "roblox") for one in index.search(query)[:3])


def test_single_signs_of_trouble_count_no_more_beside_everyday_words(index: SearchIndex) -> None:
    assert index.search("square root of 144") == ()


@pytest.mark.parametrize("query", ["discord dms from strangers", "ps5 chat with strangers"])
def test_a_setting_comes_before_help_where_nobody_is_named(index: SearchIndex, query: str) -> None:
    assert first(index, query).kind is not Kind.SITUATION


@pytest.mark.parametrize("query", ["a stranger dms my son on discord", "someone on ps5 asked my daughter for a photo"])
def test_help_comes_before_a_setting_where_a_child_is_named(index: SearchIndex, query: str) -> None:
    assert first(index, query).kind is Kind.SITUATION


def test_a_question_that_names_nobody_tells_no_trouble(index: SearchIndex) -> None:
    assert first(index, "is sexting a crime").kind is Kind.TALK


def test_a_question_within_a_story_hides_no_trouble(index: SearchIndex) -> None:
    told = "a stranger in a game asked my son what grade he is in and what he is wearing"
    assert first(index, told).kind is Kind.SITUATION


def test_a_wish_in_unusual_words_still_finds_something(index: SearchIndex) -> None:
    found = index.search("are broadband parental controls worth it for a 12 year old")
    assert any("broadband" in f"{one.id} {one.within}" for one in found[:3])
