"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class FakeClock:
    """Tells the time it was given."""

    def __init__(self, moment: datetime | None = None) -> None:
        """Stand at ``moment`` (aware), by default an ordinary Saturday evening in London."""
        self._now = moment or datetime(2026, 11, 21, 18, 30, tzinfo=LONDON)
        if self._now.tzinfo is None:
            raise ValueError("a clock needs to know its zone")

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self._now

    def today(self) -> date:
        """Return its date."""
        return self._now.date()

    def zone(self) -> tzinfo:
        """Return its zone."""
        zone = self._now.tzinfo
        assert zone is not None
        return zone

    def move(self, by: timedelta) -> None:
        """Move by so much wall-clock time."""
        self._now += by

    def stand_at(self, moment: datetime) -> None:
        """Stand at another moment."""
        self._now = moment
