"""The check's rules: once, again after a week, then silence; never at night; nothing read but its own two files."""

from __future__ import annotations

import json
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitchentable.domain.errors import CannotWrite
from kitchentable.services import reminder_files
from kitchentable.services.reminder_check import MOST_NOTICES, CheckResult, check
from kitchentable.services.reminder_files import Due, DueList, load_dues, load_log, save_dues
from kitchentable.system.notify import Outcome, Shown
from kitchentable.system.paths import Paths
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.notifier import FakeNotifier

DUE = datetime(2026, 12, 6, 18, 0)  # noqa: DTZ001 - dues are wall-clock times
NEXT = datetime(2027, 1, 3, 18, 0)  # noqa: DTZ001


class World:
    """A data folder, a clock, a desktop and an app that counts how often it is opened."""

    def __init__(self, folder: Path, *dues: datetime) -> None:
        self.paths = Paths.of(folder)
        self.paths.prepare()
        self.clock = FakeClock()
        self.notifier = FakeNotifier()
        self.opened = 0
        save_dues(self.paths.reminders, DueList(enabled=True, dues=tuple(Due(one) for one in dues)))

    def at(self, month: int, day: int, hour: int, minute: int = 0, *, dry_run: bool = False) -> CheckResult:
        year = 2027 if month < 6 else 2026
        self.clock.stand_at(datetime(year, month, day, hour, minute, tzinfo=LONDON))
        return self.run(dry_run=dry_run)

    def run(self, *, dry_run: bool = False) -> CheckResult:
        return check(
            paths=self.paths, clock=self.clock, notifier=lambda: self.notifier, open_app=self._open, dry_run=dry_run
        )

    def _open(self) -> None:
        self.opened += 1


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, DUE, NEXT)


def test_nothing_is_said_before_the_time(world: World) -> None:
    assert world.at(12, 6, 17, 59).outcome == "not-due"
    assert world.notifier.shown == []


def test_one_notice_then_one_more_a_week_later_then_silence(world: World) -> None:
    said = [
        world.at(12, day, hour).outcome for day in range(6, 31) for hour in (9, 18, 19, 20, 21) if (day, hour) > (6, 17)
    ]
    assert said.count("shown") == MOST_NOTICES
    assert len(world.notifier.shown) == MOST_NOTICES
    first, second = load_log(world.paths.reminder_log).shown_for("2026-12")
    assert (first.date().day, second.date().day) == (6, 13)


def test_the_next_month_is_said_anew_and_a_month_missed_is_not_said_on_top(world: World) -> None:
    assert world.at(1, 3, 18, 5).outcome == "shown"
    assert world.at(1, 3, 19, 5).outcome == "told-already"
    assert len(world.notifier.shown) == 1
    assert load_log(world.paths.reminder_log).shown_for("2026-12") == ()


def test_a_notice_is_neutral(world: World) -> None:
    world.at(12, 6, 18, 0)
    (notice,) = world.notifier.shown
    assert (notice.title, notice.body) == ("Kitchen Table", "Your monthly check-in is due.")


@pytest.mark.parametrize(
    ("moment", "outcome"),
    [
        ((6, 21, 30), "shown"),
        ((6, 21, 31), "not-now"),
        ((7, 1, 0), "not-now"),
        ((7, 9, 0), "not-now"),
        ((7, 18, 0), "shown"),
        ((10, 8, 0), "not-now"),
        ((10, 23, 0), "not-now"),
        ((16, 17, 59), "not-now"),
        ((16, 18, 0), "shown"),
    ],
)
def test_it_speaks_in_the_familys_hours_and_never_at_night(world: World, moment: tuple[int, ...], outcome: str) -> None:
    assert world.at(12, *moment).outcome == outcome


def test_an_hour_chosen_late_or_early_is_kept_within_reason(tmp_path: Path) -> None:
    late = World(tmp_path / "late")
    late.paths.reminders.write_text('{"format": 1, "enabled": true, "words": "x", "dues": ["2026-12-06T22:30"]}')
    assert late.at(12, 6, 22, 30).outcome == "shown"
    early = World(tmp_path / "early", DUE.replace(hour=6))
    assert early.at(12, 6, 6, 30).outcome == "not-now"
    assert early.at(12, 6, 8, 0).outcome == "shown"


