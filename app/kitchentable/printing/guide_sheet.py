"""The guide sheet's words: one platform's settings in the order to do them, for one age band or for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.guides import Describe, Guide, Place, Setting, Undone, Way
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import CodeBook, SettingBox
from kitchentable.domain.situations import Country
from kitchentable.domain.sources import Confidence, Source, published_words
from kitchentable.printing.pages import (
    GuideSheet,
    PathStep,
    SettingSteps,
    SourceLine,
    Suggestion,
    WaySteps,
    WebAddress,
)
from kitchentable.printing.wording import BRAND, day_words, fact, foot, months_on, web_address

NOT_CONFIRMED = "Not confirmed with the maker"

PLACES = {
    Place.WEBSITE: "On the website",
    Place.PARENT_PHONE: "On your own phone",
    Place.CHILD_DEVICE: "On your child’s device",
    Place.CONSOLE: "On the console",
    Place.COMPUTER: "On a computer",
    Place.ROUTER: "At the router",
}
"""Where a path is walked, as a heading says it."""

_SYSTEMS = {"android": "Android", "ios": "iOS", "ipados": "iPadOS", "macos": "macOS", "windows": "Windows"}

AGAIN = {
    Undone.ANYONE: "Anyone can change it back: look again each month.",
    Undone.PIN: "It is behind a PIN: look again each school term.",
    Undone.ACCOUNT: "It is held in the account: look again each year.",
}
"""When to look again, and why then."""

REVIEW_MONTHS = 4
"""A school term: by then a menu may have changed."""

LONGEST_ADDRESS = 44
"""Letters of an address that anybody would type in; of a longer one the site is printed, and the link is whole."""


def guide_sheet(
    guidance: Guidance,
    country: Country,
    guide_id: str,
    band: AgeBand | None,
    today: date,
    *,
    name: str = "",
    codes: CodeBook | None = None,
) -> GuideSheet:
    """Return the sheet of a guide; without a band it lists what we suggest at every age. ``name`` is the child's.

    ``codes`` puts a code beside each box.

    Raises NotFound where there is no such guide.
    """
    guide = guidance.guide(guide_id)
    used = _sources(guidance, guide)
    age = "All ages" if band is None else f"Age {band.words}"
    return GuideSheet(
        title=guide.title,
        eyebrow=(BRAND, "Settings", age),
        about=guide.about,
        dates=guide_dates(guide, today),
        sources=read_words(used),
        needs=guide.needs,
        how_to_read="Tick a box when it is done. Words in a frame are what the screen says.",
        settings=tuple(_setting(number, one, band) for number, one in enumerate(in_order(guide), start=1)),
        cannot=tuple(fact(guidance, claim) for claim in guide.cannot),
        report=tuple(fact(guidance, claim) for claim in guide.report),
        source_lines=source_lines(used),
        foot=foot(guidance, country),
        name=name,
        codes=tuple(codes.code(SettingBox(guide_id, one.id)) for one in in_order(guide)) if codes else (),
    )


def guide_dates(guide: Guide, today: date) -> str:
    """Return the day a guide's words last changed, the day it was printed, and the day to look again."""
    again = months_on(today, REVIEW_MONTHS)
    changed = day_words(guide.changed_on)
    return f"Words last changed on {changed}. Printed on {day_words(today)}; look again by {again}."


def in_order(guide: Guide) -> tuple[Setting, ...]:
    """Return the settings with the one everything hangs on first."""
    return tuple(sorted(guide.settings, key=lambda one: one.id != guide.first))


def _setting(number: int, setting: Setting, band: AgeBand | None) -> SettingSteps:
    bands = tuple(AgeBand) if band is None else (band,)
    label = "We suggest for" if band is not None else "For"
    suggest = tuple(
        Suggestion(f"{label} {one.words}:", setting.suggest[one]) for one in bands if one in setting.suggest
    )
    return SettingSteps(
        title=f"{number}. {setting.title}",
        why=setting.why,
        suggest=suggest,
        default="" if setting.default is None else f"To begin with: {setting.default.text}",
        again=AGAIN[setting.undone_by],
        ways=tuple(way_steps(one) for one in setting.ways),
    )


def way_steps(way: Way) -> WaySteps:
    """Return one way to a setting, with what it was tried on and whether the maker confirms it."""
    versions = ", ".join(f"{_SYSTEMS.get(name, name)} {version}" for name, version in sorted(way.versions.items()))
    tried = "" if way.tried is None else f"tried on {way.tried.device} on {day_words(way.tried.on)}"
    return WaySteps(
        place=PLACES[way.on],
        note=", ".join(one for one in (versions, tried) if one),
        path=tuple(
            PathStep(one.describe, on_screen=False) if isinstance(one, Describe) else PathStep(one, on_screen=True)
            for one in way.path
        ),
        doubt="" if way.confidence is Confidence.HIGH else NOT_CONFIRMED,
    )


def _sources(guidance: Guidance, guide: Guide) -> tuple[Source, ...]:
    """Return every source the sheet stands on, each once, the guide's own first."""
    ids = [*guide.sources]
    for setting in in_order(guide):
        ids += [*setting.sources, *(setting.default.sources if setting.default else ())]
        ids += [one for way in setting.ways for one in way.sources]
    ids += [one for claim in (*guide.cannot, *guide.report) for one in claim.sources]
    return tuple(guidance.source(one) for one in dict.fromkeys(ids))


def read_words(sources: Sequence[Source]) -> str:
    """Say once when we read the pages that a sheet stands on: on how they stand, see ``source_lines``."""
    if not sources:
        return ""
    usual = _usual_day(sources)
    others = "" if all(one.read_on == usual for one in sources) else ", or on the day beside them"
    return f"We read these pages on {day_words(usual)}{others}."


def source_lines(sources: Sequence[Source]) -> tuple[SourceLine, ...]:
    """Return each source: who and what, where, and when we read it where that was on another day than most."""
    usual = _usual_day(sources) if sources else None
    return tuple(_source_line(one, read=one.read_on != usual) for one in sources)


def _usual_day(sources: Sequence[Source]) -> date:
    """Return the day most of the sources were read, the later of two that come as often."""
    counted = Counter(one.read_on for one in sources)
    return max(counted, key=lambda day: (counted[day], day))


def _source_line(source: Source, *, read: bool) -> SourceLine:
    published = f" ({published_words(source.published)})" if source.published else ""
    address = web_address(source.url)
    if len(address.text) > LONGEST_ADDRESS:
        address = WebAddress(address.url, address.text.partition("/")[0])
    words = f"{source.publisher}: {source.title}{published}."
    return SourceLine(words, address, f", read on {day_words(source.read_on)}" if read else "")
