"""The time, passed in: nothing else in the program asks the system what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol


class Clock(Protocol):
    """Tells the time where the family is."""

    def now(self) -> datetime:
        """Return this moment, aware, in the local zone."""
        ...

    def today(self) -> date:
        """Return the local date."""
        ...

    def zone(self) -> tzinfo:
        """Return the local zone, with its changes of clock."""
        ...


class LocalZone(tzinfo):
    """The computer's own zone, asked anew each time, so that travel and both changes of the clock are followed."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return the offset the system uses at that wall-clock time."""
        return None if moment is None else _system(moment).utcoffset()

    def dst(self, _moment: datetime | None) -> timedelta | None:
        """Return nothing: the system does not say, and no rule of ours asks."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Return the zone's short name at that time."""
        return None if moment is None else _system(moment).tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """Turn UTC into this zone; ``fold`` tells the second of two hours that read the same."""
        local = moment.replace(tzinfo=UTC).astimezone()
        wall = local.replace(tzinfo=None)
        return wall.replace(tzinfo=self, fold=int(wall.astimezone().utcoffset() != local.utcoffset()))


def _system(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None).astimezone()


_LOCAL = LocalZone()


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return this moment in the computer's zone."""
        return datetime.now(_LOCAL)

    def today(self) -> date:
        """Return the computer's date."""
        return self.now().date()

    def zone(self) -> tzinfo:
        """Return the computer's zone."""
        return _LOCAL
