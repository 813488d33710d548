"""Devices at home that children share: what is set for the whole device is chosen once and counts for all on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitchentable.domain.change import Change, Touched
from kitchentable.domain.errors import BadInput
from kitchentable.domain.family import Account, Child, Choice, Device
from kitchentable.domain.guides import GuideKind, Scope
from kitchentable.domain.names import clean_name
from kitchentable.services.family import GuideOption, guide_face, guide_options
from kitchentable.services.household import Household
from kitchentable.services.undo import way_back
from kitchentable.store import children, choices, devices

_KINDS = (GuideKind.CONSOLE, GuideKind.PHONE, GuideKind.COMPUTER, GuideKind.HOME)
"""Guides to things one can stand before; games and apps are on them."""


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """One device: what it is and who uses it, in the order they were added."""

    device: Device
    guide_title: str
    guide_icon: str
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class DevicesView:
    """The devices of the family page, and what a new one can be and who can use it."""

    devices: tuple[DeviceCard, ...]
    guides: tuple[GuideOption, ...]
    children: tuple[Child, ...]


def devices_view(home: Household) -> DevicesView:
    """Return the devices in the order they were added."""
    everyone = children.all_children(home.store)
    guides = tuple(one for one in guide_options(home.guidance) if one.kind in _KINDS)
    return DevicesView(tuple(_card(home, one, everyone) for one in devices.devices(home.store)), guides, everyone)


def add_device(home: Household, *, name: str, guide_id: str, child_ids: tuple[int, ...]) -> Change:
    """Name a device and say who uses it. What they had chosen for the whole device before counts for all from now.

    BadInput for a name that can't be, or for nobody; NotFound for a guide or child that is not there.
    """
    name = clean_name(name)
    home.guidance.guide(guide_id)
    _check_children(child_ids)
    with home.store.transaction(undoable=True):
        device_id = devices.add_device(home.store, name=name, guide_id=guide_id, added_at=home.clock.now())
        _put_on(home, devices.device(home.store, device_id), child_ids)
    words = f"Added {name}."
    return Change.of(Touched.DEVICES, Touched.CHOICES, new_id=device_id, undo=way_back(home, words))


def change_device(home: Household, *, device_id: int, name: str, child_ids: tuple[int, ...]) -> Change:
    """Give a device another name, or have others use it; what was set on it stays."""
    name = clean_name(name)
    _check_children(child_ids)
    with home.store.transaction(undoable=True):
        device = devices.device(home.store, device_id)
        devices.rename_device(home.store, device_id=device_id, name=name)
        on_it = devices.accounts_on(home.store, device_id=device_id)
        for account in on_it:
            if account.child_id not in child_ids:
                devices.take_off(home.store, account)
        here = {account.child_id for account in on_it}
        _put_on(home, device, tuple(one for one in child_ids if one not in here))
    return Change.of(Touched.DEVICES, Touched.CHOICES, undo=way_back(home, f"Changed {name}."))


def remove_device(home: Household, *, device_id: int) -> Change:
    """Take a device away that is gone. The children still use its guide, and what was set stays in the ledger."""
    with home.store.transaction(undoable=True):
        device = devices.device(home.store, device_id)
        for account in devices.accounts_on(home.store, device_id=device_id):
            devices.take_off(home.store, account)
        devices.hide_device(home.store, device_id=device_id)
    return Change.of(Touched.DEVICES, Touched.CHOICES, undo=way_back(home, f"Removed {device.name}."))


def _card(home: Household, device: Device, everyone: Sequence[Child]) -> DeviceCard:
    on_it = {one.child_id for one in devices.accounts_on(home.store, device_id=device.id)}
    title, icon = guide_face(home.guidance, device.guide_id)
    return DeviceCard(device, title, icon, tuple(one for one in everyone if one.id in on_it))


def _check_children(child_ids: Sequence[int]) -> None:
    if not child_ids:
        raise BadInput("Please tick who uses it.")


def _put_on(home: Household, device: Device, child_ids: Sequence[int]) -> None:
    """Put children on a device; the newest choice any of them had made for the whole device comes along."""
    before = [one for child_id in child_ids for one in choices.latest(home.store, child_id=child_id)]
    for child_id in dict.fromkeys(child_ids):
        children.child(home.store, child_id)
        devices.put_on(home.store, device, child_id=child_id)
    on_it = devices.accounts_on(home.store, device_id=device.id)
    for choice in _newest(home, device, on_it, before):
        choices.add(home.store, _for_all(choice, device))


def _newest(home: Household, device: Device, on_it: Sequence[Account], before: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the newest choice of each setting for the whole device, of accounts that are on it now.

    What is set on the device itself already holds: it was chosen for all.
    """
    guide = home.guidance.find_guide(device.guide_id)
    shared = {one.id for one in guide.settings if one.scope is Scope.DEVICE} if guide else set()
    here = {one.id for one in on_it}
    held = {
        one.setting_id
        for account in on_it
        for one in choices.ledger(home.store, account_id=account.id)
        if one.device_id == device.id
    }
    mine = sorted((one for one in before if one.account_id in here), key=lambda one: one.id)
    newest = {one.setting_id: one for one in mine if one.setting_id in shared - held and one.device_id is None}
    return tuple(newest.values())


def _for_all(choice: Choice, device: Device) -> choices.NewChoice:
    return choices.NewChoice(
        account_id=None,
        guide_id=choice.guide_id,
        setting_id=choice.setting_id,
        state=choice.state,
        chosen_by=choice.chosen_by,
        chosen_at=choice.chosen_at,
        note=choice.note,
        guidance_version=choice.guidance_version,
        review_on=choice.review_on,
        device_id=device.id,
    )
