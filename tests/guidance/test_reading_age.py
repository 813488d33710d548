"""Everything a parent or child reads is plain: a reading age of about eleven (DESIGN §5).

Menu names and the steps of a path are left out: they are the maker's words, not ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import textstat

from kitchentable.domain.guides import Guide, Setting
from kitchentable.domain.situations import Contact, Country, Situation
from kitchentable.domain.topics import Talk, Topic
from kitchentable.guidance.build import build
from kitchentable.system.resources import resources
from tests.guidance.reading import HIGHEST_GRADE, as_prose, grade, with_dictionary

PACK = build(resources() / "guidance", date(2026, 11, 21))
TALKS = [(f"{topic.id} {band}", talk) for topic in PACK.topics for band, talk in topic.talks.items()]
SETTINGS = [(f"{guide.id} {one.id}", one) for guide in PACK.guides for one in guide.settings]
CONTACTS = [(f"{country.id} {one.id}", one) for country in PACK.countries for one in country.contacts]


@pytest.fixture(scope="module", autouse=True)
def _dictionary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    yield from with_dictionary(tmp_path_factory.mktemp("nltk_data"))


def _talk(talk: Talk) -> list[str]:
    parts = (talk.ask, talk.listen_for, talk.say, talk.avoid, talk.child_page)
    promises = [words for one in talk.agree for words in (one.child, one.parent)]
    return [talk.setting, *(line.text for part in parts for line in part), *promises]


def _topic(topic: Topic) -> list[str]:
    return [topic.title, topic.about, *(one.text for one in topic.why), *(one.text for one in topic.warning_signs)]


def _setting(setting: Setting) -> list[str]:
    default = [setting.default.text] if setting.default else []
    return [setting.why, *setting.suggest.values(), *default]


def _guide(guide: Guide) -> list[str]:
    claims = [one.text for one in (*guide.cannot, *guide.report)]
    return [guide.needs, *claims, *(one.text for one in guide.changes), *(one.why for one in guide.retired)]


def _situation(one: Situation) -> list[str]:
    lines = [line.text for line in (*one.first_words, *one.keep, *one.never, *one.school, *one.aftercare)]
    return [one.title, *(step.text for step in one.steps), *lines]


def _contact(contact: Contact) -> list[str]:
    lines = (*contact.what_they_ask, *contact.what_happens)
    said = (contact.for_whom, contact.when, contact.not_for, contact.cannot)
    return [*(words for words in said if words), *(line.text for line in lines)]


def _nations(country: Country) -> list[str]:
    return [country.emergency_words, *(line.text for nation in country.nations for line in nation.notes)]


@pytest.mark.parametrize(("name", "talk"), TALKS, ids=[name for name, _ in TALKS])
def test_a_talk_is_plain(name: str, talk: Talk) -> None:
    assert grade(_talk(talk)) <= HIGHEST_GRADE, name


@pytest.mark.parametrize("topic", PACK.topics, ids=lambda topic: topic.id)
def test_why_a_topic_matters_is_plain(topic: Topic) -> None:
    assert grade(_topic(topic)) <= HIGHEST_GRADE


@pytest.mark.parametrize(("name", "setting"), SETTINGS, ids=[name for name, _ in SETTINGS])
def test_a_setting_s_reasons_and_suggestions_are_plain(name: str, setting: Setting) -> None:
    assert grade(_setting(setting)) <= HIGHEST_GRADE, name


@pytest.mark.parametrize("guide", PACK.guides, ids=lambda guide: guide.id)
def test_what_a_guide_says_of_limits_and_reports_is_plain(guide: Guide) -> None:
    assert grade(_guide(guide)) <= HIGHEST_GRADE


@pytest.mark.parametrize("situation", PACK.situations, ids=lambda one: one.id)
def test_a_situation_is_plain(situation: Situation) -> None:
    assert grade(_situation(situation)) <= HIGHEST_GRADE


@pytest.mark.parametrize(("name", "contact"), CONTACTS, ids=[name for name, _ in CONTACTS])
def test_what_a_contact_does_is_plain(name: str, contact: Contact) -> None:
    assert grade(_contact(contact)) <= HIGHEST_GRADE, name


@pytest.mark.parametrize("country", PACK.countries, ids=lambda country: country.id)
def test_a_country_s_own_routes_are_plain(country: Country) -> None:
    assert grade(_nations(country)) <= HIGHEST_GRADE


def test_milestones_are_plain() -> None:
    assert grade(one.text for one in PACK.milestones) <= HIGHEST_GRADE


@pytest.mark.parametrize(
    "line",
    [
        "Parental supervision of adolescent communication necessitates considerable sensitivity and deliberation.",
        "If your child has been talking to somebody that you have not met and that somebody has asked them to move to"
        " another app where you cannot see what is said then you should sit down with them and ask them about it.",
    ],
    ids=["long words", "long sentences"],
)
def test_hard_words_and_long_sentences_are_found(line: str) -> None:
    assert grade([line]) > HIGHEST_GRADE


def test_a_hard_paragraph_spoils_a_talk() -> None:
    hard = "Age-appropriate communication regarding exploitation necessitates considerable parental deliberation."
    plain = _talk(TALKS[0][1])
    assert grade(plain) <= HIGHEST_GRADE < grade([*plain, *[hard] * 12])


def test_syllables_are_those_of_the_dictionary() -> None:
    """Without it textstat falls back on hyphenation, which hears one syllable in each of these words of three."""
    assert textstat.syllable_count("idea video recipe") == 9


def test_a_list_is_read_as_sentences() -> None:
    assert as_prose(["Off", "“Who is it?”", "Ask\n  first."]) == 'Off. "Who is it?" Ask first.'
