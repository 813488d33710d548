"""Where Kitchen Table keeps things: one value, made once when the program starts, and handed down."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

from kitchentable.domain.errors import CannotWrite

APP_NAME = "kitchentable"
APP_ID = "io.github.kitchentable.KitchenTable"
_LONGEST_SOCKET_NAME = 100  # bytes: the kernel takes 107 on Linux and 103 on macOS


class Paths(NamedTuple):
    """The files of one data folder; nothing is made or touched until ``prepare``.

    A named tuple: a dataclass would cost the reminder check, which starts many times a day, another 15 ms.
    """

    data: Path

    @classmethod
    def of(cls, data_dir: Path | None) -> Paths:
        """Return the paths of a named data folder, or of the system's own place for this user.

        Raises CannotWrite for a folder there can't be: links in a circle, or the home of somebody unknown.
        """
        try:
            return cls(default_data_folder() if data_dir is None else data_dir.expanduser().resolve())
        except (OSError, RuntimeError) as error:
            raise CannotWrite(f"{data_dir} can’t be a folder for the records. Please choose another.") from error

    @property
    def database(self) -> Path:
        """The family's records, encrypted."""
        return self.data / "family.db"

    @property
    def keys(self) -> Path:
        """The slots that open the records; holds no open key."""
        return self.data / "keys.json"

    @property
    def reminders(self) -> Path:
        """Due dates and neutral words: all that the reminder check may read."""
        return self.data / "reminders.json"

    @property
    def reminder_log(self) -> Path:
        """What the reminder check last did."""
        return self.data / "reminder-log.json"

    @property
    def reminder_lock(self) -> Path:
        """Held by the one reminder check that shows a notice."""
        return self.data / "reminder.lock"

    @property
    def preferences(self) -> Path:
        """What is needed before the records are open (look, country, paper); nothing about the family."""
        return self.data / "preferences.json"

    @property
    def packs(self) -> Path:
        """The folder of packs from others, there once one was installed; holds nothing about the family."""
        return self.data / "packs"

    @property
    def backups(self) -> Path:
        """The folder of the automatic backups, encrypted; there once one was made."""
        return self.data / "backups"

    @property
    def restoring(self) -> Path:
        """There only while records are being replaced by a backup: what was begun is finished at the next start."""
        return self.data / "restoring.json"

    @property
    def renewing(self) -> Path:
        """There only while backups are left that keys which were replaced still open."""
        return self.data / "renewing.json"

    @property
    def erasing(self) -> Path:
        """There only while everything is being erased: what was begun is finished at the next start."""
        return self.data / "erasing.json"

    @property
    def lock(self) -> Path:
        """Held by the one running app."""
        return self.data / "app.lock"

    @property
    def socket(self) -> Path:
        """Where a second start asks the first to come forward.

        In the data folder where the name is short enough for the kernel, else beside the session's other sockets.
        """
        here = self.data / "app.socket"
        if len(os.fsencode(here)) <= _LONGEST_SOCKET_NAME:
            return here
        import hashlib  # noqa: PLC0415 - only for long names; the reminder check must start fast

        mark = hashlib.sha256(os.fsencode(here)).hexdigest()[:16]
        return _session_folder() / f"{APP_NAME}-{mark}.socket"

    def prepare(self) -> None:
        """Make the data folder, open to this user only; raise CannotWrite where that can't be done."""
        try:
            self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
            if sys.platform != "win32" and self.data.stat().st_mode & 0o077:
                self.data.chmod(0o700)
        except OSError as error:
            raise CannotWrite(
                f"Kitchen Table can't use the folder {self.data}: please check that it is a folder you may write to."
            ) from error
        if not os.access(self.data, os.W_OK | os.X_OK):
            raise CannotWrite(f"Kitchen Table may not write in {self.data}: please allow it, or choose another folder.")


def default_data_folder() -> Path:
    """Return the system's place for this user's data; on Linux ``$XDG_DATA_HOME/kitchentable``."""
    if sys.platform != "linux":
        import platformdirs  # noqa: PLC0415 - not needed on Linux

        return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))
    # The same answer as platformdirs, without its 20 ms: the reminder check starts here.
    base = os.environ.get("XDG_DATA_HOME", "").strip()
    return (Path(base) if base.startswith("/") else Path.home() / ".local" / "share") / APP_NAME


def config_folder() -> Path:
    """Return ``$XDG_CONFIG_HOME`` or ``~/.config``: where systemd units and autostart entries live."""
    base = os.environ.get("XDG_CONFIG_HOME", "").strip()
    return Path(base) if base.startswith("/") else Path.home() / ".config"


def _session_folder() -> Path:
    """Return a folder of this user's session, short and private: ``$XDG_RUNTIME_DIR``, else one of ours in /tmp."""
    base = os.environ.get("XDG_RUNTIME_DIR", "")
    if base.startswith("/") and len(os.fsencode(base)) < _LONGEST_SOCKET_NAME - 40 and Path(base).is_dir():
        return Path(base)
    import tempfile  # noqa: PLC0415 - only where there is no session folder

    return Path(tempfile.gettempdir()) / f"{APP_NAME}-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
