"""Each rule that spans files, told at its exact line."""

from __future__ import annotations

import pytest

from kitchentable.domain.topics import MOST_WORDS
from tests.guidance.sample_folder import GUIDE as GUIDE_TEXT
from tests.guidance.sample_folder import SampleFolder

TOPIC = "topics/live-streaming.yaml"
GUIDE = "guides/xbox.yaml"
SITUATION = "situations/blackmailed.yaml"
COUNTRY = "countries/uk.yaml"
MILESTONES = "milestones.yaml"
CHARITIES = "sources/charities.yaml"
MAKERS = "sources/makers.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "words"),
    [
        pytest.param(
            TOPIC, "if_it_happened: [blackmailed]", "if_it_happened: [blackmail]", 15,
            "there is no situation `blackmail`; did you mean `blackmailed`?", id="a situation",
        ),
        pytest.param(
            SITUATION, "topics: [live-streaming]", "topics: [live-streaming, gaming]", 26, "there is no topic `gaming`",
            id="a topic",
        ),
        pytest.param(
            SITUATION, "tell: {uk: [childline]}", "tell: {uk: [childlin]}", 20,
            "there is no contact in the country `uk` called `childlin`; did you mean `childline`?", id="a contact",
        ),
        pytest.param(
            SITUATION, "tell: {uk: [childline]}", "tell: {fr: [childline]}", 20, "there is no country `fr`",
            id="a country to tell",
        ),
        pytest.param(
            GUIDE, "first: who-can-message", "first: who-can", 8,
            "there is no setting in this guide called `who-can`; did you mean `who-can-message`?", id="first",
        ),
        pytest.param(
            GUIDE, "[who-can-message, parent-pin]", "[parent-pins]", 40,
            "there is no setting in this guide called `parent-pins`; did you mean `parent-pin`?", id="a change",
        ),
        pytest.param(
            COUNTRY, "emergency: emergency-999", 'emergency: "999"', 3,
            "there is no contact in this country called `999`", id="the emergency number",
        ),
        pytest.param(
            COUNTRY, "crisis: [childline]", "crisis: [shout]", 5, "there is no contact in this country called `shout`",
            id="the crisis line",
        ),
        pytest.param(
            COUNTRY, "footer: [emergency-999]", "footer: [ceop]", 6,
            "there is no contact in this country called `ceop`", id="the foot of a page",
        ),
        pytest.param(
            COUNTRY, "nations: [england]", "nations: [wales]", 22, "there is no nation in this country called `wales`",
            id="a nation",
        ),
        pytest.param(
            MILESTONES, "guide: xbox", "guide: xbux", 8, "there is no guide `xbux`; did you mean `xbox`?",
            id="a milestone’s guide",
        ),
        pytest.param(
            MILESTONES, "country: uk", "country: us", 9, "there is no country `us`",
            id="a milestone’s country",
        ),
        pytest.param(
            MILESTONES, "  law: A law\n", "", 11, "a milestone needs a `guide` or a `law`", id="a milestone of nothing",
        ),
        pytest.param(MILESTONES, "age: 16", "age: 21", 13, "`age` must be at most 18, not 21", id="a grown-up’s age"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_told(folder: SampleFolder, name: str, old: str, new: str, line: int, words: str) -> None:
    folder.change(name, old, new)
    assert folder.faults() == [f"{name}:{line}: {words}"]


@pytest.mark.parametrize(
    ("name", "old", "line", "words"),
    [
        (TOPIC, "text: It happens., sources: [charity-page]", 12, "this why has no source"),
        (GUIDE, "scope: child\n    sources: [xbox-page]", 26, "this settings has no source"),
        (GUIDE, "sources: [xbox-page]\n        confidence", 31, "this settings.ways has no source"),
        (GUIDE, "text: Friends only., sources: [xbox-page]", 27, "this settings.default has no source"),
        (GUIDE, "settings: [who-can-message, parent-pin], sources: [press-page]", 40, "this changes has no source"),
        (COUNTRY, "when: Now.\n    sources: [government-page]", 13, "this contacts has no source"),
        (COUNTRY, "grade: A, sources: [charity-page, government-page]", 24, "this contacts.phone has no source"),
        (MILESTONES, "text: A child may be asked.\n  sources: [xbox-page]", 7, "this entry has no source"),
        (SITUATION, "sources: [charity-page]", 27, "this entry has no source"),
    ],
)
def test_a_claim_without_a_source_is_told(folder: SampleFolder, name: str, old: str, line: int, words: str) -> None:
    start, _, names = old.rpartition("[")
    folder.change(name, old, f"{start}[]{names.partition(']')[2]}")
    assert f"{name}:{line}: {words}" in folder.faults()


def test_a_source_that_is_not_there_is_told_where_it_is_named(folder: SampleFolder) -> None:
    folder.change(COUNTRY, "grade: A, sources: [charity-page,", "grade: A, sources: [charity-page, chairty-page,")
    assert folder.faults() == [f"{COUNTRY}:24: there is no source `chairty-page`; did you mean `charity-page`?"]


def test_a_source_that_nothing_uses_is_told(folder: SampleFolder) -> None:
    folder.change(GUIDE, "sources: [press-page]", "sources: [xbox-page]")
    assert folder.faults() == [f"{CHARITIES}:14: the source `press-page` is not used anywhere"]


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/", "www.example.org", "https://localhost/page", "https://exa mple.org", "javascript:alert(1)"],
)  # fmt: skip
def test_an_address_that_is_not_of_the_web_is_told(folder: SampleFolder, address: str) -> None:
    folder.change(CHARITIES, "url: https://www.example.org/page", f"url: {address}")
    words = f"“{address}” is not a web address that begins with https:// or http://"
    assert folder.faults() == [f"{CHARITIES}:4: {words}"]


def test_a_contact_with_a_wrong_address_is_told(folder: SampleFolder) -> None:
    folder.change(COUNTRY, "web: https://www.childline.org.uk/", "web: childline.org.uk")
    words = "“childline.org.uk” is not a web address that begins with https:// or http://"
    assert folder.faults() == [f"{COUNTRY}:25: {words}"]


@pytest.mark.parametrize(
    "address", ["https://xbox.com.example.org/", "https://notxbox.com/", "https://example.org/xbox.com"]
)
def test_a_makers_page_on_a_strangers_domain_is_told(folder: SampleFolder, address: str) -> None:
    folder.change(MAKERS, "https://support.xbox.com/page", address)
    host = address.split("/")[2]
    words = f"{host} is not a domain of any guide's maker; use another kind, or add the domain"
    assert folder.faults() == [f"{MAKERS}:4: {words}"]


def test_a_page_that_names_one_maker_on_anothers_domain_is_told(folder: SampleFolder) -> None:
    other = GUIDE_TEXT.replace("id: xbox", "id: ipad").replace(
        "Microsoft, domains: [xbox.com]", "Apple, domains: [apple.com]"
    )
    folder.add("guides/ipad.yaml", other)
    folder.change(MAKERS, "https://support.xbox.com/page", "https://support.apple.com/page")
    words = "the publisher is Microsoft, but support.apple.com is not a domain of Microsoft’s"
    assert folder.faults() == [f"{MAKERS}:4: {words}"]
    folder.change(MAKERS, "publisher: Microsoft", "publisher: Apple Support")
    assert folder.faults() == []


@pytest.mark.parametrize("published", ["June 2026", "2026-6", "2026-13", "2026-02-30", "26", "2026-06-01T00:00"])
def test_a_date_of_publishing_in_another_form_is_told(folder: SampleFolder, published: str) -> None:
    folder.change(CHARITIES, "published: 2026-06", f"published: {published}")
    words = f"`published` must be YYYY, YYYY-MM or YYYY-MM-DD, not “{published}”"
    assert folder.faults() == [f"{CHARITIES}:7: {words}"]


def test_a_page_from_the_future_is_told(folder: SampleFolder) -> None:
    folder.change(CHARITIES, "published: 2026-06", "published: 2026-12")
    assert folder.faults() == [f"{CHARITIES}:7: `published` (2026-12) is after `read_on` (2026-11-21)"]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("", ":1: a milestone needs a `title`: what changes, in a few plain words"),
        (f"  title: {'Xbox ' * 13}\n", ":2: this title has 64 letters; the most is 60"),
        (
            "  title: UK GDPR, Article 8\n",
            ":2: say in the title what changes, not what the law is called; its name belongs under `law`",
        ),
    ],
)
def test_a_title_that_is_missing_too_long_or_a_lawyers_is_told(folder: SampleFolder, title: str, words: str) -> None:
    folder.change(MILESTONES, "  title: Xbox may need no yes\n", title)
    assert folder.faults() == [f"{MILESTONES}{words}"]


