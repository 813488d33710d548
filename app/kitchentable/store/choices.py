"""The ledger of choices: rows are only added, the newest of each setting holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from kitchentable.domain.family import Choice, ChoiceState
from kitchentable.store.connection import Store

_COLUMNS = (
    "choice.id, choice.account_id, choice.guide_id, setting_id, state, chosen_by, chosen_at, note,"
    " guidance_version, review_on"
)


@dataclass(frozen=True, slots=True)
class NewChoice:
    """A choice about to be kept."""

    account_id: int
    guide_id: str
    setting_id: str
    state: ChoiceState
    chosen_by: str
    chosen_at: datetime
    note: str
    guidance_version: str
    review_on: date | None


class _Row(NamedTuple):
    id: int
    account_id: int
    guide_id: str
    setting_id: str
    state: ChoiceState
    chosen_by: str
    chosen_at: datetime
    note: str
    guidance_version: str
    review_on: date | None


def add(store: Store, new: NewChoice) -> int:
    """Add a choice to the ledger and return its id."""
    return store.insert(
        "INSERT INTO choice (account_id, guide_id, setting_id, state, chosen_by, chosen_at, note,"
        " guidance_version, review_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new.account_id,
            new.guide_id,
            new.setting_id,
            new.state.value,
            new.chosen_by,
            new.chosen_at.isoformat(),
            new.note,
            new.guidance_version,
            new.review_on.isoformat() if new.review_on else None,
        ),
    )


def latest(store: Store, *, child_id: int) -> tuple[Choice, ...]:
    """Return the newest choice of each setting of a child's accounts that are not hidden, oldest first."""
    sql = (
        f"SELECT {_COLUMNS} FROM choice JOIN account ON account.id = choice.account_id"  # noqa: S608 - our own column names
        " WHERE account.child_id = ? AND account.hidden = 0 AND choice.id ="
        " (SELECT max(id) FROM choice AS same WHERE same.account_id = choice.account_id"
        " AND same.setting_id = choice.setting_id)"
        " ORDER BY choice.id"
    )
    return tuple(Choice(*row) for row in store.rows(_Row, sql, (child_id,)))


def history(store: Store, *, account_id: int, setting_id: str) -> tuple[Choice, ...]:
    """Return every choice about one setting of one account, newest first."""
    sql = f"SELECT {_COLUMNS} FROM choice WHERE account_id = ? AND setting_id = ? ORDER BY id DESC"  # noqa: S608 - as above
    return tuple(Choice(*row) for row in store.rows(_Row, sql, (account_id, setting_id)))
