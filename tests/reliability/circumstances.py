"""What happens around a family: two programs at once, clocks that jump, other zones, leap days, a home that moves."""

from __future__ import annotations

import os
import random
import shutil
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kitchentable.domain.errors import BadInput, StoreLocked
from kitchentable.services import family, growing, month, reminders, settings, talks
from kitchentable.services.household import Household, children_now
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.scheduler import FakeScheduler
from tests.reliability import world
from tests.reliability.figures import Figure, timed
from tests.reliability.reading import faults_of, read
from tests.reliability.sentences import fault_of
from tests.reliability.workload import Expected, Facts, Family, Look, Menu, Remind, Step

_A_MOVE_AFTER = 20
_WRITERS = 3
_ZONES = (
    *("Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "Asia/Kathmandu"),
    *("America/St_Johns", "Africa/Casablanca", "Pacific/Apia", "UTC"),
)
_MOMENTS = (
    datetime(2028, 2, 29, 0, 0, tzinfo=LONDON),
    datetime(2028, 2, 29, 23, 59, 59, tzinfo=LONDON),
    datetime(2027, 2, 28, 23, 59, 59, tzinfo=LONDON),
    datetime(2027, 3, 28, 1, 30, tzinfo=LONDON),
    datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1),
    datetime(2026, 12, 31, 23, 59, 59, tzinfo=LONDON),
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=LONDON),
    datetime(1970, 1, 1, 0, 0, tzinfo=LONDON),
    datetime(2099, 12, 31, 12, 0, tzinfo=LONDON),
)
"""Leap day from both ends, no leap day, an hour that is not there, one that is there twice, and odd years."""


def run(folder: Path, size: int, seed: int) -> list[Figure]:
    """Write ``size`` changes in each circumstance."""
    return [together(folder / "together", size, seed), through_time(folder / "time", size, seed)]


