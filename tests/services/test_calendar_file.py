"""The calendar file, as two readers that share no code find it: the right days, the right hours, an alarm, no name."""

from __future__ import annotations

import stat
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.ages import BirthMonth
from kitchentable.domain.errors import BadInput, CannotWrite
from kitchentable.domain.recurrence import LAST, ByDay, ByWeekday, MonthlySlot
from kitchentable.services import check_in_answers, reminders
from kitchentable.services.calendar_file import SUMMARY, calendar_bytes, export_calendar, forget_calendar
from kitchentable.services.family import add_child
from kitchentable.services.household import Household
from kitchentable.services.reminder_files import DueList, Rule
from tests.domain.test_recurrence import DAYS
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.scheduler import FakeScheduler

MARK = "0123456789abcdef"
NOW = datetime(2026, 11, 21, 18, 30, tzinfo=LONDON)


def rule(slot: MonthlySlot, begins: date) -> Rule:
    if isinstance(slot.day, ByDay):
        return Rule(0, "day", 1, 6, slot.day.day, slot.at, slot.until, begins)
    return Rule(0, "weekday", slot.day.nth, slot.day.weekday, 1, slot.at, slot.until, begins)


def first_days(slot: MonthlySlot, count: int) -> list[datetime]:
    slots = islice(slot.after(NOW, LONDON), count)
    return [one.replace(tzinfo=None) for one in slots]


