"""When to look at a setting again: the easier it comes undone, the sooner."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.guides import Undone

_MONTHS = {Undone.ANYONE: 1, Undone.PIN: 4, Undone.ACCOUNT: 12}
"""DESIGN §2 and peers.md W4: an unlocked switch monthly, behind a PIN each school term, at account level yearly."""

_LATER_DAYS = 14


def review_date(state: ChoiceState, undone_by: Undone, chosen_on: date, born: BirthMonth | None) -> date | None:
    """Return when to look again, or None for never (*not for us*).

    *Later* comes back in two weeks. A date past the next change of age band moves to that birthday month,
    because the suggestion changes then.
    """
    if state is ChoiceState.NOT_FOR_US:
        return None
    if state is ChoiceState.LATER:
        return chosen_on + relativedelta(days=_LATER_DAYS)
    due = chosen_on + relativedelta(months=_MONTHS[undone_by])
    return due if born is None else min(due, next_band_change(born, chosen_on) or due)


def next_band_change(born: BirthMonth, after: date) -> date | None:
    """Return the first day after ``after`` on which the child is in another age band, or None at the last."""
    for age in (7, 10, 13, 16):
        day = date(born.year + age, born.month, 1)
        if day > after:
            return day
    return None
