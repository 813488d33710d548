"""Run on the small disk itself, in a process of its own: tells its figures as JSON."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import msgspec

from kitchentable.domain.errors import StoreNewer, Trouble
from kitchentable.store.connection import Store
from tests.foreign_sample import their_file
from tests.reliability import world
from tests.reliability.acts import Act, Stage, journey
from tests.reliability.figures import Figure
from tests.reliability.killing import NEWER
from tests.reliability.places import PLACE, Told
from tests.reliability.reading import faults_of, read
from tests.reliability.sentences import fault_of
from tests.reliability.workload import Expected, Menu

Hinder: TypeAlias = Callable[[Stage, Act, Expected | None, Figure], None]
"""Tries an act where it is hindered, and at last where it is not."""

PAGE = 4096
_FILLER = Path(PLACE) / "filler"
_MOST_PAGES = 400


def main() -> None:
    """Play the journey twice."""
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    pack = their_file(folder)
    acts = journey(Menu.of(world.guidance()))[:size]
    full = Figure("places", "disk full at every page of every write: a clear sentence, nothing lost, works with room")
    read_only = Figure("places", "read-only at every act of a journey: a clear sentence, nothing lost, works again")
    _play("full", pack, acts, full, _until_it_fits)
    _play("read-only", pack, acts, read_only, _while_read_only)
    told = [Told(one.what, one.tried, one.held, dict(one.seen), one.faults) for one in (full, read_only)]
    sys.stdout.write(msgspec.json.encode(told).decode())


def _play(name: str, pack: Path, acts: list[Act], figure: Figure, hinder: Hinder) -> None:
    """Play each act on a stage where nothing hinders it, then where it is hindered; both must come to the same."""
    free, stage = (Stage(Path(PLACE) / one / "data", pack) for one in (f"{name}-free", name))
    for one in (free, stage):
        one.folder.parent.mkdir()
    for act in acts:
        act.do(free)
        hinder(stage, act, Left.of(free).records, figure)
        figure.seen["acts"] += 1
        figure.judge(_came_to_the_same(free, stage, act))


def _came_to_the_same(free: Stage, stage: Stage, act: Act) -> str | None:
    with_room, hindered = Left.of(free), Left.of(stage)
    if (with_room.records, with_room.schema) != (hindered.records, hindered.schema):
        return f"{act.name}: done at last, but the records say something else than where nothing hindered it"
    if set(with_room.files) != set(hindered.files):
        return f"{act.name}: done at last, but left {sorted(set(with_room.files) ^ set(hindered.files))}"
    return None


def _until_it_fits(stage: Stage, act: Act, want: Expected | None, figure: Figure) -> None:
    for pages in range(_MOST_PAGES):
        before = Left.of(stage)
        _fill_but(pages * PAGE)
        trouble = _try(act, stage, figure)
        _FILLER.unlink()
        if trouble is None:
            return
        figure.judge(_fault(trouble, act, before, Left.of(stage), want))
    figure.judge(f"{act.name}: does not go through with {_MOST_PAGES} pages free")


def _while_read_only(stage: Stage, act: Act, want: Expected | None, figure: Figure) -> None:
    before = Left.of(stage)
    _mount("ro")
    trouble = _try(act, stage, figure)
    _mount("rw")
    figure.judge(_fault(trouble, act, before, Left.of(stage), want))
    again = _try(act, stage, figure)
    if again is not None:
        figure.judge(f"{act.name}: does not work again: {again.message}")


class Left(msgspec.Struct, frozen=True):
    """All that is there: the records' words, the other files' bytes, and every name."""

    records: Expected | None
    schema: int
    files: dict[str, bytes]

    @classmethod
    def of(cls, stage: Stage) -> Left:
        """Look, with room on the disk."""
        there = [one for one in stage.folder.parent.rglob("*") if one.is_file()]
        name = stage.paths.database.name
        files = {str(one.relative_to(stage.folder.parent)): one.read_bytes() for one in there if name not in one.name}
        names = {str(one.relative_to(stage.folder.parent)): b"" for one in there if name in one.name}
        if not stage.paths.database.exists():
            return cls(None, 0, files | names)
        try:
            home = stage.open()
        except StoreNewer:
            Store.open(stage.paths.database, stage.key(), steps=NEWER).close()
            return cls(None, len(NEWER), files | names)
        found, fault = read(home), faults_of(home)
        home.close()
        if fault is not None:
            raise AssertionError(fault)
        return cls(found, len(NEWER) - 1, files | names)


def _try(act: Act, stage: Stage, figure: Figure) -> Trouble | None:
    try:
        act.do(stage)
    except Trouble as trouble:
        figure.seen[f"refused: {type(trouble).__name__}"] += 1
        return trouble
    return None


def _fault(trouble: Trouble | None, act: Act, before: Left, after: Left, want: Expected | None) -> str | None:
    if trouble is None:
        return f"{act.name}: went through where nothing could be written"
    unclear = fault_of(trouble)
    if unclear is not None:
        return f"{act.name}: {unclear}"
    if after.records != before.records and not (act.parts and after.records == want):
        return f"{act.name}: refused, yet the records changed"
    gone = set(before.files) - set(after.files)
    more = set(after.files) - set(before.files)
    changed = [name for name in before.files if name in after.files and before.files[name] != after.files[name]]
    half = [name for name in more if name.endswith((".tmp", "-journal"))]
    if gone or half or ((more or changed) and not act.parts):
        return f"{act.name}: refused, yet gone {sorted(gone)}, new {sorted(more)}, changed {changed}"
    return None


def _fill_but(room: int) -> None:
    """Leave so many bytes of room."""
    place = os.statvfs(PLACE)
    with _FILLER.open("wb") as filler:
        filler.write(bytes(max(0, place.f_bavail * place.f_bsize - room)))


def _mount(how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", PLACE], check=True)


if __name__ == "__main__":
    main()
