"""A year with laptops that sleep, travel, are switched off and set up anew: one notice a month, or a recorded reason.

The real services, store and check; made up are only the clock, the desktop and what happens. At each look a model
that knows nothing of the files says whether a notice has to come, must not come, or may come again.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from kitchentable.domain.ages import AgeBand, BirthMonth
from kitchentable.domain.check_ins import PutOff, put_off_days
from kitchentable.domain.errors import BadInput
from kitchentable.domain.recurrence import ByDay, ByWeekday, MonthlySlot, next_month
from kitchentable.services import check_in_answers, reminder_check, reminders
from kitchentable.services.family import add_child
from kitchentable.services.household import Household
from kitchentable.services.opening import create_household
from kitchentable.services.reminder_history import MonthStory, Story
from kitchentable.services.talks import we_talked
from kitchentable.system.notify import Outcome, Shown
from kitchentable.system.paths import Paths
from tests.fakes.clock import FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler
from tests.sample_guidance import sample_guidance

COMMAND = ("/usr/bin/kitchentable", "remind", "--check")
BEGINS = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001 - on the wall, wherever the laptop is
DAYS = 365
WEEK = timedelta(days=7)
PLACES = [ZoneInfo(one) for one in ("Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata")]
SLOTS = [
    MonthlySlot(),
    MonthlySlot(ByDay(-1), time(8), time(9)),
    MonthlySlot(ByWeekday(3, 5), time(12), time(14)),
    MonthlySlot(ByDay(15), time(20), time(23)),
]
Month = tuple[int, int]


@dataclass
class Model:
    """What a person who saw everything would know."""

    slot: MonthlySlot
    since: datetime
    on: bool = True
    wakes: bool = True
    listed: bool = True
    shows: bool = True
    done: set[Month] = field(default_factory=set)
    skipped: set[Month] = field(default_factory=set)
    pauses: list[tuple[date, date]] = field(default_factory=list)
    off: list[Month] = field(default_factory=list)
    put_off: datetime | None = None
    counts: dict[Month, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    notices: dict[Month, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def due(self, now: datetime) -> Month | None:
        """Return the month whose check-in waits, found by trying each month up to now."""
        found: Month | None = None
        for number in range(2026 * 12, now.year * 12 + now.month):
            month = (number // 12, number % 12 + 1)
            slot = self.slot.in_month(*month, now.tzinfo or UTC)
            paused = bool(self.pauses) and slot.date() < self.pauses[-1][1]
            if self.since.replace(tzinfo=None) < slot.replace(tzinfo=None) and slot <= now:
                found = None if month in self.done | self.skipped or paused else month
        return None if found is not None and any(month > found for month in self.done) else found

    def expects(self, now: datetime) -> str:
        """Return "must", "may" (a week later) or "never"."""
        month = self.due(now)
        begins, ends = self.slot.window
        asked = None if self.put_off is None else self.put_off.replace(tzinfo=now.tzinfo)
        quiet = asked is not None and now < asked
        if month is None or not (self.on and self.listed and self.shows) or quiet or not begins <= now.time() <= ends:
            return "never"
        told = [one for one in self.counts[month] if asked is None or one >= asked]
        if not told:
            return "must"
        return "must" if len(told) == 1 and now - told[-1] >= WEEK else "never"


class Year:
    """One family’s year."""

    def __init__(self, folder: Path, slot: MonthlySlot) -> None:
        self.clock = FakeClock(BEGINS.replace(tzinfo=PLACES[0]))
        self.zone = PLACES[0]
        self.scheduler = FakeScheduler()
        self.notifier = FakeNotifier()
        self.home: Household = create_household(
            paths=Paths.of(folder),
            keychain=FakeKeychain(),
            guidance=sample_guidance(),
            clock=self.clock,
            passphrase=None,
        )
        made = add_child(self.home, name="Ava", born=BirthMonth(2015, 3)).new_id
        assert made is not None
        self.child = made
        reminders.set_slot(self.home, slot=slot)
        reminders.turn_on(self.home, scheduler=self.scheduler, command=COMMAND)
        self.model = Model(slot, self.clock.now())

    def goes_to(self, day: int, hour: float) -> datetime:
        wall = datetime.combine(BEGINS.date() + timedelta(days=day), time()) + timedelta(hours=hour)
        now = wall.replace(tzinfo=self.zone).astimezone(UTC).astimezone(self.zone)
        if now > self.clock.now():  # a journey west turns the clock on the wall back; time itself goes on
            self.clock.stand_at(now)
        else:
            self.clock.stand_at(self.clock.now().astimezone(self.zone))
        return self.clock.now()

    def looks(self) -> None:
        """Run the check as the timer would, and hold it to the model."""
        if not self.model.wakes:
            return
        now = self.clock.now()
        month, expected = self.model.due(now), self.model.expects(now)
        before = len(self.notifier.shown)
        found = reminder_check.check(
            paths=self.home.paths, clock=self.clock, notifier=lambda: self.notifier, open_app=_never
        )
        came = found.outcome == reminder_check.SHOWN
        assert came is (expected == "must"), f"{now}: {found} where a notice {expected} comes"
        assert len(self.notifier.shown) - before <= 1
        if came:
            assert month is not None
            self.model.counts[month].append(now)
            self.model.notices[month].append(now)

    def refreshed(self) -> None:
        """Write the list anew, as the app does when it opens or has written; what is over is over."""
        reminders.refresh_due(self.home)
        self.model.listed = True
        now = self.clock.now()
        month, asked = self.model.due(now), self.model.put_off
        if month is None or (asked and asked.replace(tzinfo=now.tzinfo) <= self.model.slot.in_month(*month, self.zone)):
            self.model.put_off = None

    # What can happen on a day.

    def nothing(self) -> None:
        """Do nothing: the laptop is only on."""

    def opens_the_app(self) -> None:
        self.refreshed()
        reminders.mend(self.home, scheduler=self.scheduler, command=COMMAND)

    def talks(self) -> None:
        we_talked(
            self.home,
            child_id=self.child,
            topic_id="live-streaming",
            band=AgeBand.FROM_10,
            how_it_went=None,
            agreed=(),
            note="",
            again_on=None,
            talked_on=self.clock.today(),
        )
        self.model.done.add((self.clock.today().year, self.clock.today().month))
        self.refreshed()

    def travels(self) -> None:
        self.zone = PLACES[(PLACES.index(self.zone) + 1) % len(PLACES)]
        self.clock.stand_at(self.clock.now().astimezone(self.zone))

    def puts_it_off(self) -> None:
        today = self.clock.today()
        answer = list(put_off_days(today))[today.day % len(put_off_days(today))]
        with suppress(BadInput):
            check_in_answers.put_off(self.home, answer=answer)
            self.model.put_off = datetime.combine(put_off_days(today)[answer], self.model.slot.window[0])
            self.model.listed = True
        assert answer in PutOff

    def skips(self) -> None:
        now = self.clock.now()
        waits = self.model.due(now) if self.model.on else None
        with suppress(BadInput):
            check_in_answers.skip_month(self.home)
            self.model.skipped.add(waits or (now.year, now.month))
            self.refreshed()

    def pauses(self) -> None:
        today = self.clock.today()
        until = today + timedelta(days=40)
        check_in_answers.pause(self.home, until=until)
        running = [one for one in self.model.pauses if one[1] > today]
        self.model.pauses = [one for one in self.model.pauses if one[1] <= today]
        self.model.pauses.append((running[0][0] if running else today, until))
        self.refreshed()

    def turns_off(self) -> None:
        reminders.turn_off(self.home, scheduler=self.scheduler)
        self.model.on = self.model.wakes = False
        self.refreshed()

    def chooses_another_day(self) -> None:
        slot = SLOTS[(SLOTS.index(self.model.slot) + 1) % len(SLOTS)]
        reminders.set_slot(self.home, slot=slot)
        self.model.slot, self.model.since = slot, self.clock.now()
        self.refreshed()

    def breaks_the_desktop_or_mends_it(self) -> None:
        self.model.shows = not self.model.shows
        why = "This desktop shows no notices."
        self.notifier.answer = Shown(Outcome.SHOWN) if self.model.shows else Shown(Outcome.UNAVAILABLE, why)

    def gets_a_new_laptop(self) -> None:
        """Bring the records along; the small files and the timer stay behind."""
        for one in (self.home.paths.reminders, self.home.paths.reminder_log):
            one.unlink(missing_ok=True)
        self.scheduler.disable()
        self.model.wakes = self.model.listed = False
        self.model.put_off = None
        self.model.counts.clear()

    def turns_on(self) -> None:
        """Press the button that turns reminders on, or mends what is wanted but switched off on this laptop."""
        reminders.turn_on(self.home, scheduler=self.scheduler, command=COMMAND)
        if not self.model.on:
            self.model.since = self.clock.now()
        self.model.on = self.model.wakes = True
        self.refreshed()

    def stories(self) -> tuple[MonthStory, ...]:
        self.refreshed()
        return reminders.reminder_view(self.home, scheduler=self.scheduler).stories


def _never() -> None:
    raise AssertionError("nobody clicked")


HAPPENS: list[Callable[[Year], None]] = [
    *[Year.nothing] * 8,
    Year.opens_the_app,
    Year.talks,
    Year.travels,
    Year.puts_it_off,
    Year.skips,
    Year.pauses,
    Year.turns_off,
    Year.turns_on,
    Year.turns_on,
    Year.turns_on,
    Year.chooses_another_day,
    Year.breaks_the_desktop_or_mends_it,
    Year.gets_a_new_laptop,
]
GAPS = st.sampled_from([1, 1, 2, 3, 5, 7, 8, 9, 12, 40, 70])
AWAKE = st.tuples(st.sampled_from([7, 8, 12.5, 17.5, 18, 20, 22]), st.integers(1, 8))
STEPS = st.lists(st.tuples(GAPS, AWAKE, st.sampled_from(HAPPENS)), min_size=25, max_size=70)
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A year that fails is told as it is: trying shorter ones would take minutes."""


