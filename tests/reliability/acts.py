"""A journey in acts, each of which writes: a family’s first weeks, one call of a service after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from kitchentable.domain.ages import AgeBand
from kitchentable.domain.family import ChoiceState
from kitchentable.printing.typesetter import Typesetter
from kitchentable.services import backups, packs, preferences, reminders
from kitchentable.services.backup_files import source_of
from kitchentable.services.household import Household
from kitchentable.services.preferences import Preferences
from kitchentable.services.prints import Press, PrintRequest, PrintTalk, save_pdf
from kitchentable.services.reminder_check import check
from kitchentable.store.connection import Store
from kitchentable.system.paths import Paths
from kitchentable.system.resources import resources
from tests.fakes.clock import LONDON, FakeClock
from tests.fakes.keychain import FakeKeychain
from tests.fakes.notifier import FakeNotifier
from tests.fakes.scheduler import FakeScheduler
from tests.reliability import world
from tests.reliability.killing import NEWER
from tests.reliability.workload import (
    AddChild,
    Choose,
    Draft,
    Menu,
    Remind,
    Remove,
    Rename,
    SetGuides,
    Step,
    Talked,
    Tick,
)

LONG = "A long note about this evening. " * 150
"""More than one page of the database."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the acts play: the data folder, and what is outside it."""

    folder: Path
    pack: Path
    """A pack from a school, waiting to be opened; not on the small disk."""
    clock: FakeClock = field(default_factory=FakeClock)
    keychain: FakeKeychain = field(default_factory=FakeKeychain)

    @property
    def paths(self) -> Paths:
        """The data folder's paths."""
        return Paths.of(self.folder)

    def open(self) -> Household:
        """Open the records."""
        return world.reopen(self.folder, self.clock, chain=self.keychain)

    def key(self) -> bytes:
        """Return the data key."""
        return world.key(self.folder, self.keychain)


class Act(NamedTuple):
    """One thing that writes. ``parts`` tells that it writes more than one file, each whole or not at all."""

    name: str
    do: Callable[[Stage], object]
    parts: bool = False


def journey(menu: Menu) -> list[Act]:
    """Return the acts in their order."""
    topic = sorted(menu.lines)[0]
    guide = sorted(menu.settings)[0]
    line, setting = menu.lines[topic][0], menu.settings[guide][0]
    return [
        Act("make the records", _create, parts=True),
        Act("add a child", _in_records(AddChild("Sample", (guide,)))),
        Act("change what a child uses", _in_records(SetGuides("Sample", tuple(sorted(menu.settings)[:3])))),
        Act("tick a line", _in_records(Tick("Sample", topic, line, ticked=True))),
        Act("keep a half-typed note", _in_records(Draft("Sample", topic, LONG, ("One", "Two")))),
        Act("say that we talked", _in_records(Talked("Sample", topic, LONG + "end", ("One", "Two", "Three")))),
        Act("decide a setting", _in_records(Choose("Sample", guide, setting, ChoiceState.OTHERWISE, "Until summer"))),
        Act("turn reminders on", _turn_on, parts=True),
        Act("move the check-in", _in_records(Remind(17)), parts=True),
        Act("check for a reminder", _check, parts=True),
        Act("choose how it looks", _look),
        Act("install a pack", _install, parts=True),
        Act("remove a pack", _remove_pack, parts=True),
        Act("save a talk as PDF", _save_pdf),
        Act("save a backup to a file", _back_up),
        Act("make the day’s backup", _make_automatic, parts=True),
        Act("rename a child", _in_records(Rename("Sample", "Other Sample"))),
        Act("remove a child", _in_records(Remove("Other Sample"))),
        Act("move the records to a newer form", _move, parts=True),
    ]


class _InRecords:
    """A step of the workload, done in records that are opened for it."""

    def __init__(self, step: Step) -> None:
        self._step = step

    def __call__(self, stage: Stage) -> None:
        home = stage.open()
        try:
            self._step.do(home)
        finally:
            home.close()


def _in_records(step: Step) -> _InRecords:
    return _InRecords(step)


def _create(stage: Stage) -> None:
    world.create(stage.folder, stage.clock, chain=stage.keychain).close()


def _turn_on(stage: Stage) -> None:
    home = stage.open()
    try:
        reminders.turn_on(home, scheduler=FakeScheduler(), command=("kitchentable",))
    finally:
        home.close()


def _check(stage: Stage) -> None:
    evening = FakeClock(datetime(2027, 1, 17, 19, 0, tzinfo=LONDON) + timedelta(days=1))
    check(paths=stage.paths, clock=evening, notifier=FakeNotifier, open_app=_nothing, wait_seconds=0)


def _nothing() -> None:
    """Open no app."""


def _look(stage: Stage) -> None:
    preferences.save_preferences(stage.paths, Preferences(text_percent=150))


def _install(stage: Stage) -> None:
    home = stage.open()
    try:
        packs.install(home, packs.look_at(home.paths, stage.pack))
    finally:
        home.close()


def _remove_pack(stage: Stage) -> None:
    home = stage.open()
    try:
        packs.remove(home, packs.installed(home).packs[0].slug)
    finally:
        home.close()


def _save_pdf(stage: Stage) -> None:
    press = Press(world.guidance(), Typesetter(resources()), stage.clock)
    request = PrintRequest(PrintTalk("live-streaming", AgeBand.FROM_10, name="Sample"))
    save_pdf(press, request=request, to=stage.folder.parent / "talk.pdf")


def _back_up(stage: Stage) -> None:
    home = stage.open()
    try:
        backups.make_file(source_of(home), stage.folder.parent / "saved.ktbackup")
    finally:
        home.close()


def _make_automatic(stage: Stage) -> None:
    home = stage.open()
    try:
        backups.make_automatic(source_of(home))
    finally:
        home.close()


def _move(stage: Stage) -> None:
    Store.open(stage.paths.database, stage.key(), steps=NEWER).close()
