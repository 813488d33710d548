"""The family's own pages: read from open records, then worded by printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kitchentable.domain.errors import NotFound
from kitchentable.domain.family import Child, Choice
from kitchentable.domain.paper_codes import CodeBook
from kitchentable.domain.situations import Country
from kitchentable.printing.agreement_sheet import agreement_sheet
from kitchentable.printing.depth import Depth
from kitchentable.printing.family_pages import AgreementSheet, HomeSheet, IncidentSheet, MonthSheet
from kitchentable.printing.guide_sheet import in_order
from kitchentable.printing.home_sheet import HomeAccount, HomePart, home_sheet
from kitchentable.printing.incident_sheet import incident_sheet
from kitchentable.printing.minder_sheet import MinderPart, minder_sheet
from kitchentable.printing.month_sheet import MonthPart, month_sheet
from kitchentable.printing.page import WrittenPage
from kitchentable.services.household import ChildNow, Household, children_now
from kitchentable.services.month import child_plan
from kitchentable.store import agreements, children, choices, devices, incidents, talks

NOBODY = "Please add a child under My family first."


@dataclass(frozen=True, slots=True)
class PrintMonth:
    """A month on one page, for these children or (empty) for all."""

    child_ids: tuple[int, ...] = ()
    depth: Depth = Depth.FULL
    with_names: bool = True


@dataclass(frozen=True, slots=True)
class PrintHome:
    """What is set in our home, for these children or (empty) for all."""

    child_ids: tuple[int, ...] = ()
    depth: Depth = Depth.FULL


@dataclass(frozen=True, slots=True)
class PrintAgreement:
    """A child's agreement that holds now, with lines to sign on."""

    child_id: int
    with_names: bool = True


@dataclass(frozen=True, slots=True)
class PrintIncident:
    """A private note."""

    incident_id: int


@dataclass(frozen=True, slots=True)
class PrintMinder:
    """For grandparents and sitters, about these children or (empty) all."""

    child_ids: tuple[int, ...] = ()


FamilyWhat = PrintMonth | PrintHome | PrintAgreement | PrintIncident | PrintMinder
"""Everything that is printed from the family's records."""


def family_sheet(home: Household, country: Country, what: FamilyWhat, *, codes: bool) -> WrittenPage:
    """Return a page of the family's; NotFound where what it is about is not there (any more)."""
    match what:
        case PrintMonth():
            return _month(home, country, what, codes=codes)
        case PrintHome():
            return _home(home, country, what, codes=codes)
        case PrintAgreement():
            return _agreement(home, country, what)
        case PrintIncident(incident_id):
            return _incident(home, country, incident_id)
        case PrintMinder(child_ids):
            parts = [_minder_part(home, one.child) for one in chosen(home, child_ids)]
            return minder_sheet(home.guidance, country, parts, home.clock.today())


def code_book(home: Household) -> CodeBook:
    """Return the codes of every box this family may meet on paper."""
    return CodeBook(home.guidance, devices.devices(home.store))


def _month(home: Household, country: Country, what: PrintMonth, *, codes: bool) -> MonthSheet:
    return month_sheet(
        home.guidance,
        country,
        [month_part(home, one) for one in chosen(home, what.child_ids)],
        home.clock.today(),
        depth=what.depth,
        with_names=what.with_names,
        codes=code_book(home) if codes else None,
    )


def _home(home: Household, country: Country, what: PrintHome, *, codes: bool) -> HomeSheet:
    return home_sheet(
        home.guidance,
        country,
        [home_part(home, one.child) for one in chosen(home, what.child_ids)],
        home.clock.today(),
        depth=what.depth,
        codes=code_book(home) if codes else None,
    )


def _agreement(home: Household, country: Country, what: PrintAgreement) -> AgreementSheet:
    child = children.child(home.store, what.child_id)
    agreement = agreements.current(home.store, child_id=child.id)
    if agreement is None:
        raise NotFound("There is no agreement yet. Please add a first promise.")
    name = child.name if what.with_names else ""
    return agreement_sheet(home.guidance, country, agreement, home.clock.today(), name=name)


def _incident(home: Household, country: Country, incident_id: int) -> IncidentSheet:
    found = incidents.incident(home.store, incident_id)
    names = {one.id: one.name for one in children.all_children(home.store)}
    name = names.get(found.happening.child_id or 0, "")
    return incident_sheet(home.guidance, country, found, home.clock.today(), name=name)


def _minder_part(home: Household, child: Child) -> MinderPart:
    return MinderPart(home_part(home, child), agreements.current(home.store, child_id=child.id))


def chosen(home: Household, child_ids: Sequence[int]) -> tuple[ChildNow, ...]:
    """Return the children asked for, or all."""
    found = tuple(one for one in children_now(home) if not child_ids or one.child.id in child_ids)
    if not found:
        raise NotFound("That child is no longer in your family here." if child_ids else NOBODY)
    return found


def month_part(home: Household, now: ChildNow) -> MonthPart:
    """Return what a month's page says of one child."""
    child_id, today = now.child.id, home.clock.today()
    had = [one for one in talks.records(home.store, child_id=child_id) if one.talked_on]
    had.sort(key=lambda one: (one.talked_on or today, one.id))
    agreed = [one for one in had if one.agreed]
    last = had[-1].again_on if had else None
    reviews = [one.review_on for one in choices.latest(home.store, child_id=child_id) if one.review_on]
    return MonthPart(
        plan=child_plan(home, now),
        agreed_on=agreed[-1].talked_on if agreed else None,
        agreed=agreed[-1].agreed if agreed else (),
        again_on=last if last and last > today else None,
        next_look=min((one for one in reviews if one > today), default=None),
        devices={
            one.id: one.device_id
            for one in devices.accounts(home.store, child_id=child_id)
            if one.device_id is not None
        },
    )


def home_part(home: Household, child: Child) -> HomePart:
    """Return what is decided for one child, by account, in the order the guide has its settings."""
    latest = choices.latest(home.store, child_id=child.id)
    names = {one.id: one.name for one in devices.devices(home.store)}
    accounts = []
    for account in devices.accounts(home.store, child_id=child.id):
        guide = home.guidance.find_guide(account.guide_id)
        order = [one.id for one in in_order(guide)] if guide else []
        mine = [one for one in latest if one.account_id == account.id]
        mine.sort(key=partial(_place, order))
        accounts.append(HomeAccount(account, names.get(account.device_id or 0, ""), tuple(mine)))
    return HomePart(child, tuple(accounts))


def _place(order: Sequence[str], choice: Choice) -> tuple[int, int]:
    """Sort as the guide does; what it no longer has comes last."""
    return (order.index(choice.setting_id) if choice.setting_id in order else len(order), choice.id)
