"""Everything a parent or child reads is plain: a reading age of about eleven (DESIGN §5).

Menu names and the steps of a path are left out: they are the maker's words, not ours.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import nltk.data
import pytest
import textstat

from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import read_folder
from kitchentable.guidance.prose import Kind, Prose, prose
from kitchentable.guidance.reading import (
    HIGHEST_GRADE,
    NOT_MEASURED,
    Grader,
    as_prose,
    check_reading,
    open_grader,
)
from kitchentable.main import main
from kitchentable.system.resources import resources
from tests.guidance.sample_folder import SampleFolder

HARD = "Age-appropriate communication regarding exploitation necessitates considerable parental deliberation."
TOPIC = "topics/live-streaming.yaml"

FOLDER = read_folder(resources() / "guidance", Report())
PIECES = [piece for entry in FOLDER.everything() for piece in prose(entry.value) if piece.kind is not Kind.MILESTONE]


@pytest.fixture(scope="module")
def grade() -> Iterator[Grader]:
    with open_grader() as grader:
        assert grader is not None
        yield grader


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: f"{piece.kind} {piece.name}")
def test_it_is_plain(piece: Prose, grade: Grader) -> None:
    assert grade(piece.lines) <= HIGHEST_GRADE


def test_milestones_are_plain(grade: Grader) -> None:
    assert grade(one.value.text for one in FOLDER.milestones) <= HIGHEST_GRADE


def test_every_kind_of_piece_is_measured() -> None:
    assert {piece.kind for piece in PIECES} == set(Kind) - {Kind.MILESTONE}


@pytest.mark.parametrize(
    "line",
    [
        "Parental supervision of adolescent communication necessitates considerable sensitivity and deliberation.",
        "If your child has been talking to somebody that you have not met and that somebody has asked them to move to"
        " another app where you cannot see what is said then you should sit down with them and ask them about it.",
    ],
    ids=["long words", "long sentences"],
)
def test_hard_words_and_long_sentences_are_found(line: str, grade: Grader) -> None:
    assert grade([line]) > HIGHEST_GRADE


def test_a_hard_paragraph_spoils_a_talk(grade: Grader) -> None:
    plain = next(piece.lines for piece in PIECES if piece.kind is Kind.TALK)
    assert grade(plain) <= HIGHEST_GRADE < grade([*plain, *[HARD] * 12])


@pytest.mark.usefixtures("grade")
def test_syllables_are_those_of_the_dictionary() -> None:
    """Without it textstat falls back on hyphenation, which hears one syllable in each of these words of three."""
    assert textstat.syllable_count("idea video recipe") == 9


def test_a_list_is_read_as_sentences() -> None:
    assert as_prose(["Off", "“Who is it?”", "Ask\n  first."]) == 'Off. "Who is it?" Ask first.'


def _too_hard(folder: SampleFolder, grade: Grader) -> list[str]:
    report = Report()
    check_reading(read_folder(folder.root, Report()), grade, report)
    return [str(fault).removeprefix(f"{folder.root}/").partition(" reads at ")[0] for fault in report.faults()]


@pytest.mark.parametrize(
    ("name", "old", "told"),
    [
        (TOPIC, "“Who do you like to watch?”", f"{TOPIC}:17: the talk live-streaming 10-12"),
        (TOPIC, "It happens.", f"{TOPIC}:11: the topic live-streaming"),
        ("guides/xbox.yaml", "It keeps strangers out.", "guides/xbox.yaml:12: the setting xbox who-can-message"),
        ("situations/blackmailed.yaml", "Their user name.", "situations/blackmailed.yaml:1: the situation blackmailed"),
        ("countries/uk.yaml", "Any time.", "countries/uk.yaml:15: the contact uk childline"),
    ],
)
def test_what_is_too_hard_is_told_at_its_line(
    folder: SampleFolder, grade: Grader, name: str, old: str, told: str
) -> None:
    assert _too_hard(folder, grade) == []
    folder.change(name, old, " ".join([HARD] * 12))
    assert _too_hard(folder, grade) == [told]


def test_milestones_are_measured_together(folder: SampleFolder, grade: Grader) -> None:
    folder.change("milestones.yaml", "A child may be asked.", HARD)
    (told,) = _too_hard(folder, grade)
    assert told.startswith("milestones.yaml:1: all milestones together read at grade ")


def test_check_refuses_hard_words_and_all_else_at_once(
    folder: SampleFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.change(TOPIC, "It happens.", " ".join([HARD] * 12))
    folder.change(TOPIC, "minutes: 10", "minutes: 11")
    assert main(["guidance", "check", str(folder.root)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1].split(" ")[0] for line in told] == ["the", "`minutes`"]


def test_check_says_in_one_line_that_it_could_not_measure(
    folder: SampleFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    folder.change(TOPIC, "It happens.", " ".join([HARD] * 12))
    assert main(["guidance", "check", str(folder.root)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("The guidance is sound")
    assert told.err == NOT_MEASURED + "\n"


def test_measuring_looks_at_no_dictionary_but_its_own_and_leaves_the_settings_as_they_were() -> None:
    before = list(nltk.data.path)
    with open_grader():
        (folder,) = nltk.data.path
        assert (Path(folder) / "corpora" / "cmudict" / "cmudict").stat().st_size > 1_000_000
    assert nltk.data.path == before
    assert not Path(folder).exists()
