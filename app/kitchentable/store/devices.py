"""Devices and accounts in the records: one child on one guide, on a device that has a name where there is one."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kitchentable.domain.errors import NotFound
from kitchentable.domain.family import Account, Device
from kitchentable.store.connection import Store

_NOT_IN_USE = "That device is no longer among the ones your family uses."


class _Row(NamedTuple):
    id: int
    child_id: int
    guide_id: str
    device_id: int | None


class _Device(NamedTuple):
    id: int
    name: str
    guide_id: str


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
    """Have a child use a guide: keep what is there, else bring back what was hidden, else add it with no device."""
    mine = (child_id, guide_id)
    here = " WHERE child_id = ? AND guide_id = ?"
    if store.rows(_Row, f"SELECT id, child_id, guide_id, device_id FROM account{here} AND hidden = 0", mine):  # noqa: S608 - our own words
        return
    back = f"UPDATE account SET hidden = 0{here}"  # noqa: S608 - our own words
    in_use = " AND device_id IN (SELECT id FROM device WHERE hidden = 0)"
    if store.write(f"{back} AND device_id IS NULL", mine) or store.write(back + in_use, mine):
        return
    store.write("INSERT INTO account (child_id, guide_id) VALUES (?, ?)", mine)


def hide_account(store: Store, *, account_id: int) -> None:
    """Hide an account; its choices stay."""
    store.write("UPDATE account SET hidden = 1 WHERE id = ?", (account_id,))


def devices(store: Store) -> tuple[Device, ...]:
    """Return the devices in use, in the order they were added."""
    rows = store.rows(_Device, "SELECT id, name, guide_id FROM device WHERE hidden = 0 ORDER BY id")
    return tuple(Device(*row) for row in rows)


def device(store: Store, device_id: int) -> Device:
    """Return one device in use, or raise NotFound."""
    found = next((one for one in devices(store) if one.id == device_id), None)
    if found is None:
        raise NotFound(_NOT_IN_USE)
    return found


def add_device(store: Store, *, name: str, guide_id: str, added_at: datetime) -> int:
    """Add a device that nobody uses yet, and return its id."""
    sql = "INSERT INTO device (name, guide_id, added_at) VALUES (?, ?, ?)"
    return store.insert(sql, (name, guide_id, added_at.isoformat()))


def rename_device(store: Store, *, device_id: int, name: str) -> None:
    """Give a device another name."""
    store.write("UPDATE device SET name = ? WHERE id = ?", (name, device_id))


def hide_device(store: Store, *, device_id: int) -> None:
    """Hide a device that is gone; what was set on it stays in the ledger. Nobody is on it any more (``take_off``)."""
    store.write("UPDATE device SET hidden = 1 WHERE id = ?", (device_id,))


def accounts_on(store: Store, *, device_id: int) -> tuple[Account, ...]:
    """Return the accounts on a device that are not hidden, in the order they were added."""
    sql = "SELECT id, child_id, guide_id, device_id FROM account WHERE device_id = ? AND hidden = 0 ORDER BY id"
    return tuple(Account(*row) for row in store.rows(_Row, sql, (device_id,)))


def put_on(store: Store, device: Device, *, child_id: int) -> None:
    """Have a child use a device: the account without a device is meant, if there is one in use."""
    back = "UPDATE account SET hidden = 0 WHERE child_id = ? AND device_id = ?"
    meant = "UPDATE account SET device_id = ? WHERE child_id = ? AND guide_id = ? AND device_id IS NULL AND hidden = 0"
    if store.write(back, (child_id, device.id)) or store.write(meant, (device.id, child_id, device.guide_id)):
        return
    sql = "INSERT INTO account (child_id, guide_id, device_id) VALUES (?, ?, ?)"
    store.write(sql, (child_id, device.guide_id, device.id))


def take_off(store: Store, account: Account) -> None:
    """Have a child use a device no longer. They still use its guide: on another device, or on one without a name."""
    same = (account.child_id, account.guide_id, account.id)
    others = "SELECT id, child_id, guide_id, device_id FROM account WHERE child_id = ? AND guide_id = ? AND id <> ?"
    rows = store.rows(_Row, f"{others} AND (hidden = 0 OR device_id IS NULL)", same)
    if not rows:
        store.write("UPDATE account SET device_id = NULL WHERE id = ?", (account.id,))
        return
    hide_account(store, account_id=account.id)
    show_account(store, child_id=account.child_id, guide_id=account.guide_id)
