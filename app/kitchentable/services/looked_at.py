"""When a setting counts as looked at: the one rule the month page and the checks page share."""

from __future__ import annotations

from datetime import date

from kitchentable.domain.family import Choice, ChoiceState


def is_due(choice: Choice, today: date) -> bool:
    """Tell whether the day to look again has come."""
    return choice.review_on is not None and choice.review_on <= today


def looked_at(choice: Choice, today: date) -> bool:
    """Tell whether a choice still stands: not put off, and its day to look again has not come."""
    return choice.state is not ChoiceState.LATER and not is_due(choice, today)
