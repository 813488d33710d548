"""A crash of the program leaves no picture of its memory on the disk."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps none of a program that did not ask")

PROGRAM = """
import resource, sys
from kitchentable import main
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
def crash(_folder):
    print(hard, resource.getrlimit(resource.RLIMIT_CORE)[0])
    return 0
main._open_window = crash
sys.exit(main.main([]))
"""


def test_the_window_runs_without_core_dumps() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    before, now = map(int, done.stdout.split())
    if before == 0:
        pytest.skip("this computer allows core dumps to nobody: there is nothing to see")
    assert now == 0