def test_high_confidence_on_weak_sources_is_told(folder: SampleFolder) -> None:
    folder.change(GUIDE, "sources: [xbox-page]\n        confidence", "sources: [press-page]\n        confidence")
    assert folder.faults() == [f"{GUIDE}:32: confidence can't be high: all its sources are press or other"]
    folder.change(GUIDE, "confidence: high", "confidence: medium")
    assert folder.faults() == []


def test_a_band_without_a_talk_or_a_reason_is_told(folder: SampleFolder) -> None:
    folder.change(TOPIC, "  7-9: Too young to stream.\n", "")
    assert folder.faults() == [f"{TOPIC}:16: there is no talk for 7-9; write one, or say why not under `no_talk`"]


def test_a_band_with_a_talk_and_a_reason_is_told(folder: SampleFolder) -> None:
    folder.change(TOPIC, "  7-9: Too young", "  10-12: Too young\n  7-9: Too young")
    assert folder.faults() == [f"{TOPIC}:36: 10-12 has a talk, so it can't have a reason for none"]


def test_twelve_lines_to_tick_are_a_talk_and_thirteen_too_long(folder: SampleFolder) -> None:
    more = "".join(f"      - {{id: more-{number}, text: More.}}\n" for number in range(8))
    folder.change(TOPIC, "    listen_for:\n", "    listen_for:\n" + more)
    assert folder.faults() == []
    folder.change(TOPIC, "    say:\n", "    say:\n      - {id: the-last, text: Too much.}\n")
    assert folder.faults() == [f"{TOPIC}:17: the talk for 10-12 has 13 lines to tick; the most is 12"]


