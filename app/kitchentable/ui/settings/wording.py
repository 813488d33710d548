"""What the settings screens say about places, choices and ages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kitchentable.domain.family import Choice, ChoiceState
from kitchentable.domain.guides import Place, Way
from kitchentable.domain.sources import Confidence
from kitchentable.services.gone import GoneSetting
from kitchentable.services.settings import GuideState, SettingCard
from kitchentable.ui.wording import day_words, short_day, short_name

_SAID = {
    ChoiceState.DONE: "done",
    ChoiceState.OTHERWISE: "our own choice",
    ChoiceState.NOT_FOR_US: "not for us",
    ChoiceState.LATER: "put off",
}
"""What was decided, as an old entry of the ledger says it."""

NOT_CONFIRMED = "Not confirmed with the maker"

PILL_TONES = {
    GuideState.NEW: "amber",
    GuideState.TO_CHECK: "amber",
    GuideState.GOOD_FOR_NOW: "ok",
    GuideState.ALL_SET: "ok",
}

_PLACES = {
    Place.WEBSITE: "On the website",
    Place.PARENT_PHONE: "On your own phone",
    Place.CHILD_DEVICE: "On your child’s device",
    Place.CONSOLE: "On the console",
    Place.COMPUTER: "On a computer",
    Place.ROUTER: "At the router",
}

_SYSTEMS = {"ios": "iOS", "ipados": "iPadOS", "android": "Android", "windows": "Windows", "macos": "macOS"}


def way_words(way: Way) -> str:
    """Say where a path is walked, and for which versions: "On your child’s device (iOS 18 to 26)"."""
    versions = ", ".join(f"{_SYSTEMS.get(name, name)} {version}" for name, version in way.versions.items())
    return f"{_PLACES[way.on]} ({versions})" if versions else _PLACES[way.on]


def doubt_words(way: Way) -> str:
    """Say that a path is not confirmed, or nothing where it is."""
    return "" if way.confidence is Confidence.HIGH else NOT_CONFIRMED


def is_decided(card: SettingCard) -> bool:
    """Tell whether a setting needs nothing from the parent now."""
    return card.choice is not None and not card.due


def pill_words(card: SettingCard) -> tuple[str, str]:
    """Return a setting's state in words, and the tone of its pill."""
    if card.choice is None:
        return ("To check", "amber") if card.essential else ("When you have time", "brand")
    if card.due:
        return "Needs another look" if card.choice.changed_since else "Look again", "amber"
    day = short_day(card.choice.chosen_at.date())
    return {
        ChoiceState.DONE: (f"Done {day}", "ok"),
        ChoiceState.OTHERWISE: (f"Our own choice, {day}", "ok"),
        ChoiceState.NOT_FOR_US: (f"Not for us, {day}", "brand"),
        ChoiceState.LATER: ("Later", "amber"),
    }[card.choice.state]


def folded_words(choice: Choice, suggest: str) -> str:
    """Return the line under a decided setting: what was chosen, and when we will ask again."""
    said = choice.note
    if not said and choice.state is ChoiceState.DONE:
        said = suggest
    again = again_words(choice.review_on)
    return f"{said.rstrip('.')}. {again}" if said else again


def changed_words(card: SettingCard) -> str:
    """Say what changed since the parent chose, or nothing."""
    if card.choice is None or not card.choice.changed_since:
        return ""
    return f"Since you looked on {day_words(card.choice.chosen_at.date())}: {' '.join(card.choice.changed_since)}"


def gone_lines(gone: Iterable[GoneSetting]) -> list[tuple[str, str]]:
    """Return what was chosen about settings that are gone, each with its day, and why it went."""
    return [
        (day_words(one.choice.chosen_at.date()), " ".join(part for part in _gone_words(one) if part)) for one in gone
    ]


def _gone_words(one: GoneSetting) -> Iterator[str]:
    yield f"{one.title}: {_SAID[one.choice.state]}."
    yield f"{one.choice.note.rstrip('.')}." if one.choice.note else ""
    yield one.why


def history_words(choice: Choice) -> str:
    """Say an earlier choice: "3 Sep 2026: our own choice. Friends of friends"."""
    said = _SAID[choice.state]
    day = short_day(choice.chosen_at.date())
    return f"{day}: {said}. {choice.note}" if choice.note else f"{day}: {said}."


def shared_words(names: Sequence[str]) -> str:
    """Say for whom else a setting of a whole device counts, or nothing where nobody shares it."""
    if not names:
        return ""
    *most, last = [short_name(one) for one in names]
    everyone = f"{', '.join(most)} and {last}" if most else last
    return f"For the whole device: it counts for {everyone} as well."


def again_words(day: date | None) -> str:
    """Say when we will ask again."""
    return "We won’t ask again." if day is None else f"We’ll ask again on {day_words(day)}."
