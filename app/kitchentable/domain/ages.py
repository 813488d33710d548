"""Ages: a birth month, the age it gives, and the age band our words are written for."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from kitchentable.domain.errors import BadInput

OLDEST = 17
"""The last age we write for; at 18 a child is an adult on every service we know."""


class AgeBand(StrEnum):
    """The five bands every talk and suggestion is written for, youngest first."""

    UNDER_7 = "under-7"
    FROM_7 = "7-9"
    FROM_10 = "10-12"
    FROM_13 = "13-15"
    FROM_16 = "16-17"

    @property
    def words(self) -> str:
        """The band as a person says it: "under 7", "10 to 12"."""
        return self.value.replace("under-", "under ").replace("-", " to ")

    @property
    def years(self) -> range:
        """The whole years of age it covers."""
        starts = sorted(_STARTS.values())
        start = _STARTS[self]
        later = [one for one in starts if one > start]
        return range(start, later[0] if later else OLDEST + 1)


_STARTS = {
    AgeBand.FROM_16: 16,
    AgeBand.FROM_13: 13,
    AgeBand.FROM_10: 10,
    AgeBand.FROM_7: 7,
    AgeBand.UNDER_7: 0,
}


def band_for(age: int) -> AgeBand:
    """Return the band for a whole number of years; 18 and over stay in the oldest band."""
    return next(band for band, start in _STARTS.items() if age >= start)


class BirthMonth(Struct, frozen=True, order=True):
    """Year and month of birth. We never ask for the day: the month is enough for every rule."""

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse a month that no calendar has."""
        if not 1 <= self.month <= 12:
            raise BadInput("Please choose a month of birth from January to December.")
        if not 1900 <= self.year <= 9999:
            raise BadInput("Please choose a year of birth.")

    @classmethod
    def parse(cls, text: str) -> BirthMonth:
        """Read ``YYYY-MM``; raises BadInput for anything else."""
        year, dash, month = text.partition("-")
        digits = text.isascii() and year.isdigit() and month.isdigit()
        if not (dash and digits and len(year) <= 4 and len(month) <= 2):
            raise BadInput("Please give the month of birth as year and month, such as 2015-03.")
        return cls(int(year), int(month))

    def __str__(self) -> str:
        """Write it as ``YYYY-MM``, the form the store keeps."""
        return f"{self.year:04d}-{self.month:02d}"

    def age_on(self, day: date) -> int:
        """Return whole years on a day, counting the birthday as the first of the month.

        Erring by up to a month towards older means a rule that starts at an age is shown on time, never late.
        """
        return day.year - self.year - (day.month < self.month)

    def turns(self, age: int) -> date:
        """Return the first day of the month in which somebody born then reaches an age; the far end of time at most."""
        year = self.year + age
        return date(year, self.month, 1) if year <= date.max.year else date.max

    def band_on(self, day: date) -> AgeBand:
        """Return the age band on a day."""
        return band_for(max(0, self.age_on(day)))


def check_birth_month(born: BirthMonth, today: date) -> None:
    """Raise BadInput unless somebody born then is a child today (0 to 17)."""
    if (born.year, born.month) > (today.year, today.month):
        raise BadInput("That month has not come yet. Please check the year and month of birth.")
    if born.age_on(today) > OLDEST:
        raise BadInput("Kitchen Table is for children up to 17. Please check the year of birth.")
