"""A number to ring in a running text is one that a contact has, with its sources."""

from __future__ import annotations

import pytest

from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Beside, read_folder
from kitchentable.guidance.numbers import check_running_numbers, numbers_in, to_ring_in
from tests.guidance.sample_folder import SampleFolder

TOPIC = "topics/live-streaming.yaml"
SITUATION = "situations/blackmailed.yaml"
COUNTRY = "countries/uk.yaml"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call 1-800-843-5678 or 0800 1111.", ["1-800-843-5678", "0800 1111"]),
        ("Text 0477 13 11 14, not 13YARN.", ["0477 13 11 14"]),
        ("1800RESPECT is a name.", []),
    ],
)
def test_numbers_are_found_however_they_are_written(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("text", "elsewhere", "on_a_help_page"),
    [
        ("Call 999 now.", ["999"], ["999"]),
        ("Text SHOUT to 85258.", [], ["85258"]),
        ("Ring or text 0808 800 5000.", ["0808 800 5000"], ["0808 800 5000"]),
        ("Their line is 0808 800 5000.", ["0808 800 5000"], ["0808 800 5000"]),
        ("It comes in spring 2027.", [], []),
        ("Of 927 parents, 84% were alert.", [], ["927"]),
        ("Children of 10 to 12, or 13-15.", [], []),
        ("It costs 1,200 pounds.", [], []),
        ("Use the PIN 1234.", [], ["1234"]),
    ],
)
def test_what_somebody_may_ring_is_told_from_figures(
    text: str, elsewhere: list[str], on_a_help_page: list[str]
) -> None:
    assert list(to_ring_in(text, help_page=False)) == elsewhere
    assert list(to_ring_in(text, help_page=True)) == on_a_help_page


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        (TOPIC, "text: It happens.", "text: It happens. Call 0800 1112.", 12),
        (SITUATION, "text: Ask again next week.", "text: Ask again. Childline is on 08001112.", 24),
        (COUNTRY, "when: Any time.", "when: Any time on 0800 1112.", 19),
    ],
)
def test_a_number_that_no_contact_has_is_told(folder: SampleFolder, name: str, old: str, new: str, line: int) -> None:
    folder.change(name, old, new)
    (fault,) = folder.faults()
    number = "08001112" if "08001112" in new else "0800 1112"
    assert fault == f"{name}:{line}: no contact has the number {number}; a number stands with its sources in countries/"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TOPIC, "text: It happens.", "text: It happens. Call 0800 1111."),
        (SITUATION, "text: Ask again next week.", "text: Ask again. Childline is on 08001111."),
        (COUNTRY, "when: Any time.", "when: Any time on 0800-1111."),
    ],
)
def test_a_number_that_a_contact_has_may_stand_in_a_text(folder: SampleFolder, name: str, old: str, new: str) -> None:
    folder.change(name, old, new)
    assert folder.faults() == []


def test_nothing_is_said_of_numbers_while_a_country_cannot_be_read(folder: SampleFolder) -> None:
    folder.change(TOPIC, "text: It happens.", "text: It happens. Call 0800 1112.")
    folder.change(COUNTRY, "kind: emergency", "kind: emergancy")
    assert [fault for fault in folder.faults() if "no contact has" in fault] == []


def test_another_publisher_may_name_our_numbers_and_no_others(folder: SampleFolder) -> None:
    folder.change(TOPIC, "text: It happens.", "text: It happens. Call 0800 2222.")
    there = read_folder(folder.root, Report(), Beside(numbers=frozenset({"08002222"})))
    report = Report()
    check_running_numbers(there, report)
    assert report.faults() == ()
    there.beside = Beside(numbers=frozenset())
    check_running_numbers(there, report)
    assert [fault.words.partition(";")[0] for fault in report.faults()] == ["no contact has the number 0800 2222"]


def test_nothing_is_said_where_our_numbers_are_not_known(folder: SampleFolder) -> None:
    folder.change(TOPIC, "text: It happens.", "text: It happens. Call 0800 2222.")
    report = Report()
    check_running_numbers(read_folder(folder.root, Report(), Beside()), report)
    assert report.faults() == ()
