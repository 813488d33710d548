"""My family: the children, and what each of them plays, watches and uses."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from kitchentable.domain.ages import AgeBand, BirthMonth, check_birth_month
from kitchentable.domain.change import Change, Touched
from kitchentable.domain.family import Account, Child
from kitchentable.domain.guides import GuideKind
from kitchentable.domain.names import clean_name
from kitchentable.domain.pack import Guidance
from kitchentable.services.household import ChildNow, Household, children_now
from kitchentable.services.undo import way_back
from kitchentable.store import agreements, children, choices, devices, incidents, talks

UNKNOWN_ICON = "circle-help"
"""Stands where the guidance no longer has a guide or topic that old records name."""


class AccountCard(Struct, frozen=True):
    """One thing a child uses, as the card names it; ``device_name`` is empty where the device has none."""

    account: Account
    guide_title: str
    guide_icon: str
    device_name: str = ""


class ChildCard(Struct, frozen=True):
    """One child: age in whole years today, what they use, and how many talks were had."""

    child: Child
    age: int
    band: AgeBand
    accounts: tuple[AccountCard, ...]
    talks_had: int
    last_talk: date | None
    loses: tuple[str, ...] = ()
    """What would be lost with them, in words: "9 talks"; empty where nothing was written about them yet."""


class GuideOption(Struct, frozen=True):
    """One guide a family can choose; ``common`` ones are shown first."""

    id: str
    title: str
    icon: str
    kind: GuideKind
    common: bool


class FamilyView(Struct, frozen=True):
    """The family page; children in the order they were added, guides by title."""

    children: tuple[ChildCard, ...]
    guides: tuple[GuideOption, ...]


def family_view(home: Household) -> FamilyView:
    """Return the family page."""
    return FamilyView(tuple(_card(home, one) for one in children_now(home)), guide_options(home.guidance))


def guide_options(guidance: Guidance) -> tuple[GuideOption, ...]:
    """Return every guide a family can choose, by title; needs no open records."""
    guides = sorted(guidance.pack.guides, key=lambda guide: guide.title.casefold())
    return tuple(GuideOption(one.id, one.title, one.icon, one.kind, one.common) for one in guides)


def add_child(home: Household, *, name: str, born: BirthMonth, guides: tuple[str, ...] = ()) -> Change:
    """Add a child with the guides they use; BadInput for a name or month that can't be, NotFound for a guide."""
    check_birth_month(born, home.clock.today())
    name = clean_name(name)
    _check_guides(home, guides)
    with home.store.transaction():
        child_id = children.add(home.store, name=name, born=born, added_at=home.clock.now())
        for guide_id in dict.fromkeys(guides):
            devices.show_account(home.store, child_id=child_id, guide_id=guide_id)
    return Change.of(Touched.CHILDREN, Touched.DEVICES, new_id=child_id)


def rename_child(home: Household, *, child_id: int, name: str) -> Change:
    """Give a child another name or nickname."""
    name = clean_name(name)
    with home.store.transaction():
        children.rename(home.store, child_id=child_id, name=name)
    return Change.of(Touched.CHILDREN)


def change_child(home: Household, *, child_id: int, name: str, born: BirthMonth, guides: tuple[str, ...]) -> Change:
    """Put a child right in one go: the name, the birth month and what they use (see ``set_guides``)."""
    name = clean_name(name)
    check_birth_month(born, home.clock.today())
    with home.store.transaction(undoable=True):
        children.rename(home.store, child_id=child_id, name=name)
        children.correct_birth_month(home.store, child_id=child_id, born=born)
        _set_guides(home, child_id, guides)
    return Change.of(Touched.CHILDREN, Touched.DEVICES, undo=way_back(home, f"Changed {name}."))


def correct_birth_month(home: Household, *, child_id: int, born: BirthMonth) -> Change:
    """Correct a birth month; review dates already set stay as they are."""
    check_birth_month(born, home.clock.today())
    with home.store.transaction():
        children.correct_birth_month(home.store, child_id=child_id, born=born)
    return Change.of(Touched.CHILDREN)


def remove_child(home: Household, *, child_id: int) -> Change:
    """Remove a child and everything recorded about them; for good, once it can’t be undone any more."""
    with home.store.transaction(undoable=True):
        name = children.child(home.store, child_id).name
        children.remove(home.store, child_id=child_id)
    parts = (Touched.DEVICES, Touched.CHOICES, Touched.TALKS, Touched.AGREEMENTS, Touched.INCIDENTS, Touched.MONTH)
    return Change.of(Touched.CHILDREN, *parts, undo=way_back(home, f"Removed {name}."))


def set_guides(home: Household, *, child_id: int, guides: tuple[str, ...]) -> Change:
    """Make these the guides a child uses. One left out is hidden with its history; added again, it is back."""
    with home.store.transaction(undoable=True):
        name = children.child(home.store, child_id).name
        _set_guides(home, child_id, guides)
    return Change.of(Touched.DEVICES, undo=way_back(home, f"Changed what {name} uses."))


def _set_guides(home: Household, child_id: int, guides: tuple[str, ...]) -> None:
    shown = devices.accounts(home.store, child_id=child_id)
    used = {one.guide_id for one in shown}
    _check_guides(home, tuple(one for one in guides if one not in used))
    for guide_id in dict.fromkeys(guides):
        devices.show_account(home.store, child_id=child_id, guide_id=guide_id)
    for account in shown:
        if account.guide_id not in guides:
            devices.hide_account(home.store, account_id=account.id)


def _check_guides(home: Household, guides: tuple[str, ...]) -> None:
    for guide_id in guides:
        home.guidance.guide(guide_id)


def _card(home: Household, now: ChildNow) -> ChildCard:
    records = talks.records(home.store, child_id=now.child.id)
    talked = [one.talked_on for one in records if one.talked_on]
    named = {one.id: one.name for one in devices.devices(home.store)}
    shown = devices.accounts(home.store, child_id=now.child.id)
    return ChildCard(
        child=now.child,
        age=now.age,
        band=now.band,
        accounts=tuple(_account_card(home, one, named.get(one.device_id or 0, "")) for one in shown),
        talks_had=len(talked),
        last_talk=max(talked, default=None),
        loses=_losses(home, now.child, talks_had=len(talked), begun=len(records) - len(talked)),
    )


def _losses(home: Household, child: Child, *, talks_had: int, begun: int) -> tuple[str, ...]:
    """Count what is written about a child and could not be typed again from memory."""
    chosen = sum(one.device_id is None for one in choices.latest(home.store, child_id=child.id))
    notes = sum(one.happening.child_id == child.id for one in incidents.incidents(home.store))
    agreed = agreements.current(home.store, child_id=child.id) is not None
    counted = (
        (talks_had, "talk", "talks"),
        (begun, "talk begun", "talks begun"),
        (chosen, "setting looked at", "settings looked at"),
        (notes, "private note", "private notes"),
    )
    words = tuple(f"{count} {one if count == 1 else many}" for count, one, many in counted if count)
    return (*words, "your agreement") if agreed else words


def _account_card(home: Household, account: Account, device_name: str) -> AccountCard:
    return AccountCard(account, *guide_face(home.guidance, account.guide_id), device_name)


def guide_face(guidance: Guidance, guide_id: str) -> tuple[str, str]:
    """Return a guide’s title and icon, for one the guidance no longer has as well."""
    guide = guidance.find_guide(guide_id)
    if guide is None:
        return guidance.retired_title(f"guide/{guide_id}") or guide_id, UNKNOWN_ICON
    return guide.title, guide.icon