def test_a_talk_that_asks_nothing_is_told(folder: SampleFolder) -> None:
    asks = "    ask:\n      - id: who-watches\n        text: “Who do you like to watch?”\n"
    folder.change(TOPIC, asks, "    ask: []\n")
    assert folder.faults() == [f"{TOPIC}:20: the talk for 10-12 asks nothing"]


@pytest.mark.parametrize("minutes", [0, 11])
def test_a_talk_of_no_minutes_or_too_many_is_told(folder: SampleFolder, minutes: int) -> None:
    folder.change(TOPIC, "minutes: 10", f"minutes: {minutes}")
    assert folder.faults() == [f"{TOPIC}:18: `minutes` must be from 1 to 10, not {minutes}"]


def test_a_talk_of_too_many_words_is_told(folder: SampleFolder) -> None:
    short = "“You can always tell me.”"
    folder.change(TOPIC, short, "“" + " ".join(["tell"] * (MOST_WORDS - 19)) + "”")
    (fault,) = folder.faults()
    assert fault.startswith(f"{TOPIC}:17: the talk for 10-12 has ")
    assert fault.endswith(f" words to read and say; the most is {MOST_WORDS}")


def test_a_suggestion_for_every_band_or_it_is_told(folder: SampleFolder) -> None:
    folder.change(GUIDE, "      7-9: Nobody\n", "")
    assert folder.faults() == [f"{GUIDE}:16: the setting `who-can-message` suggests nothing for 7-9"]


def test_a_setting_that_cannot_be_reached_is_told(folder: SampleFolder) -> None:
    folder.change(GUIDE, "[xbox.com, describe: your child’s name, Privacy]", "[]")
    assert folder.faults() == [f"{GUIDE}:30: this path is empty"]


def test_a_setting_without_ways_is_told(folder: SampleFolder) -> None:
    text = (folder.root / GUIDE).read_text(encoding="utf-8")
    start, end = text.index("    ways:\n"), text.index("cannot:\n")
    (folder.root / GUIDE).write_text(text[:start] + "    ways: []\n" + text[end:], encoding="utf-8")
    assert folder.faults() == [f"{GUIDE}:28: the setting `who-can-message` has no way to reach it"]


@pytest.mark.parametrize("number", ["0800 CHILD", "ring us", "0800 1111 ext. 4"])
def test_a_number_that_cannot_be_dialled_is_told(folder: SampleFolder, number: str) -> None:
    folder.change(COUNTRY, "text: 0800 1111", f"text: {number}")
    words = f"“{number}” can't be dialled: a number holds digits, spaces and a leading + only"
    assert folder.faults() == [f"{COUNTRY}:24: {words}"]


def test_a_file_that_cannot_be_read_brings_no_false_faults(folder: SampleFolder) -> None:
    (folder.root / CHARITIES).write_text("- id: [", encoding="utf-8")
    assert [fault.split(":")[0] for fault in folder.faults()] == [CHARITIES]
    (folder.root / SITUATION).write_text("id: [", encoding="utf-8")
    assert [fault.split(":")[0] for fault in folder.faults()] == [SITUATION, CHARITIES]


def test_a_number_that_only_one_page_prints_is_not_shown(folder: SampleFolder) -> None:
    folder.change(COUNTRY, "grade: A, sources: [charity-page, government-page]", "grade: A, sources: [charity-page]")
    assert folder.faults() == [f"{COUNTRY}:24: a number of `childline` is confirmed by 1 page; it needs 2"]


def test_ages_in_words_need_ages_in_years(folder: SampleFolder) -> None:
    folder.change(COUNTRY, "    nations: [england]", "    nations: [england]\n    ages: Under 19")
    words = "`childline` names `ages`; say them as `from_age` or `to_age` too, so that the app can route"
    assert folder.faults() == [f"{COUNTRY}:23: {words}"]
    folder.change(COUNTRY, "    ages: Under 19", "    ages: Under 19\n    to_age: 18")
    assert folder.faults() == []


def test_what_nobody_has_reviewed_says_so(folder: SampleFolder) -> None:
    honest = "drafted_from: Drafted from published advice, not yet read by a professional."
    folder.change(TOPIC, honest, "drafted_from: Drafted from published advice.")
    [fault] = folder.faults()
    assert fault.startswith(f"{TOPIC}:8: nobody has reviewed this")
