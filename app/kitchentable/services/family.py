"""My family: the children, and what each of them plays, watches and uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kitchentable.domain.ages import AgeBand, BirthMonth, check_birth_month
from kitchentable.domain.change import Change, Touched
from kitchentable.domain.family import Account, Child
from kitchentable.domain.guides import GuideKind
from kitchentable.domain.names import clean_name
from kitchentable.domain.pack import Guidance
from kitchentable.services.household import ChildNow, Household, children_now
from kitchentable.store import children, devices, talks

UNKNOWN_ICON = "circle-help"
"""Stands where the guidance no longer has a guide or topic that old records name."""


@dataclass(frozen=True, slots=True)
class AccountCard:
    """One thing a child uses, as the card names it."""

    account: Account
    guide_title: str
    guide_icon: str


@dataclass(frozen=True, slots=True)
class ChildCard:
    """One child: age in whole years today, what they use, and how many talks were had."""

    child: Child
    age: int
    band: AgeBand
    accounts: tuple[AccountCard, ...]
    talks_had: int
    last_talk: date | None


@dataclass(frozen=True, slots=True)
class GuideOption:
    """One guide a family can choose; ``common`` ones are shown first."""

    id: str
    title: str
    icon: str
    kind: GuideKind
    common: bool


@dataclass(frozen=True, slots=True)
class FamilyView:
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


def correct_birth_month(home: Household, *, child_id: int, born: BirthMonth) -> Change:
    """Correct a birth month; review dates already set stay as they are."""
    check_birth_month(born, home.clock.today())
    with home.store.transaction():
        children.correct_birth_month(home.store, child_id=child_id, born=born)
    return Change.of(Touched.CHILDREN)


def remove_child(home: Household, *, child_id: int) -> Change:
    """Remove a child and everything recorded about them, for good."""
    with home.store.transaction():
        children.remove(home.store, child_id=child_id)
    return Change.of(Touched.CHILDREN, Touched.DEVICES, Touched.CHOICES, Touched.TALKS)


def set_guides(home: Household, *, child_id: int, guides: tuple[str, ...]) -> Change:
    """Make these the guides a child uses. One left out is hidden with its history; added again, it is back."""
    with home.store.transaction():
        children.child(home.store, child_id)
        shown = {one.guide_id: one for one in devices.accounts(home.store, child_id=child_id)}
        _check_guides(home, tuple(one for one in guides if one not in shown))
        for guide_id in dict.fromkeys(guides):
            devices.show_account(home.store, child_id=child_id, guide_id=guide_id)
        for guide_id, account in shown.items():
            if guide_id not in guides:
                devices.hide_account(home.store, account_id=account.id)
    return Change.of(Touched.DEVICES)


def _check_guides(home: Household, guides: tuple[str, ...]) -> None:
    for guide_id in guides:
        home.guidance.guide(guide_id)


def _card(home: Household, now: ChildNow) -> ChildCard:
    talked = [one.talked_on for one in talks.records(home.store, child_id=now.child.id) if one.talked_on]
    return ChildCard(
        child=now.child,
        age=now.age,
        band=now.band,
        accounts=tuple(_account_card(home, one) for one in devices.accounts(home.store, child_id=now.child.id)),
        talks_had=len(talked),
        last_talk=max(talked, default=None),
    )


def _account_card(home: Household, account: Account) -> AccountCard:
    guide = home.guidance.find_guide(account.guide_id)
    if guide is None:
        title = home.guidance.retired_title(f"guide/{account.guide_id}") or account.guide_id
        return AccountCard(account, title, UNKNOWN_ICON)
    return AccountCard(account, guide.title, guide.icon)
