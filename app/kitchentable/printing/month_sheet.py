"""A month on one page: for each child a talk with three lines, the settings to check, what was agreed, when next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kitchentable.domain.month import MonthPlan, PlannedSetting, PlannedTalk
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import CodeBook, SettingBox, TalkBox
from kitchentable.domain.recurrence import next_month
from kitchentable.domain.situations import Country
from kitchentable.domain.topics import Talk
from kitchentable.printing.depth import Depth
from kitchentable.printing.family_pages import BoxLine, MonthChild, MonthSheet
from kitchentable.printing.wording import BRAND, day_words, foot, names

MOST_AGREED = 2
"""Sentences agreed that a fridge has room for, for each child."""

ROOMY = 4
"""Children up to whom each has all of it; with more, each has one setting and one sentence less, and no reason."""

_GONE = "A talk we no longer have"


@dataclass(frozen=True, slots=True)
class MonthPart:
    """One child's plan, with what else the page says. ``devices`` has the device of each account that is on one.

    ``again_on`` is the day the parent asked to come back to the last talk; ``next_look`` the first day a setting is
    due again.
    """

    plan: MonthPlan
    agreed_on: date | None
    agreed: tuple[str, ...]
    again_on: date | None
    next_look: date | None
    devices: dict[int, int]


def month_sheet(
    guidance: Guidance,
    country: Country,
    parts: Sequence[MonthPart],
    today: date,
    *,
    depth: Depth = Depth.FULL,
    with_names: bool = True,
    codes: CodeBook | None = None,
) -> MonthSheet:
    """Return the month of a family; ``codes`` puts a code beside each box, brief leaves a talk's lines out."""
    page = _Page(today=today, depth=depth, codes=codes, with_names=with_names, roomy=len(parts) <= ROOMY)
    return MonthSheet(
        title=f"{today:%B %Y}",
        eyebrow=(BRAND, "This month"),
        about="One talk each, a setting or two. Ten minutes is plenty.",
        dates=f"Printed on {day_words(today)}. A new page is ready from {day_words(next_month(today))}.",
        children=tuple(_child(guidance, one, page) for one in parts),
        sources=_sources(guidance, parts) if page.roomy else "The sources are with each talk, in the app.",
        foot=foot(guidance, country),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """How the page is made."""

    today: date
    depth: Depth
    codes: CodeBook | None
    with_names: bool
    roomy: bool


def _child(guidance: Guidance, part: MonthPart, page: _Page) -> MonthChild:
    plan = part.plan
    topic = guidance.find_topic(plan.talk.topic_id) if plan.talk else None
    settings = [*plan.rechecks, *([plan.new_setting] if plan.new_setting else [])]
    most_agreed = MOST_AGREED if page.roomy else MOST_AGREED - 1
    return MonthChild(
        name=plan.child.name if page.with_names else f"Age {plan.child.born.band_on(page.today).words}",
        talk="No talk for this age yet" if plan.talk is None else f"Talk: {topic.title if topic else _GONE}",
        reason=plan.talk.reason if plan.talk and (page.roomy or plan.talk.talked_on) else "",
        lines=_lines(guidance, plan, page.codes) if page.depth is Depth.FULL else (),
        settings_title="Settings to check",
        settings=tuple(_setting(guidance, part, one, page.codes) for one in settings[: None if page.roomy else 2]),
        agreed_title="" if part.agreed_on is None else f"Agreed in {part.agreed_on:%B}",
        agreed=() if part.agreed_on is None else part.agreed[:most_agreed],
        next=_next(part, page.today),
    )


def _lines(guidance: Guidance, plan: MonthPlan, codes: CodeBook | None) -> tuple[BoxLine, ...]:
    """Return two questions and one thing to say; nothing once the talk was had."""
    talk = _talk(guidance, plan.talk)
    if plan.talk is None or talk is None or plan.talk.talked_on is not None:
        return ()
    planned, child = plan.talk, plan.child.id
    lines = (*talk.ask[:2], *talk.say[:1])
    boxes = [(one, TalkBox(planned.topic_id, planned.band, one.id)) for one in lines]
    return tuple(BoxLine(one.text, codes.code(box, child) if codes else "") for one, box in boxes)


def _talk(guidance: Guidance, planned: PlannedTalk | None) -> Talk | None:
    topic = guidance.find_topic(planned.topic_id) if planned else None
    return topic.talks.get(planned.band) if topic and planned else None


def _setting(guidance: Guidance, part: MonthPart, planned: PlannedSetting, codes: CodeBook | None) -> BoxLine:
    guide = guidance.guide(planned.guide_id)
    setting = guidance.setting(planned.guide_id, planned.setting_id)
    box = SettingBox(guide.id, setting.id, part.devices.get(planned.account_id))
    code = codes.code(box, part.plan.child.id) if codes else ""
    return BoxLine(f"{guide.title}: {setting.title}", code)


def _next(part: MonthPart, today: date) -> str:
    talk = f"talk in {next_month(today):%B}" if part.again_on is None else f"talk again by {_short(part.again_on)}"
    look = f", settings by {_short(part.next_look)}" if part.next_look else ""
    return f"Next: {talk}{look}."


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _sources(guidance: Guidance, parts: Iterable[MonthPart]) -> str:
    talks = [_talk(guidance, one.plan.talk) for one in parts]
    ids = dict.fromkeys(source for one in talks if one for source in one.sources)
    return f"Sources for these talks: {names(guidance.source(one) for one in ids)}." if ids else ""
