"""A computer for one journey: an empty home, a temporary folder, a bus, a screen, notices; a keyring where wanted."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from kitchentable.services.reminder_files import Due, DueList, save_dues
from kitchentable.system.paths import Paths
from tests.patience import PATIENCE_SECONDS
from tests.real.daemons import Dunst, dunst, gnome_keyring, screen, session_bus
from tests.reliability.at_the_window import Words
from tests.worlds import FOLDERS

ROOT = Path(__file__).resolve().parents[2]


class Computer:
    """Where programs run, and every place they could leave something."""

    def __init__(self, folder: Path, env: dict[str, str], notices: Dunst) -> None:
        """Know the folder everything is in."""
        self.folder = folder
        self.env = env
        self.notices = notices
        self.data = folder / "home" / ".local" / "share" / "kitchentable"
        self.said = folder / "said.txt"

    def run(self, *words: str, before: Sequence[str] = (), seconds: float = 120) -> int:
        """Run a Python program (the words after ``python``) to its end; what it says is added to ``said``."""
        command = [*before, sys.executable, *words]
        with self.said.open("ab") as said:
            done = subprocess.run(
                command, env=self.env, cwd=self.folder / "home", stdout=said, stderr=said, check=False, timeout=seconds
            )
        return done.returncode

    def shows_a_notice(self, before: Sequence[str] = ()) -> str:
        """Let a check-in be due and run the reminder check as the timer does; return what the notices’ history holds.

        The check waits for a click; the notice is sent away instead.
        """
        paths = Paths.of(self.data)
        due = datetime.now(UTC).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0) - timedelta(days=2)
        before_it = paths.reminders.read_bytes()
        save_dues(paths.reminders, DueList(enabled=True, dues=(Due(due),)))
        command = [*before, sys.executable, "-W", "error", "-m", "kitchentable", "remind", "--check"]
        with self.said.open("ab") as said:
            running = subprocess.Popen(
                command, env=self.env | {"TZ": _evening()}, cwd=self.folder / "home", stdout=said, stderr=said
            )
            try:
                self.notices.waits_for_a_notice()
                self.notices.ask("close-all")
                ended = running.wait(PATIENCE_SECONDS)
            finally:
                running.kill()
            if ended != 0:
                raise AssertionError(self.said.read_text(errors="replace"))
        paths.reminders.write_bytes(before_it)
        return self.notices.ask("history")

    def takes_the_journey(self, words: Words, before: Sequence[str] = ()) -> int:
        """Start the app and take the whole journey at its window; return how it ended."""
        told = self.folder / "words.json"
        told.write_bytes(msgspec.json.encode(words))
        try:
            return self.run("-W", "error", "-m", "tests.reliability.at_the_window", str(told), before=before)
        finally:
            told.unlink()


def _evening() -> str:
    """Return a TZ in which it is about seven in the evening now: the check speaks then, and we run at any hour."""
    now = datetime.now(UTC)
    ahead = round((timedelta(hours=19) - timedelta(hours=now.hour, minutes=now.minute)).total_seconds() / 3600)
    return f"KTT{-ahead:+d}"


@contextmanager
def computer(folder: Path, *, keyring: bool) -> Iterator[Computer]:
    """Have all of it run; it ends with the block."""
    if len(str(folder)) > 50:
        raise ValueError("the kernel wants short names for sockets, and there are some below this folder")
    home, temporary, daemons = folder / "home", folder / "tmp", folder / "daemons"
    for one in (home, temporary, daemons):
        one.mkdir(parents=True)
    env = {"HOME": str(home), "TMPDIR": str(temporary), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    for name, below in FOLDERS.items():
        (home / below).mkdir(parents=True, exist_ok=True, mode=0o700)
        env[name] = str(home / below)
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "app"), str(ROOT), sysconfig.get_path("purelib")])
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    with ExitStack() as stack:
        address = stack.enter_context(session_bus(daemons))
        display = stack.enter_context(screen(daemons))
        notices = stack.enter_context(dunst(daemons, address, display))
        if keyring:
            stack.enter_context(gnome_keyring(daemons, address))
        env |= {"DBUS_SESSION_BUS_ADDRESS": address, "DISPLAY": display}
        yield Computer(folder, env, notices)
