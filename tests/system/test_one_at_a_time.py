"""One process at a time, seen with processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kitchentable.domain.errors import CannotWrite
from kitchentable.system.one_at_a_time import alone

APP = Path(__file__).resolve().parents[2] / "app"
HOLD = """import sys
from pathlib import Path
from kitchentable.system.one_at_a_time import alone
with alone(Path(sys.argv[1])) as ours:
    print(ours, flush=True)
    sys.stdin.read()
"""


def _other(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=APP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_is_told_and_the_next_gets_it_however_the_first_ended(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with _other(path) as first:
        assert _says(first) == "True"
        with alone(path) as ours:
            assert not ours
        with alone(path) as ours:
            assert not ours, "being refused takes nothing away from the holder"
        first.kill()
        first.wait()
    with alone(path) as ours:
        assert ours
        with _other(path) as second:
            assert _says(second) == "False"
            second.communicate("")
    with alone(path) as ours:
        assert ours


def test_where_there_can_be_no_file_it_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite), alone(tmp_path / "none" / "lock"):
        pass
