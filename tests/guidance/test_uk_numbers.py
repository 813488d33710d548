"""The UK's help: every number confirmed, sourced and dialled as printed; no situation tells a parent to do harm.

Nothing here knows the right numbers. It holds what must be true of any number shown, so it bites when one changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import msgspec
import pytest
import yaml

from kitchentable.domain.situations import Contact, ContactKind, Country, Grade, Phone, Situation, TextLine

GUIDANCE = Path(__file__).parents[2] / "resources" / "guidance"
SITUATION_FILES = sorted((GUIDANCE / "situations").glob("*.yaml"))
CHECKED_BY = date(2026, 11, 21)

WRONG_OR_STALE = {
    "88858": "the NSPCC's old text line",
    "08080684141": "Papyrus with two digits swapped, as some sites print it",
    "07860039967": "Papyrus's old text number",
    "07786209697": "Papyrus's still older text number",
    "08088029999": "an old helpline number that lists still carry",
    "03443814772": "a line for school staff, not for parents",
    "159": "a bank short number nobody has looked up for us",
    "7726": "a scam text number nobody has looked up for us",
}

GRAVEST = (
    "blackmailed",
    "stranger-contact",
    "asked-for-pictures",
    "nude-shared",
    "found-they-sent-pictures",
    "my-child-did-it",
)
CRISIS = ("blackmailed", "asked-for-pictures", "nude-shared", "found-they-sent-pictures", "my-child-did-it", "bullied")

_NUMBER_WORDS = re.compile(r"(?<![\w+])\+?\d(?: ?\d)+")
_NEGATION = re.compile(r"\b(?:not|never|nobody|no one|nothing|without|don’t|won’t|can’t)\b", re.IGNORECASE)
_FORBIDS = re.compile(r"(?:never|do not|don’t|no one|nobody)\b", re.IGNORECASE)
_PICTURE = re.compile(r"\b(?:pictures?|images?|photos?|nudes?|videos?|films?)\b", re.IGNORECASE)
_PAY = re.compile(r"\bpay\b(?! attention)", re.IGNORECASE)
_HARM = re.compile(r"\b(?:confront|punish)\b", re.IGNORECASE)
_SPREAD = re.compile(r"\b(?:copy|screenshot|save|send on|pass on|print)\b|\bforward\b(?! to\b)", re.IGNORECASE)


def _country() -> Country:
    return msgspec.convert(yaml.safe_load((GUIDANCE / "countries" / "uk.yaml").read_text("utf-8")), Country)


def _situation(path: Path) -> Situation:
    return msgspec.convert(yaml.safe_load(path.read_text("utf-8")), Situation)


def _source_ids() -> set[str]:
    files = [yaml.safe_load(path.read_text("utf-8")) or [] for path in (GUIDANCE / "sources").glob("*.yaml")]
    return {str(page["id"]) for pages in files for page in pages}


def _lines(contact: Contact) -> list[Phone | TextLine]:
    return [*contact.phone, *contact.text]


UK = _country()
SOURCES = _source_ids()
LINES = [(contact.id, line) for contact in UK.contacts for line in _lines(contact)]


def _digits(line: Phone | TextLine) -> str:
    return (line.text if isinstance(line, Phone) else line.to).replace(" ", "")


def _texts(node: object, key: str = "") -> Iterator[str]:
    """Yield every string a parent may read, leaving out ids, addresses, dates and source names."""
    if isinstance(node, dict):
        for name, value in cast("dict[str, object]", node).items():
            if name not in {"id", "sources", "web", "checked_on", "icon", "search", "topics", "tell", "follow_up"}:
                yield from _texts(value, name)
    elif isinstance(node, list):
        for value in cast("list[object]", node):
            yield from _texts(value, key)
    elif isinstance(node, str):
        yield node


def tells_to_harm(text: str) -> bool:
    """Return whether a sentence tells a parent to pay, confront, punish, or spread a picture (DESIGN §6.6)."""
    for sentence in re.split(r"(?<=[.!?:;])\s+", text):
        if _NEGATION.search(sentence):
            continue
        spreads = _SPREAD.search(sentence) and _PICTURE.search(sentence)
        if _PAY.search(sentence) or _HARM.search(sentence) or spreads:
            return True
    return False


@pytest.mark.parametrize(("contact_id", "line"), LINES, ids=lambda value: getattr(value, "text", None) or str(value))
def test_every_number_is_confirmed_sourced_and_dated(contact_id: str, line: Phone | TextLine) -> None:
    assert line.grade in {Grade.A, Grade.B}, contact_id
    assert line.sources, contact_id
    assert set(line.sources) <= SOURCES, f"{contact_id} names a source that does not exist"
    assert line.checked_on >= CHECKED_BY, contact_id
    assert re.fullmatch(r"\+?\d[\d ]*\d", line.text if isinstance(line, Phone) else line.to), contact_id


@pytest.mark.parametrize(("contact_id", "line"), LINES, ids=lambda value: getattr(value, "text", None) or str(value))
def test_hours_are_shown_only_where_they_are_confirmed(contact_id: str, line: Phone | TextLine) -> None:
    assert (line.hours is not None) == line.hours_confirmed, contact_id


def test_what_is_dialled_is_what_is_printed() -> None:
    phones = [line for _, line in LINES if isinstance(line, Phone)]
    assert phones
    assert [phone.dial for phone in phones] == ["tel:" + phone.text.replace(" ", "") for phone in phones]


def test_no_number_is_given_to_two_services() -> None:
    shown = [_digits(line) for _, line in LINES]
    assert len(shown) == len(set(shown))


def test_no_number_known_to_be_wrong_or_stale_is_anywhere() -> None:
    folder = [GUIDANCE / "countries" / "uk.yaml", *SITUATION_FILES]
    said = {re.sub(r"\D", "", found) for path in folder for found in _NUMBER_WORDS.findall(path.read_text("utf-8"))}
    assert not {number: WRONG_OR_STALE[number] for number in said & WRONG_OR_STALE.keys()}


@pytest.mark.parametrize("path", [GUIDANCE / "countries" / "uk.yaml", *SITUATION_FILES], ids=lambda path: path.stem)
def test_a_number_in_running_text_is_one_we_show_with_its_sources(path: Path) -> None:
    ours = {_digits(line) for _, line in LINES}
    in_text = {
        re.sub(r"\D", "", found)
        for text in _texts(yaml.safe_load(path.read_text("utf-8")))
        for found in _NUMBER_WORDS.findall(text)
    }
    assert {number for number in in_text if len(number) >= 3} <= ours


def test_every_contact_can_be_reached_unless_each_family_has_its_own() -> None:
    local = [one.id for one in UK.contacts if not (one.phone or one.text or one.web)]
    assert local == ["school", "childrens-services"]


def test_every_contact_says_where_it_comes_from() -> None:
    for contact in UK.contacts:
        assert contact.sources, contact.id
        assert set(contact.sources) <= SOURCES, contact.id
        assert set(contact.nations) <= {nation.id for nation in UK.nations}, contact.id


def test_the_country_points_only_at_contacts_it_has() -> None:
    for contact_id in (UK.emergency, *UK.crisis, *UK.footer):
        assert UK.contact(contact_id) is not None, contact_id
    emergency = UK.contact(UK.emergency)
    assert emergency is not None
    assert emergency.phone[0].text in UK.emergency_words


def test_a_crisis_line_can_be_called_or_texted_at_any_hour_in_every_nation() -> None:
    lines = [one for one in UK.contacts if one.id in UK.crisis]
    assert all(one.kind is ContactKind.CRISIS and (one.phone or one.text) for one in lines)
    always = [one for one in lines if any(line.hours_confirmed for line in _lines(one))]
    for nation in UK.nations:
        assert any(not one.nations or nation.id in one.nations for one in always), nation.id


@pytest.mark.parametrize(
    ("contact_id", "field", "word"),
    [
        ("ceop", "not_for", "bullying"),
        ("ceop", "not_for", "999"),
        ("report-harmful-content", "ages", "13"),
        ("revenge-porn-helpline", "ages", "18"),
        ("report-remove", "ages", "under 18"),
        ("report-fraud", "not_for", "scotland"),
        ("nhs-111-mental-health", "not_for", "northern ireland"),
    ],
)
def test_a_service_says_whom_it_cannot_help(contact_id: str, field: str, word: str) -> None:
    contact = UK.contact(contact_id)
    assert contact is not None
    assert word in str(getattr(contact, field)).lower()


def test_fraud_in_scotland_goes_to_the_police() -> None:
    fraud = UK.contact("report-fraud")
    assert fraud is not None
    assert fraud.nations
    assert "scotland" not in fraud.nations
    scotland = next(nation for nation in UK.nations if nation.id == "scotland")
    assert any("101" in note.text and "Report Fraud" in note.text for note in scotland.notes)


@pytest.mark.parametrize("contact_id", ["ceop", "report-remove"])
def test_a_report_tells_what_is_asked_and_what_happens_next(contact_id: str) -> None:
    contact = UK.contact(contact_id)
    assert contact is not None
    assert len(contact.what_they_ask) >= 3
    assert len(contact.what_happens) >= 3


@pytest.mark.parametrize("path", SITUATION_FILES, ids=lambda path: path.stem)
def test_a_situation_sends_a_family_to_contacts_that_exist(path: Path) -> None:
    situation = _situation(path)
    assert situation.tell["uk"]
    assert [one for one in situation.tell["uk"] if UK.contact(one) is None] == []
    assert set(situation.sources) <= SOURCES


@pytest.mark.parametrize("path", SITUATION_FILES, ids=lambda path: path.stem)
def test_no_line_tells_a_parent_to_pay_confront_punish_or_spread_a_picture(path: Path) -> None:
    one = _situation(path)
    steps = [step.text for step in one.steps if not step.do_not]
    lines = [line.text for part in (one.first_words, one.keep, one.school, one.aftercare) for line in part]
    assert [text for text in (*steps, *lines) if tells_to_harm(text)] == []


@pytest.mark.parametrize("path", SITUATION_FILES, ids=lambda path: path.stem)
def test_a_line_that_forbids_says_so_by_itself(path: Path) -> None:
    """Read alone, by a screen reader or under a page break, "Pay them" must not lose its "never"."""
    one = _situation(path)
    assert [line.text for line in one.never if not _FORBIDS.match(line.text)] == []
    assert [step.text for step in one.steps if step.do_not and not _NEGATION.search(step.text)] == []


@pytest.mark.parametrize("name", GRAVEST)
def test_the_gravest_situations_lead_with_999_and_forbid_the_four_harms(name: str) -> None:
    one = _situation(GUIDANCE / "situations" / f"{name}.yaml")
    assert one.danger
    assert any("999" in step.text for step in one.steps[:3])
    never = " ".join(line.text for line in one.never).lower()
    assert all(word in never for word in ("pay", "confront", "copy", "punish"))
    assert any("against the law" in " ".join(step.text.split()) for step in one.steps if step.do_not)


@pytest.mark.parametrize("name", CRISIS)
def test_a_page_on_pictures_blackmail_or_bullying_shows_a_crisis_line(name: str) -> None:
    assert _situation(GUIDANCE / "situations" / f"{name}.yaml").crisis_line


@pytest.mark.parametrize("name", ["bullied", "scammed", "account-hacked"])
def test_ceop_is_not_sent_what_it_does_not_take(name: str) -> None:
    assert "ceop" not in _situation(GUIDANCE / "situations" / f"{name}.yaml").tell["uk"]


@pytest.mark.parametrize("path", SITUATION_FILES, ids=lambda path: path.stem)
def test_whoever_is_sent_to_report_fraud_hears_of_scotland(path: Path) -> None:
    one = _situation(path)
    if "report-fraud" in one.tell["uk"]:
        assert any("Scotland" in step.text and "101" in step.text for step in one.steps)


@pytest.mark.parametrize(
    "text",
    [
        "Pay them once and it may stop.",
        "Confront the person who sent it.",
        "Take the phone and punish your child.",
        "Copy the picture and keep it safe.",
        "Take a screenshot of the nude.",
        "Forward the video to the school.",
        "Stay calm. Then send on the image to the police.",
    ],
)
def test_the_check_catches_advice_that_would_harm(text: str) -> None:
    assert tells_to_harm(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do not pay, and send nothing more.",
        "Write down the account name, the dates and the words.",
        "Take a screenshot of the unkind messages.",
        "Never keep a copy of a nude picture.",
        "Look forward to a film night together.",
        "Pay attention to how they sleep.",
    ],
)
def test_the_check_lets_good_advice_through(text: str) -> None:
    assert not tells_to_harm(text)
