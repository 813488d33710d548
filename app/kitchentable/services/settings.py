"""Settings checks: what is set for whom, when we last looked, and what to look at next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.change import Change, Touched
from kitchentable.domain.family import Account, Child, Choice, ChoiceState, Device
from kitchentable.domain.guides import Guide, Scope, Setting, Way
from kitchentable.domain.names import clean_name, clean_note
from kitchentable.domain.pack import Guidance
from kitchentable.domain.review import review_date
from kitchentable.domain.sources import Confidence, Source, SourceKind
from kitchentable.services.gone import GoneSetting, gone_settings
from kitchentable.services.household import ChildNow, Household, child_now, children_now
from kitchentable.services.looked_at import is_due, looked_at, standing
from kitchentable.services.undo import quoted, way_back
from kitchentable.store import children, choices, devices


class GuideState(StrEnum):
    """What a guide's card says: nothing looked at yet, some to check, enough for now, or everything."""

    NEW = "new"
    TO_CHECK = "to-check"
    GOOD_FOR_NOW = "good-for-now"
    ALL_SET = "all-set"


@dataclass(frozen=True, slots=True)
class GuideCard:
    """One guide a child uses. ``to_check`` counts what matters most at this age and what is due again."""

    account_id: int
    guide_id: str
    icon: str
    title: str
    about: str
    state: GuideState
    words: str
    looked_at: int
    in_all: int
    to_check: int
    minutes: int
    last_looked: date | None


@dataclass(frozen=True, slots=True)
class ChildChecks:
    """One child's guides. ``good_enough`` is a clear stop until ``next_look``; ``minutes`` for all to check.

    ``gone`` are choices about guides that our guidance has no longer.
    """

    child: Child
    age: int
    guides: tuple[GuideCard, ...]
    good_enough: bool
    to_check: int
    minutes: int
    next_look: date | None
    gone: tuple[GoneSetting, ...] = ()


@dataclass(frozen=True, slots=True)
class ChecksView:
    """The checks page, children in the order they were added."""

    children: tuple[ChildChecks, ...]


@dataclass(frozen=True, slots=True)
class SettingCard:
    """One setting: what we suggest at this age, what was chosen last, and what the path stands on."""

    setting: Setting
    suggest: str
    essential: bool
    choice: Choice | None
    due: bool
    source_words: str
    sources: tuple[Source, ...]
    earlier: tuple[Choice, ...] = ()
    """The choices before the one that holds, newest first."""


@dataclass(frozen=True, slots=True)
class GuideView:
    """One guide for one child, or to read without one (``child``, ``age`` and ``account_id`` None)."""

    guide: Guide
    account_id: int | None
    child: Child | None
    age: int | None
    band: AgeBand
    cards: tuple[SettingCard, ...]
    looked_at: int
    in_all: int
    sources: tuple[Source, ...]
    gone: tuple[GoneSetting, ...] = ()
    device_name: str = ""
    shared_by: tuple[str, ...] = ()
    """Who else uses that device: what is set for the whole device counts for them too."""


def checks_view(home: Household) -> ChecksView:
    """Return the checks page. A guide the guidance no longer has is left out; its records stay."""
    return ChecksView(tuple(_child_checks(home, one) for one in children_now(home)))


def guide_view(home: Household, *, account_id: int) -> GuideView:
    """Return one guide for the child whose account it is; NotFound where either is gone."""
    account = devices.account(home.store, account_id)
    now = child_now(home, children.child(home.store, account.child_id))
    guide = home.guidance.guide(account.guide_id)
    chosen = _of_account(standing(home, now), account)
    today = home.clock.today()
    cards = _setting_cards(home.guidance, guide, now.band, chosen, today)
    device = find_device(home, account)
    return GuideView(
        guide=guide,
        account_id=account.id,
        child=now.child,
        age=now.age,
        band=now.band,
        cards=_with_earlier(cards, choices.ledger(home.store, account_id=account.id)),
        looked_at=_looked_at(guide, chosen, today),
        in_all=len(guide.settings),
        sources=_sources(home.guidance, guide.sources),
        gone=tuple(gone_settings(home.guidance, chosen.values())),
        device_name=device.name if device else "",
        shared_by=tuple(one.name for one in sharing(home, account) if one.id != now.child.id),
    )


