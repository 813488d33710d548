"""``python -m tests.reliability.every_zone``: the reminder in every zone of the tzdata, for fifty years.

Every slot there is has one due a month on its day; and on each day the clocks change, and the day before, the check
looks each half hour and speaks once, inside the hours. Some minutes; ``make test`` takes samples of the same.
"""

from __future__ import annotations

import sys
import time
from zoneinfo import ZoneInfo

from kitchentable.domain.recurrence import LAST, ByDay, ByWeekday, MonthlySlot
from tests.zones import YEARS, fault_in, slots_on, switches, zones

ALL_DAYS: tuple[ByDay | ByWeekday, ...] = (
    *(ByWeekday(nth, weekday) for nth in (1, 2, 3, 4, LAST) for weekday in range(7)),
    *(ByDay(day) for day in (*range(1, 29), LAST)),
)


def main() -> int:
    """Sweep, print what was tried and each fault; 1 where there was one."""
    begun = time.monotonic()
    months = days = 0
    faults: list[str] = []
    for name in zones():
        for day in ALL_DAYS:
            months += len(YEARS) * 12
            faults += _months_without(MonthlySlot(day), name)
        tried, found = _switch_days(name)
        days += tried
        faults += found
    sys.stdout.writelines(f"FAULT: {fault}\n" for fault in faults)
    sys.stdout.write(
        f"{len(zones())} sets of rules, {months} months, {days} times through a day on which clocks change:"
        f" {len(faults)} faults in {time.monotonic() - begun:.0f} s\n"
    )
    return 1 if faults else 0


def _months_without(slot: MonthlySlot, name: str) -> list[str]:
    zone = ZoneInfo(name)
    return [
        f"{name}, {slot.words}: nothing on its day in {year}-{month}"
        for year in YEARS
        for month in range(1, 13)
        if slot.in_month(year, month, zone).replace(tzinfo=None).date() != slot.day.day_in(year, month)
    ]


def _switch_days(name: str) -> tuple[int, list[str]]:
    zone = ZoneInfo(name)
    tried, faults = 0, []
    for moment in switches(name, YEARS):
        day = moment.astimezone(zone).date()
        for slot in slots_on(day):
            tried += 1
            fault = fault_in(slot, day, name)
            faults += [fault] if fault else []
    return tried, faults


if __name__ == "__main__":
    sys.exit(main())
