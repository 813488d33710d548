"""What is set in our home: for each child and device what was decided, when to look again, and what is not set yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kitchentable.domain.family import Account, Child, Choice, ChoiceState
from kitchentable.domain.guides import Guide, Setting
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import CodeBook, SettingBox
from kitchentable.domain.recurrence import next_month
from kitchentable.domain.situations import Country
from kitchentable.printing.depth import Depth
from kitchentable.printing.family_pages import BoxLine, HomeChild, HomeGuide, HomeSheet, SetLine
from kitchentable.printing.guide_sheet import in_order
from kitchentable.printing.wording import BRAND, day_words, foot

CHOSEN: Mapping[ChoiceState, str] = {
    ChoiceState.DONE: "Set",
    ChoiceState.OTHERWISE: "Our own way",
    ChoiceState.NOT_FOR_US: "Not for us",
    ChoiceState.LATER: "Later",
}
"""What was decided, in a word or three."""

_FOR_ALL = ", for everybody on it"
_NEVER = "No need"


@dataclass(frozen=True, slots=True)
class HomeAccount:
    """One account with the name of its device, or empty, and the choice that holds for each setting decided."""

    account: Account
    device_name: str
    chosen: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class HomePart:
    """One child and everything they use."""

    child: Child
    accounts: tuple[HomeAccount, ...]


def home_sheet(
    guidance: Guidance,
    country: Country,
    parts: Sequence[HomePart],
    today: date,
    *,
    depth: Depth = Depth.FULL,
    codes: CodeBook | None = None,
) -> HomeSheet:
    """Return the sheet; brief leaves out what is not decided yet, ``codes`` puts a code beside each of its boxes."""
    return HomeSheet(
        title="What is set in our home",
        eyebrow=(BRAND, "Settings"),
        about="What we decided, and when. Keep it where visitors do not read it.",
        dates=f"Printed on {day_words(today)}.{_look_again(parts, today)}",
        heads=("Setting", "What we chose", "When", "Look again"),
        children=tuple(_child(guidance, one, today, depth, codes) for one in parts),
        sources=f"From our own records. What we suggest, and its sources, is in {BRAND}.",
        foot=foot(guidance, country),
    )


def _look_again(parts: Sequence[HomePart], today: date) -> str:
    """Say when the first setting is due again."""
    days = [one.review_on for part in parts for account in part.accounts for one in account.chosen if one.review_on]
    if not days:
        return ""
    if min(days) <= today:
        return f" Some may be looked at again now; print a new page by {day_words(next_month(today))}."
    return f" Look at it again by {day_words(min(days))}."


def _child(guidance: Guidance, part: HomePart, today: date, depth: Depth, codes: CodeBook | None) -> HomeChild:
    guides = [_guide(guidance, one, part.child, today, depth, codes) for one in part.accounts]
    return HomeChild(
        part.child.name, tuple(one for one in guides if one.rows or one.open), "Nothing is written down yet."
    )


def _guide(
    guidance: Guidance, part: HomeAccount, child: Child, today: date, depth: Depth, codes: CodeBook | None
) -> HomeGuide:
    guide_id = part.account.guide_id
    guide = guidance.find_guide(guide_id)
    title = guide.title if guide else guidance.retired_title(f"guide/{guide_id}") or guide_id
    decided = [one for one in part.chosen if depth is Depth.FULL or one.state is not ChoiceState.LATER]
    return HomeGuide(
        title=f"{title}: {part.device_name}" if part.device_name else title,
        rows=tuple(_row(guidance, guide, one, today, depth) for one in decided),
        open_title="Not set yet",
        open=_open(guide, part, child, codes) if guide is not None and depth is Depth.FULL else (),
    )


def _row(guidance: Guidance, guide: Guide | None, choice: Choice, today: date, depth: Depth) -> SetLine:
    chosen = CHOSEN[choice.state] + (_FOR_ALL if choice.device_id is not None else "")
    note = f": {choice.note}" if choice.note and depth is Depth.FULL else ""
    return SetLine(
        setting=_title(guide, guidance, choice),
        chosen=chosen + note,
        on=_short(choice.chosen_at.date()),
        again=_again(choice, today),
    )


def _again(choice: Choice, today: date) -> str:
    if choice.review_on is None:
        return _NEVER
    return _short(choice.review_on) if choice.review_on > today else "Now"


def _title(guide: Guide | None, guidance: Guidance, choice: Choice) -> str:
    setting = None if guide is None else guide.setting(choice.setting_id)
    if setting is not None:
        return setting.title
    gone = [] if guide is None else [one.title for one in guide.retired if one.id == choice.setting_id]
    return gone[0] if gone else guidance.retired_title(f"setting/{choice.setting_id}") or choice.setting_id


def _open(guide: Guide, part: HomeAccount, child: Child, codes: CodeBook | None) -> tuple[BoxLine, ...]:
    decided = {one.setting_id for one in part.chosen}
    waiting = [one for one in in_order(guide) if one.id not in decided]
    return tuple(BoxLine(one.title, _code(codes, part.account, one, child)) for one in waiting)


def _code(codes: CodeBook | None, account: Account, setting: Setting, child: Child) -> str:
    if codes is None:
        return ""
    return codes.code(SettingBox(account.guide_id, setting.id, account.device_id), child.id)


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
