"""What a parent answers to a check-in, on the real encrypted store and with the real check."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

import pytest

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.check_ins import PutOff
from kitchentable.domain.errors import BadInput
from kitchentable.domain.family import ChoiceState
from kitchentable.domain.recurrence import ByDay, ByWeekday, MonthlySlot
from kitchentable.services import check_in_answers, reminder_check, reminders
from kitchentable.services.check_ins import CheckIn
from kitchentable.services.family import add_child, remove_child
from kitchentable.services.household import Household
from kitchentable.services.reminder_check import CheckResult
from kitchentable.services.reminder_files import load_dues, load_log
from kitchentable.services.reminder_history import Story
from kitchentable.services.settings import choose
from kitchentable.services.talks import we_talked
from kitchentable.store import devices
from kitchentable.system.notify import Outcome, Shown
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler

COMMAND = ("/usr/bin/kitchentable", "remind", "--check")


class Family:
    """A household with reminders on since 21 November 2026, and the check as the system would run it."""

    def __init__(self, home: Household, clock: FakeClock) -> None:
        self.home = home
        self.clock = clock
        self.notifier = FakeNotifier()
        self.ava = self.add("Ava", BirthMonth(2015, 3))
        reminders.turn_on(home, scheduler=FakeScheduler(), command=COMMAND)

    def add(self, name: str, born: BirthMonth, *guides: str) -> int:
        made = add_child(self.home, name=name, born=born, guides=guides).new_id
        assert made is not None
        return made

    def at(self, year: int, month: int, day: int, hour: int = 18, minute: int = 30) -> CheckIn:
        self.clock.stand_at(datetime(year, month, day, hour, minute, tzinfo=LONDON))
        return reminders.check_in(self.home)

    def looks(self) -> CheckResult:
        return reminder_check.check(
            paths=self.home.paths, clock=self.clock, notifier=lambda: self.notifier, open_app=_never
        )

    def looks_at(self, year: int, month: int, day: int, hour: int = 18, minute: int = 30) -> str:
        self.at(year, month, day, hour, minute)
        return self.looks().outcome

    def talks(self, child_id: int) -> None:
        we_talked(
            self.home,
            child_id=child_id,
            topic_id="live-streaming",
            band=AgeBand.FROM_10,
            how_it_went=None,
            agreed=(),
            note="",
            again_on=None,
            talked_on=self.clock.today(),
        )
        reminders.refresh_due(self.home)

    def stories(self) -> list[tuple[int, str, Story]]:
        view = reminders.reminder_view(self.home, scheduler=FakeScheduler())
        return [(one.month.month, one.who, one.story) for one in view.stories]


def _never() -> None:
    raise AssertionError("nobody clicked")


@pytest.fixture
def ours(household: Household, clock: FakeClock) -> Family:
    return Family(household, clock)


def test_tomorrow_is_quiet_until_then_and_asks_once_more(ours: Family) -> None:
    assert ours.looks_at(2026, 12, 6) == "shown"
    check_in_answers.put_off(ours.home, answer=PutOff.TOMORROW)
    assert ours.looks_at(2026, 12, 7, 17, 59) == "put-off"
    told = reminders.check_in(ours.home)
    assert told.put_off == datetime(2026, 12, 7, 18, 0, tzinfo=LONDON)
    assert told.was_due == datetime(2026, 12, 6, 18, 0, tzinfo=LONDON), "it is due all the same"
    assert ours.looks_at(2026, 12, 7, 18, 0) == "shown"
    assert ours.looks_at(2026, 12, 8) == "told-already"
    assert reminders.check_in(ours.home).put_off is None


def test_what_was_said_twice_is_said_again_when_it_was_put_off(ours: Family) -> None:
    assert [ours.looks_at(2026, 12, day) for day in (6, 13, 20)] == ["shown", "shown", "told-already"]
    check_in_answers.put_off(ours.home, answer=PutOff.NEXT_WEEK)
    assert ours.looks_at(2026, 12, 26) == "put-off"
    assert ours.looks_at(2026, 12, 27) == "shown"
    assert len(ours.notifier.shown) == 3


def test_putting_off_outlives_a_start_of_the_app_and_ends_with_the_talk(ours: Family) -> None:
    ours.at(2026, 12, 7)
    check_in_answers.put_off(ours.home, answer=PutOff.WEEKEND)
    reminders.refresh_due(ours.home)
    assert reminders.check_in(ours.home).put_off == datetime(2026, 12, 12, 18, 0, tzinfo=LONDON)
    ours.talks(ours.ava)
    kept = load_dues(ours.home.paths.reminders)
    assert kept is not None
    assert kept.put_off is None
    assert ours.looks().outcome == "not-due"


def test_a_new_month_is_not_hushed_by_what_was_put_off_before_it(ours: Family) -> None:
    ours.at(2026, 12, 31)
    check_in_answers.put_off(ours.home, answer=PutOff.TOMORROW)
    ours.at(2027, 1, 3, 12)
    reminders.refresh_due(ours.home)
    assert ours.looks_at(2027, 1, 3, 18, 0) == "shown"


def test_it_can_be_asked_again_at_once(ours: Family) -> None:
    ours.at(2026, 12, 6)
    check_in_answers.put_off(ours.home, answer=PutOff.TOMORROW)
    check_in_answers.ask_now(ours.home)
    assert reminders.check_in(ours.home).put_off is None
    assert ours.looks().outcome == "shown"


def test_the_notices_own_tomorrow_works_while_the_records_are_locked(ours: Family) -> None:
    ours.notifier.answer = Shown(Outcome.TOMORROW)
    assert ours.looks_at(2026, 12, 6) == "put-off"
    assert ours.looks_at(2026, 12, 7, 12) == "put-off"
    assert reminders.check_in(ours.home).put_off == datetime(2026, 12, 7, 18, 0, tzinfo=LONDON)


def test_what_was_answered_while_a_notice_waited_stays(ours: Family) -> None:
    """A notice stays up for minutes; meanwhile the app may be opened and answer, or another check may run."""

    class Slow(FakeNotifier):
        def show(self, *_: object, **__: object) -> Shown:
            check_in_answers.put_off(ours.home, answer=PutOff.TOMORROW)
            ours.notifier = FakeNotifier()
            assert ours.looks().outcome == "put-off"
            return Shown(Outcome.SHOWN)

    ours.notifier = Slow()
    assert ours.looks_at(2026, 12, 6) == "shown"
    kept = load_dues(ours.home.paths.reminders)
    assert kept is not None
    assert kept.put_off is not None
    assert len(load_log(ours.home.paths.reminder_log).shown) == 1


def test_nothing_due_is_nothing_to_put_off(ours: Family) -> None:
    with pytest.raises(BadInput):
        check_in_answers.put_off(ours.home, answer=PutOff.TOMORROW)
    ours.at(2026, 12, 12)
    with pytest.raises(BadInput, match="That day has passed"):
        check_in_answers.put_off(ours.home, answer=PutOff.WEEKEND)


def test_a_month_is_skipped_and_put_back(ours: Family) -> None:
    ours.at(2026, 12, 8)
    check_in_answers.skip_month(ours.home)
    told = reminders.check_in(ours.home)
    assert (told.was_due, told.lines[0].skipped) == (None, (date(2026, 12, 1),))
    assert told.lines[0].next_due == datetime(2027, 1, 3, 18, 0, tzinfo=LONDON), "the slot did not move"
    assert ours.looks().outcome == "not-due"
    check_in_answers.unskip_month(ours.home, month=date(2026, 12, 25))
    assert ours.looks().outcome == "shown"


def test_a_month_can_be_skipped_before_its_day(ours: Family) -> None:
    assert ours.at(2026, 12, 1).can_skip
    check_in_answers.skip_month(ours.home)
    assert ours.looks_at(2026, 12, 6) == "not-due"
    assert not ours.at(2026, 12, 7).can_skip
    with pytest.raises(BadInput):
        check_in_answers.skip_month(ours.home)


def test_a_pause_keeps_its_end_through_every_start(ours: Family) -> None:
    ours.at(2026, 12, 8)
    check_in_answers.pause(ours.home, until=date(2027, 2, 8))
    reminders.refresh_due(ours.home)
    told = reminders.check_in(ours.home)
    assert (told.paused_until, told.was_due) == (date(2027, 2, 8), None)
    assert [ours.looks_at(2026, 12, 20), ours.looks_at(2027, 2, 7)] == ["paused", "paused"]
    assert ours.looks_at(2027, 2, 8) == "not-due", "February’s day was in the pause"
    assert ours.looks_at(2027, 3, 7) == "shown"


def test_a_pause_ends_early_and_a_hasty_one_leaves_no_trace(ours: Family) -> None:
    ours.at(2026, 12, 8)
    check_in_answers.pause(ours.home, until=date(2027, 6, 1))
    check_in_answers.pause(ours.home, until=date(2027, 5, 1))
    check_in_answers.go_on(ours.home)
    assert reminders.check_in(ours.home).was_due is not None
    check_in_answers.pause(ours.home, until=date(2027, 6, 1))
    ours.at(2027, 1, 20)
    check_in_answers.go_on(ours.home)
    told = reminders.check_in(ours.home)
    assert (told.paused_until, told.was_due) == (None, None)
    assert told.lines[0].next_due == datetime(2027, 2, 7, 18, 0, tzinfo=LONDON)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_pause_that_is_no_use_is_refused(ours: Family, days: int) -> None:
    with pytest.raises(BadInput):
        check_in_answers.pause(ours.home, until=ours.clock.today() + timedelta(days=days))
    assert reminders.check_in(ours.home).paused_until is None


def test_other_hours_hold_at_once_and_move_no_due(ours: Family) -> None:
    ours.at(2026, 12, 8)
    reminders.set_slot(ours.home, slot=MonthlySlot(at=time(9), until=time(11)))
    assert reminders.check_in(ours.home).was_due == datetime(2026, 12, 6, 9, 0, tzinfo=LONDON)
    assert [ours.looks_at(2026, 12, 8, 18), ours.looks_at(2026, 12, 9, 11, 0)] == ["not-now", "shown"]


def test_hours_at_night_are_refused_and_nothing_changes(ours: Family) -> None:
    before = ours.home.paths.reminders.read_bytes()
    with pytest.raises(BadInput):
        reminders.set_slot(ours.home, slot=MonthlySlot(ByDay(3), time(22, 30), time(23)))
    assert ours.home.paths.reminders.read_bytes() == before


def test_a_child_with_a_day_of_their_own_is_due_on_it_and_done_by_their_own_talk(ours: Family) -> None:
    ben = ours.add("Ben", BirthMonth(2013, 4))
    check_in_answers.set_own_slot(ours.home, child_id=ben, slot=MonthlySlot(ByWeekday(3, 5)))
    told = ours.at(2026, 12, 20)
    assert [(line.who, line.was_due and line.was_due.day) for line in told.lines] == [("", 6), ("Ben", 19)]
    ours.talks(ours.ava)
    told = reminders.check_in(ours.home)
    assert [(line.who, line.was_due and line.was_due.day) for line in told.lines] == [("", None), ("Ben", 19)]
    ours.talks(ben)
    assert reminders.check_in(ours.home).was_due is None
    assert ours.looks().outcome == "not-due"


def test_two_that_are_due_are_one_notice(ours: Family) -> None:
    ben = ours.add("Ben", BirthMonth(2013, 4))
    check_in_answers.set_own_slot(ours.home, child_id=ben, slot=MonthlySlot(ByDay(7)))
    said = [ours.looks_at(2026, 12, day) for day in range(6, 31)]
    assert [day for day, outcome in enumerate(said, 6) if outcome == "shown"] == [6, 7, 14]
    assert {notice.body for notice in ours.notifier.shown} == {"Your monthly check-in is due."}
    text = ours.home.paths.reminders.read_text() + ours.home.paths.reminder_log.read_text()
    assert "Ben" not in text
    assert "Ava" not in text


def test_what_waits_for_each_of_two_counts_in_the_one_notice(ours: Family) -> None:
    ben = ours.add("Ben", BirthMonth(2013, 12))
    ours.add("Cleo", BirthMonth(2014, 12))
    check_in_answers.set_own_slot(ours.home, child_id=ben, slot=MonthlySlot(ByDay(5)))
    told = ours.at(2026, 12, 6)
    assert [words for words in told.waiting if "turns" in words] == [
        "Cleo turns 12 this month",
        "Ben turns 13 this month",
    ]
    ours.looks()
    (notice,) = ours.notifier.shown
    assert notice.body == "Your monthly check-in is due, with 2 more things to look at."


def test_a_child_joins_the_family_again_and_one_removed_is_no_trouble(ours: Family) -> None:
    ben = ours.add("Ben", BirthMonth(2013, 4))
    check_in_answers.set_own_slot(ours.home, child_id=ben, slot=MonthlySlot(ByDay(20)))
    check_in_answers.set_own_slot(ours.home, child_id=ben, slot=None)
    assert [line.who for line in reminders.check_in(ours.home).lines] == [""]
    check_in_answers.set_own_slot(ours.home, child_id=ben, slot=MonthlySlot(ByDay(20)))
    remove_child(ours.home, child_id=ben)
    reminders.refresh_due(ours.home)
    assert [line.who for line in reminders.check_in(ours.home).lines] == [""]
    kept = load_dues(ours.home.paths.reminders)
    assert kept is not None
    assert {due.whose for due in kept.dues} == {0}


def test_settings_to_look_at_again_and_birthdays_join_the_notice_as_a_count(ours: Family) -> None:
    cleo = ours.add("Cleo", BirthMonth(2014, 12), "xbox")
    account = devices.accounts(ours.home.store, child_id=cleo)[0]
    first = ours.home.guidance.guide("xbox").settings[0]
    choose(ours.home, account_id=account.id, setting_id=first.id, state=ChoiceState.LATER)
    reminders.refresh_due(ours.home)
    told = ours.at(2026, 12, 6)
    assert told.waiting == (
        "Talk with Ava",
        "Talk with Cleo",
        f"Look again at Xbox · {first.title}, for Cleo",
        "Cleo turns 12 this month",
    )
    ours.looks()
    (notice,) = ours.notifier.shown
    assert notice.body == "Your monthly check-in is due, with 2 more things to look at."
    assert "Cleo" not in ours.home.paths.reminders.read_text()
    january = next(one for one in json.loads(ours.home.paths.reminders.read_bytes())["dues"] if "2027-01" in one["at"])
    assert january["things"] == 1, "the setting waits on; the birthday was in December"


def test_each_month_has_its_story(ours: Family) -> None:
    ours.looks_at(2026, 12, 6)
    ours.looks_at(2027, 1, 4, 9)
    ours.at(2027, 2, 8)
    check_in_answers.skip_month(ours.home)
    ours.at(2027, 3, 1)
    check_in_answers.pause(ours.home, until=date(2027, 4, 1))
    ours.at(2027, 4, 2)
    ours.talks(ours.ava)
    ours.notifier.answer = Shown(Outcome.UNAVAILABLE, "No desktop.")
    ours.looks_at(2027, 5, 2)
    ours.at(2027, 5, 20)
    reminders.turn_off(ours.home, scheduler=FakeScheduler())
    ours.at(2027, 6, 20)
    reminders.turn_on(ours.home, scheduler=FakeScheduler(), command=COMMAND)
    ours.at(2027, 8, 2)
    assert ours.stories() == [
        (8, "", Story.NOT_LOOKED),
        (7, "", Story.NOT_LOOKED),
        (6, "", Story.OFF),
        (5, "", Story.NOT_SHOWN),
        (4, "", Story.DONE),
        (3, "", Story.PAUSED),
        (2, "", Story.SKIPPED),
        (1, "", Story.OUTSIDE_HOURS),
        (12, "", Story.TOLD),
    ]


def test_what_is_kept_survives_another_opening(ours: Family) -> None:
    ben = ours.add("Ben", BirthMonth(2013, 4))
    slot = MonthlySlot(ByDay(-1), time(9), time(12))
    check_in_answers.set_own_slot(ours.home, child_id=ben, slot=slot)
    told = ours.at(2026, 12, 31)
    assert told.lines[1].slot == slot
    assert told.lines[1].was_due == datetime(2026, 12, 31, 9, 0, tzinfo=LONDON)
