"""The guide at the console: the settings that can be reached at one device, in order, for one age only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.errors import NotFound
from kitchentable.domain.guides import Guide, Place, Setting, Way
from kitchentable.domain.pack import Guidance
from kitchentable.domain.paper_codes import CodeBook, SettingBox
from kitchentable.domain.situations import Country
from kitchentable.printing.guide_sheet import AGAIN, PLACES, guide_dates, in_order, read_words, source_lines, way_steps
from kitchentable.printing.hand_pages import ConsoleSheet, ConsoleStep
from kitchentable.printing.wording import BRAND, foot


def places_of(guide: Guide) -> tuple[Place, ...]:
    """Return where a guide's settings can be reached: the console first, then where most of them are."""
    counted = Counter(way.on for setting in guide.settings for way in setting.ways)
    order = list(Place)
    return tuple(sorted(counted, key=lambda one: (one is not Place.CONSOLE, -counted[one], order.index(one))))


def console_sheet(
    guidance: Guidance,
    country: Country,
    guide_id: str,
    band: AgeBand,
    today: date,
    *,
    place: Place | None = None,
    name: str = "",
    codes: CodeBook | None = None,
) -> ConsoleSheet:
    """Return the sheet of a guide at one place, the first of ``places_of`` where None; ``name`` is the child's.

    Raises NotFound where there is no such guide, or nothing to set there.
    """
    guide = guidance.guide(guide_id)
    here = place or next(iter(places_of(guide)), Place.WEBSITE)
    reached = [(one, way) for one in in_order(guide) if (way := _way(one, here)) is not None]
    if not reached:
        raise NotFound(f"{guide.title} has nothing to set there. Please choose another place.")
    used = tuple(guidance.source(one) for one in _sources(reached))
    return ConsoleSheet(
        title=f"{guide.title}, step by step",
        eyebrow=(BRAND, PLACES[here], f"Age {band.words}"),
        about="Take this page with you, and tick as you go.",
        dates=guide_dates(guide, today),
        sources=read_words(used),
        needs_title="What you need first",
        needs=guide.needs,
        suggest_label="We suggest:",
        steps_title=PLACES[here],
        steps=tuple(
            _step(number, guide_id, one, way, band, codes) for number, (one, way) in enumerate(reached, start=1)
        ),
        elsewhere_title="Set these somewhere else",
        elsewhere=_elsewhere(guide, here),
        source_lines=source_lines(used),
        foot=foot(guidance, country),
        name=name,
    )


def _way(setting: Setting, here: Place) -> Way | None:
    return next((one for one in setting.ways if one.on is here), None)


def _step(number: int, guide_id: str, setting: Setting, way: Way, band: AgeBand, codes: CodeBook | None) -> ConsoleStep:
    steps = way_steps(way)
    return ConsoleStep(
        title=f"{number}. {setting.title}",
        suggest=setting.suggest.get(band, ""),
        path=steps.path,
        again=AGAIN[setting.undone_by],
        doubt=steps.doubt,
        code=codes.code(SettingBox(guide_id, setting.id)) if codes else "",
    )


def _elsewhere(guide: Guide, here: Place) -> tuple[str, ...]:
    """Return what can't be set here, each with the first place it can."""
    others = [one for one in in_order(guide) if one.ways and _way(one, here) is None]
    return tuple(f"{one.title} ({PLACES[one.ways[0].on].lower()})" for one in others)


def _sources(reached: Sequence[tuple[Setting, Way]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for _, way in reached for source in way.sources))
