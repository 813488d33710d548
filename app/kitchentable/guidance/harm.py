"""Rules that hold for every help page (DESIGN §6, rule 6): none tells a parent to pay, confront, punish or spread.

``wording`` looks for harmful orders in all guidance. These rules are sharper, and fit only the short lines of a help
page, where every line is something to do or something never to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kitchentable.domain.situations import Situation
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Entry, Folder, Shelf
from kitchentable.guidance.numbers import digits, numbers_in
from kitchentable.guidance.walk import Path
from kitchentable.guidance.wording import wrong_words

_NEGATION = re.compile(r"\b(?:not|never|nobody|no one|nothing|without|don[’']t|won[’']t|can[’']t)\b", re.IGNORECASE)
_FORBIDS = re.compile(r"(?:never|do not|don[’']t|no one|nobody)\b", re.IGNORECASE)
_PICTURE = re.compile(r"\b(?:pictures?|images?|photos?|nudes?|videos?|films?)\b", re.IGNORECASE)
_PAY = re.compile(r"\bpay\b(?! attention)", re.IGNORECASE)
_HARM = re.compile(r"\b(?:confront|punish)\b", re.IGNORECASE)
_SPREAD = re.compile(r"\b(?:copy|screenshot|save|send on|pass on|print)\b|\bforward\b(?! to\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")

_GRAVE = re.compile(r"\b(?:nudes?|naked|sexual|sextort\w*|blackmail\w*|pictures?|photos?|images?)\b", re.IGNORECASE)
"""A title with one of these is about a sexual image or blackmail: its page needs a crisis line and four “nevers”."""

_FOUR = {
    "to pay": _PAY,
    "to confront": re.compile(r"\bconfront\b", re.IGNORECASE),
    "to copy or forward a picture": re.compile(r"\b(?:copy|screenshot|forward|save|send on)\b", re.IGNORECASE),
    "to punish": re.compile(r"\bpunish\b", re.IGNORECASE),
}


def check_situations(folder: Folder, report: Report) -> None:
    """Hold every help page against DESIGN §6.6, and those on danger, pictures and blackmail against more."""
    ring = _emergency_numbers(folder)
    for entry in folder.situations:
        _check_advice(entry, report)
        _check_forbidding(entry, report)
        if _GRAVE.search(entry.value.title):
            _check_grave(entry, report)
        if entry.value.danger and ring and Shelf.COUNTRIES not in folder.broken:
            _check_danger(entry, ring, report)


def tells_to_harm(text: str) -> bool:
    """Return whether a sentence tells a parent to pay, confront, punish, or spread a picture."""
    for sentence in _SENTENCE.split(text):
        if _NEGATION.search(sentence):
            continue
        spreads = _SPREAD.search(sentence) and _PICTURE.search(sentence)
        if _PAY.search(sentence) or _HARM.search(sentence) or spreads:
            return True
    return False


def forbids_by_itself(text: str) -> bool:
    """Return whether a line begins with its “never”, so that it is safe when read alone."""
    return _FORBIDS.match(text) is not None


def _check_advice(entry: Entry[Situation], report: Report) -> None:
    for path, text in _advice(entry.value):
        if tells_to_harm(text) and not any(wrong_words(text)):
            words = "this line seems to tell a parent to pay, confront, punish, or copy or pass on a picture"
            report.add(entry.file, entry.line(path), words)


def _advice(one: Situation) -> Iterator[tuple[Path, str]]:
    for place, step in enumerate(one.steps):
        if not step.do_not:
            yield ("steps", place, "text"), step.text
    for name, lines in {"first_words": one.first_words, "keep": one.keep, "school": one.school}.items():
        yield from (((name, place, "text"), line.text) for place, line in enumerate(lines))
    yield from ((("aftercare", place, "text"), line.text) for place, line in enumerate(one.aftercare))


def _check_forbidding(entry: Entry[Situation], report: Report) -> None:
    """Read alone, by a screen reader or under a page break, “Pay them” must not lose its “never”."""
    for place, line in enumerate(entry.value.never):
        if not forbids_by_itself(line.text):
            words = "a line under `never` must begin with “Never”: it may be read alone"
            report.add(entry.file, entry.line(("never", place, "text")), words)
    for place, step in enumerate(entry.value.steps):
        if step.do_not and not _NEGATION.search(step.text):
            words = "a step marked `do_not` must say “not” or “never” itself: it may be read alone"
            report.add(entry.file, entry.line(("steps", place, "text")), words)


def _check_grave(entry: Entry[Situation], report: Report) -> None:
    one = entry.value
    if not one.crisis_line:
        words = "a page on sexual pictures or blackmail shows a crisis line: `crisis_line: true`"
        report.add(entry.file, entry.line(("crisis_line",)), words)
    said = " ".join(line.text for line in one.never)
    missing = [what for what, pattern in _FOUR.items() if not pattern.search(said)]
    if missing:
        words = f"a page on sexual pictures or blackmail must say: never {', never '.join(missing)}"
        report.add(entry.file, entry.line(("never",)), words)


def _check_danger(entry: Entry[Situation], ring: frozenset[str], report: Report) -> None:
    told = {digits(found) for step in entry.value.steps[:3] for found in numbers_in(step.text)}
    if not told & ring:
        words = "where there is `danger`, one of the first three steps names the emergency number"
        report.add(entry.file, entry.line(("steps",)), words)


def _emergency_numbers(folder: Folder) -> frozenset[str]:
    contacts = [country.value.contact(country.value.emergency) for country in folder.countries]
    return frozenset(digits(phone.text) for one in contacts if one is not None for phone in one.phone)
