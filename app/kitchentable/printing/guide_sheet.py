"""The guide sheet's words: one platform's settings in the order to do them, for one age band or for all."""

from __future__ import annotations

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.guides import Describe, Guide, Place, Setting, Undone, Way
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import CodeBook, SettingBox
from kitchentable.domain.situations import Country
from kitchentable.domain.sources import Confidence, Source
from kitchentable.printing.pages import (
    GuideSheet,
    PathStep,
    SettingSteps,
    SourceLine,
    Suggestion,
    WaySteps,
)
from kitchentable.printing.wording import BRAND, day_words, fact, foot, published_words, web_address

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


def guide_sheet(
    guidance: Guidance,
    country: Country,
    guide_id: str,
    band: AgeBand | None,
    *,
    name: str = "",
    codes: CodeBook | None = None,
) -> GuideSheet:
    """Return the sheet of a guide; without a band it lists what we suggest at every age. ``name`` is the child's.

    ``codes`` puts a code beside each box.

    Raises NotFound where there is no such guide.
    """
    guide = guidance.guide(guide_id)
    age = "All ages" if band is None else f"Age {band.words}"
    return GuideSheet(
        title=guide.title,
        eyebrow=(BRAND, "Settings", age),
        about=_about(guide),
        needs=guide.needs,
        how_to_read="Tick a box when it is done. Words in a frame are what the screen says.",
        settings=tuple(_setting(number, one, band) for number, one in enumerate(in_order(guide), start=1)),
        cannot=tuple(fact(guidance, claim) for claim in guide.cannot),
        report=tuple(fact(guidance, claim) for claim in guide.report),
        sources=tuple(source_line(one) for one in _sources(guidance, guide)),
        foot=foot(guidance, country),
        name=name,
        codes=tuple(codes.code(SettingBox(guide_id, one.id)) for one in in_order(guide)) if codes else (),
    )


def _about(guide: Guide) -> str:
    """Return what the guide is about, and the day its words last changed."""
    return f"{guide.about.rstrip('.')}. Words last changed on {day_words(guide.changed_on)}."


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


def source_line(source: Source) -> SourceLine:
    """Return one source: who and what, where, and when we read it."""
    published = f" ({published_words(source.published)})" if source.published else ""
    words = f"{source.publisher}: {source.title}{published}."
    return SourceLine(words, web_address(source.url), f", read on {day_words(source.read_on)}")