def together(folder: Path, size: int, seed: int) -> Figure:
    """Have several processes write to the same records at once; each change is there afterwards."""
    figure = Figure("circumstances", "several processes write at once: every acknowledged change is there")
    told = folder.with_name(folder.name + "-told")
    told.mkdir(parents=True)
    with timed(figure):
        world.create(folder).close()
        works = [_Writing(folder, told / str(one), seed + one, size // _WRITERS) for one in range(_WRITERS)]
        for pid in [_forked(one) for one in works]:
            _, ending = os.waitpid(pid, 0)
            figure.judge(None if ending == 0 else f"a writer ended with {ending}")
        home = world.reopen(folder)
        found, fault = read(home), faults_of(home)
        home.close()
        figure.judge(fault)
        expected: dict[str, Facts] = {}
        for file in told.iterdir():
            outcome = msgspec.msgpack.decode(file.read_bytes(), type=_Outcome)
            figure.seen["changes acknowledged"] += outcome.done
            figure.seen["told to wait, and done the next time"] += outcome.waited
            figure.judge(outcome.fault)
            expected |= outcome.children
        for name in {*expected, *found.children}:
            same = expected.get(name) == found.children.get(name)
            figure.judge(None if same else f"{name}: the records say something else than its writer")
    return figure


class _Outcome(msgspec.Struct):
    """What one writer did, and all that must be there of it."""

    children: dict[str, Facts]
    done: int
    waited: int
    fault: str | None


class _Writing:
    """One of several writers: a family of its own in the same records."""

    def __init__(self, folder: Path, told: Path, seed: int, size: int) -> None:
        self._folder, self._told, self._seed, self._size = folder, told, seed, size

    def __call__(self) -> None:
        home, there = world.reopen(self._folder), Expected()
        writer = Family(self._seed, Menu.of(world.guidance()), there)
        outcome = _Outcome(there.children, 0, 0, None)
        while outcome.done < self._size:
            step = writer.next()
            if isinstance(step, Remind | Look):
                continue  # one for the whole house: the last to write it is right
            while not self._done(step, home, outcome):
                outcome.waited += 1
            step.expect(there)
            outcome.done += 1
        home.close()
        self._told.write_bytes(msgspec.msgpack.encode(outcome))

    @staticmethod
    def _done(step: Step, home: Household, outcome: _Outcome) -> bool:
        """Do it; False where another writer was in the way for longer than we wait."""
        try:
            step.do(home)
        except StoreLocked as trouble:
            outcome.fault = outcome.fault or fault_of(trouble)
            return False
        return True


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:  # noqa: BLE001 - told, and seen by how it ends
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def through_time(folder: Path, size: int, seed: int) -> Figure:
    """Write while the clock jumps, the zone changes and the folder moves; look at every screen's values each time."""
    figure = Figure(
        "circumstances", "clock back and forth, zones, leap day, moved home: nothing lost, every view opens"
    )
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    clock, there = FakeClock(), Expected()
    home = world.create(folder, clock)
    writer = Family(seed, Menu.of(world.guidance()), there)
    with timed(figure):
        for number in range(size):
            figure.seen[_jump(clock, dice)] += 1
            step = writer.next()
            fault = _write(step, home, there, figure) or _look(home)
            if number % _A_MOVE_AFTER == _A_MOVE_AFTER - 1:
                home.close()
                folder = _move(folder)
                home = world.reopen(folder, clock)
                figure.seen["the home moved"] += 1
                fault = fault or faults_of(home) or (None if read(home) == there else "not all is there after the move")
            figure.judge(fault)
    home.close()
    return figure


def _write(step: Step, home: Household, there: Expected, figure: Figure) -> str | None:
    """Do a step; a child who is not yet born, or grown up, by the clock of the moment may be refused, nothing else."""
    try:
        step.do(home)
    except BadInput as trouble:
        figure.seen["refused by the clock of the moment"] += 1
        return fault_of(trouble)
    except Exception as error:  # noqa: BLE001 - what the campaign looks for
        return f"{home.clock.now()}: {type(error).__name__}: {error}"
    step.expect(there)
    return None


def _look(home: Household) -> str | None:
    try:
        look_at_everything(home)
    except Exception as error:  # noqa: BLE001 - what the campaign looks for
        return f"{home.clock.now()}: {type(error).__name__}: {error}"
    return None


def look_at_everything(home: Household) -> None:
    """Make the values of every screen."""
    family.family_view(home)
    for one in children_now(home):
        talks.talks_view(home, child_id=one.child.id)
        talks.records_view(home, child_id=one.child.id)
    month.month_view(home, country="uk")
    growing.growing_view(home, country="uk")
    settings.checks_view(home)
    reminders.refresh_due(home)
    reminders.reminder_view(home, scheduler=FakeScheduler())


def _jump(clock: FakeClock, dice: random.Random) -> str:
    """Have the clock show another moment; say what happened to it."""
    kind = dice.choice(("it goes on", "the clock goes back", "the clock goes forth", "another zone", "an odd moment"))
    if kind == "it goes on":
        clock.move(timedelta(minutes=dice.randint(0, 3000)))
    elif kind == "the clock goes back":
        clock.stand_at(max(clock.now() - timedelta(days=dice.randint(0, 2000)), _MOMENTS[7]))
    elif kind == "the clock goes forth":
        clock.stand_at(min(clock.now() + timedelta(days=dice.randint(0, 2000)), _MOMENTS[8]))
    elif kind == "another zone":
        clock.stand_at(clock.now().astimezone(ZoneInfo(dice.choice(_ZONES))))
    else:
        clock.stand_at(dice.choice(_MOMENTS))
    return kind


def _move(folder: Path) -> Path:
    """Move the data folder, and the measuring keychain that is found by its name."""
    to = folder.with_name(folder.name[:20] + "’s 100% “new” home" if "home" not in folder.name else "time")
    shutil.move(folder, to)
    shutil.move(folder.with_name(folder.name + "-keychain"), to.with_name(to.name + "-keychain"))
    return to
