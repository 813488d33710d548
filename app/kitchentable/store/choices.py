"""The ledger of choices: rows are only added, the newest of each setting holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from kitchentable.domain.family import Choice, ChoiceState
from kitchentable.store.connection import Store

_COLUMNS = (
    "account.id, choice.guide_id, setting_id, state, chosen_by, chosen_at, note,"
    " guidance_version, review_on, choice.device_id"
)
_COUNTS_FOR = (
    " FROM account JOIN choice ON choice.account_id = account.id"
    " OR (choice.device_id = account.device_id AND choice.guide_id = account.guide_id)"
)
"""A choice counts for its account, or for every account on its device."""


@dataclass(frozen=True, slots=True)
class NewChoice:
    """A choice about to be kept: for an account, or for a device and so for everybody on it."""

    account_id: int | None
    guide_id: str
    setting_id: str
    state: ChoiceState
    chosen_by: str
    chosen_at: datetime
    note: str
    guidance_version: str
    review_on: date | None
    device_id: int | None = None


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
    device_id: int | None


def add(store: Store, new: NewChoice) -> int:
    """Add a choice to the ledger and return its id."""
    return store.insert(
        "INSERT INTO choice (account_id, guide_id, setting_id, state, chosen_by, chosen_at, note,"
        " guidance_version, review_on, device_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            new.device_id,
        ),
    )


def latest(store: Store, *, child_id: int) -> tuple[Choice, ...]:
    """Return the newest choice of each setting of a child's accounts that are not hidden, oldest first."""
    sql = (
        f"SELECT max(choice.id), {_COLUMNS}{_COUNTS_FOR} WHERE account.child_id = ? AND account.hidden = 0"
        " GROUP BY account.id, setting_id ORDER BY 1"  # the other columns are of the row with the highest id
    )
    return tuple(Choice(*row) for row in store.rows(_Row, sql, (child_id,)))


def history(store: Store, *, account_id: int, setting_id: str) -> tuple[Choice, ...]:
    """Return every choice that counts for one setting of one account, newest first."""
    sql = f"SELECT choice.id, {_COLUMNS}{_COUNTS_FOR} WHERE account.id = ? AND setting_id = ? ORDER BY choice.id DESC"
    return tuple(Choice(*row) for row in store.rows(_Row, sql, (account_id, setting_id)))


def ledger(store: Store, *, account_id: int) -> tuple[Choice, ...]:
    """Return every choice that counts for one account, newest first."""
    sql = f"SELECT choice.id, {_COLUMNS}{_COUNTS_FOR} WHERE account.id = ? ORDER BY choice.id DESC"
    return tuple(Choice(*row) for row in store.rows(_Row, sql, (account_id,)))
