"""Words that must never stand in guidance (DESIGN §6, rules 2 and 6): harmful advice and promises we can't keep.

Only what tells a parent to do it is refused: a sentence that says *not* to, or describes what an offender asks
for, is what guidance is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kitchentable.domain.situations import Situation, Step
from kitchentable.domain.sources import Source
from kitchentable.domain.values import Value
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Folder
from kitchentable.guidance.walk import Path, leaves

_TO_DO = r"^(?:(?:please|first|then|next|now|and|just|you (?:can|could|should|must|may)) )*"
"""The start of a sentence that tells somebody to do something."""

_IMAGE = r"(?:nude|naked|sexual|intimate)?\s*(?:picture|photo|image|video|nude)s?"
_CHILD_IMAGE = r"(?:(?:nude|naked|sexual|intimate) (?:picture|photo|image|video)s?|nudes?)"
_IT = r"(?:the|a|an|any|all|that|those|these|your child’s|their|his|her)"
_OFFENDER = r"(?:him|her|them|the (?:person|offender|blackmailer|stranger|scammer|abuser|man|adult))"


@dataclass(frozen=True, slots=True)
class _Banned:
    pattern: re.Pattern[str]
    why: str


def _banned(pattern: str, why: str) -> _Banned:
    return _Banned(re.compile(pattern, re.IGNORECASE), why)


_BANNED = (
    _banned(rf"\bsend (?:it to )?us {_IT} {_IMAGE}\b", "nobody may be asked for a picture"),
    _banned(
        rf"{_TO_DO}(?:copy|save|keep|print|screenshot|forward|share|send|e-?mail|upload|take (?:a )?screenshots? of)"
        rf" (?:{_IT} |[a-z]+ (?:copy|screenshots?) of )*{_CHILD_IMAGE}\b",
        "copying or passing on a sexual image of a child is a crime, even for a parent",
    ),
    _banned(rf"{_TO_DO}screenshot (?:{_IT} )+{_IMAGE}\b", "a picture of a child must never be copied"),
    _banned(
        rf"{_TO_DO}pay (?:{_OFFENDER}|the (?:money|ransom|demand|amount|blackmail)|what (?:they|he|she) asks?)\b",
        "nobody should pay a blackmailer",
    ),
    _banned(
        rf"{_TO_DO}(?:confront|threaten|track down|arrange to meet|meet up with) {_OFFENDER}\b",
        "confronting an offender is dangerous and destroys evidence",
    ),
    _banned(rf"{_TO_DO}punish (?:your child|him|her|them)\b", "a child who tells must never be punished"),
    _banned(r"\b(?:we|i) guarantee\b|\bguarantee[sd]? (?:that )?(?:your|their) (?:child|safety)", "we promise nothing"),
    _banned(
        r"\bwill keep your child safe\b|\bkeeps? your child (?:completely|totally|100 ?%) safe\b",
        "we never promise safety",
    ),
    _banned(
        r"\bthis app (?:will )?(?:changes?|protects?|stops?|keeps?)\b", "we never claim what the app does to a child"
    ),
    _banned(
        r"\b(?:we|we’ve|we have) (?:have )?tested\b|\btested (?:by us|on (?:an?|the|our|ios|android|xbox|windows)\b)",
        "nothing here was tested; say “checked against published help pages”",
    ),
)

_NEGATED = re.compile(
    r"\b(?:not|never|no|nobody|nor|without|instead of|rather than|avoid|stop)\b|n[’']t\b", re.IGNORECASE
)

_SENTENCE = re.compile(r"(?<=[.!?:;])[”’\"]?\s+|\n+")

_NOT_ADVICE = {"avoid", "never", "listen_for", "warning_signs", "no_talk", "search", "path"}
"""Parts that list what to avoid or describe what happens, and the words on a maker's screen."""


def check_words(folder: Folder, report: Report) -> None:
    """Tell each sentence that says what must never be said, and why."""
    for entry in folder.everything():
        if isinstance(entry.value, Source):
            continue  # a page's title is its publisher's
        for path, text in _advice(entry.value):
            for why in wrong_words(text):
                report.add(entry.file, entry.line(path), why)


def wrong_words(text: str) -> Iterator[str]:
    """Yield what is wrong with a text, one sentence at a time."""
    for sentence in _SENTENCE.split(text):
        plain = sentence.strip(" “”‘’\"'").replace("'", "’")
        for banned in _BANNED:
            found = banned.pattern.search(plain)
            if found and not _NEGATED.search(plain):
                yield f"“{found[0]}” must not be said: {banned.why}"


def _advice(value: Value) -> Iterator[tuple[Path, str]]:
    do_not = _steps_not_to_take(value)
    for path, part in leaves(value):
        if isinstance(part, str) and not _NOT_ADVICE & set(path) and path[:2] not in do_not:
            yield path, part


def _steps_not_to_take(value: Value) -> set[Path]:
    if not isinstance(value, Situation):
        return set()
    return {("steps", place) for place, step in enumerate(value.steps) if isinstance(step, Step) and step.do_not}