def read_guide(guidance: Guidance, *, guide_id: str, band: AgeBand) -> GuideView:
    """Return one guide to read for an age band, without a child; needs no open records."""
    guide = guidance.guide(guide_id)
    return GuideView(
        guide=guide,
        account_id=None,
        child=None,
        age=None,
        band=band,
        cards=_setting_cards(guidance, guide, band, {}, date.min),
        looked_at=0,
        in_all=len(guide.settings),
        sources=_sources(guidance, guide.sources),
    )


def choose(
    home: Household, *, account_id: int, setting_id: str, state: ChoiceState, note: str = "", chosen_by: str = ""
) -> Change:
    """Keep what a parent decided about a setting, with the day to look again; earlier choices stay in the ledger."""
    account = devices.account(home.store, account_id)
    setting = home.guidance.setting(account.guide_id, setting_id)
    new = new_choice(home, account, setting, state, note=note, chosen_by=chosen_by)
    with home.store.transaction(undoable=True):
        choice_id = choices.add(home.store, new)
    words = f"{_CHOSEN[state]} {quoted(setting.title)}"
    return Change.of(Touched.CHOICES, new_id=choice_id, undo=way_back(home, words))


def new_choice(
    home: Household, account: Account, setting: Setting, state: ChoiceState, *, note: str = "", chosen_by: str = ""
) -> choices.NewChoice:
    """Return a choice made now, ready to be kept: for the account, or for everybody on its device."""
    on_device = setting.scope is Scope.DEVICE and account.device_id is not None
    born = [one.born for one in sharing(home, account)] if on_device else [_child_of(home, account).born]
    reviews = [review_date(state, setting.undone_by, home.clock.today(), one) for one in born]
    return choices.NewChoice(
        account_id=None if on_device else account.id,
        device_id=account.device_id if on_device else None,
        guide_id=account.guide_id,
        setting_id=setting.id,
        state=state,
        chosen_by=clean_name(chosen_by) if chosen_by.strip() else "",
        chosen_at=home.clock.now(),
        note=clean_note(note),
        guidance_version=home.guidance.version,
        review_on=min((one for one in reviews if one is not None), default=None),
    )


_CHOSEN: Mapping[ChoiceState, str] = {
    ChoiceState.DONE: "Done:",
    ChoiceState.OTHERWISE: "Your own choice:",
    ChoiceState.NOT_FOR_US: "Not for you:",
    ChoiceState.LATER: "Put off:",
}


def sharing(home: Household, account: Account) -> tuple[Child, ...]:
    """Return the children who share an account’s device, in the order they were added; only its child where none."""
    if account.device_id is None:
        return (_child_of(home, account),)
    on_it = {one.child_id for one in devices.accounts_on(home.store, device_id=account.device_id)}
    return tuple(one for one in children.all_children(home.store) if one.id in {*on_it, account.child_id})


def find_device(home: Household, account: Account) -> Device | None:
    """Return the device in use that an account is on, or None where it has none."""
    return next((one for one in devices.devices(home.store) if one.id == account.device_id), None)


def _child_of(home: Household, account: Account) -> Child:
    return children.child(home.store, account.child_id)


def setting_history(home: Household, *, account_id: int, setting_id: str) -> tuple[Choice, ...]:
    """Return every choice ever made about a setting, newest first."""
    return choices.history(home.store, account_id=account_id, setting_id=setting_id)


def source_words(guidance: Guidance, way: Way) -> str:
    """Say what a path stands on and when it was read: "Checked against the maker’s page, 1 July 2026"."""
    kind = guidance.source(way.sources[0]).kind if way.sources else SourceKind.OTHER
    day = f"{way.read_on.day} {way.read_on:%B %Y}"
    match way.confidence:
        case Confidence.HIGH:
            return f"Checked against {_PAGE[kind]}, {day}"
        case Confidence.MEDIUM:
            return f"From {_PAGE[kind]}, {day}. The words on your screen may differ a little."
        case Confidence.LOW:
            return f"Not confirmed yet: from {_PAGE[kind]}, {day}. Your screen may look different."


_PAGE: Mapping[SourceKind, str] = {
    SourceKind.MAKER: "the maker’s page",
    SourceKind.GOVERNMENT: "a government page",
    SourceKind.POLICE: "a police page",
    SourceKind.CHARITY: "a charity’s page",
    SourceKind.PRESS: "a news page",
    SourceKind.OTHER: "another site",
}


