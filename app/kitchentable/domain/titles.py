"""What the ids in a family's records stand for today, retired ones too; None where nobody knows any more."""

from __future__ import annotations

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.pack import Guidance


def title_of_topic(guidance: Guidance, topic_id: str) -> str | None:
    """Return a topic's title, also of one that is retired; None where it is not known."""
    topic = guidance.find_topic(topic_id)
    return guidance.retired_title(f"topic/{topic_id}") if topic is None else topic.title


def title_of_guide(guidance: Guidance, guide_id: str) -> str | None:
    """Return a guide's title, also of one that is retired; None where it is not known."""
    guide = guidance.find_guide(guide_id)
    return guidance.retired_title(f"guide/{guide_id}") if guide is None else guide.title


def title_of_setting(guidance: Guidance, guide_id: str, setting_id: str) -> str | None:
    """Return a setting's title, also of one that is retired; None where it is not known."""
    guide = guidance.find_guide(guide_id)
    if guide is None:
        return None
    setting = guide.setting(setting_id)
    if setting is not None:
        return setting.title
    return next((one.title for one in guide.retired if one.id == setting_id), None)


def title_of_situation(guidance: Guidance, situation_id: str) -> str | None:
    """Return a situation's title; None where it is not known."""
    return next((one.title for one in guidance.situations() if one.id == situation_id), None)


def titles_of_lines(guidance: Guidance, topic_id: str, band: AgeBand) -> dict[str, str]:
    """Return the words of every line of a talk that can be ticked, by id; retired ones too."""
    topic = guidance.find_topic(topic_id)
    if topic is None:
        return {}
    lines = {one.id: one.title for one in topic.retired if one.band is band}
    talk = topic.talks.get(band)
    if talk is not None:
        lines.update({one.id: one.text for one in (*talk.ask, *talk.listen_for, *talk.say)})
        lines.update({one.id: one.child for one in talk.agree})
    return lines
