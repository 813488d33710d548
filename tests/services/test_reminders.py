"""The reminder as the family sets it, on the real encrypted store."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

import pytest

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.change import Touched
from kitchentable.domain.errors import ReminderTrouble
from kitchentable.domain.family import HowItWent
from kitchentable.domain.recurrence import LAST, ByDay, ByWeekday, MonthlySlot
from kitchentable.services import reminders
from kitchentable.services.family import add_child
from kitchentable.services.household import Household
from kitchentable.services.reminder_files import load_dues
from kitchentable.services.talks import we_talked
from kitchentable.system.notify import Outcome, Shown
from kitchentable.system.schedule import Wake
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler

COMMAND = ("/usr/bin/kitchentable", "remind", "--check")


@pytest.fixture
def scheduler() -> FakeScheduler:
    return FakeScheduler()


@pytest.fixture
def on(household: Household, scheduler: FakeScheduler) -> Household:
    """Reminders switched on, on Saturday 21 November 2026."""
    reminders.turn_on(household, scheduler=scheduler, command=COMMAND)
    return household


def test_it_starts_off_with_the_first_sunday_at_six(household: Household, scheduler: FakeScheduler) -> None:
    view = reminders.reminder_view(household, scheduler=scheduler)
    assert view.slot == MonthlySlot(ByWeekday(1, 6), time(18, 0))
    assert not view.on
    assert view.wake.wake is Wake.OFF
    assert (view.next_due, view.was_due, view.last_check, view.trouble) == (None, None, None, "")


def test_turning_it_on_writes_two_years_of_dues_from_the_next_slot(on: Household, scheduler: FakeScheduler) -> None:
    assert scheduler.command == COMMAND
    found = load_dues(on.paths.reminders)
    assert found is not None
    assert found.enabled
    assert len(found.dues) == 24
    assert [due.at.date() for due in found.dues[:3]] == [date(2026, 12, 6), date(2027, 1, 3), date(2027, 2, 7)]
    assert {(due.at.time(), due.until) for due in found.dues} == {(time(18, 0), time(21, 30))}
    view = reminders.reminder_view(on, scheduler=scheduler)
    assert view.next_due == datetime(2026, 12, 6, 18, 0, tzinfo=LONDON)
    assert view.was_due is None
    assert view.wake.wake is Wake.ON


def test_the_file_names_no_child_and_no_topic(on: Household) -> None:
    add_child(on, name="Ava", born=BirthMonth(2015, 3), guides=("xbox",))
    reminders.refresh_due(on)
    text = on.paths.reminders.read_text()
    assert set(json.loads(text)) == {
        "format", "enabled", "words", "dues", "rules", "put_off", "paused_until", "calendar"
    }  # fmt: skip
    assert "Ava" not in text


def test_a_system_that_refuses_leaves_it_off_and_says_so(household: Household, scheduler: FakeScheduler) -> None:
    scheduler.refusing = True
    with pytest.raises(ReminderTrouble):
        reminders.turn_on(household, scheduler=scheduler, command=COMMAND)
    assert not reminders.reminder_view(household, scheduler=scheduler).on
    assert not household.paths.reminders.exists()


def test_turning_it_off_silences_the_file_and_the_system(on: Household, scheduler: FakeScheduler) -> None:
    change = reminders.turn_off(on, scheduler=scheduler)
    assert change.touches(Touched.REMINDERS)
    found = load_dues(on.paths.reminders)
    assert found is not None
    assert not found.enabled
    assert scheduler.command is None


@pytest.mark.parametrize(
    ("slot", "first"),
    [
        (MonthlySlot(ByDay(28), time(9, 30)), datetime(2026, 11, 28, 9, 30)),  # noqa: DTZ001 - wall clock
        (MonthlySlot(ByDay(LAST), time(20, 0)), datetime(2026, 11, 30, 20, 0)),  # noqa: DTZ001
        (MonthlySlot(ByDay(21), time(18, 0)), datetime(2026, 12, 21, 18, 0)),  # noqa: DTZ001 - just past today
        (MonthlySlot(ByWeekday(3, 5), time(19, 0)), datetime(2026, 11, 21, 19, 0)),  # noqa: DTZ001 - still to come
    ],
)
def test_a_moved_slot_is_due_next_when_it_next_comes(on: Household, slot: MonthlySlot, first: datetime) -> None:
    reminders.set_slot(on, slot=slot)
    found = load_dues(on.paths.reminders)
    assert found is not None
    assert found.dues[0].at == first
    assert reminders.reminder_view(on, scheduler=FakeScheduler()).slot == slot


def test_a_due_that_has_come_stays_due_until_the_talk_was_had(
    on: Household, clock: FakeClock, scheduler: FakeScheduler
) -> None:
    child = _child(on)
    clock.stand_at(datetime(2026, 12, 20, 12, 0, tzinfo=LONDON))
    due = datetime(2026, 12, 6, 18, 0, tzinfo=LONDON)
    assert reminders.reminder_view(on, scheduler=scheduler).was_due == due
    reminders.refresh_due(on)
    assert _dues(on)[0] == due.replace(tzinfo=None)
    _talk(on, child, clock.today())
    reminders.refresh_due(on)
    assert _dues(on)[0].date() == date(2027, 1, 3)
    assert reminders.reminder_view(on, scheduler=scheduler).was_due is None


def test_a_month_is_done_when_every_child_was_talked_with(on: Household, clock: FakeClock) -> None:
    first, second = _child(on), _child(on, "Ben")
    clock.stand_at(datetime(2026, 12, 7, 12, 0, tzinfo=LONDON))
    _talk(on, first, clock.today())
    reminders.refresh_due(on)
    assert _dues(on)[0].date() == date(2026, 12, 6)
    _talk(on, second, clock.today())
    reminders.refresh_due(on)
    assert _dues(on)[0].date() == date(2027, 1, 3)


def test_a_talk_before_the_day_leaves_the_month_out_and_what_came_before(on: Household, clock: FakeClock) -> None:
    child = _child(on)
    clock.stand_at(datetime(2027, 1, 1, 12, 0, tzinfo=LONDON))
    reminders.refresh_due(on)
    assert _dues(on)[0].date() == date(2026, 12, 6)
    _talk(on, child, clock.today())
    reminders.refresh_due(on)
    assert _dues(on)[0].date() == date(2027, 2, 7)


def test_months_missed_leave_one_due_not_many(on: Household, clock: FakeClock) -> None:
    clock.stand_at(datetime(2027, 6, 20, 12, 0, tzinfo=LONDON))
    reminders.refresh_due(on)
    assert [due.date() for due in _dues(on)[:2]] == [date(2027, 6, 6), date(2027, 7, 4)]


def test_turning_on_what_is_on_moves_no_due(on: Household, clock: FakeClock, scheduler: FakeScheduler) -> None:
    clock.stand_at(datetime(2026, 12, 20, 12, 0, tzinfo=LONDON))
    reminders.turn_on(on, scheduler=scheduler, command=COMMAND)
    assert _dues(on)[0].date() == date(2026, 12, 6)


def test_a_list_that_is_right_is_not_written_again(on: Household) -> None:
    assert reminders.refresh_due(on).touched == frozenset()


def test_a_damaged_list_is_kept_aside_and_written_anew(on: Household) -> None:
    on.paths.reminders.write_bytes(b"{ broken")
    assert reminders.refresh_due(on).touches(Touched.REMINDERS)
    assert len(_dues(on)) == 24
    assert on.paths.reminders.with_name("reminders.json.damaged").read_bytes() == b"{ broken"


def test_a_moved_program_is_mended_at_the_next_start(on: Household, scheduler: FakeScheduler) -> None:
    assert not reminders.mend(on, scheduler=scheduler, command=COMMAND)
    scheduler.broken = True
    moved = ("/opt/kitchentable", "remind", "--check")
    assert reminders.mend(on, scheduler=scheduler, command=moved)
    assert scheduler.command == moved


def test_what_is_off_is_not_mended(household: Household, scheduler: FakeScheduler) -> None:
    scheduler.broken = True
    assert not reminders.mend(household, scheduler=scheduler, command=COMMAND)
    assert scheduler.command is None


def test_what_the_check_did_is_shown(on: Household, clock: FakeClock, scheduler: FakeScheduler) -> None:
    notifier = FakeNotifier(Shown(Outcome.UNAVAILABLE, "No desktop."))
    clock.stand_at(datetime(2026, 12, 6, 18, 30, tzinfo=LONDON))
    _check(on, clock, notifier)
    view = reminders.reminder_view(on, scheduler=scheduler)
    assert (view.trouble, view.last_check, view.last_notice) == ("No desktop.", clock.now(), None)
    notifier.answer = Shown(Outcome.SHOWN)
    clock.move(timedelta(minutes=30))
    _check(on, clock, notifier)
    view = reminders.reminder_view(on, scheduler=scheduler)
    assert (view.trouble, view.last_check, view.last_notice) == ("", clock.now(), clock.now())


def test_a_damaged_log_does_not_hide_the_page(on: Household, scheduler: FakeScheduler) -> None:
    on.paths.reminder_log.write_bytes(b"{")
    assert reminders.reminder_view(on, scheduler=scheduler).last_check is None


def test_the_test_reminder_is_a_real_notice_without_any_name() -> None:
    notifier = FakeNotifier()
    assert reminders.send_test(notifier=notifier).outcome is Outcome.SHOWN
    (notice,) = notifier.shown
    assert notice.title == "Kitchen Table"


def _child(home: Household, name: str = "Ava") -> int:
    made = add_child(home, name=name, born=BirthMonth(2015, 3)).new_id
    assert made is not None
    return made


def _talk(home: Household, child_id: int, day: date) -> None:
    we_talked(
        home,
        child_id=child_id,
        topic_id="live-streaming",
        band=AgeBand.FROM_10,
        how_it_went=HowItWent.WELL,
        agreed=(),
        note="",
        again_on=None,
        talked_on=day,
    )


def _dues(home: Household) -> tuple[datetime, ...]:
    found = load_dues(home.paths.reminders)
    assert found is not None
    return tuple(due.at for due in found.dues)


def _check(home: Household, clock: FakeClock, notifier: FakeNotifier) -> None:
    reminders.check(paths=home.paths, clock=clock, notifier=lambda: notifier, open_app=_never)


def _never() -> None:
    raise AssertionError("nobody clicked")
