"""Accounts in the records: one child on one guide, on a device where it has one."""

from __future__ import annotations

from typing import NamedTuple

from kitchentable.domain.errors import NotFound
from kitchentable.domain.family import Account
from kitchentable.store.connection import Store


class _Row(NamedTuple):
    id: int
    child_id: int
    guide_id: str
    device_id: int | None


def accounts(store: Store, *, child_id: int) -> tuple[Account, ...]:
    """Return a child's accounts that are not hidden, in the order they were added."""
    sql = "SELECT id, child_id, guide_id, device_id FROM account WHERE child_id = ? AND hidden = 0 ORDER BY id"
    return tuple(Account(*row) for row in store.rows(_Row, sql, (child_id,)))


def account(store: Store, account_id: int) -> Account:
    """Return one account, hidden or not, or raise NotFound."""
    sql = "SELECT id, child_id, guide_id, device_id FROM account WHERE id = ?"
    rows = store.rows(_Row, sql, (account_id,))
    if not rows:
        raise NotFound("That guide is no longer among the ones your family uses.")
    return Account(*rows[0])


def show_account(store: Store, *, child_id: int, guide_id: str) -> None:
    """Add a child's account with no device, or bring back the one that was hidden."""
    store.write(
        "INSERT INTO account (child_id, guide_id) VALUES (?, ?)"
        " ON CONFLICT (child_id, guide_id) WHERE device_id IS NULL DO UPDATE SET hidden = 0",
        (child_id, guide_id),
    )


def hide_account(store: Store, *, account_id: int) -> None:
    """Hide an account; its choices stay."""
    store.write("UPDATE account SET hidden = 1 WHERE id = ?", (account_id,))
