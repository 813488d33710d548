"""Every country's help: numbers confirmed, sourced and dialled as printed; no situation tells a parent to do harm.

Nothing here knows the right numbers, but for the emergency ones. It holds what must be true of any number shown, so
it bites when one changes.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kitchentable.domain.situations import Contact, ContactKind, Country, Grade, Phone, TextLine
from kitchentable.domain.sources import SourceKind
from kitchentable.guidance.numbers import digits, numbers_in, texts_of, to_ring_in
from tests.guidance.help_files import (
    COUNTRIES,
    EMERGENCY,
    GUIDANCE,
    SITUATION_FILES,
    SOURCES,
    WITHOUT_ADDRESS,
    WRONG_OR_STALE,
    read_situation,
)

CHECKED_BY = date(2026, 11, 21)
GRAVEST = (
    "blackmailed",
    "stranger-contact",
    "asked-for-pictures",
    "nude-shared",
    "found-they-sent-pictures",
    "my-child-did-it",
)
CRISIS = ("blackmailed", "asked-for-pictures", "nude-shared", "found-they-sent-pictures", "my-child-did-it", "bullied")


def _lines(contact: Contact) -> list[Phone | TextLine]:
    return [*contact.phone, *contact.text]


UK = COUNTRIES["uk"]
LINES = [
    (f"{country.id} {contact.id}", line)
    for country in COUNTRIES.values()
    for contact in country.contacts
    for line in _lines(contact)
]
EACH_LINE = pytest.mark.parametrize(
    ("name", "line"), LINES, ids=[f"{name} {line.text if isinstance(line, Phone) else line.to}" for name, line in LINES]
)
EACH_COUNTRY = pytest.mark.parametrize("country", COUNTRIES.values(), ids=list(COUNTRIES))


def _printed(line: Phone | TextLine) -> str:
    return line.text if isinstance(line, Phone) else line.to


def _digits(line: Phone | TextLine) -> str:
    return digits(_printed(line))


def _numbers(country: Country) -> set[str]:
    return {_digits(line) for contact in country.contacts for line in _lines(contact)}


def _said_in(path: Path) -> set[str]:
    return {digits(found) for found in numbers_in(path.read_text("utf-8"))}


@EACH_LINE
def test_every_number_is_confirmed_sourced_and_dated(name: str, line: Phone | TextLine) -> None:
    assert line.grade in {Grade.A, Grade.B}, name
    assert line.sources, name
    assert set(line.sources) <= SOURCES.keys(), f"{name} names a source that does not exist"
    assert line.checked_on >= CHECKED_BY, name
    assert re.fullmatch(r"\+?\d[\d -]*\d", _printed(line)), name


@EACH_LINE
def test_the_best_grade_stands_on_an_official_page(name: str, line: Phone | TextLine) -> None:
    official = {SourceKind.GOVERNMENT, SourceKind.POLICE, SourceKind.CHARITY}
    assert line.grade is Grade.B or {SOURCES[one].kind for one in line.sources} & official, name


@EACH_LINE
def test_hours_are_shown_only_where_they_are_confirmed(name: str, line: Phone | TextLine) -> None:
    assert (line.hours is not None) == line.hours_confirmed, name


def test_what_is_dialled_is_what_is_printed() -> None:
    phones = [line for _, line in LINES if isinstance(line, Phone)]
    assert phones
    printed = [phone.text.replace(" ", "").replace("-", "") for phone in phones]
    assert [phone.dial for phone in phones] == ["tel:" + number for number in printed]


@EACH_COUNTRY
def test_no_number_is_given_to_two_services(country: Country) -> None:
    """One service may be called and texted on the same number; two services never share one."""
    numbers = [sorted({_digits(line) for line in _lines(contact)}) for contact in country.contacts]
    shown = [number for of_one in numbers for number in of_one]
    assert len(shown) == len(set(shown))
    for contact in country.contacts:
        for kind in (contact.phone, contact.text):
            assert len({_digits(line) for line in kind}) == len(kind), contact.id


@EACH_COUNTRY
def test_no_number_known_to_be_wrong_or_stale_is_anywhere(country: Country) -> None:
    wrong = WRONG_OR_STALE[country.id]
    said = _said_in(GUIDANCE / "countries" / f"{country.id}.yaml").union(*(_said_in(one) for one in SITUATION_FILES))
    assert not {number: wrong[number] for number in said & wrong.keys()}


@pytest.mark.parametrize("path", SITUATION_FILES, ids=lambda path: path.stem)
def test_a_number_in_a_situation_is_one_of_the_uk_s(path: Path) -> None:
    """The steps are written for the UK; that a number in them has its sources, `check` itself sees to."""
    texts = [text for _, text in texts_of(read_situation(path))]
    found = {digits(number) for text in texts for number in to_ring_in(text, help_page=True)}
    assert found <= _numbers(UK)


@EACH_COUNTRY
def test_every_contact_can_be_reached_unless_each_family_has_its_own(country: Country) -> None:
    local = [one.id for one in country.contacts if not (one.phone or one.text or one.web)]
    assert local == WITHOUT_ADDRESS.get(country.id, [])


@EACH_COUNTRY
def test_every_contact_says_where_it_comes_from(country: Country) -> None:
    for contact in country.contacts:
        assert contact.sources, contact.id
        assert set(contact.sources) <= SOURCES.keys(), contact.id
        assert set(contact.nations) <= {nation.id for nation in country.nations}, contact.id
        assert contact.checked_on >= CHECKED_BY, contact.id


@EACH_COUNTRY
def test_the_country_points_only_at_contacts_it_has(country: Country) -> None:
    for contact_id in (country.emergency, *country.crisis, *country.footer):
        assert country.contact(contact_id) is not None, contact_id


@EACH_COUNTRY
def test_the_emergency_number_is_the_country_s_own_and_leads(country: Country) -> None:
    emergency = country.contact(country.emergency)
    assert emergency is not None
    assert emergency.kind is ContactKind.EMERGENCY
    assert tuple(_digits(phone) for phone in emergency.phone) == EMERGENCY[country.id]
    assert country.emergency_number in country.emergency_words
    assert country.footer[0] == country.emergency == country.contacts[0].id


@EACH_COUNTRY
def test_a_crisis_line_can_be_called_or_texted_at_any_hour_everywhere(country: Country) -> None:
    lines = [one for one in country.contacts if one.id in country.crisis]
    assert all(one.kind is ContactKind.CRISIS and (one.phone or one.text) for one in lines)
    always = [one for one in lines if any(line.hours_confirmed for line in _lines(one))]
    for nation in [None, *(nation.id for nation in country.nations)]:
        assert any(not one.nations or nation in one.nations for one in always), nation


@EACH_COUNTRY
def test_a_child_and_a_parent_find_someone_and_somewhere_to_report(country: Country) -> None:
    kinds = {one.kind for one in country.contacts}
    assert kinds >= {ContactKind.CHILD_LINE, ContactKind.REPORT, ContactKind.POLICE, ContactKind.REMOVAL}
    named = [one for one in country.contacts if one.kind is ContactKind.REPORT and one.id in country.footer]
    assert len(named) == 1


@pytest.mark.parametrize(
    ("country_id", "contact_id", "field", "word"),
    [
        ("uk", "ceop", "not_for", "bullying"),
        ("uk", "ceop", "not_for", "999"),
        ("uk", "report-harmful-content", "ages", "13"),
        ("uk", "revenge-porn-helpline", "ages", "18"),
        ("uk", "report-remove", "ages", "under 18"),
        ("uk", "report-fraud", "not_for", "scotland"),
        ("uk", "nhs-111-mental-health", "not_for", "northern ireland"),
        ("ie", "hotline-ie", "not_for", "112"),
        ("us", "cybertipline", "not_for", "911"),
        ("ca", "cybertip", "not_for", "911"),
        ("au", "accce", "not_for", "bullying"),
        ("au", "accce", "not_for", "000"),
        ("au", "parentline-qld-nt", "cannot", "does not cover the rest"),
        ("nz", "netsafe", "not_for", "111"),
        ("nz", "netsafe", "cannot", "not the police"),
        ("nz", "plunketline", "not_for", "older children"),
    ],
)
def test_a_service_says_whom_it_cannot_help(country_id: str, contact_id: str, field: str, word: str) -> None:
    contact = COUNTRIES[country_id].contact(contact_id)
    assert contact is not None
    assert word in " ".join(str(getattr(contact, field)).lower().split())


def test_fraud_in_scotland_goes_to_the_police() -> None:
    fraud = UK.contact("report-fraud")
    assert fraud is not None
    assert fraud.nations
    assert "scotland" not in fraud.nations
    scotland = next(nation for nation in UK.nations if nation.id == "scotland")
    assert any("101" in note.text and "Report Fraud" in note.text for note in scotland.notes)


@pytest.mark.parametrize(
    ("country_id", "contact_id"),
    [("uk", "ceop"), ("uk", "report-remove"), ("us", "cybertipline"), ("ca", "cybertip"), ("nz", "netsafe")],
)
def test_a_report_tells_what_is_asked_and_what_happens_next(country_id: str, contact_id: str) -> None:
    contact = COUNTRIES[country_id].contact(contact_id)
    assert contact is not None
    assert len(contact.what_they_ask) >= 3
    assert len(contact.what_happens) >= 3


@EACH_COUNTRY
@pytest.mark.parametrize("path", SITUATION_FILES, ids=lambda path: path.stem)
def test_a_situation_sends_a_family_to_contacts_that_exist(path: Path, country: Country) -> None:
    situation = read_situation(path)
    told = situation.tell[country.id]
    assert told
    assert len(told) == len(set(told))
    assert [one for one in told if country.contact(one) is None] == []
    assert set(situation.sources) <= SOURCES.keys()


@pytest.mark.parametrize("path", SITUATION_FILES, ids=lambda path: path.stem)
def test_a_situation_names_no_country_we_have_no_help_for(path: Path) -> None:
    assert set(read_situation(path).tell) == COUNTRIES.keys()


def test_bullying_does_not_go_to_those_who_work_on_sexual_crimes() -> None:
    told = read_situation(GUIDANCE / "situations" / "bullied.yaml").tell
    sexual = {"ceop", "hotline-ie", "cybertipline", "know2protect", "cybertip", "accce"}
    assert not sexual & {one for ids in told.values() for one in ids}


@pytest.mark.parametrize("name", GRAVEST)
def test_the_gravest_situations_lead_with_999_and_forbid_the_four_harms(name: str) -> None:
    one = read_situation(GUIDANCE / "situations" / f"{name}.yaml")
    assert one.danger
    assert any("999" in step.text for step in one.steps[:3])
    never = " ".join(line.text for line in one.never).lower()
    assert all(word in never for word in ("pay", "confront", "copy", "punish"))
    assert any("against the law" in " ".join(step.text.split()) for step in one.steps if step.do_not)


@pytest.mark.parametrize("name", CRISIS)
def test_a_page_on_pictures_blackmail_or_bullying_shows_a_crisis_line(name: str) -> None:
    assert read_situation(GUIDANCE / "situations" / f"{name}.yaml").crisis_line


@pytest.mark.parametrize("name", ["bullied", "scammed", "account-hacked"])
def test_ceop_is_not_sent_what_it_does_not_take(name: str) -> None:
    assert "ceop" not in read_situation(GUIDANCE / "situations" / f"{name}.yaml").tell["uk"]


@pytest.mark.parametrize("path", SITUATION_FILES, ids=lambda path: path.stem)
def test_whoever_is_sent_to_report_fraud_hears_of_scotland(path: Path) -> None:
    one = read_situation(path)
    if "report-fraud" in one.tell["uk"]:
        assert any("Scotland" in step.text and "101" in step.text for step in one.steps)
