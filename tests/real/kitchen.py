"""A computer with a screen where Kitchen Table is started as a process of its own, as a parent starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.patience import PATIENCE_SECONDS
from tests.real.daemons import program, screen, session_bus
from tests.real.glass import Glass, accessibility_bus

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"


class Kitchen:
    """The computer. Programs started on it end with it; what they said is in ``said``."""

    def __init__(self, folder: Path, env: dict[str, str], readers: str, stack: ExitStack) -> None:
        """Know the folder of logs, the environment, and the bus of screen readers."""
        self.folder = folder
        self.env = env
        self._readers = readers
        self._stack = stack
        self._said = folder / "said.txt"

    def start(self, *words: str, app: Path = APP, before: Sequence[str] = ()) -> tuple[subprocess.Popen[bytes], Glass]:
        """Start the program (``before``: a command that execs it) and look at its window."""
        command = [*before, sys.executable, "-W", "error", "-m", "kitchentable", *words]
        env = self.env | {"PYTHONPATH": f"{app}:{sysconfig.get_path('purelib')}"}
        with self._said.open("wb") as said:
            running = subprocess.Popen(command, env=env, cwd=self.folder, stdout=said, stderr=said)
        self._stack.callback(_end, running)
        glass = Glass(self._readers, running, self._said)
        self._stack.callback(glass.close)
        return running, glass

    @property
    def said(self) -> str:
        """All that the program started last wrote to standard output and standard error."""
        return self._said.read_text()


@contextmanager
def kitchen(folder: Path) -> Iterator[Kitchen]:
    """Run a session bus with no keyring on it, a screen, and the bus of screen readers."""
    with ExitStack() as stack:
        env = {name: os.environ[name] for name in ("HOME", "XDG_RUNTIME_DIR")} | {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_LOGGING_RULES": "qt.accessibility.*=false",  # it tells of a control that went while we asked it
            "DBUS_SESSION_BUS_ADDRESS": stack.enter_context(session_bus(folder)),
            "DISPLAY": stack.enter_context(screen(folder)),
        }
        yield Kitchen(folder, env, stack.enter_context(accessibility_bus(folder, env)), stack)


def on_a_full_disk(place: Path, copied_from: Path) -> list[str]:
    """Return a command that execs what follows where ``place`` is a small disk with a copy of a folder, and full."""
    script = (
        'mount -t tmpfs -o size=400k tmpfs "$0" && cp -a "$1/." "$0" && '
        '{ dd if=/dev/zero of="$0/filler" bs=1k status=none 2>/dev/null || true; } && shift && exec "$@"'
    )
    return [program("unshare"), "--map-root-user", "--mount", "sh", "-c", script, str(place), str(copied_from)]


def read_only(place: Path) -> list[str]:
    """Return a command that execs what follows where the folder ``place`` can be read and not written to."""
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    return [program("unshare"), "--map-root-user", "--mount", "sh", "-c", script, str(place)]


def _end(running: subprocess.Popen[bytes]) -> None:
    if running.poll() is None:
        running.terminate()
        try:
            running.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