def test_a_click_opens_the_app_and_is_written_down(world: World) -> None:
    world.notifier.answer = Shown(Outcome.CLICKED)
    assert world.at(12, 6, 18, 0).outcome == "opened"
    assert world.opened == 1
    assert load_log(world.paths.reminder_log).outcome == "opened"


def test_a_desktop_that_shows_nothing_is_written_down_and_tried_again(world: World) -> None:
    world.notifier.answer = Shown(Outcome.UNAVAILABLE, "No desktop.")
    assert world.at(12, 6, 18, 0).outcome == "unavailable"
    log = load_log(world.paths.reminder_log)
    assert (log.why, log.shown) == ("No desktop.", ())
    world.notifier.answer = Shown(Outcome.SHOWN)
    assert world.at(12, 6, 18, 30).outcome == "shown"


def test_an_app_that_does_not_start_is_written_down(world: World) -> None:
    def broken() -> None:
        raise FileNotFoundError

    world.notifier.answer = Shown(Outcome.CLICKED)
    world.clock.stand_at(datetime(2026, 12, 6, 18, 0, tzinfo=LONDON))
    found = check(paths=world.paths, clock=world.clock, notifier=lambda: world.notifier, open_app=broken)
    assert found.outcome == "unavailable"
    assert "could not be opened" in load_log(world.paths.reminder_log).why


def test_a_notice_is_written_down_before_it_waits_for_a_click(world: World) -> None:
    class CutShort(FakeNotifier):
        def show(self, *_: object, **__: object) -> Shown:
            raise KeyboardInterrupt

    world.notifier = CutShort()
    with pytest.raises(KeyboardInterrupt):
        world.at(12, 6, 18, 0)
    world.notifier = FakeNotifier()
    assert world.at(12, 6, 18, 30).outcome == "told-already"


def test_where_nothing_can_be_written_nothing_is_shown_over_and_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise CannotWrite("The disk is full.")

    monkeypatch.setattr(reminder_files, "write_atomically", full)
    with pytest.raises(CannotWrite):
        world.at(12, 6, 18, 0)
    assert world.notifier.shown == []


def test_a_dry_run_shows_and_writes_nothing(world: World) -> None:
    found = world.at(12, 6, 18, 0, dry_run=True)
    assert found.outcome == "would-show"
    assert found.words == "Kitchen Table: your monthly check-in is due"
    assert world.notifier.shown == []
    assert not world.paths.reminder_log.exists()


def test_reminders_that_are_off_say_nothing(world: World) -> None:
    save_dues(world.paths.reminders, DueList(enabled=False, dues=(Due(DUE),)))
    assert world.at(12, 6, 18, 0).outcome == "off"
    world.paths.reminders.unlink()
    assert world.at(12, 6, 18, 0).outcome == "off"
    assert world.notifier.shown == []


TWO = (
    b'{"format": 2, "enabled": true, "words": "x", "paused_until": null, "put_off": null, "calendar": "", "rules": [],'
    b' "dues": [{"at": "2026-12-06T18:00", "until": "21:30", "whose": 0, "things": 0}]}'
)
BAD = [
    b"",
    b"{",
    b"[]",
    b"\xff\xfe",
    b'{"format": 1}',
    b'{"format": "1", "enabled": "yes", "words": "", "dues": []}',
    b'{"format": 1, "enabled": true, "words": "x", "dues": ["soon"]}',
    b'{"format": 1, "enabled": true, "words": "x", "dues": [12]}',
    b'{"format": 1, "enabled": true, "words": "x", "dues": ["2026-12-06T18:00+01:00"]}',
    b'{"format": 0, "enabled": true, "words": "x", "dues": []}',
    b'{"format": 2, "enabled": true, "words": "x", "dues": []}',
    b'{"format": 1, "enabled": true, "words": "x", "dues": ["9999-12-31T23:59"]}',
    b'{"format": 1, "enabled": true, "words": "x", "dues": ["0001-01-01T00:00"]}',
    b"[" * 100_000,
    b'{"format": 3, "enabled": true, "words": "x", "dues": []}',
    TWO.replace(b'"at": "2026', b'"at": "0001'),
    TWO.replace(b'"21:30"', b'"21:30+01:00"'),
    TWO.replace(b'"whose": 0', b'"whose": "Ava"'),
    TWO.replace(b'"whose": 0', b'"whose": true'),
    TWO.replace(b'"rules": []', b'"rules": [{"kind": "daily"}]'),
    TWO.replace(b'"put_off": null', b'"put_off": "2026-12-06T18:00Z"'),
]