@settings(
    max_examples=30,
    deadline=None,
    phases=NO_SHRINKING,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.sampled_from(SLOTS), STEPS)
def test_each_month_of_any_year_has_one_notice_or_a_recorded_reason(
    slot: MonthlySlot, steps: list[tuple[int, tuple[float, int], Callable[[Year], None]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        year = Year(Path(folder), slot)
        try:
            _live(year, steps)
            _judge(year)
        finally:
            year.home.close()


def _live(year: Year, steps: list[tuple[int, tuple[float, int], Callable[[Year], None]]]) -> None:
    day = 0
    for gap, (hour, looks), happens in steps:
        day += gap
        if day > DAYS:
            break
        for number in range(looks):
            year.goes_to(day, hour + number / 2)
            year.looks()
            if number == looks // 2:
                happens(year)
    year.goes_to(DAYS + 1, 12)


def _judge(year: Year) -> None:
    stories = {one.month: one for one in year.stories()}
    model, now = year.model, year.clock.now()
    for back in range(12):
        number = now.year * 12 + now.month - 1 - back
        month = (number // 12, number % 12 + 1)
        if not BEGINS.replace(tzinfo=year.zone) < model.slot.in_month(*month, year.zone) <= now:
            continue
        story = stories[date(*month, 1)]
        event(story.story.value)
        if model.counts[month]:
            assert story.story is Story.TOLD
            assert story.on == model.counts[month][0].date()
        else:
            _is_a_true_reason(story, month, model)


def _is_a_true_reason(story: MonthStory, month: Month, model: Model) -> None:
    """Hold the reason of a month with no notice against what the model knows."""
    if story.story is Story.DONE:
        assert month in model.done
    elif story.story is Story.SKIPPED:
        assert month in model.skipped
    elif story.story is Story.PAUSED:
        first = date(*month, 1)
        assert any(begins < next_month(first) and until > first for begins, until in model.pauses)
    elif story.story is Story.MOVED:
        assert (model.since.year, model.since.month) >= month
    else:
        assert story.story in {Story.OFF, Story.PUT_OFF, Story.OUTSIDE_HOURS, Story.NOT_SHOWN, Story.NOT_LOOKED}
