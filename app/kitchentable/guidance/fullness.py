"""Rules on what must be there: every age band answered, no talk too long, no number that can't be meant."""

from __future__ import annotations

import re

from kitchentable.domain.ages import OLDEST, AgeBand
from kitchentable.domain.guides import Setting
from kitchentable.domain.situations import Contact, Country, Phone, TextLine
from kitchentable.domain.topics import MOST_MINUTES, MOST_TICKS, MOST_WORDS, Talk, Topic
from kitchentable.guidance.faults import Report
from kitchentable.guidance.folder import Entry, Folder

FEWEST_PAGES = 2
"""Pages that must confirm a number before we show it: a wrong one is the worst fault this product can have."""

LONGEST_TITLE = 60
"""Letters of a milestone's title: it stands in one line, after the age and the month."""

_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]*")
_LAWYERS = re.compile(r"\b(?:Act|Article|Bill|GDPR|COPPA|section)\b")


def check_topics(folder: Folder, report: Report) -> None:
    """Every band has a talk or a reason why not, and each talk fits into about ten minutes."""
    for entry in folder.topics:
        for band in AgeBand:
            _check_band(entry, band, report)
        for band, talk in entry.value.talks.items():
            _check_talk(entry, band, talk, report)


def check_settings(folder: Folder, report: Report) -> None:
    """Every setting says what we suggest for each band and how to get there."""
    for entry in folder.guides:
        for place, setting in enumerate(entry.value.settings):
            _check_setting(entry.file, entry.line(("settings", place, "suggest")), setting, report)
            if not setting.ways:
                line = entry.line(("settings", place, "ways"))
                report.add(entry.file, line, f"the setting `{setting.id}` has no way to reach it")
            for at, way in enumerate(setting.ways):
                if not way.path:
                    report.add(entry.file, entry.line(("settings", place, "ways", at, "path")), "this path is empty")


def check_numbers(folder: Folder, report: Report) -> None:
    """Phone numbers can be dialled, and ages are a child's (18 is the day childhood rules end)."""
    for entry in folder.countries:
        for place, contact in enumerate(entry.value.contacts):
            if folder.beside is None:
                _check_confirmed(entry, place, contact, report)
            for at, phone in enumerate(contact.phone):
                _check_number(entry.file, entry.line(("contacts", place, "phone", at, "text")), phone, report)
            if contact.ages is not None and contact.from_age is None and contact.to_age is None:
                words = (
                    f"`{contact.id}` names `ages`; say them as `from_age` or `to_age` too, so that the app can route"
                )
                report.add(entry.file, entry.line(("contacts", place, "ages")), words)
            for at, text in enumerate(contact.text):
                _check_number(entry.file, entry.line(("contacts", place, "text", at, "to")), text, report)
    for milestone in folder.milestones:
        if milestone.value.age > OLDEST + 1:
            words = f"`age` must be at most {OLDEST + 1}, not {milestone.value.age}"
            report.add(milestone.file, milestone.line(("age",)), words)


def check_titles(folder: Folder, report: Report) -> None:
    """Each age of ours says what changes in one line of plain words; a law's own name belongs under ``law``."""
    if folder.beside is not None:
        return  # packs that others made before there were titles stay sound
    for entry in folder.milestones:
        title = entry.value.title
        if title is None:
            report.add(entry.file, entry.line(), "a milestone needs a `title`: what changes, in a few plain words")
        elif len(title) > LONGEST_TITLE:
            words = f"this title has {len(title)} letters; the most is {LONGEST_TITLE}"
            report.add(entry.file, entry.line(("title",)), words)
        elif _LAWYERS.search(title):
            words = "say in the title what changes, not what the law is called; its name belongs under `law`"
            report.add(entry.file, entry.line(("title",)), words)


def _check_confirmed(entry: Entry[Country], place: int, contact: Contact, report: Report) -> None:
    """Tell each number of ours that fewer than two pages confirm."""
    shelves: tuple[tuple[str, tuple[Phone | TextLine, ...]], ...] = (("phone", contact.phone), ("text", contact.text))
    for field, lines in shelves:
        for at, line in enumerate(lines):
            if len(set(line.sources)) < FEWEST_PAGES:
                words = f"a number of `{contact.id}` is confirmed by {len(line.sources)} page; it needs {FEWEST_PAGES}"
                report.add(entry.file, entry.line(("contacts", place, field, at, "sources")), words)


def _check_band(entry: Entry[Topic], band: AgeBand, report: Report) -> None:
    talk, reason = band in entry.value.talks, band in entry.value.no_talk
    if not talk and not reason:
        words = f"there is no talk for {band}; write one, or say why not under `no_talk`"
        report.add(entry.file, entry.line(("talks",)), words)
    elif talk and reason:
        words = f"{band} has a talk, so it can't have a reason for none"
        report.add(entry.file, entry.line(("no_talk", band)), words)


def _check_talk(entry: Entry[Topic], band: AgeBand, talk: Talk, report: Report) -> None:
    ticks = len(talk.tick_ids())
    if ticks > MOST_TICKS:
        words = f"the talk for {band} has {ticks} lines to tick; the most is {MOST_TICKS}"
        report.add(entry.file, entry.line(("talks", band)), words)
    if not talk.ask:
        report.add(entry.file, entry.line(("talks", band, "ask")), f"the talk for {band} asks nothing")
    if not 1 <= talk.minutes <= MOST_MINUTES:
        words = f"`minutes` must be from 1 to {MOST_MINUTES}, not {talk.minutes}"
        report.add(entry.file, entry.line(("talks", band, "minutes")), words)
    length = talk.word_count()
    if length > MOST_WORDS:
        words = f"the talk for {band} has {length} words to read and say; the most is {MOST_WORDS}"
        report.add(entry.file, entry.line(("talks", band)), words)


def _check_setting(file: str, line: int, setting: Setting, report: Report) -> None:
    missing = [band.value for band in AgeBand if band not in setting.suggest]
    if missing:
        report.add(file, line, f"the setting `{setting.id}` suggests nothing for {', '.join(missing)}")


def _check_number(file: str, line: int, number: Phone | TextLine, report: Report) -> None:
    text = number.text if isinstance(number, Phone) else number.to
    if not _NUMBER.fullmatch(text):
        report.add(file, line, f"“{text}” can't be dialled: a number holds digits, spaces and a leading + only")