def _child_checks(home: Household, now: ChildNow) -> ChildChecks:
    shown = devices.accounts(home.store, child_id=now.child.id)
    stand = standing(home, now)
    cards = []
    for account in shown:
        guide = home.guidance.find_guide(account.guide_id)
        if guide is not None:
            cards.append(_guide_card(home, account, guide, now.band, _of_account(stand, account)))
    reviews = [one.review_on for one in stand if one.review_on]
    to_check = sum(card.to_check for card in cards)
    return ChildChecks(
        child=now.child,
        age=now.age,
        guides=tuple(cards),
        good_enough=bool(cards) and to_check == 0,
        to_check=to_check,
        minutes=sum(card.minutes for card in cards),
        next_look=min(reviews, default=None),
        gone=tuple(gone_settings(home.guidance, (one for one in stand if not home.guidance.find_guide(one.guide_id)))),
    )


def _guide_card(
    home: Household, account: Account, guide: Guide, band: AgeBand, chosen: Mapping[str, Choice]
) -> GuideCard:
    today = home.clock.today()
    done = _looked_at(guide, chosen, today)
    waiting = [one for one in guide.settings if _wants_a_look(guide, one, chosen.get(one.id), band, today)]
    state, words = _guide_state(looked=done, in_all=len(guide.settings), to_check=len(waiting), ever=bool(chosen))
    return GuideCard(
        account_id=account.id,
        guide_id=guide.id,
        icon=guide.icon,
        title=_named(guide.title, find_device(home, account)),
        about=guide.about,
        state=state,
        words=words,
        looked_at=done,
        in_all=len(guide.settings),
        to_check=len(waiting),
        minutes=sum(one.minutes for one in waiting),
        last_looked=max((one.chosen_at.date() for one in chosen.values()), default=None),
    )


def _named(title: str, device: Device | None) -> str:
    """Return a guide’s title with the name of the device, which tells two of a kind apart."""
    return f"{title}: {device.name}" if device else title


def _wants_a_look(guide: Guide, setting: Setting, choice: Choice | None, band: AgeBand, today: date) -> bool:
    """Tell whether a setting is on the short list: due again, or never decided and among what matters most."""
    if choice is not None and choice.state is not ChoiceState.LATER:
        return is_due(choice, today)
    if choice is not None and is_due(choice, today):
        return True
    return setting.id == guide.first or band in setting.essential


def _guide_state(*, looked: int, in_all: int, to_check: int, ever: bool) -> tuple[GuideState, str]:
    if looked == in_all:
        return GuideState.ALL_SET, "All set"
    if not ever:
        return GuideState.NEW, "New"
    if to_check:
        return GuideState.TO_CHECK, f"{to_check} to check"
    return GuideState.GOOD_FOR_NOW, "Good for now"


def _setting_cards(
    guidance: Guidance, guide: Guide, band: AgeBand, chosen: Mapping[str, Choice], today: date
) -> tuple[SettingCard, ...]:
    """Return the cards with the one everything hangs on first, then the guide's own order."""
    settings = sorted(guide.settings, key=lambda one: one.id != guide.first)
    return tuple(_setting_card(guidance, guide, one, band, chosen.get(one.id), today) for one in settings)


def _setting_card(
    guidance: Guidance, guide: Guide, setting: Setting, band: AgeBand, choice: Choice | None, today: date
) -> SettingCard:
    order = list(Confidence)
    surest = min(setting.ways, key=lambda way: order.index(way.confidence), default=None)
    ids = dict.fromkeys([*(source for way in setting.ways for source in way.sources), *setting.sources])
    return SettingCard(
        setting=setting,
        suggest=setting.suggest.get(band, ""),
        essential=setting.id == guide.first or band in setting.essential,
        choice=choice,
        due=choice is not None and is_due(choice, today),
        source_words=source_words(guidance, surest) if surest else "",
        sources=_sources(guidance, tuple(ids)),
    )


def _of_account(stand: Iterable[Choice], account: Account) -> dict[str, Choice]:
    return {one.setting_id: one for one in stand if one.account_id == account.id}


def _with_earlier(cards: Sequence[SettingCard], ledger: Sequence[Choice]) -> tuple[SettingCard, ...]:
    """Return the cards with what was chosen before, of a ledger that is newest first."""
    before: defaultdict[str, list[Choice]] = defaultdict(list)
    for one in ledger:
        before[one.setting_id].append(one)
    return tuple(replace(one, earlier=tuple(before[one.setting.id][1:])) for one in cards)


def _looked_at(guide: Guide, chosen: Mapping[str, Choice], today: date) -> int:
    return sum(1 for one in guide.settings if one.id in chosen and looked_at(chosen[one.id], today))


def _sources(guidance: Guidance, ids: tuple[str, ...]) -> tuple[Source, ...]:
    return tuple(guidance.source(one) for one in ids)
