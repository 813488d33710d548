"""What the database says, read with plain SQL and told in the words of the model."""

from __future__ import annotations

from typing import NamedTuple

from kitchentable.domain.errors import Trouble
from kitchentable.services.household import Household
from kitchentable.services.preferences import read_preferences
from kitchentable.services.reminder_files import load_dues
from kitchentable.store.connection import Store
from tests.reliability.workload import Expected, Facts, Talk


class _Name(NamedTuple):
    id: int
    name: str


class _Account(NamedTuple):
    child: str
    guide_id: str


class _Talk(NamedTuple):
    id: int
    child: str
    topic_id: str
    note: str
    had: int


class _Part(NamedTuple):
    talk_id: int
    text: str


class _Choice(NamedTuple):
    child: str
    guide_id: str
    setting_id: str
    state: str
    note: str


class _Said(NamedTuple):
    said: str


class _Count(NamedTuple):
    number: int


def read(home: Household) -> Expected:
    """Return what is there, whatever the services make of it."""
    store = home.store
    names = store.rows(_Name, "SELECT id, name FROM child ORDER BY id")
    there = Expected({one.name: Facts() for one in names})
    accounts = "SELECT name, guide_id FROM account JOIN child ON child.id = child_id WHERE hidden = 0"
    for account in store.rows(_Account, accounts):
        there.children[account.child].guides.add(account.guide_id)
    _read_talks(store, there)
    choices = (
        "SELECT name, choice.guide_id, setting_id, state, note FROM choice"
        " JOIN account ON account.id = account_id JOIN child ON child.id = child_id ORDER BY choice.id"
    )
    for choice in store.rows(_Choice, choices):
        there.children[choice.child].choices.append((choice.guide_id, choice.setting_id, choice.state, choice.note))
    for kept in store.rows(_Count, "SELECT day FROM reminder"):
        there.reminder_day = kept.number
    there.text_percent = read_preferences(home.paths)[0].text_percent
    return there


def faults_of(home: Household) -> str | None:
    """Say what SQLite itself finds wrong: pages, indexes, references; and small files that can't be read."""
    said = [one.said for one in home.store.rows(_Said, "PRAGMA integrity_check")]
    if said != ["ok"]:
        return f"integrity_check: {said[:3]}"
    (astray,) = home.store.rows(_Count, "SELECT COUNT(*) FROM pragma_foreign_key_check")
    if astray.number:
        return f"{astray.number} rows whose reference leads nowhere"
    try:
        load_dues(home.paths.reminders)
    except Trouble as trouble:
        return f"reminders.json: {trouble.message}"
    return None


def _read_talks(store: Store, there: Expected) -> None:
    rows = store.rows(
        _Talk,
        "SELECT talk.id, name, topic_id, note, talked_on IS NOT NULL FROM talk"
        " JOIN child ON child.id = child_id ORDER BY talk.id",
    )
    talks = {one.id: Talk(note=one.note) for one in rows}
    for tick in store.rows(_Part, "SELECT talk_id, line_id FROM tick"):
        talks[tick.talk_id].ticks.add(tick.text)
    for agreed in store.rows(_Part, "SELECT talk_id, sentence FROM agreed ORDER BY talk_id, place"):
        talks[agreed.talk_id].agreed += (agreed.text,)
    for one in rows:
        facts = there.children[one.child]
        if one.had:
            facts.had[one.topic_id, one.note] = talks[one.id]
        else:
            facts.begun[one.topic_id] = talks[one.id]
