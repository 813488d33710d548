"""The short version of the damaged files, and the proof that a crash, an error and an overwrite would be seen."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from kitchentable.domain.errors import StoreDamaged
from tests.reliability import damage
from tests.reliability.apart import Report, in_a_process
from tests.reliability.figures import Figure
from tests.reliability.targets import Open, Target


def test_damaged_files_are_told_and_left(tmp_path: Path) -> None:
    figures = damage.run(tmp_path, 130, 20261121)
    assert [(one.what, one.faults) for one in figures if not one.holds] == []
    assert sum(one.tried for one in figures) > 110


def judged(folder: Path, opens: Open) -> Figure:
    """Damage the file of a made-up target five times."""
    sound = folder / "sound"
    sound.mkdir()
    (sound / "file").write_bytes(bytes(range(256)))
    target = Target("samples", 1, sound, "file", opens)
    return damage.damage(target, folder, 5, 7)


def test_what_is_refused_in_a_clear_sentence_holds(tmp_path: Path) -> None:
    def refuse(folder: Path) -> str | None:
        if (folder / "file").read_bytes() == bytes(range(256)):
            return None
        raise StoreDamaged("This file is damaged. Please put a copy of it back in its place.")

    assert judged(tmp_path, refuse).holds


def test_an_unclear_sentence_is_seen(tmp_path: Path) -> None:
    def mumble(_folder: Path) -> str | None:
        raise StoreDamaged("OSError 5")

    assert judged(tmp_path, mumble).held == 0


def test_an_error_is_seen(tmp_path: Path) -> None:
    def stumble(_folder: Path) -> str | None:
        raise ValueError

    assert judged(tmp_path, stumble).held == 0


def test_a_file_that_is_written_over_is_seen(tmp_path: Path) -> None:
    def write_over(folder: Path) -> str | None:
        (folder / "file").write_bytes(b"as new")
        return None

    assert judged(tmp_path, write_over).held == 0


def test_what_is_not_all_there_is_seen(tmp_path: Path) -> None:
    assert judged(tmp_path, lambda _folder: "not all is there").held == 0


def test_a_crash_of_the_whole_process_is_seen() -> None:
    def crash() -> list[Report]:
        os.kill(os.getpid(), signal.SIGKILL)
        return []

    (report,) = in_a_process(crash)
    assert report.fault == f"the process ended by signal {int(signal.SIGKILL)}"