@pytest.mark.parametrize("content", BAD, ids=range(len(BAD)))
def test_a_damaged_due_list_is_told_in_one_sentence_and_kept(world: World, content: bytes) -> None:
    world.paths.reminders.write_bytes(content)
    found = world.at(12, 6, 18, 0)
    assert found.outcome == "damaged"
    assert found.words.endswith(".")
    assert "\n" not in found.words
    assert world.paths.reminders.read_bytes() == content
    assert load_log(world.paths.reminder_log).why == found.words


BAD_LOGS = [
    b"",
    b"{}",
    b'{"format":1,"last_check":"x","outcome":"","why":"","shown":[]}',
    b'{"format":1,"last_check":"0001-01-01T00:00:00+14:00","outcome":"","why":"","shown":[]}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("content", BAD_LOGS, ids=range(len(BAD_LOGS)))
def test_a_damaged_log_is_kept_aside_and_the_check_goes_on(world: World, content: bytes) -> None:
    world.paths.reminder_log.write_bytes(content)
    assert world.at(12, 6, 18, 0).outcome == "shown"
    assert world.paths.reminder_log.with_name("reminder-log.json.damaged").read_bytes() == content


def test_the_files_hold_dates_and_neutral_words_only(world: World) -> None:
    world.at(12, 6, 18, 0)
    assert json.loads(world.paths.reminders.read_bytes()) == {
        "format": 2,
        "enabled": True,
        "words": "Kitchen Table: your monthly check-in is due",
        "paused_until": None,
        "put_off": None,
        "calendar": "",
        "rules": [],
        "dues": [
            {"at": "2026-12-06T18:00", "until": "21:30", "whose": 0, "things": 0},
            {"at": "2027-01-03T18:00", "until": "21:30", "whose": 0, "things": 0},
        ],
    }
    assert json.loads(world.paths.reminder_log.read_bytes()) == {
        "format": 1,
        "last_check": "2026-12-06T18:00:00+00:00",
        "outcome": "shown",
        "why": "",
        "shown": [{"month": "2026-12", "at": "2026-12-06T18:00:00+00:00"}],
        "seen": [{"month": "2026-12", "outcome": "shown", "why": "", "at": "2026-12-06T18:00:00+00:00"}],
    }


ZONES = st.sampled_from(["Europe/London", "America/St_Johns", "Pacific/Auckland", "Africa/Casablanca", "Asia/Kolkata"])
MINUTES = st.integers(0, 4 * 365 * 24 * 60)


@given(ZONES, MINUTES)
def test_a_due_is_at_its_wall_clock_time_in_every_zone_and_survives_its_file(zone: str, minutes: int) -> None:
    due = DUE + timedelta(minutes=minutes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reminders.json"
        save_dues(path, DueList(enabled=True, dues=(Due(due),)))
        kept = load_dues(path)
    assert kept == DueList(enabled=True, dues=(Due(due),))
    ((local, *_),) = kept.local(ZoneInfo(zone))
    assert local.replace(tzinfo=None) in {due, due + timedelta(minutes=60)}, "only a skipped hour may move a due"
    assert kept.latest(local) == local
    assert kept.latest(local - timedelta(minutes=1)) is None
