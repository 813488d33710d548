"""The due list, written anew from the window: what it takes is brought in only then, as no first screen needs it."""

from __future__ import annotations

from kitchentable.domain.change import Change
from kitchentable.services.household import Household


def refresh_due(home: Household) -> Change:
    """Write the due list anew, as ``reminders.refresh_due`` does; raises what that raises."""
    from kitchentable.services import reminders  # noqa: PLC0415 - not before the first screen stands

    return reminders.refresh_due(home)