def read_with_icalendar(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def read_with_vobject(data: bytes) -> list[Any]:
    return list(vobject.readOne(data.decode()).vevent_list)


@given(st.builds(MonthlySlot, DAYS, st.builds(time, st.integers(8, 21), st.sampled_from([0, 30]))))
def test_both_readers_find_each_check_in_of_four_years_where_the_app_has_it(slot: MonthlySlot) -> None:
    wanted = first_days(slot, 48)
    data = calendar_bytes(DueList(rules=(rule(slot, wanted[0].date()),), calendar=MARK), NOW)
    (event,) = read_with_icalendar(data)
    repeats = rrulestr(event["rrule"].to_ical().decode(), dtstart=event.decoded("dtstart"))
    assert list(islice(repeats, 48)) == wanted
    (other,) = read_with_vobject(data)
    assert list(islice(other.getrruleset(addRDate=True), 48)) == wanted


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (ByWeekday(1, 6), b"RRULE:FREQ=MONTHLY;BYDAY=1SU\r\n"),
        (ByWeekday(LAST, 4), b"RRULE:FREQ=MONTHLY;BYDAY=-1FR\r\n"),
        (ByDay(15), b"RRULE:FREQ=MONTHLY;BYMONTHDAY=15\r\n"),
        (ByDay(LAST), b"RRULE:FREQ=MONTHLY;BYMONTHDAY=-1\r\n"),
    ],
)
def test_it_is_written_as_the_standard_has_it(day: ByDay | ByWeekday, said: bytes) -> None:
    slot = MonthlySlot(day)
    data = calendar_bytes(DueList(rules=(rule(slot, first_days(slot, 1)[0].date()),), calendar=MARK), NOW)
    assert said in data
    assert data.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_times_travel_with_the_family_and_no_zone_can_be_wrong() -> None:
    """Floating: no TZID and no Z, so 18:00 is 18:00 in each zone, before and after the clocks change."""
    slot = MonthlySlot()
    data = calendar_bytes(DueList(rules=(rule(slot, date(2026, 12, 6)),), calendar=MARK), NOW)
    assert b"DTSTART:20261206T180000\r\n" in data
    assert b"TZID" not in data
    (event,) = read_with_icalendar(data)
    repeats = rrulestr(event["rrule"].to_ical().decode(), dtstart=event.decoded("dtstart"))
    for zone in (LONDON, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")):
        there = [one.replace(tzinfo=zone) for one in islice(repeats, 24)]
        ours = list(islice(slot.after(NOW, zone), 24))
        assert [one.isoformat() for one in there] == [one.isoformat() for one in ours]


def test_an_event_has_an_alarm_is_private_and_names_nobody(household: Household, clock: FakeClock) -> None:
    for name in ("Ava", "Ben"):
        add_child(household, name=name, born=BirthMonth(2015, 3))
    reminders.turn_on(household, scheduler=FakeScheduler(), command=("kitchentable",))
    ben = 2
    check_in_answers.set_own_slot(household, child_id=ben, slot=MonthlySlot(ByDay(LAST), time(9), time(10)))
    to = household.paths.data / "family.ics"
    reminders.save_to_calendar(household, path=to)
    data = to.read_bytes()
    assert b"Ava" not in data
    assert b"Ben" not in data
    events = read_with_icalendar(data)
    assert {str(event["summary"]) for event in events} == {SUMMARY}
    assert [event.decoded("dtstart") for event in events] == [
        datetime(2026, 12, 6, 18, 0),  # noqa: DTZ001 - wall clock
        datetime(2026, 11, 30, 9, 0),  # noqa: DTZ001
    ]
    assert len({str(event["uid"]) for event in events}) == 2
    for event in events:
        (alarm,) = event.walk("VALARM")
        assert (alarm["action"], alarm.decoded("trigger"), event["class"]) == ("DISPLAY", timedelta(0), "PRIVATE")
    for other in read_with_vobject(data):
        assert other.valarm.trigger.value == timedelta(0)
        assert other.dtend.value - other.dtstart.value == timedelta(minutes=30)
    assert clock.today() == date(2026, 11, 21)


def saved(home: Household, to: Path) -> Any:
    reminders.turn_on(home, scheduler=FakeScheduler(), command=("kitchentable",))
    reminders.save_to_calendar(home, path=to)
    return read_with_icalendar(to.read_bytes())[0]


def test_the_file_is_kept_up_to_date_under_the_same_name(
    household: Household, tmp_path: Path, clock: FakeClock
) -> None:
    to = tmp_path / "family.ics"
    before = saved(household, to)
    clock.move(timedelta(minutes=5))
    reminders.set_slot(household, slot=MonthlySlot(ByDay(15)))
    (after,) = read_with_icalendar(to.read_bytes())
    assert after.decoded("dtstart") == datetime(2026, 12, 15, 18, 0)  # noqa: DTZ001
    assert after["uid"] == before["uid"], "the same event, so that calendars change it and add none"
    assert after["sequence"] > before["sequence"]
    assert stat.S_IMODE(to.stat().st_mode) == 0o600


def test_a_pause_moves_the_calendar_too(household: Household, tmp_path: Path) -> None:
    to = tmp_path / "family.ics"
    saved(household, to)
    check_in_answers.pause(household, until=date(2027, 3, 1))
    (event,) = read_with_icalendar(to.read_bytes())
    assert event.decoded("dtstart") == datetime(2027, 3, 7, 18, 0)  # noqa: DTZ001


def test_a_file_that_is_right_is_not_written_again_and_one_that_went_is(household: Household, tmp_path: Path) -> None:
    to = tmp_path / "family.ics"
    saved(household, to)
    made = to.stat().st_ino
    reminders.refresh_due(household)
    assert to.stat().st_ino == made
    to.unlink()
    reminders.refresh_due(household)
    assert read_with_icalendar(to.read_bytes())


def test_what_keeps_the_file_from_being_written_is_told_and_never_raised(household: Household, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    to = folder / "family.ics"
    saved(household, to)
    folder.rename(tmp_path / "away")
    reminders.set_slot(household, slot=MonthlySlot(ByDay(15)))
    told = reminders.reminder_view(household, scheduler=FakeScheduler()).calendar
    assert told is not None
    assert "is not there" in told.trouble
    (tmp_path / "away").rename(folder)
    reminders.refresh_due(household)
    told = reminders.reminder_view(household, scheduler=FakeScheduler()).calendar
    assert told is not None
    assert told.trouble == ""
    assert read_with_icalendar(to.read_bytes())[0].decoded("dtstart").day == 15


def test_a_file_that_is_no_calendar_is_never_written_over(household: Household, tmp_path: Path) -> None:
    to = tmp_path / "holiday.ics"
    to.write_bytes(b"a letter")
    with pytest.raises(BadInput):
        saved(household, to)
    assert to.read_bytes() == b"a letter"
    assert reminders.reminder_view(household, scheduler=FakeScheduler()).calendar is None


def test_a_link_stays_a_link(household: Household, tmp_path: Path) -> None:
    (tmp_path / "cloud").mkdir()
    link = tmp_path / "family.ics"
    link.symlink_to(tmp_path / "cloud" / "family.ics")
    saved(household, link)
    assert link.is_symlink()
    assert (tmp_path / "cloud" / "family.ics").exists()


def test_a_folder_that_can_not_be_written_is_said_at_once(household: Household, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        saved(household, tmp_path / "nowhere" / "family.ics")


def test_it_is_kept_no_longer_once_the_parent_says_so(household: Household, tmp_path: Path) -> None:
    to = tmp_path / "family.ics"
    saved(household, to)
    forget_calendar(household)
    was = to.read_bytes()
    reminders.set_slot(household, slot=MonthlySlot(ByDay(15)))
    assert to.read_bytes() == was


def test_the_due_list_alone_is_enough_and_is_the_same_event(
    household: Household, tmp_path: Path, clock: FakeClock
) -> None:
    ours = saved(household, tmp_path / "one.ics")
    export_calendar(household.paths, clock, tmp_path / "two.ics")
    (theirs,) = read_with_icalendar((tmp_path / "two.ics").read_bytes())
    assert (theirs["uid"], theirs["rrule"], theirs["dtstart"]) == (ours["uid"], ours["rrule"], ours["dtstart"])


def test_without_a_day_there_is_nothing_to_export(household: Household, tmp_path: Path, clock: FakeClock) -> None:
    with pytest.raises(BadInput, match="open Kitchen Table once"):
        export_calendar(household.paths, clock, tmp_path / "family.ics")
    assert not (tmp_path / "family.ics").exists()
