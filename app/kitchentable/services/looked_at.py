"""When a setting counts as looked at: the one rule the month page and the checks page share.

It has to be looked at again when its day has come, and when what we say of it, or the maker's own screen, has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.family import Choice, ChoiceState
from kitchentable.domain.pack import Guidance
from kitchentable.domain.releases import Aspect
from kitchentable.services.household import ChildNow, Household
from kitchentable.store import choices

_REOPENS = frozenset({ChoiceState.DONE, ChoiceState.OTHERWISE})
"""What was set may have to be set anew; what was not for a family is not asked again for a change of words."""

_WORDS = {
    Aspect.SUGGESTED: "What we suggest at this age has changed.",
    Aspect.STEPS: "The steps on the screen have changed.",
    Aspect.UNDONE: "How easily it comes undone has changed.",
}


def is_due(choice: Choice, today: date) -> bool:
    """Tell whether the day to look again has come."""
    return choice.review_on is not None and choice.review_on <= today


def looked_at(choice: Choice, today: date) -> bool:
    """Tell whether a choice still stands: not put off, and its day to look again has not come."""
    return choice.state is not ChoiceState.LATER and not is_due(choice, today)


def standing(home: Household, now: ChildNow) -> tuple[Choice, ...]:
    """Return a child's newest choices as they stand today: one whose setting has changed since is due, and says why."""
    latest = choices.latest(home.store, child_id=now.child.id)
    return tuple(as_it_stands(home.guidance, one, now.band, home.clock.today()) for one in latest)


def as_it_stands(guidance: Guidance, choice: Choice, band: AgeBand, today: date) -> Choice:
    """Return a choice, due where its setting has changed since. Nothing is written: a new choice settles it."""
    changed = tuple(_what_changed(guidance, choice, band, today)) if choice.state in _REOPENS else ()
    if not changed:
        return choice
    return replace(choice, review_on=min(choice.review_on or today, today), changed_since=changed)


def _what_changed(guidance: Guidance, choice: Choice, band: AgeBand, today: date) -> Iterable[str]:
    """Yield what changed: what the maker changed after that day, and what we say otherwise than that pack did."""
    guide = guidance.find_guide(choice.guide_id)
    if guide is None or guide.setting(choice.setting_id) is None:
        return
    for change in guide.changes:
        if choice.setting_id in change.settings and choice.chosen_at.date() < change.on <= today:
            yield change.text
    for aspect in guidance.changed_since(choice.guidance_version, choice.guide_id, choice.setting_id, band):
        yield _WORDS[aspect]
