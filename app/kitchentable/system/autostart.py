"""Waking at login through an XDG autostart entry, for desktops without a systemd user manager."""

from __future__ import annotations

from pathlib import Path

from kitchentable.domain.errors import CannotWrite, ReminderTrouble
from kitchentable.system.files import cannot_write, write_atomically
from kitchentable.system.paths import APP_ID, config_folder
from kitchentable.system.schedule import Wake, WakeState

_OFF = "Reminders are off."
_ON = "Your computer looks whether a check-in is due each time you log in."
_SWITCHED_OFF = (
    "Reminders were switched off in your desktop’s start-up settings: allow “Kitchen Table reminder” there, or mend it "
    "here."
)
_MOVED = "The reminder starts a program that has moved: switch reminders on again to mend it."
_RESERVED = '"`$\\'


class Autostart:
    """An entry in the desktop's list of programs to start at login."""

    def __init__(self, *, command: tuple[str, ...] | None = None) -> None:
        """Remember the command the entry ought to start, to tell a stale one; None compares nothing."""
        self._command = command

    @property
    def entry(self) -> Path:
        """The entry's file."""
        return config_folder() / "autostart" / f"{APP_ID}-reminder.desktop"

    def state(self) -> WakeState:
        """Read the entry back; desktops switch one off by ``Hidden`` or by a key of their own."""
        keys = self._keys()
        if keys is None:
            return WakeState(Wake.OFF, _OFF)
        if keys.get("Hidden") == "true" or keys.get("X-GNOME-Autostart-enabled") == "false":
            return WakeState(Wake.OFF, _SWITCHED_OFF)
        words = _words(keys.get("Exec", ""))
        if not words or not Path(words[0]).is_file():
            return WakeState(Wake.BROKEN, _MOVED)
        if self._command is not None and tuple(words) != self._command:
            return WakeState(Wake.BROKEN, _MOVED)
        return WakeState(Wake.ON, _ON)

    def enable(self, command: tuple[str, ...]) -> None:
        """Write the entry; raise CannotWrite where that is not possible."""
        if not command[0].startswith("/") or any("\n" in word for word in command):
            raise ReminderTrouble("Kitchen Table could not find its own program: please install it again.")
        try:
            self.entry.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(self.entry, error) from error
        write_atomically(self.entry, entry_text(command), mode=0o644)
        self._command = command

    def disable(self) -> None:
        """Remove the entry."""
        try:
            self.entry.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(f"{self.entry} could not be removed: please delete it yourself.") from error

    def _keys(self) -> dict[str, str] | None:
        try:
            text = self.entry.read_bytes().decode("utf-8", "surrogateescape")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            return {}  # there, but not readable: shown as broken
        return {name.strip(): value.strip() for name, _, value in (line.partition("=") for line in text.split("\n"))}


def entry_text(command: tuple[str, ...]) -> bytes:
    """Return the desktop entry (Desktop Entry Specification, "The Exec key").

    ``TryExec`` has the desktop pass over the entry without a word once the program has gone.
    """
    line = " ".join(_quoted(word) for word in command)
    program = command[0].replace("\\", "\\\\")
    return (
        "[Desktop Entry]\nType=Application\nName=Kitchen Table reminder\n"
        "Comment=See whether the monthly check-in is due\n"
        f"TryExec={program}\nExec={line}\nIcon={APP_ID}\nTerminal=false\nNoDisplay=true\nX-GNOME-Autostart-Delay=180\n"
    ).encode("utf-8", "surrogateescape")


def _quoted(word: str) -> str:
    """Quote one word: reserved letters by a backslash, which the file format doubles, and percent by percent."""
    inner = "".join(f"\\{one}" if one in _RESERVED else one for one in word).replace("%", "%%")
    return '"' + inner.replace("\\", "\\\\") + '"'


def _words(line: str) -> list[str]:
    """Read back what ``_quoted`` wrote; anything else is not ours and counts as moved."""
    words: list[str] = []
    rest = line.replace("\\\\", "\\").strip()
    while rest.startswith('"'):
        word, rest = _first_word(rest[1:])
        words.append(word.replace("%%", "%"))
    return [] if rest else words


def _first_word(text: str) -> tuple[str, str]:
    word, place = "", 0
    while place < len(text) and text[place] != '"':
        place += text[place] == "\\"
        word += text[place : place + 1]
        place += 1
    return word, text[place + 1 :].strip()
