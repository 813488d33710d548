"""What is gone from the guidance and what the family had kept of it: choices and ticks stay readable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitchentable.domain.family import Choice, TalkRecord
from kitchentable.domain.pack import Guidance


@dataclass(frozen=True, slots=True)
class GoneSetting:
    """A setting that our guidance has no longer, with what was chosen: why it went, where that is known."""

    title: str
    why: str
    choice: Choice


def gone_settings(guidance: Guidance, choices: Iterable[Choice]) -> Iterator[GoneSetting]:
    """Yield what was chosen about settings that are gone, alone or with their whole guide."""
    for choice in choices:
        if guidance.find_setting(choice.guide_id, choice.setting_id) is None:
            yield _gone_setting(guidance, choice)


def gone_ticks(guidance: Guidance, record: TalkRecord) -> tuple[str, ...]:
    """Return the ticked lines of a talk that it has no longer, as they were titled when they were retired."""
    topic = guidance.find_topic(record.topic_id)
    talk = topic.talks.get(record.band) if topic else None
    kept = set(talk.tick_ids()) if talk else set()
    gone = (f"talk/{record.topic_id}/{record.band}/{line}" for line in sorted(record.ticked - kept))
    return tuple(guidance.retired_title(name) or _plain(name) for name in gone)


def _gone_setting(guidance: Guidance, choice: Choice) -> GoneSetting:
    known = guidance.retired(f"setting/{choice.guide_id}/{choice.setting_id}")
    guide = guidance.retired(f"guide/{choice.guide_id}")
    title = known.title if known else _plain(choice.setting_id)
    if guidance.find_guide(choice.guide_id) is None:
        title = f"{guide.title if guide else _plain(choice.guide_id)}: {title}"
    last = known or guide
    return GoneSetting(title, last.why if last else "", choice)


def _plain(an_id: str) -> str:
    """Return what an id says, where nothing else is left of a thing."""
    return an_id.rpartition("/")[2].replace("-", " ").capitalize()
